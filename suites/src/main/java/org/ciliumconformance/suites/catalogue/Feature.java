package org.ciliumconformance.suites.catalogue;

import java.util.function.Predicate;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.IpFamily;

/** What some clusters of a profile have and others have not, where {@code cilium-config} does not tell. */
public enum Feature {
    /** Pod addresses from a network of their own on AKS; facts file, A4. */
    AKS_OVERLAY("aks-overlay", facts -> facts.nodes().stream()
            .anyMatch(node -> "overlay".equals(node.labels().get("kubernetes.azure.com/podnetwork-type")))),
    /** IPv6 addresses of pods, beside those of IPv4 or instead of them. */
    IPV6("ipv6", facts -> facts.podFamilies().contains(IpFamily.IPV6)),
    /** Addresses of both families of pods: from the nodes' pod CIDRs, Cilium's configuration or the pods themselves. */
    DUAL_STACK("dual-stack", facts -> facts.podFamilies().size() == IpFamily.values().length),
    /** Advanced Container Networking Services: known by its security agent; facts file, section 3. */
    ACNS("acns", facts -> facts.daemonSets().stream().anyMatch(name -> name.contains("/acns")));

    private final String word;
    private final Predicate<ClusterFacts> there;

    Feature(String word, Predicate<ClusterFacts> there) {
        this.word = word;
        this.there = there;
    }

    /** As in reports. */
    public String word() {
        return word;
    }

    public boolean isIn(ClusterFacts facts) {
        return there.test(facts);
    }
}
