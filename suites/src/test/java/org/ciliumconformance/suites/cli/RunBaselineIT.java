package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are held against an earlier one and against waivers, and the same runs compared afterwards. */
class RunBaselineIT {
    private static final String DENY = "network-policy.default-deny.egress";
    private static final String PLAIN = "connectivity.pod.pod-ip";

    @TempDir
    private static Path runs;

    private final CommandSession session = new CommandSession();

    @BeforeAll
    static void keepAGoodAndABadRun() {
        assertThat(run(new CommandSession(), "nights/good")).isZero();
        assertThat(run(new CommandSession(), "bad", "--simulate", "fault=egress-not-enforced"))
                .isEqualTo(1);
    }

    private static int run(CommandSession session, String name, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "run",
                DENY,
                PLAIN,
                "--attempts",
                "1",
                "--lanes",
                "1",
                "--out",
                runs.resolve(name).toString()));
        words.addAll(List.of(more));
        return session.execute(words.toArray(String[]::new));
    }

    private static String of(String name) {
        return runs.resolve(name).toString();
    }

    private static Path waivers(Path folder, String id, String expires) throws IOException {
        return Files.writeString(
                folder.resolve("waivers.yaml"),
                "waivers:\n  - {id: '" + id + "', reason: known, owner: us, expires: '" + expires + "'}\n");
    }

    @Test
    void aRunSaysWhetherItWasAccepted() throws IOException {
        assertThat(CommandSession.validResults(runs.resolve("nights/good"))
                        .run()
                        .accepted())
                .isTrue();
        assertThat(CommandSession.validResults(runs.resolve("bad")).run().accepted())
                .isFalse();
    }

    @Test
    void aRegressionAgainstTheLastAcceptedRunFails() {
        assertThat(run(session, "worse", "--baseline", of("nights"), "--simulate", "fault=egress-not-enforced"))
                .as(session.out() + session.err())
                .isEqualTo(1);
        assertThat(session.out()).contains("WORSE: 1 regression", DENY + "  CONFORMS -> DEVIATES");
        assertThat(runs.resolve("worse/comparison.json")).exists();
    }

    @Test
    void whatDeviatedInTheBaselineAlreadyDoesNotFail() {
        assertThat(run(session, "same", "--baseline", of("bad"), "--simulate", "fault=egress-not-enforced"))
                .as(session.out() + session.err())
                .isZero();
        assertThat(session.out()).contains("NO REGRESSION", "Still deviating: 1");
    }

    @Test
    void aWaiverTakesTheDeviationOutUntilItExpires(@TempDir Path folder) throws IOException {
        String fault = "fault=egress-not-enforced";
        String file =
                waivers(folder, "network-policy.default-deny.*", "2999-12-31").toString();

        assertThat(run(session, "waived", "--waivers", file, "--simulate", fault))
                .isZero();
        assertThat(session.out()).contains("waived until 2999-12-31: " + DENY);
        waivers(folder, "network-policy.default-deny.*", "2020-01-01");
        assertThat(run(session, "expired", "--waivers", file, "--simulate", fault))
                .isEqualTo(1);
        assertThat(session.out()).contains("EXPIRED, what it covers counts again");
    }

    @Test
    void aBaselineOfAnotherProfileIsNotComparedWith() {
        assertThat(run(session, "other", "--baseline", of("nights/good"), "--simulate", "profile=k3s"))
                .as(session.out() + session.err())
                .isZero();
        assertThat(session.out()).contains("note: Not compared with the baseline: The profiles differ");
    }

    @Test
    void aBaselineThatIsNotThereIsKnownBeforeTheRun() throws IOException {
        assertThat(run(session, "none", "--baseline", of("nothing"))).isEqualTo(2);
        assertThat(session.err()).contains("error: Cannot read ", "no such file");
        assertThat(CommandSession.validResults(runs.resolve("none")).results()).isEmpty();
    }

    @Test
    void theSameComparisonAfterwards(@TempDir Path folder) throws IOException {
        assertThat(session.execute("compare", of("nights/good"), of("bad"), "--out", folder.toString()))
                .isEqualTo(1);
        assertThat(session.out()).contains("WORSE: 1 regression", "option simulate: (none) -> fault=");
        assertThat(folder.resolve("comparison.json")).isNotEmptyFile();

        CommandSession back = new CommandSession();
        assertThat(back.execute("compare", of("bad"), of("nights/good"))).isZero();
        assertThat(back.out()).contains("NO REGRESSION, 1 recovery", "caution: The run that is compared began before");
    }
}
