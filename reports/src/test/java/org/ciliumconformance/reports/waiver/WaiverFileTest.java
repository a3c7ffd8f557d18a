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
                "waivers:                     | waiver:     | no list 'waivers'",
                "waivers:                     | '[1, 2'     | not YAML",
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
}
