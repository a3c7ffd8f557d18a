package org.ciliumconformance.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.facts.Resources;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Need;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.semver4j.Semver;

class PlanTest {
    private static final String HOLE = "network-policy.ipblock.ingress-same-namespace-hole";
    private static final String SAME_NAMESPACE = "network-policy.ipblock.ingress-excludes-same-namespace";
    private static final String WITHOUT_KEY =
            "network-policy.ipblock.ingress-excludes-same-namespace-without-local-cluster";

    private static ClusterFacts facts(Profile profile, @Nullable String cilium, Map<String, String> config, int nodes) {
        return facts(profile, cilium, config, nodes, Set.of(IpFamily.IPV4));
    }

    private static ClusterFacts facts(
            Profile profile, @Nullable String cilium, Map<String, String> config, int nodes, Set<IpFamily> families) {
        List<NodeFacts> list = java.util.stream.IntStream.rangeClosed(1, nodes)
                .mapToObj(i -> new NodeFacts(
                        "n" + i,
                        "linux",
                        "",
                        "",
                        "",
                        "",
                        List.of("10.0.0." + i),
                        true,
                        true,
                        List.of(),
                        Map.of(),
                        Map.of(),
                        "",
                        110,
                        Resources.NONE,
                        "absent"))
                .toList();
        return new ClusterFacts(
                new Semver("1.32.4"),
                profile,
                "the test says so",
                cilium == null ? null : new Semver(cilium),
                "the test",
                "kube-system",
                config,
                list,
                List.of(),
                Set.of(),
                families,
                Set.of());
    }

    private static @Nullable String whyNot(String id, ClusterFacts facts) {
        CatalogueEntry entry = Catalogue.load().find(id).orElseThrow();
        Plan.Item item =
                Plan.of(List.of(entry), facts, EnumSet.allOf(Need.class)).item(id);
        assertThat(item).isNotNull();
        return item.whyNot();
    }

    @Test
    void behaviorsOfIpv6ApplyWherePodsHaveIt() {
        String both = "service.dual-stack.both-families";
        String ipv6 = "service.ipv6.single-family";
        for (Set<IpFamily> families :
                List.of(Set.of(IpFamily.IPV4), Set.of(IpFamily.IPV6), Set.of(IpFamily.IPV4, IpFamily.IPV6))) {
            ClusterFacts facts = facts(Profile.SELF_MANAGED, "1.19.5", Map.of(), 2, families);
            assertThat(whyNot(ipv6, facts))
                    .isEqualTo(families.contains(IpFamily.IPV6) ? null : "needs a cluster with ipv6");
            assertThat(whyNot(both, facts)).isEqualTo(families.size() == 2 ? null : "needs a cluster with dual-stack");
        }
    }

    @Test
    void exactlyOneOfTheSameNamespaceBehaviorsAppliesToEachVersionAndSetting() {
        for (String version :
                List.of("1.12.10", "1.16.3", "1.18.0", "1.18.6", "1.19.0", "1.19.4", "1.19.5", "1.20.0")) {
            for (Map<String, String> config : List.of(
                    Map.<String, String>of(),
                    Map.of("policy-default-local-cluster", "true"),
                    Map.of("policy-default-local-cluster", "false"))) {
                ClusterFacts facts = facts(Profile.SELF_MANAGED, version, config, 2);
                long applying = List.of(HOLE, SAME_NAMESPACE, WITHOUT_KEY).stream()
                        .filter(id -> whyNot(id, facts) == null)
                        .count();
                assertThat(applying).as("%s with %s", version, config).isEqualTo(1);
            }
        }
    }

    @Test
    void theAgentsOwnDefaultCountsWhereAKeyIsMissing() {
        assertThat(whyNot(HOLE, facts(Profile.SELF_MANAGED, "1.19.4", Map.of(), 2)))
                .isNull();
        assertThat(whyNot(HOLE, facts(Profile.SELF_MANAGED, "1.18.6", Map.of(), 2)))
                .contains("policy-default-local-cluster");
    }

    @Test
    void aClusterWithoutCiliumIsJudgedByKubernetesAlone() {
        ClusterFacts facts = facts(Profile.NOT_CILIUM, null, Map.of(), 2);
        assertThat(whyNot("network-policy.default-deny.ingress", facts)).isNull();
        assertThat(whyNot("service.internal-traffic-policy.local", facts)).isNull();
        assertThat(whyNot("network-policy.ipblock.egress-excludes-pods", facts)).contains("no Cilium");
    }

    @Test
    void theReasonNamesWhatIsMissing() {
        assertThat(whyNot("service.internal-traffic-policy.local", facts(Profile.K3S, "1.19.4", Map.of(), 1)))
                .isEqualTo("needs 2 nodes that can take pods; there is 1");
        assertThat(whyNot("platform.agent.no-limits", facts(Profile.K3S, "1.19.4", Map.of(), 2)))
                .contains("aks-managed")
                .contains("k3s");
        assertThat(whyNot("service.port-protocols.node-port", facts(Profile.K3S, "1.16.4", Map.of(), 2)))
                .isEqualTo("holds for Cilium >=1.17.0; this is 1.16.4");
        assertThat(whyNot("service.port-protocols.node-port", facts(Profile.K3S, null, Map.of(), 2)))
                .contains("--cilium-version");
        assertThat(whyNot(
                        "network-policy.default-deny.ingress",
                        facts(Profile.K3S, "1.19.4", Map.of("enable-policy", "never"), 2)))
                .contains("enable-policy is never");
    }

    @Test
    void needsThatTheRunDoesNotProvideAreNamedWithTheirOption() {
        CatalogueEntry entry = Catalogue.load()
                .find("network-policy.ipblock.egress-excludes-nodes")
                .orElseThrow();
        Plan plan = Plan.of(List.of(entry), facts(Profile.K3S, "1.19.4", Map.of(), 2), EnumSet.noneOf(Need.class));
        assertThat(plan.toRun()).isEmpty();
        assertThat(plan.items().get(0).whyNot()).contains("--allow host-network");
    }
}
