package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages that runs leave, and the commands that make them of results that are there. */
class ReportCommandsIT {
    private static final String DENY = "network-policy.default-deny.egress";
    private static final String PLAIN = "connectivity.pod.pod-ip";

    @TempDir
    private static Path runs;

    private final CommandSession session = new CommandSession();

    @BeforeAll
    static void keepAGoodAndABadRun() {
        assertThat(run("good")).isZero();
        assertThat(run("bad", "--simulate", "fault=egress-not-enforced", "--baseline", of("good")))
                .isEqualTo(1);
    }

    private static int run(String name, String... more) {
        String[] words = {"run", DENY, PLAIN, "--attempts", "1", "--lanes", "1", "--out", of(name)};
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return new CommandSession().execute(all);
    }

    private static String of(String name) {
        return runs.resolve(name).toString();
    }

    @Test
    void aRunLeavesItsReportBesideItsResults() throws IOException {
        assertThat(Files.readString(runs.resolve("good/report.html")))
                .contains("SIMULATED</strong> cluster", "Fine: nothing deviates");
        assertThat(Files.readString(runs.resolve("bad/report.html")))
                .contains(
                        "Worse than the baseline: 1 behavior",
                        "id=\"" + DENY + "\"",
                        "href=\"comparison.html\"",
                        "href=\"evidence/" + DENY + "/attempt-1/networkpolicies.yaml\"");
        assertThat(Files.readString(runs.resolve("bad/comparison.html")))
                .contains("WORSE: 1 regression", "href=\"report.html#" + DENY + "\"");
    }

    @Test
    void reportMakesThePageAgainAndFindsTheEvidenceFromElsewhere(@TempDir Path folder) throws IOException {
        Path out = folder.resolve("public");

        assertThat(session.execute("report", of("bad"), "--format", "html", "--out", out.toString()))
                .as(session.err())
                .isZero();

        assertThat(session.out()).isEqualTo("report: " + out.resolve("report.html") + System.lineSeparator());
        assertThat(out).isDirectoryNotContaining("glob:**/junit.xml");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("1 behavior deviates")
                .containsPattern("href=\"(\\.\\./)+[^\"]*/bad/evidence/" + DENY + "/attempt-1/networkpolicies.yaml\"");
    }

    @Test
    void reportTakesAResultsFileAndHoldsItAgainstABaseline(@TempDir Path folder) throws IOException {
        assertThat(session.execute(
                        "report",
                        runs.resolve("good/results.json").toString(),
                        "--baseline",
                        of("bad"),
                        "--out",
                        folder.toString()))
                .as(session.err())
                .isZero();

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("No regression against the baseline", "Recoveries");
        assertThat(folder.resolve("junit.xml")).exists();
        assertThat(folder.resolve("comparison.html")).exists();
    }

    @Test
    void compareWritesAPage(@TempDir Path folder) throws IOException {
        assertThat(session.execute("compare", of("bad"), of("good"), "--out", folder.toString()))
                .isZero();

        assertThat(Files.readString(folder.resolve("comparison.html")))
                .contains("NO REGRESSION, 1 recovery", "fault=egress-not-enforced")
                .doesNotContain("report.html#");
    }

    @Test
    void historyWritesAPageAndPrintsTheRuns(@TempDir Path folder) throws IOException {
        assertThat(session.execute("history", runs.toString(), "--out", folder.toString()))
                .as(session.err())
                .isZero();

        assertThat(session.out()).contains("SIMULATED, profile self-managed: 2 runs, 1 accepted");
        assertThat(Files.readString(folder.resolve("history.html")))
                .contains("Last run: 1 behavior deviates", DENY, "bad/report.html\"");
    }

    @Test
    void historyOfNothingIsAUsageError(@TempDir Path folder) {
        assertThat(session.execute("history", folder.toString())).isEqualTo(2);
        assertThat(session.err()).contains("error: There is no history in", "what to do: ");
        assertThat(session.execute("history", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(session.err()).contains("there is no such folder");
    }

    @Test
    void aPageThatCannotBeWrittenIsSaidAndNothingIsLeft(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "a file where a folder should be");

        assertThat(session.execute("report", of("good"), "--out", file.toString()))
                .isEqualTo(2);

        assertThat(session.err()).contains("error: Cannot write", "what to do: ");
        assertThat(folder).isDirectoryContaining("glob:**/taken");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void anUnknownFormatIsAUsageError() {
        assertThat(session.execute("report", of("good"), "--format", "pdf")).isEqualTo(2);
        assertThat(session.err()).contains("pdf", "HTML, MARKDOWN, JUNIT, ALLURE");
    }
}
