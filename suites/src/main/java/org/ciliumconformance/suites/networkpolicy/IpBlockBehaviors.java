package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limited;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.allNamespaces;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.ipBlock;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PolicyBuilder.Peer;
import org.ciliumconformance.suites.dsl.Trial;

/** What ipBlock selects, and what it cannot select in Cilium: pods and nodes. */
class IpBlockBehaviors {
    private static final String EVERYTHING = "0.0.0.0/0";
    private static final String[] PODS = {"x/b", "x/c", "y/a", "y/b"};

    @Behavior(
            id = "network-policy.ipblock.egress-excludes-pods",
            statement = "An egress ipBlock does not let pass traffic to pods, even when it contains their addresses",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            config = "policy-cidr-match-mode!~pods",
            how = "Lets pass 0.0.0.0/0 and the address of each pod by itself. Pods of the same and another namespace,"
                    + " on the same and another node, must be out of reach over TCP and UDP, by pod IP and ClusterIP.")
    void egressExcludesPods(Trial trial) {
        List<Peer> blocks = new ArrayList<>(List.of(ipBlock(EVERYTHING)));
        for (String pod : PODS) {
            blocks.add(ipBlock(trial.lane().pod(pod).address() + "/32"));
        }
        trial.under(trial.policy("x/a").egressTo(blocks.toArray(Peer[]::new)).build())
                .from("x/a", trial.pods("x/a", PODS).everyWay(), limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-excludes-nodes",
            statement = "An egress ipBlock does not let pass traffic to nodes, even when it contains their addresses",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            config = "policy-cidr-match-mode!~nodes",
            needs = Need.HOST_NETWORK,
            how =
                    "Lets pass 0.0.0.0/0 and the address of each node by itself. Listeners in the network namespace of"
                            + " the pod's own and of another node must be out of reach over TCP, and the other node's over UDP.")
    void egressExcludesNodes(Trial trial) throws InterruptedException {
        List<Peer> blocks = new ArrayList<>(List.of(ipBlock(EVERYTHING)));
        for (NodeListener node : trial.laneListeners()) {
            blocks.add(ipBlock(node.address() + "/32"));
        }
        trial.under(trial.policy("x/a").egressTo(blocks.toArray(Peer[]::new)).build())
                .from("x/a", trial.nodes("x/a"), limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-selects-outside",
            statement = "An egress ipBlock lets pass traffic to addresses outside the cluster that it contains",
            source = Source.AKS_FAQ_IPBLOCK,
            plainKubernetes = true,
            needs = Need.OUTSIDE_HOST,
            how = "Lets pass 0.0.0.0/0, and in a second pod only one host's address: the host outside answers in both.")
    void egressSelectsOutside(Trial trial) {
        OutsideHost host = trial.outsideHost();
        trial.under(
                        trial.policy("x/a").egressTo(ipBlock(EVERYTHING)).build(),
                        trial.policy("x/b")
                                .egressTo(ipBlock(host.address() + "/32"))
                                .build())
                .from("x/a", trial.at(host), is(ALLOWED))
                .from("x/b", trial.at(host), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-except",
            statement = "Addresses in the except list of an egress ipBlock are not let pass",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            needs = Need.OUTSIDE_HOST,
            how = "Lets pass 0.0.0.0/0 except one host outside: that host is out of reach of the selected pod, and"
                    + " answers another pod whose policy has no exception.")
    void egressExcept(Trial trial) {
        OutsideHost host = trial.outsideHost();
        trial.under(
                        trial.policy("x/a")
                                .egressTo(ipBlock(EVERYTHING, host.address() + "/32"))
                                .build(),
                        trial.policy("x/b").egressTo(ipBlock(EVERYTHING)).build())
                .from("x/a", trial.at(host), is(DROPPED))
                .from("x/b", trial.at(host), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-overlap",
            statement = "An outside address that one ipBlock excepts and another contains is let pass",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            needs = Need.OUTSIDE_HOST,
            how =
                    "Lets pass 0.0.0.0/0 except one host outside, and that host by a block of its own: it answers. Another"
                            + " pod without that second block does not reach it.")
    void egressOverlap(Trial trial) {
        OutsideHost host = trial.outsideHost();
        String address = host.address() + "/32";
        trial.under(
                        trial.policy("x/a")
                                .egressTo(ipBlock(EVERYTHING, address))
                                .egressTo(ipBlock(address))
                                .build(),
                        trial.policy("x/b")
                                .egressTo(ipBlock(EVERYTHING, address))
                                .build())
                .from("x/a", trial.at(host), is(ALLOWED))
                .from("x/b", trial.at(host), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.workaround-restores-pods",
            statement = "A namespaceSelector beside the ipBlock brings the pods of all namespaces back",
            source = Source.AKS_FAQ_IPBLOCK,
            how =
                    "Applies the page's workaround, with ipBlock, namespaceSelector and podSelector as items of their own:"
                            + " pods of the same and another namespace, on the same and another node, answer over TCP and UDP,"
                            + " by pod IP and ClusterIP.")
    void workaroundRestoresPods(Trial trial) {
        trial.under(trial.policy("x/a")
                        .egressTo(ipBlock(EVERYTHING), allNamespaces(), Peer.allPodsHere())
                        .build())
                .from("x/a", trial.pods("x/a", PODS).everyWay(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.workaround-leaves-nodes",
            statement = "The workaround for pods does not bring nodes back: their addresses stay out of reach",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            config = "policy-cidr-match-mode!~nodes",
            needs = Need.HOST_NETWORK,
            how = "Applies the page's workaround: listeners in the network namespace of the pod's own and of another"
                    + " node must be out of reach over TCP and UDP, while pods of another namespace answer.")
    void workaroundLeavesNodes(Trial trial) throws InterruptedException {
        trial.under(trial.policy("x/a")
                        .egressTo(ipBlock(EVERYTHING), allNamespaces(), Peer.allPodsHere())
                        .build())
                .from("x/a", trial.nodes("x/a"), limitedToDropped())
                .from("x/a", trial.pods("x/a", "y/a", "y/b").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-excludes-other-namespaces",
            statement = "An ingress ipBlock does not admit pods of other namespaces, even when it contains their"
                    + " addresses",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            config = "policy-cidr-match-mode!~pods",
            how = "Admits 0.0.0.0/0 and the clients' own addresses: pods of other namespaces, on the same and another"
                    + " node, must be dropped over TCP and UDP, by pod IP and ClusterIP.")
    void ingressExcludesOtherNamespaces(Trial trial) {
        ingressFromAddressesOf(trial, "y/a", "y/b")
                .from("y/a", trial.pods("y/a", "x/a").everyWay(), limitedToDropped())
                .from("y/b", trial.pods("y/b", "x/a").everyWay(), limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-excludes-same-namespace",
            statement = "An ingress ipBlock does not admit pods of the policy's own namespace, even when it contains"
                    + " their addresses",
            kind = Kind.LIMITATION,
            source = Source.AKS_FAQ_IPBLOCK,
            cilium = "<1.18.0 || >=1.19.5",
            config = "policy-cidr-match-mode!~pods",
            how = "Admits 0.0.0.0/0 and the clients' own addresses: pods of the same namespace, on the same and another"
                    + " node, must be dropped over TCP and UDP, by pod IP and ClusterIP.")
    void ingressExcludesSameNamespace(Trial trial) {
        ingressFromAddressesOf(trial, "x/b", "x/c")
                .from("x/b", trial.pods("x/b", "x/a").everyWay(), limitedToDropped())
                .from("x/c", trial.pods("x/c", "x/a").everyWay(), limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-excludes-same-namespace-without-local-cluster",
            statement = "Without policy-default-local-cluster, an ingress ipBlock that contains no pod's address admits"
                    + " no pod of the policy's own namespace in the versions that would with it",
            source = Source.CILIUM_SAME_NAMESPACE_HOLE,
            cilium = ">=1.18.0 <1.19.5",
            config = "policy-default-local-cluster!=true",
            how =
                    "Admits one address that no pod has: pods of the same namespace, on the same and another node, must be"
                            + " dropped over TCP and UDP, by pod IP and ClusterIP.")
    void ingressExcludesSameNamespaceWithoutLocalCluster(Trial trial) {
        trial.under(trial.policy("x/a").ingressFrom(ipBlock("192.0.2.254/32")).build())
                .from("x/b", trial.pods("x/b", "x/a").everyWay(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").everyWay(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-same-namespace-hole",
            statement = "In vulnerable versions an ingress ipBlock admits every pod of the policy's own namespace",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_SAME_NAMESPACE_HOLE,
            cilium = ">=1.18.0 <1.19.5",
            config = "policy-default-local-cluster=true",
            how = "Admits one address that no pod has: pods of the same namespace are answered all the same, those of"
                    + " another namespace are dropped. Lifted means that the cluster has the fix.")
    void ingressSameNamespaceHole(Trial trial) {
        trial.note("Known vulnerability CVE-2026-56743: upgrade Cilium, or set policy-default-local-cluster to false.");
        trial.under(trial.policy("x/a").ingressFrom(ipBlock("192.0.2.254/32")).build())
                .from("x/b", trial.pods("x/b", "x/a").everyWay(), limited(Set.of(ALLOWED), Set.of(DROPPED)))
                .from("x/c", trial.pods("x/c", "x/a").everyWay(), limited(Set.of(ALLOWED), Set.of(DROPPED)))
                .from("y/a", trial.pods("y/a", "x/a").everyWay(), is(DROPPED))
                .verify();
    }

    private static Scenario ingressFromAddressesOf(Trial trial, String... clients) {
        List<Peer> blocks = new ArrayList<>(List.of(ipBlock(EVERYTHING)));
        for (String client : clients) {
            blocks.add(ipBlock(trial.lane().pod(client).address() + "/32"));
        }
        return trial.under(
                trial.policy("x/a").ingressFrom(blocks.toArray(Peer[]::new)).build());
    }
}
