package org.ciliumconformance.suites.faultmatrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of policies, Services and kube-proxy where a description of the cluster could mislead. */
class MixedStateIT {
    private static final String DENY = "network-policy.default-deny.ingress";
    private static final String CONVERTED = "upgrade.enforcement.all-nodes-converted";
    private static final String SOCKET = "platform.kube-proxy.socket-lb";

    @TempDir
    Path out;

    private Verdict verdict(String description, String faults, String id) {
        List<CatalogueEntry> behavior = List.of(Catalogue.load().find(id).orElseThrow());
        SortedMap<String, BehaviorResult> results = ObservedCluster.withFault(description, faults, behavior, out);
        BehaviorResult result = results.get(id);
        assertThat(result).as(id).isNotNull();
        return result.verdict();
    }

    @Test
    void policyThatIsNotEnforcedSaysNothingWhileANodeIsNotConverted() {
        String notEnforced = "ingress-not-enforced,fault=dataplane-label-missing";
        assertThat(verdict("profile=aks-managed", notEnforced, DENY)).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(verdict("profile=aks-managed", notEnforced, CONVERTED)).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void policyThatIsNotEnforcedDeviatesOnceAllNodesAreConverted() {
        assertThat(verdict("profile=aks-managed", "ingress-not-enforced", DENY)).isEqualTo(Verdict.DEVIATES);
        assertThat(verdict("profile=aks-managed", "ingress-not-enforced", CONVERTED))
                .isEqualTo(Verdict.DEVIATES);
    }

    @Test
    void enforcedPolicyConformsWhileANodeIsNotConverted() {
        assertThat(verdict("profile=aks-managed", "dataplane-label-missing", DENY))
                .isEqualTo(Verdict.CONFORMS);
    }

    @Test
    void socketLoadBalancingThatIsSwitchedOffIsOnWithTheReplacementOfKubeProxy() {
        assertThat(verdict("profile=aks-managed,config.bpf-lb-sock=false", "", SOCKET))
                .isEqualTo(Verdict.CONFORMS);
    }
}
