package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.ipBlock;

import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.OutsideClient;
import org.ciliumconformance.suites.dsl.Trial;

/**
 * Ingress policies and a host outside the cluster, which comes by a node port. With externalTrafficPolicy Local and on
 * the endpoint's own node its address is known to policy; forwarded by another node it may not be.
 */
class FromOutsideBehaviors {
    private static final String EVERYTHING = "0.0.0.0/0";

    @Behavior(
            id = "network-policy.default-deny.from-outside",
            statement = "A policy without ingress rules also stops what comes from outside by a node port",
            source = Source.AKS_MIGRATION_NODE_PORT,
            plainKubernetes = true,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_CLIENT},
            how = "A host outside asks a Service by its node port, on the endpoint's own node; the policy selects that"
                    + " endpoint, and not the one of another Service, which still answers.")
    void defaultDeny(Trial trial) throws InterruptedException {
        verify(trial, trial.policy("x/a").denyIngress().build());
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-selects-outside",
            statement = "An ingress ipBlock admits a host outside that it contains",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_CLIENT},
            how = "A policy admits 0.0.0.0/0 to one pod, another the host's address alone to a second: the host outside"
                    + " reaches both by node ports on their own nodes.")
    void selectsOutside(Trial trial) throws InterruptedException {
        OutsideClient outside = OutsideClient.of(trial);
        String address = outside.addressSeenBy(trial.nodeOf("x/a"));
        outside.expect(
                        trial.under(
                                trial.policy("x/a")
                                        .ingressFrom(ipBlock(EVERYTHING))
                                        .build(),
                                trial.policy("x/b")
                                        .ingressFrom(ipBlock(address + "/32"))
                                        .build()),
                        List.of(onOwnNode(trial, "a"), onOwnNode(trial, "b")),
                        is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.ingress-except",
            statement = "A host outside in the except list of an ingress ipBlock is not admitted",
            source = Source.KUBERNETES_NETWORK_POLICY,
            plainKubernetes = true,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_CLIENT},
            how = "A policy admits 0.0.0.0/0 except the host's address: it is out of the host's reach by a node port on"
                    + " its own node, while a pod without a policy answers.")
    void except(Trial trial) throws InterruptedException {
        String address = OutsideClient.of(trial).addressSeenBy(trial.nodeOf("x/a"));
        verify(
                trial,
                trial.policy("x/a")
                        .ingressFrom(ipBlock(EVERYTHING, address + "/32"))
                        .build());
    }

    private static void verify(Trial trial, NetworkPolicy policy) throws InterruptedException {
        OutsideClient outside = OutsideClient.of(trial);
        Destination denied = onOwnNode(trial, "a");
        Destination admitted = onOwnNode(trial, "b");
        outside.expect(
                        outside.expect(trial.under(policy), List.of(denied), is(DROPPED)),
                        List.of(admitted),
                        is(ALLOWED))
                .verify();
    }

    /** A pod of namespace x by a node port of its own on its own node, which keeps the client's address. */
    private static Destination onOwnNode(Trial trial, String letter) {
        return trial.service("x", "outside-" + letter)
                .toPod(letter)
                .onNodePort()
                .externalTrafficPolicyLocal()
                .create()
                .byNodePorts(List.of(trial.nodeOf("x/" + letter)), "x-" + letter, TCP)
                .get(0);
    }
}
