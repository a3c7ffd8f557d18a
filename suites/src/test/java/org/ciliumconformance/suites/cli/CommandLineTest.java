package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
    private final CommandSession session = new CommandSession();

    @Test
    void withoutACommandTheUsageGoesToStandardErrorAndTheCodeIsTwo() {
        assertThat(session.execute()).isEqualTo(2);
        assertThat(session.err()).contains("run", "plan", "list", "explain", "cleanup", "simulate", "completion");
        assertThat(session.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "plan",
                "doctor",
                "list",
                "explain",
                "compare",
                "monitor",
                "accept",
                "cleanup",
                "simulate",
                "completion"
            })
    void everyCommandHasHelpWithExamples(String command) {
        assertThat(session.execute(command, "--help")).isZero();
        assertThat(session.out()).contains("Usage: cilium-conformance " + command, "Examples:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 ", "1 ", "2 ", "3 ", "4 ", "130 "})
    void helpOfRunNamesEveryExitCode(String code) {
        session.execute("run", "--help");
        assertThat(session.out().substring(session.out().indexOf("Exit codes:")))
                .contains("  " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--wait --kubeconfig=none",
                "--kubeconfig=none --wait",
                "--kubeconfig none --wait --lanes 2",
                "--kubeconfig none --wait connectivity.pod.pod-ip",
                "--kubeconfig none --wait=30m connectivity.pod.pod-ip"
            })
    void waitingIsForAsLongAsItTakesUnlessADurationIsAttached(String words, @TempDir Path folder) {
        assertThat(session.execute(("run --out " + folder + " " + words).split(" ")))
                .isEqualTo(2);
        assertThat(session.err()).contains("There is no kubeconfig none.");
    }

    @Test
    void aMistypedCommandIsAnsweredWithTheNearest() {
        assertThat(session.execute("rnu")).isEqualTo(2);
        assertThat(session.err()).contains("error: ", "'rnu'", "Did you mean run?");
    }

    @Test
    void aMistypedOptionIsAnsweredWithTheNearest() {
        assertThat(session.execute("run", "--lans", "3")).isEqualTo(2);
        assertThat(session.err()).contains("'--lans'", "--lanes", "cilium-conformance run --help");
    }

    @ParameterizedTest
    @ValueSource(strings = {"explain", "list", "run", "plan"})
    void anUnknownBehaviorIsAnsweredWithTheNearest(String command) {
        assertThat(session.execute(command, "network-policy.ipblok.egress-excludes-pods"))
                .isEqualTo(2);
        assertThat(session.err())
                .contains("There is no behavior 'network-policy.ipblok.egress-excludes-pods'")
                .contains("Did you mean network-policy.ipblock.egress-excludes-pods");
    }

    @Test
    void aPatternThatMeansNothingIsAnsweredWithTheNearest() {
        assertThat(session.execute("list", "network-policy.ipblok.*")).isEqualTo(2);
        assertThat(session.err()).contains("network-policy.ipblock.*");
    }

    @Test
    void anUnknownBehaviorIsInTheResultsOfANamedFolder(@TempDir Path folder) throws Exception {
        assertThat(session.execute("run", "nonsense", "--out", folder.toString()))
                .isEqualTo(2);
        assertThat(CommandSession.validResults(folder).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("nonsense"));
    }

    @Test
    void listSelectsByPatternAndLeavesOut() {
        assertThat(session.execute("list", "network-policy.default-deny.*", "--exclude", "*.egress"))
                .isZero();
        assertThat(session.out())
                .contains("network-policy.default-deny.ingress")
                .doesNotContain("network-policy.default-deny.egress ");
    }

    @Test
    void listSelectsByTag() {
        assertThat(session.execute("list", "network-policy.default-deny.*", "--tag", "kubernetes-netpol"))
                .isZero();
        assertThat(session.out())
                .contains("network-policy.default-deny.both-directions")
                .doesNotContain("network-policy.default-deny.ingress ");
    }

    @Test
    void aTagThatNoBehaviorHasIsAMistake() {
        assertThat(session.execute("list", "--tag", "nonsense")).isEqualTo(2);
        assertThat(session.err()).contains("nonsense").contains("kubernetes-netpol");
    }

    @Test
    void leavingEverythingOutIsAMistake() {
        assertThat(session.execute("list", "--exclude", "*")).isEqualTo(2);
        assertThat(session.err()).contains("No behavior is left");
    }

    @Test
    void listIsJsonForScripts() {
        assertThat(session.execute("list", "--output", "json")).isZero();
        JsonNode list = JsonMapper.shared().readTree(session.out());
        assertThat(list.size()).isGreaterThan(20);
        assertThat(list.get(0).get("id").asString()).contains(".");
        assertThat(list.get(0).get("citation").get("document").asString()).isNotBlank();
    }

    @Test
    void explainTellsStatementSourceAndHowItIsChecked() {
        assertThat(session.execute("explain", "network-policy.ipblock.egress-excludes-pods"))
                .isZero();
        assertThat(session.out())
                .contains("An egress ipBlock", "LIMITATION", "2024-02-12", "https://", "How it is checked");
    }

    @Test
    void completionIsAScriptThatKnowsTheCommands() {
        assertThat(session.execute("completion")).isZero();
        assertThat(session.out()).startsWith("#!/").contains("simulate", "--allow-inconclusive");
    }

    @Test
    void aFolderThatCannotBeWrittenIsAMistakeBeforeAnythingStarts(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(session.execute("run", "--out", file.resolve("results").toString()))
                .isEqualTo(2);
        assertThat(session.err()).contains("error: ", "what to do: ", file.toString());
        assertThat(session.out()).isEmpty();
    }

    @Test
    void aSimulatedTargetHasNoContext() {
        assertThat(session.execute("plan", "--target", "simulated", "--context", "c"))
                .isEqualTo(2);
        assertThat(session.err()).contains("--target simulated has no kubeconfig");
    }

    @Test
    void aLiveClusterIsNotDescribed() {
        assertThat(session.execute("plan", "--context", "c", "--simulate", "nodes=3"))
                .isEqualTo(2);
        assertThat(session.err()).contains("--simulate describes a simulated cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--attempts=0", "--lanes=0", "--allow-inconclusive=-1"})
    void numbersBelowTheirLeastAreMistakes(String option) {
        assertThat(session.execute("run", option)).isEqualTo(2);
        assertThat(session.err()).contains(option.substring(0, option.indexOf('=')), "or more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--timeout=soon",
                "--outside=example.org:80",
                "--toleration=key",
                "--profile=gke",
                "--cilium-version=new",
                "--allow=everything",
                "--lanes=many",
                "--target=cloud"
            })
    void anArgumentOfAWrongFormIsNamed(String option) {
        assertThat(session.execute("run", option)).isEqualTo(2);
        assertThat(session.err()).contains("error: ", option.substring(option.indexOf('=') + 1), "what to do: ");
    }

    @Test
    void aSimulationThatCannotBeReadIsAMistake() {
        assertThat(session.execute("plan", "--simulate", "noodles=3")).isEqualTo(2);
        assertThat(session.err()).contains("noodles");
    }
}
