package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.namespace;

import java.util.List;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.catalogue.Tags;
import org.ciliumconformance.suites.dsl.PolicyPort;
import org.ciliumconformance.suites.dsl.Trial;

/** Ports of rules by name. */
class NamedPortBehaviors {
    /** The names of the ports of the lane's pods. */
    private static final String FIRST = "tcp-" + Ports.SERVER;

    private static final String SECOND = "tcp-" + Ports.SECOND_SERVER;

    /** What two pods name, each a port of its own number. */
    private static final String SHARED = "cc-shared";

    private static final int FIRST_SHARED = 9_101;
    private static final int SECOND_SHARED = 9_102;

    @Behavior(
            id = "network-policy.named-port.ingress",
            statement = "An ingress rule with a port's name admits the port that the selected pod gives that name",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits, for all pods of a namespace, their second port by its name: clients of two namespaces are"
                    + " answered there, and dropped on the first port.")
    void ingress(Trial trial) {
        trial.under(trial.policy("x/*").ingressOn(PolicyPort.named(SECOND)).build())
                .from("y/a", trial.secondPort("y/a", "x/a"), is(ALLOWED))
                .from("x/b", trial.secondPort("x/b", "x/a"), is(ALLOWED))
                .from("y/a", trial.pods("y/a", "x/a").list(), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.named-port.ingress-from-namespace",
            statement = "A rule with a namespaceSelector and a port's name admits that port from those namespaces"
                    + " alone",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Admits one namespace on the first port by its name: it is answered there and dropped on the second,"
                    + " the policy's own and a third namespace are dropped.")
    void ingressFromNamespace(Trial trial) {
        trial.under(trial.policy("x/a")
                        .ingress(List.of(namespace("y")), PolicyPort.named(FIRST))
                        .build())
                .from("y/a", trial.pods("y/a", "x/a").list(), is(ALLOWED))
                .from("y/a", trial.secondPort("y/a", "x/a"), is(DROPPED))
                .from("x/b", trial.pods("x/b", "x/a").list(), is(DROPPED))
                .from("z/a", trial.pods("z/a", "x/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.named-port.egress",
            statement = "An egress rule with a port's name lets pass the port to which the peers give that name",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            tags = Tags.KUBERNETES_NETPOL,
            how = "Lets pass, for all pods of a namespace, the first port by its name: pods of two namespaces answer"
                    + " there, the second port is out of reach.")
    void egress(Trial trial) {
        trial.under(trial.policy("x/*").egressOn(PolicyPort.named(FIRST)).build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(ALLOWED))
                .from("x/a", trial.secondPort("x/a", "x/b"), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.named-port.ingress-own-number",
            statement = "Where pods give one name to different ports, an ingress rule with it admits each pod's own",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            how = "Starts two pods that name different ports alike, and listen on both: each is answered on its own"
                    + " number, and drops the other's.")
    void ingressOwnNumber(Trial trial) throws InterruptedException {
        LanePod one = sharing(trial, "one", FIRST_SHARED, SECOND_SHARED);
        LanePod two = sharing(trial, "two", SECOND_SHARED, FIRST_SHARED);
        trial.under(
                        trial.policy("x/one")
                                .ingressOn(PolicyPort.named(SHARED))
                                .build(),
                        trial.policy("x/two")
                                .ingressOn(PolicyPort.named(SHARED))
                                .build())
                .from("x/b", List.of(at(one, FIRST_SHARED), at(two, SECOND_SHARED)), is(ALLOWED))
                .from("x/b", List.of(at(one, SECOND_SHARED), at(two, FIRST_SHARED)), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.named-port.egress-own-number",
            statement = "Where pods give one name to different ports, an egress rule with it lets pass each pod's own",
            source = Source.CILIUM_NAMED_PORTS,
            plainKubernetes = true,
            cilium = ">=1.20.0",
            how = "Starts two pods that name different ports alike, and listen on both: to each its own number passes,"
                    + " and the other's does not.")
    void egressOwnNumber(Trial trial) throws InterruptedException {
        LanePod one = sharing(trial, "one", FIRST_SHARED, SECOND_SHARED);
        LanePod two = sharing(trial, "two", SECOND_SHARED, FIRST_SHARED);
        trial.under(trial.policy("x/a").egressOn(PolicyPort.named(SHARED)).build())
                .from("x/a", List.of(at(one, FIRST_SHARED), at(two, SECOND_SHARED)), is(ALLOWED))
                .from("x/a", List.of(at(one, SECOND_SHARED), at(two, FIRST_SHARED)), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.named-port.egress-ambiguous",
            statement = "Before Cilium 1.20 an egress rule with a name that pods give to different ports lets none of"
                    + " them pass",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_NAMED_PORTS,
            cilium = "<1.20.0",
            how = "Starts two pods that name different ports alike: neither port passes. A name that has one number"
                    + " everywhere, in a second pod's policy, does.")
    void egressAmbiguous(Trial trial) throws InterruptedException {
        LanePod one = sharing(trial, "one", FIRST_SHARED, SECOND_SHARED);
        LanePod two = sharing(trial, "two", SECOND_SHARED, FIRST_SHARED);
        trial.under(
                        trial.policy("x/a").egressOn(PolicyPort.named(SHARED)).build(),
                        trial.policy("x/c").egressOn(PolicyPort.named(FIRST)).build())
                .from("x/a", List.of(at(one, FIRST_SHARED), at(two, SECOND_SHARED)), limitedToDropped())
                .from("x/c", trial.pods("x/c", "y/a").list(), is(ALLOWED))
                .verify();
    }

    private static LanePod sharing(Trial trial, String name, int named, int other) throws InterruptedException {
        return trial.startPod(
                ExtraPod.in("x").named(name).port(SHARED, named, TCP).port("cc-other-" + other, other, TCP));
    }

    private static Destination at(LanePod pod, int port) {
        return new Destination(pod.key() + " port " + port, TCP, pod.address(), port, pod.name());
    }
}
