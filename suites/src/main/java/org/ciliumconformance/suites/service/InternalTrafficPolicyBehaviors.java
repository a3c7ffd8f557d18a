package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Outcome.UNREACHABLE;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limited;

import java.util.Set;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.ServiceBuilder;
import org.ciliumconformance.suites.dsl.Trial;

/** internalTrafficPolicy: Local, before and after Cilium learned it. */
class InternalTrafficPolicyBehaviors {

    @Behavior(
            id = "service.internal-traffic-policy.local",
            statement = "With internalTrafficPolicy Local, clients reach backends of their own node only; without one"
                    + " they reach none",
            source = Source.CILIUM_INTERNAL_TRAFFIC_POLICY,
            plainKubernetes = true,
            cilium = ">=1.13.0",
            kubernetes = ">=1.22.0",
            nodes = 2,
            how = "A Service whose only backend is on one node: a client there is answered over TCP and UDP, one on"
                    + " another node is told at once that there is no route, or dropped where the data path does so. The"
                    + " backend itself answers both by its pod IP.")
    void local(Trial trial) {
        verify(trial, is(UNREACHABLE, DROPPED));
    }

    @Behavior(
            id = "service.internal-traffic-policy.local-unsupported",
            statement = "Services with internalTrafficPolicy Local are not supported: clients reach backends of other"
                    + " nodes all the same",
            kind = Kind.LIMITATION,
            source = Source.AKS_LIMITATIONS,
            cilium = "<1.13.0",
            kubernetes = ">=1.22.0",
            nodes = 2,
            how = "A Service with internalTrafficPolicy Local whose only backend is on one node: a client on another"
                    + " node is answered.")
    void localUnsupported(Trial trial) {
        verify(trial, limited(Set.of(ALLOWED), Set.of(UNREACHABLE, DROPPED)));
    }

    /** Pods a and c are on the lane's first node, b on its second. */
    private static void verify(Trial trial, Expected fromOtherNode) {
        ServiceBuilder.Created service = trial.service("x", "local")
                .toPod("a")
                .internalTrafficPolicyLocal()
                .create();
        trial.withoutPolicy()
                .from("x/b", trial.pods("x/b", "x/a").over(TCP, UDP).list(), controlled(ALLOWED))
                .from("x/c", service.by("x/a", TCP, UDP), is(ALLOWED))
                .from("y/a", service.by("x/a", TCP, UDP), is(ALLOWED))
                .from("x/b", service.by("x/a", TCP, UDP), fromOtherNode)
                .from("y/b", service.by("x/a", TCP, UDP), fromOtherNode)
                .verify();
    }
}
