package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run where others live: thirty namespaces with policies of their own, and policies of the whole cluster. Verdicts are as
 * on an empty cluster, or INCONCLUSIVE by the name of the policy that is in the way; and everything of others is as before.
 */
class ClusterInUseIT {
    private static final int NAMESPACES = 30;

    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();
    private SimulatedTarget cluster;

    @BeforeEach
    void start() {
        cluster = SimulatedTarget.start("", true);
        for (int i = 0; i < NAMESPACES; i++) {
            apply(team("team-" + i));
            apply(i % 3 == 0 ? denied("team-" + i) : i % 3 == 1 ? open("team-" + i) : cilium("team-" + i));
        }
        apply("""
                apiVersion: cilium.io/v2
                kind: CiliumClusterwideNetworkPolicy
                metadata: {name: teams-take-nothing-from-outside}
                spec:
                  endpointSelector:
                    matchExpressions: [{key: team, operator: Exists}]
                  ingress: [{fromEntities: [cluster]}]
                """);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** What is there once the pods of others run: their endpoints come a moment later than they do. */
    private Map<String, String> dumpAtRest() {
        return Awaitility.await("every pod of others has its endpoint")
                .atMost(Duration.ofMinutes(1))
                .until(() -> ClusterDump.of(cluster.client()), dump -> IntStream.range(0, NAMESPACES)
                        .allMatch(i -> dump.containsKey("ciliumendpoints team-" + i + "/app")));
    }

    /** Names first: of what came or went, the rest need not be read. */
    private void assertNothingChanged(Map<String, String> before) {
        Map<String, String> after = ClusterDump.of(cluster.client());
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after).isEqualTo(before);
    }

    private void apply(String yaml) {
        cluster.client()
                .load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .items()
                .forEach(object -> cluster.client().resource(object).create());
    }

    private static String team(String name) {
        return """
                apiVersion: v1
                kind: Namespace
                metadata: {name: %1$s, labels: {tenant: %1$s}}
                ---
                apiVersion: v1
                kind: Pod
                metadata: {name: app, namespace: %1$s, labels: {team: %1$s, pod: a}}
                spec:
                  containers: [{name: app, image: 'registry.k8s.io/e2e-test-images/agnhost:2.53', args: [netexec]}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: app, namespace: %1$s}
                spec: {selector: {team: %1$s}, ports: [{port: 80, targetPort: 8080}]}
                """.formatted(name);
    }

    private static String denied(String namespace) {
        return """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: default-deny, namespace: %s}
                spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
                """.formatted(namespace);
    }

    private static String open(String namespace) {
        return """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: from-all-namespaces, namespace: %s}
                spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: {}}]}]}
                """.formatted(namespace);
    }

    private static String cilium(String namespace) {
        return """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: no-world, namespace: %s}
                spec: {endpointSelector: {}, egressDeny: [{toEntities: [world]}], egress: [{toEntities: [all]}]}
                """.formatted(namespace);
    }

    private List<BehaviorResult> run(String... more) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        cluster.writeKubeconfig(kubeconfig);
        Path out = folder.resolve("out");
        List<String> words = new ArrayList<>(List.of("run", "--kubeconfig", kubeconfig.toString()));
        words.addAll(List.of("--out", out.toString(), "--settle-timeout=5s"));
        words.addAll(List.of(more));
        session.execute(words.toArray(String[]::new));
        List<BehaviorResult> results = CommandSession.validResults(out).results();
        assertThat(results).as(session.out() + session.err()).isNotEmpty();
        return results;
    }

    @Test
    void policiesOfOthersInTheirNamespacesChangeNoVerdictAndNothingOfOthersChanges() throws IOException {
        Map<String, String> before = dumpAtRest();
        assertThat(before).hasSizeGreaterThan(4 * NAMESPACES);
        List<BehaviorResult> results = run("--lanes=3", "--allow=host-network,cluster-scoped,mutating");
        assertThat(results)
                .filteredOn(result -> result.verdict() != Verdict.NOT_APPLICABLE)
                .hasSizeGreaterThan(200)
                .allSatisfy(result -> assertThat(result.verdict())
                        .as(result.id() + ": " + result.reasonText())
                        .isEqualTo(Verdict.CONFORMS));
        assertNothingChanged(before);
    }

    @Test
    void aDefaultDenyOfTheWholeClusterLeavesNoVerdictWithoutItsName() throws IOException {
        apply("""
                apiVersion: cilium.io/v2
                kind: CiliumClusterwideNetworkPolicy
                metadata: {name: default-deny-for-all}
                spec:
                  endpointSelector:
                    matchExpressions: [{key: k8s-app, operator: NotIn, values: [kube-dns]}]
                  ingress: [{}]
                  egress: [{}]
                """);
        Map<String, String> before = dumpAtRest();
        List<BehaviorResult> results =
                run("network-policy.default-deny.*", "connectivity.pod.pod-ip", "service.cluster-ip.*", "--lanes=1");
        assertThat(results)
                .filteredOn(result -> result.verdict() != Verdict.NOT_APPLICABLE)
                .isNotEmpty()
                .allSatisfy(result -> {
                    assertThat(result.verdict())
                            .as(result.id() + ": " + result.reasonText())
                            .isEqualTo(Verdict.INCONCLUSIVE);
                    assertThat(result.reasonText()).contains("CiliumClusterwideNetworkPolicy default-deny-for-all");
                });
        assertThat(session.out()).contains("warning: There is a CiliumClusterwideNetworkPolicy default-deny-for-all");
        assertNothingChanged(before);
    }

    @Test
    void anAllowanceForTheWholeClusterIsNotTakenForAPolicyThatIsNotEnforced() throws IOException {
        apply("""
                apiVersion: cilium.io/v2
                kind: CiliumClusterwideNetworkPolicy
                metadata: {name: everybody-to-everybody}
                spec:
                  endpointSelector: {}
                  enableDefaultDeny: {ingress: false, egress: false}
                  ingress: [{fromEntities: [all]}]
                  egress: [{toEntities: [all]}]
                """);
        List<BehaviorResult> results = run("network-policy.default-deny.*", "connectivity.pod.pod-ip", "--lanes=1");
        assertThat(results)
                .filteredOn(result -> result.verdict() != Verdict.NOT_APPLICABLE)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.verdict())
                        .as(result.id() + ": " + result.reasonText())
                        .isEqualTo(result.id().startsWith("connectivity.") ? Verdict.CONFORMS : Verdict.INCONCLUSIVE));
        assertThat(results).anySatisfy(result -> assertThat(result.reasonText())
                .contains("CiliumClusterwideNetworkPolicy everybody-to-everybody"));
    }

    @Test
    void anAllowanceOfDnsForTheWholeClusterChangesNoVerdict() throws IOException {
        apply("""
                apiVersion: cilium.io/v2
                kind: CiliumClusterwideNetworkPolicy
                metadata: {name: dns-for-all}
                spec:
                  endpointSelector: {}
                  enableDefaultDeny: {ingress: false, egress: false}
                  egress:
                  - toEndpoints:
                    - matchLabels: {'k8s:io.kubernetes.pod.namespace': kube-system, k8s-app: kube-dns}
                    toPorts: [{ports: [{port: '53', protocol: UDP}]}]
                """);
        assertThat(run("network-policy.default-deny.*", "--lanes=1"))
                .filteredOn(result -> result.verdict() != Verdict.NOT_APPLICABLE)
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.verdict())
                        .as(result.id() + ": " + result.reasonText())
                        .isEqualTo(Verdict.CONFORMS));
    }
}
