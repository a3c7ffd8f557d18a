package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.CiliumPeer.cidr;
import static org.ciliumconformance.suites.dsl.CiliumPeer.cidrSet;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** What toCIDR and toCIDRSet select: addresses outside the cluster. */
class CidrBehaviors {
    private static final String EVERYTHING = "0.0.0.0/0";
    private static final String[] PODS = {"x/b", "x/c", "y/a", "y/b"};

    @Behavior(
            id = "cilium-policy.cidr.outside",
            statement =
                    "toCIDR lets an endpoint reach the addresses outside the cluster that it contains, and no others",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            needs = Need.OUTSIDE_HOST,
            how = "Lets one pod reach the address of a host outside, another one a range without it: the host answers"
                    + " the first and is out of reach of the second.")
    void outside(Trial trial) {
        OutsideHost host = trial.outsideHost();
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .egress(about(cidr(host.address() + "/32")))
                                .build(),
                        trial.ciliumPolicy("x/b")
                                .egress(about(cidr("203.0.113.0/24")))
                                .build())
                .from("x/a", trial.at(host), is(ALLOWED))
                .from("x/b", trial.at(host), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.cidr.except",
            statement = "Addresses in the except list of a toCIDRSet are not let pass",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            needs = Need.OUTSIDE_HOST,
            how =
                    "Lets one pod reach 0.0.0.0/0 except one host outside, another pod except a range without it: the host"
                            + " is out of reach of the first and answers the second.")
    void except(Trial trial) {
        OutsideHost host = trial.outsideHost();
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .egress(about(cidrSet(EVERYTHING, host.address() + "/32")))
                                .build(),
                        trial.ciliumPolicy("x/b")
                                .egress(about(cidrSet(EVERYTHING, "203.0.113.0/24")))
                                .build())
                .from("x/a", trial.at(host), is(DROPPED))
                .from("x/b", trial.at(host), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.cidr.excludes-pods",
            statement = "toCIDR selects no pods, even when it contains their addresses",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            config = "policy-cidr-match-mode!~pods",
            how = "Lets a pod reach 0.0.0.0/0 and the address of each of some pods: pods of the same and another"
                    + " namespace, on the same and another node, must be out of reach.")
    void excludesPods(Trial trial) {
        List<String> cidrs = new ArrayList<>(List.of(EVERYTHING));
        for (String pod : PODS) {
            cidrs.add(trial.lane().pod(pod).address() + "/32");
        }
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(cidr(cidrs.toArray(String[]::new))))
                        .build())
                .from("x/a", trial.pods("x/a", PODS).list(), limitedToDropped())
                .verify();
    }

    @Behavior(
            id = "cilium-policy.cidr.excludes-nodes",
            statement = "toCIDR selects no nodes, even when it contains their addresses",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            config = "policy-cidr-match-mode!~nodes",
            needs = Need.HOST_NETWORK,
            how = "Lets a pod reach 0.0.0.0/0 and the address of each node: listeners in the network namespace of its"
                    + " own and of another node must be out of reach.")
    void excludesNodes(Trial trial) throws InterruptedException {
        List<String> cidrs = new ArrayList<>(List.of(EVERYTHING));
        for (NodeListener node : trial.laneListeners()) {
            cidrs.add(node.address() + "/32");
        }
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(cidr(cidrs.toArray(String[]::new))))
                        .build())
                .from("x/a", trial.nodes("x/a"), limitedToDropped())
                .verify();
    }
}
