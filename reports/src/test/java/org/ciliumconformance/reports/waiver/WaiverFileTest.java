package org.ciliumconformance.reports.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.ciliumconformance.reports.ReportException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaiverFileTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final String GOOD = """
            waivers:
              - id: network-policy.ipblock.*
                reason: fixed by the upgrade in April
                owner: network team
                expires: 2026-04-30
            """;

    @TempDir
    Path folder;

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("waivers.yaml"), content);
    }

    private ReportException refusal(Path file) {
        ReportException refusal = catchThrowableOfType(ReportException.class, () -> WaiverFile.read(file, TODAY));
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.getMessage())
                .startsWith("Cannot read the waivers in " + file)
                .doesNotContain("Exception");
        assertThat(refusal.remedy()).contains("id, reason, owner and expires");
        return refusal;
    }

    @Test
    void readsWhatPeopleWrite() throws IOException {
        assertThat(WaiverFile.read(file(GOOD), TODAY).entries())
                .containsExactly(new Waiver(
                        "network-policy.ipblock.*",
                        "fixed by the upgrade in April",
                        "network team",
                        LocalDate.of(2026, 4, 30)));
    }

    @Test
    void anEmptyListWaivesNothing() throws IOException {
        assertThat(WaiverFile.read(file("waivers:\n"), TODAY).entries()).isEmpty();
        assertThat(WaiverFile.read(file("waivers: []\n"), TODAY).entries()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: network-policy.ipblock.* | identity: x | unknown field 'identity'",
                "owner: network team          | team: x     | unknown field 'team'",
                "expires: 2026-04-30          | ''          | has no 'expires'",
                "expires: 2026-04-30          | expires: soon | no date",
                "expires: 2026-04-30          | expires: 2026-02-30 | no date",
                "owner: network team          | owner: ''   | not a text",
                "owner: network team          | owner: [a]  | not a text",
                "network-policy.ipblock.*     | 'a b'       | no behavior can have",
                "waivers:                     | waiver:     | unknown field 'waiver'",
                "waivers:                     | waivers: [  | not YAML",
            })
    void aMistakeIsNamed(String right, String wrong, String says) throws IOException {
        assertThat(refusal(file(GOOD.replace(right.strip(), wrong)))).hasMessageContaining(says);
    }

    @Test
    void whatIsNoFileOfWaiversIsRefused() throws IOException {
        assertThat(refusal(folder.resolve("nothing"))).hasMessageContaining("no such file");
        assertThat(refusal(folder)).hasMessageContaining("folder");
        assertThat(refusal(file(""))).hasMessageContaining("empty");
        assertThat(refusal(Files.write(folder.resolve("w"), "r: \u00e9".getBytes(StandardCharsets.ISO_8859_1))))
                .hasMessageContaining("UTF-8");
        assertThat(refusal(file("x".repeat(2 * 1024 * 1024)))).hasMessageContaining("larger");
        assertThat(refusal(file("waivers: &a [*a, *a]"))).hasMessageContaining("Cannot read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "owner: network team | team: x          | unknown field 'team' (line 4)",
                "owner: network team | owner: [a]       | of waiver 1 is not a text (line 4)",
                "owner: network team | owner: 7         | of waiver 1 is not a text (line 4)",
                "owner: network team | reason: again    | has 'reason' twice (line 4)",
                "expires: 2026-04-30 | expires: soon    | is no date (line 5)",
                "expires: 2026-04-30 | ''               | waiver 1 (line 2) has no 'expires'",
                "network-policy.ipblock.* | 'Upper'     | can have: 'Upper' (line 2)",
            })
    void theLineOfAMistakeIsNamed(String right, String wrong, String says) throws IOException {
        assertThat(refusal(file(GOOD.replace(right.strip(), wrong)))).hasMessageContaining(says);
    }

    @Test
    void theSecondOfTwoListsIsNotDropped() throws IOException {
        assertThat(refusal(file(GOOD + GOOD))).hasMessageContaining("'waivers' twice (line 6)");
        assertThat(refusal(file(GOOD + "---\n" + GOOD))).hasMessageContaining("a second document begins");
    }

    @Test
    void aReferenceIsRefusedInsteadOfReadAsItsName() throws IOException {
        assertThat(refusal(file("""
                waivers:
                  - {id: a, reason: &r known, owner: us, expires: 2026-12-31}
                  - {id: b, reason: *r, owner: us, expires: 2026-12-31}
                """))).hasMessageContaining("'reason' of waiver 2 is a reference (*) (line 3)");
    }

    @Test
    void aFewLinesThatMeanMillionsAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(8))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(refusal(file(bomb + "waivers: *a9\n"))).hasMessageContaining("unknown field 'a0'");
        assertThat(refusal(file("waivers:\n  - &a {id: a}\n  - *a\n"))).hasMessageContaining("has no 'reason'");
        assertThat(refusal(file("waivers: " + "[".repeat(100_000)))).hasMessageContaining("Cannot read");
        assertThat(refusal(file("waivers: " + "{a: ".repeat(100_000)))).hasMessageContaining("Cannot read");
    }

    @Test
    void aReferenceInPlaceOfAWaiverOrOfTheListIsNamed() throws IOException {
        String anchored = "waivers:\n  - {id: &a a, reason: r, owner: o, expires: 2026-12-31}\n  - *a\n";

        assertThat(refusal(file(anchored))).hasMessageContaining("waiver 2 is a reference (*) (line 3)");
        assertThat(refusal(file("? &k waivers\n: *k\n"))).hasMessageContaining("'waivers' is a reference (*)");
    }

    @Test
    void theLargestFileIsReadAndOneByteMoreIsNot() throws IOException {
        String padding = "#".repeat(1024 * 1024 - GOOD.length());

        assertThat(WaiverFile.read(file(GOOD + padding), TODAY).entries()).hasSize(1);
        assertThat(refusal(file(GOOD + padding + "#"))).hasMessageContaining("with 1024 KiB it is larger");
    }

    @Test
    void theLineThatIsNotYamlIsNamed() throws IOException {
        assertThat(refusal(file("waivers: \"unclosed\n"))).hasMessageContaining("it is not YAML (line ");
    }

    @Test
    void aTagCreatesNothing() throws IOException {
        assertThat(refusal(file("waivers: !!javax.script.ScriptEngineManager [x]\n")))
                .hasMessageContaining("waiver 1 (line 1) is not a group of fields");
    }
}
