package org.ciliumconformance.suites.ciliumpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.suites.dsl.CiliumPeer.entities;
import static org.ciliumconformance.suites.dsl.CiliumRule.about;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.ipBlock;

import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** What the entities of egress rules stand for. */
class EntityBehaviors {

    @Behavior(
            id = "cilium-policy.entity.host",
            statement = "The entity host lets an endpoint reach its own node, and no other",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how = "Lets a pod reach host: a listener in the network namespace of its own node answers, one of another"
                    + " node and a pod of its own node do not.")
    void host(Trial trial) throws InterruptedException {
        trial.under(trial.ciliumPolicy("x/a").egress(about(entities("host"))).build())
                .from("x/a", trial.ownNode("x/a"), is(ALLOWED))
                .from("x/a", trial.otherNodes("x/a"), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/c").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.entity.remote-node",
            statement = "The entity remote-node lets an endpoint reach the other nodes, and not its own",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            nodes = 2,
            needs = Need.HOST_NETWORK,
            how = "Lets a pod reach remote-node: a listener in the network namespace of another node answers over TCP"
                    + " and UDP, one of its own node and a pod of the other node do not.")
    void remoteNode(Trial trial) throws InterruptedException {
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(entities("remote-node")))
                        .build())
                .from("x/a", trial.otherNodes("x/a"), is(ALLOWED))
                .from("x/a", trial.ownNode("x/a"), is(DROPPED))
                .from("x/a", trial.pods("x/a", "x/b").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.entity.nodes-beside-ipblock",
            statement = "The entities host and remote-node bring back the nodes that an ipBlock cannot select",
            source = Source.AKS_MIGRATION_FROM_NPM,
            aksManaged = Support.SINCE_L3_L4,
            config = {"policy-cidr-match-mode!~pods", "policy-cidr-match-mode!~nodes"},
            needs = Need.HOST_NETWORK,
            how =
                    "Beside a NetworkPolicy that lets pass the ipBlock 0.0.0.0/0, lets pass host and remote-node: listeners"
                            + " in the network namespace of the pod's own and of another node answer, pods stay out of reach.")
    void nodesBesideIpBlock(Trial trial) throws InterruptedException {
        trial.under(
                        trial.ciliumPolicy("x/a")
                                .egress(about(entities("host", "remote-node")))
                                .build(),
                        trial.policy("x/a").egressTo(ipBlock("0.0.0.0/0")).build())
                .from("x/a", trial.nodes("x/a"), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b", "x/c").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.entity.cluster",
            statement = "The entity cluster lets an endpoint reach pods of all namespaces and all nodes, and nobody"
                    + " outside",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            needs = {Need.HOST_NETWORK, Need.OUTSIDE_HOST},
            how = "Lets a pod reach cluster: pods of its own and of another namespace answer, and so do listeners in"
                    + " the network namespaces of nodes. A host outside that is no API server does not.")
    void cluster(Trial trial) throws InterruptedException {
        trial.under(trial.ciliumPolicy("x/a").egress(about(entities("cluster"))).build())
                .from("x/a", trial.pods("x/a", "x/b", "y/a", "y/b").list(), is(ALLOWED))
                .from("x/a", trial.nodes("x/a"), is(ALLOWED))
                .from("x/a", trial.outsideButApiServers(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.entity.world",
            statement = "The entity world lets an endpoint reach addresses outside the cluster, and no pod",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            needs = Need.OUTSIDE_HOST,
            how = "Lets a pod reach world: a host outside answers, pods of its own and another namespace do not.")
    void world(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").egress(about(entities("world"))).build())
                .from("x/a", trial.at(trial.outsideHost()), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.entity.all",
            statement = "The entity all lets an endpoint reach everything, inside and outside the cluster",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            needs = Need.OUTSIDE_HOST,
            how = "Lets a pod reach all: a host outside and pods of its own and another namespace answer.")
    void all(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a").egress(about(entities("all"))).build())
                .from("x/a", trial.at(trial.outsideHost()), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "cilium-policy.entity.kube-apiserver",
            statement = "The entity kube-apiserver lets an endpoint reach the API server, and no pod",
            source = Source.CILIUM_LAYER_3,
            aksManaged = Support.SINCE_L3_L4,
            how = "Lets a pod reach kube-apiserver: the address and port that the kubernetes Service leads to accept"
                    + " a connection, pods do not.")
    void kubeApiServer(Trial trial) {
        trial.under(trial.ciliumPolicy("x/a")
                        .egress(about(entities("kube-apiserver")))
                        .build())
                .from("x/a", trial.apiServers(), is(ALLOWED))
                .from("x/a", trial.pods("x/a", "x/b", "y/a").list(), is(DROPPED))
                .verify();
    }
}
