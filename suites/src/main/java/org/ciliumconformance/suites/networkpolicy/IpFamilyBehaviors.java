package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.facts.IpFamily.IPV4;
import static org.ciliumconformance.cluster.facts.IpFamily.IPV6;
import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limited;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.ipBlock;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.pod;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Feature;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.PolicyBuilder.Peer;
import org.ciliumconformance.suites.dsl.Trial;

/** That policies hold for IPv6 as they do for IPv4, and that address blocks are of one family. */
class IpFamilyBehaviors {
    private static final String ALL_IPV4 = "0.0.0.0/0";
    private static final String ALL_IPV6 = "::/0";

    @Behavior(
            id = "network-policy.dual-stack.deny-ingress",
            statement = "A policy without ingress rules closes its pods for clients of both families",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            with = Feature.DUAL_STACK,
            how =
                    "Selects one pod: clients of its own and another namespace, on its own and another node, are dropped at"
                            + " its IPv4 and at its IPv6 address over TCP and UDP, while it reaches them at both.")
    void denyIngress(Trial trial) {
        trial.under(trial.policy("x/a").denyIngress().build())
                .from("x/b", trial.pods("x/b", "x/a").byEachFamily(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "x/a").byEachFamily(), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/b", "y/a").byEachFamily(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.dual-stack.deny-egress",
            statement = "A policy of type Egress without rules lets its pods connect to nothing by either family",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            with = Feature.DUAL_STACK,
            how =
                    "Selects one pod: it reaches pods of its own and another namespace, on its own and another node, neither"
                            + " by IPv4 nor by IPv6 over TCP and UDP, while they reach it by both.")
    void denyEgress(Trial trial) {
        trial.under(trial.policy("x/a").denyEgress().build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a").byEachFamily(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").byEachFamily(), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").byEachFamily(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.dual-stack.allow-ingress",
            statement = "An ingress rule that selects pods admits them by both families, and no others by either",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            with = Feature.DUAL_STACK,
            how = "Admits one pod of the namespace to another: it is answered at both addresses over TCP and UDP, while"
                    + " another pod of the namespace and one of another are dropped at both.")
    void allowIngress(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(pod("b")).build())
                .from("x/b", trial.pods("x/b", "x/a").byEachFamily(), is(ALLOWED))
                .from("x/c", trial.pods("x/c", "x/a").byEachFamily(), is(DROPPED))
                .from("y/b", trial.pods("y/b", "x/a").byEachFamily(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.dual-stack.allow-egress",
            statement =
                    "An egress rule that selects pods lets pass what goes to them by both families, and to no others"
                            + " by either",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            with = Feature.DUAL_STACK,
            how = "Lets one pod connect to another of its namespace: it reaches that pod at both addresses over TCP and"
                    + " UDP, and a third one and one of another namespace at neither.")
    void allowEgress(Trial trial) {
        trial.under(trial.policy("x/a").egressTo(pod("b")).build())
                .from("x/a", trial.pods("x/a", "x/b").byEachFamily(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/c", "y/b").byEachFamily(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ipv6-egress-excludes-pods",
            statement =
                    "An egress ipBlock of IPv6 does not let pass traffic to pods, even when it contains their addresses",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            config = "policy-cidr-match-mode!~pods",
            with = Feature.IPV6,
            how =
                    "Lets pass ::/0 and the IPv6 address of each pod by itself. Pods of the same and another namespace, on"
                            + " the same and another node, must be out of reach by IPv6 over TCP.")
    void egressExcludesPods(Trial trial) {
        String[] pods = {"x/b", "x/c", "y/a", "y/b"};
        trial.under(trial.policy("x/a").egressTo(blocks(trial, pods)).build())
                .from("x/a", trial.pods("x/a", pods).via(Via.POD_IPV6).list(), limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ipv6-ingress-excludes-pods",
            statement =
                    "An ingress ipBlock of IPv6 does not admit pods of other namespaces, even when it contains their"
                            + " addresses",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            config = "policy-cidr-match-mode!~pods",
            with = Feature.IPV6,
            how = "Admits ::/0 and the clients' own IPv6 addresses: pods of other namespaces, on the same and another"
                    + " node, must be dropped by IPv6 over TCP.")
    void ingressExcludesPods(Trial trial) {
        Scenario scenario = trial.under(
                trial.policy("x/a").ingressFrom(blocks(trial, "y/a", "y/b")).build());
        for (String client : List.of("y/a", "y/b")) {
            scenario.from(client, trial.pods(client, "x/a").via(Via.POD_IPV6).list(), limitedToDropped());
        }
        scenario.verify();
    }

    private static Peer[] blocks(Trial trial, String... pods) {
        return Stream.concat(
                        Stream.of(ipBlock(ALL_IPV6)),
                        Stream.of(pods).map(pod -> ipBlock(IpFamily.block(trial.address(pod, IPV6)))))
                .toArray(Peer[]::new);
    }

    @Behavior(
            id = "network-policy.ipblock.ipv6-selects-pods",
            statement =
                    "Where an ipBlock selects pods, one of IPv6 selects them for what goes by IPv6, and for nothing else",
            source = Source.KUBERNETES_IP_BLOCK,
            plainKubernetes = true,
            cilium = ">=1.20.0",
            config = "policy-cidr-match-mode=pods",
            with = Feature.DUAL_STACK,
            how = "Lets pass ::/0 in one pod and 0.0.0.0/0 in another: each reaches a third pod by the family of its"
                    + " block, and not by the other one.")
    void selectsPods(Trial trial) {
        trial.under(
                        trial.policy("x/a").egressTo(ipBlock(ALL_IPV6)).build(),
                        trial.policy("x/b").egressTo(ipBlock(ALL_IPV4)).build())
                .from("x/a", trial.pods("x/a", "y/b").via(Via.POD_IPV6).list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "y/b").via(Via.POD_IPV4).list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "y/b").via(Via.POD_IPV4).list(), is(ALLOWED))
                .from("x/b", trial.pods("x/b", "y/b").via(Via.POD_IPV6).list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ipv6-egress-selects-outside",
            statement = "An egress ipBlock of IPv6 lets pass traffic to the IPv6 addresses outside the cluster that it"
                    + " contains",
            source = Source.KUBERNETES_IP_BLOCK,
            plainKubernetes = true,
            with = Feature.IPV6,
            needs = Need.OUTSIDE_HOST_IPV6,
            how = "Lets pass ::/0, and in a second pod only one host's address: the host outside answers in both.")
    void egressSelectsOutside(Trial trial) {
        var host = trial.outsideHost(IPV6);
        trial.under(
                        trial.policy("x/a").egressTo(ipBlock(ALL_IPV6)).build(),
                        trial.policy("x/b")
                                .egressTo(ipBlock(IpFamily.block(host.address())))
                                .build())
                .from("x/a", trial.at(host), is(ALLOWED))
                .from("x/b", trial.at(host), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.all-of-one-family",
            statement = "An ipBlock of all addresses of one family lets pass nothing of the other family",
            source = Source.CILIUM_WORLD_BY_FAMILY,
            plainKubernetes = true,
            cilium = ">=1.15.0",
            with = Feature.DUAL_STACK,
            needs = {Need.OUTSIDE_HOST, Need.OUTSIDE_HOST_IPV6},
            how =
                    "Lets pass 0.0.0.0/0 in one pod and ::/0 in another: hosts outside the cluster answer each by the family"
                            + " of its block, and not by the other one.")
    void allOfOneFamily(Trial trial) {
        allOfOneFamily(trial, false).verify();
    }

    @Behavior(
            id = "network-policy.ipblock.all-of-both-families",
            statement = "Before Cilium 1.15 an ipBlock of all addresses of one family also lets pass those of the other"
                    + " outside the cluster",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_WORLD_OF_BOTH_FAMILIES,
            cilium = "<1.15.0",
            with = Feature.DUAL_STACK,
            needs = {Need.OUTSIDE_HOST, Need.OUTSIDE_HOST_IPV6},
            how = "Lets pass 0.0.0.0/0 in one pod and ::/0 in another: hosts outside the cluster answer both by both"
                    + " families. Lifted means that the other family is dropped.")
    void allOfBothFamilies(Trial trial) {
        allOfOneFamily(trial, true).verify();
    }

    private static Scenario allOfOneFamily(Trial trial, boolean alsoOfTheOther) {
        List<Destination> four = trial.at(trial.outsideHost(IPV4));
        List<Destination> six = trial.at(trial.outsideHost(IPV6));
        var other = alsoOfTheOther ? limited(Set.of(ALLOWED), Set.of(DROPPED)) : is(DROPPED);
        return trial.under(
                        trial.policy("x/a").egressTo(ipBlock(ALL_IPV4)).build(),
                        trial.policy("x/b").egressTo(ipBlock(ALL_IPV6)).build())
                .from("x/a", four, is(ALLOWED))
                .from("x/a", six, other)
                .from("x/b", six, is(ALLOWED))
                .from("x/b", four, other);
    }
}
