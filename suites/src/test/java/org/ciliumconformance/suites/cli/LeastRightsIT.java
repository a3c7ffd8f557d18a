package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.rights.RightSet;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The catalogue under exactly the rights of {@code deploy/}, on clusters that enforce them and remember which of them let
 * a request pass.
 */
class LeastRightsIT {
    private static final SortedSet<String> USED = new TreeSet<>();
    private static final List<String> STANDARD_VERDICTS = new ArrayList<>();
    private static final List<String> FULL_VERDICTS = new ArrayList<>();

    private static final String RESULTS = "cilium-conformance/results";

    private static int standardCode;
    private static int monitorCode;
    private static String monitorWords = "";
    private static int fullCode;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        // The standard catalogue on a plain cluster, and once more where a fault makes it collect evidence.
        try (SimulatedTarget cluster = SimulatedTarget.start("rbac=enforced", true)) {
            Path kubeconfig = ServiceAccountUser.kubeconfig(cluster, folder, RightSet.STANDARD);
            Path out = folder.resolve("standard");
            standardCode = run(kubeconfig, out);
            STANDARD_VERDICTS.addAll(notConforming(out));
            run(kubeconfig, folder.resolve("host"), "--allow=host-network", "connectivity.node.*");
            CommandSession monitor = new CommandSession();
            monitorCode = monitor.execute(
                    "monitor", "--kubeconfig=" + kubeconfig, "--for=3s", "--out=" + folder.resolve("traffic"));
            monitorWords = monitor.out() + monitor.err();
            USED.addAll(cluster.rightsUsed());
        }
        try (SimulatedTarget cluster = SimulatedTarget.start("rbac=enforced,fault=egress-not-enforced", true)) {
            Path kubeconfig = ServiceAccountUser.kubeconfig(cluster, folder, RightSet.STANDARD);
            run(kubeconfig, folder.resolve("deviating"), "network-policy.default-deny.egress", "--attempts=1");
            USED.addAll(cluster.rightsUsed());
        }
        // Everything that can be opted into, where the API server asks for one right more and the nodes are of AKS.
        try (SimulatedTarget cluster =
                SimulatedTarget.start("rbac=enforced,profile=aks-managed,kubernetes=1.35.0", true)) {
            Path kubeconfig = ServiceAccountUser.kubeconfig(cluster, folder, RightSet.values());
            Path out = folder.resolve("full");
            fullCode = run(
                    kubeconfig, out, "--allow=host-network,cluster-scoped,mutating", "--results-configmap=" + RESULTS);
            FULL_VERDICTS.addAll(notConforming(out));
            // Where earlier results are, they are replaced.
            run(kubeconfig, folder.resolve("again"), "connectivity.pod.pod-ip", "--results-configmap=" + RESULTS);
            USED.addAll(cluster.rightsUsed());
        }
    }

    private static int run(Path kubeconfig, Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("run", "--kubeconfig", kubeconfig.toString(), "--out"));
        words.addAll(List.of(out.toString(), "--lanes=3", "--settle-timeout=5s"));
        words.addAll(List.of(more));
        return new CommandSession().execute(words.toArray(String[]::new));
    }

    private static List<String> notConforming(Path out) throws IOException {
        return CommandSession.validResults(out).results().stream()
                .filter(result -> result.verdict() != Verdict.CONFORMS && result.verdict() != Verdict.NOT_APPLICABLE)
                .map(LeastRightsIT::inWords)
                .toList();
    }

    private static String inWords(BehaviorResult result) {
        return result.verdict() + " " + result.id() + ": " + result.reasonText();
    }

    @Test
    void theStandardRightsSufficeForTheStandardCatalogue() {
        assertThat(STANDARD_VERDICTS).isEmpty();
        assertThat(standardCode).isZero();
    }

    @Test
    void theStandardRightsSufficeToWatchTraffic() {
        assertThat(monitorCode).as(monitorWords).isZero();
    }

    @Test
    void theAdditionsSufficeForWhatIsOptedInto() {
        assertThat(FULL_VERDICTS).isEmpty();
        assertThat(fullCode).isZero();
    }

    @ParameterizedTest
    @EnumSource(RightSet.class)
    void noRightIsUnused(RightSet set) throws IOException {
        SortedSet<String> given;
        try (SimulatedTarget reader = SimulatedTarget.start("")) {
            given = RightFiles.rights(reader.client(), set).stream()
                    .map(right -> right.replaceFirst(" \\[.*", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        assertThat(given).isNotEmpty().allSatisfy(right -> assertThat(USED).contains(right));
    }
}
