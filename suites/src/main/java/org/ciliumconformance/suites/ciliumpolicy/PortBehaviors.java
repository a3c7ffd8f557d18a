package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.pods;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;
import static org.ciliumconformance.suites.dsl.CiliumRule.anybody;

import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** The ports of rules: by number, by name, as ranges, of one protocol or of any. */
class PortBehaviors {

    @Behavior(
            id = "cilium-policy.port.of-a-peer",
            statement = "A rule with endpoints and a port admits only these endpoints, on only this port and protocol",
            source = Source.CILIUM_LAYER_4,
            aksManaged = Support.SINCE_L3_L4,
            how =
                    "Admits one pod on one TCP port: it is answered there, and dropped on another TCP port and on the same"
                            + " port of UDP; another pod is dropped.")
    void ofAPeer(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(about(pods("b")).on(TCP, Ports.SERVER))
                        .build())
                .from("x/b", trial.pods("x/b", "x/a").list(), is(ALLOWED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").over(UDP).list(), is(DROPPED))
                .from("x/c", trial.pods("x/c", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.port.any-protocol",
            statement = "A port without a protocol in a CiliumNetworkPolicy is admitted for every protocol",
            source = Source.CILIUM_LAYER_4,
            aksManaged = Support.SINCE_L3_L4,
            how =
                    "Admits everybody on a port without naming a protocol: TCP and UDP are answered there, another port is"
                            + " dropped.")
    void anyProtocol(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(anybody().onAnyProtocol(Ports.SERVER))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").over(TCP, UDP).list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.port.named",
            statement = "A port's name in the ingress of a CiliumNetworkPolicy means the container port of this name",
            source = Source.CILIUM_LAYER_4,
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits everybody on a port by its name: it is answered, another port is dropped.")
    void named(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .ingress(anybody().onNamed("tcp-" + Ports.SERVER, TCP))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.port.range",
            statement = "A port with an endPort in a CiliumNetworkPolicy admits all ports of the range",
            source = Source.CILIUM_PORT_RANGES,
            cilium = ">=1.16.0",
            aksManaged = Support.SINCE_L3_L4,
            how = "Admits to one pod a range that ends behind both of its ports, to another one a range that begins"
                    + " between them: of the first both ports are answered, of the second only the higher.")
    void range(Trial trial) {
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .ingress(anybody().onRange(TCP, Ports.SERVER - 1, Ports.SECOND_SERVER))
                                .build(),
                        trial.ciliumPolicy("x/b")
                                .ingress(anybody().onRange(TCP, Ports.SECOND_SERVER, Ports.SECOND_SERVER + 9))
                                .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/b"), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/b").list(), is(DROPPED))
                .verify();
    }
}
