package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.CiliumPeer.service;
import static org.ciliumconformance.suites.dsl.CiliumPeer.servicesLabelled;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;

import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.Trial;

/** What toServices lets an endpoint reach. */
class ToServicesBehaviors {
    private static final String SERVICE = "peer-of-policy";

    @Behavior(
            id = "cilium-policy.services.by-name",
            statement = "toServices with a Service's name lets an endpoint reach the pods that the Service selects",
            source = Source.CILIUM_TO_SERVICES,
            cilium = ">=1.17.0",
            aksManaged = Support.SINCE_L3_L4,
            how = "Lets a pod reach the Service of another pod: that one answers by pod IP and ClusterIP, a pod that is"
                    + " not behind the Service does not.")
    void byName(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").egress(about(service("x", "x-b"))).build())
                .from(
                        "x/a",
                        trial.pods("x/a", "x/b").via(Via.POD_IP, Via.CLUSTER_IP).list(),
                        is(ALLOWED))
                .from(
                        "x/a",
                        trial.pods("x/a", "x/c").via(Via.POD_IP, Via.CLUSTER_IP).list(),
                        is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.services.by-label",
            statement = "toServices with labels lets an endpoint reach the pods of all Services that have them",
            source = Source.CILIUM_TO_SERVICES,
            cilium = ">=1.17.0",
            aksManaged = Support.SINCE_L3_L4,
            how = "Lets a pod reach the Services with a label, of which there is one: its pod answers, another pod does"
                    + " not.")
    void byLabel(Trial trial) {
        PeerService.selecting(trial, "x", SERVICE, "b");
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(servicesLabelled("x", PeerService.LABEL, SERVICE)))
                        .build())
                .from("x/a", trial.pods("x/a", "x/b").list(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/c").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.services.without-selector",
            statement = "toServices lets an endpoint reach the addresses outside the cluster that a Service without a"
                    + " selector names",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            needs = Need.OUTSIDE_HOST,
            how = "Lets a pod reach a Service without a selector whose EndpointSlice names a host outside: the host"
                    + " answers, a pod does not.")
    void withoutSelector(Trial trial) {
        OutsideHost host = trial.outsideHost();
        PeerService.naming(trial, "x", SERVICE, host);
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(service("x", SERVICE)))
                        .build())
                .from("x/a", trial.at(host), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.services.excludes-pods",
            statement = "Until 1.16 toServices does not let an endpoint reach the pods that a Service selects",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_TO_SERVICES,
            cilium = "<1.17.0",
            aksManaged = Support.SINCE_L3_L4,
            how = "Lets a pod reach the Service of another pod, by its name: that one is out of reach by pod IP and"
                    + " ClusterIP.")
    void excludesPods(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").egress(about(service("x", "x-b"))).build())
                .from(
                        "x/a",
                        trial.pods("x/a", "x/b").via(Via.POD_IP, Via.CLUSTER_IP).list(),
                        limitedToDropped())
                .verify();
    }
}
