package org.ciliumconformance.suites.networkpolicy;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.is;
import static org.ciliumconformance.cluster.scenario.Expected.limitedToDropped;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.ipBlock;
import static org.ciliumconformance.suites.dsl.PolicyBuilder.Peer.podIn;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.PolicyBuilder.Peer;
import org.ciliumconformance.suites.dsl.Trial;

/** Policy sees the backend of a Service, not the address by which the client asked for it. */
class ServiceAddressBehaviors {

    @Behavior(
            id = "network-policy.service-address.cluster-ip-in-ipblock",
            statement = "An egress ipBlock with a ClusterIP does not let pass traffic to the Service",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_CLUSTER_IP_POLICY,
            config = "policy-cidr-match-mode!~pods",
            how = "Lets one pod pass the ClusterIP of a Service, and another its backend by a selector: the Service is"
                    + " out of the first one's reach, and answers the second.")
    void clusterIpInIpBlock(Trial trial) {
        trial.under(
                        trial.policy("x/a")
                                .egressTo(ipBlock(trial.lane().pod("y/a").serviceAddress() + "/32"))
                                .build(),
                        trial.policy("x/c").egressTo(podIn("y", "a")).build())
                .from("x/a", trial.pods("x/a", "y/a").via(Via.CLUSTER_IP).list(), limitedToDropped())
                .from("x/c", trial.pods("x/c", "y/a").via(Via.CLUSTER_IP).list(), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "network-policy.service-address.node-port-is-backend",
            statement = "At the client a node port is judged as the pod it leads to, not as the node",
            source = Source.CILIUM_CLUSTER_IP_POLICY,
            config = "bpf-lb-sock-hostns-only!=true",
            how = "Lets one pod pass the backend of a node port by a selector, and another the addresses of all nodes:"
                    + " on every node the port answers the first, and is out of the second one's reach.")
    void nodePortIsBackend(Trial trial) {
        List<Destination> ports = nodePorts(trial, "y", "a");
        Peer[] nodes = trial.laneNodes().stream()
                .map(node -> ipBlock(node.addresses().get(0) + "/32"))
                .toArray(Peer[]::new);
        trial.under(
                        trial.policy("x/a").egressTo(podIn("y", "a")).build(),
                        trial.policy("x/c").egressTo(nodes).build())
                .from("x/a", ports, is(ALLOWED))
                .from("x/c", ports, is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.service-address.node-port-is-policed",
            statement = "What comes through a node port is subject to the ingress policy of the backend",
            source = Source.AKS_MIGRATION_NODE_PORT,
            config = "bpf-lb-sock-hostns-only!=true",
            how = "Denies a node port's backend all ingress: pods of another namespace, on both nodes, are dropped on"
                    + " the port of every node.")
    void nodePortIsPoliced(Trial trial) {
        List<Destination> ports = nodePorts(trial, "x", "a");
        trial.under(trial.policy("x/a").denyIngress().build())
                .from("y/a", ports, is(DROPPED))
                .from("y/b", ports, is(DROPPED))
                .verify();
    }

    private static List<Destination> nodePorts(Trial trial, String namespace, String pod) {
        var service = trial.service(namespace, "np").toPod(pod).onNodePort().create();
        List<Destination> ports = new ArrayList<>();
        for (NodeFacts node : trial.laneNodes()) {
            ports.addAll(service.byNodePort(node.name(), node.addresses().get(0), namespace + "/" + pod, TCP));
        }
        return ports;
    }

    @Behavior(
            id = "network-policy.ipblock.egress-selects-managed-api-server",
            statement = "An egress ipBlock lets pass traffic to an API server that runs outside the cluster",
            source = Source.AKS_FAQ_IPBLOCK,
            profiles = {Profile.AKS_MANAGED, Profile.AKS_BYOCNI},
            how = "Lets one pod pass the addresses that the EndpointSlice of the Service kubernetes has, and another a"
                    + " single address that nobody has: the API server answers the first.")
    void managedApiServer(Trial trial) {
        List<Destination> servers = apiServers(trial, false);
        trial.under(
                        trial.policy("x/a").egressTo(blocks(servers)).build(),
                        trial.policy("x/c").egressTo(ipBlock("192.0.2.254/32")).build())
                .from("x/a", servers, is(ALLOWED))
                .from("x/c", servers, is(DROPPED))
                .verify();
    }

    @Behavior(
            id = "network-policy.ipblock.egress-excludes-api-server-on-node",
            statement = "An egress ipBlock does not let pass traffic to an API server that runs on a node of the"
                    + " cluster",
            kind = Kind.LIMITATION,
            source = Source.CILIUM_API_SERVER_POLICY,
            profiles = {Profile.K3S, Profile.SELF_MANAGED},
            config = "policy-cidr-match-mode!~nodes",
            how = "Lets pass 0.0.0.0/0 and the addresses that the EndpointSlice of the Service kubernetes has: the API"
                    + " server is out of reach.")
    void apiServerOnNode(Trial trial) {
        List<Destination> servers = apiServers(trial, true);
        List<Peer> blocks = new ArrayList<>(List.of(blocks(servers)));
        blocks.add(ipBlock("0.0.0.0/0"));
        trial.under(trial.policy("x/a").egressTo(blocks.toArray(Peer[]::new)).build())
                .from("x/a", servers, limitedToDropped())
                .verify();
    }

    private static Peer[] blocks(List<Destination> servers) {
        return servers.stream().map(server -> ipBlock(server.address() + "/32")).toArray(Peer[]::new);
    }

    /** The API server by its own addresses and port: policy sees those, not the ClusterIP. */
    private static List<Destination> apiServers(Trial trial, boolean onNodes) {
        List<String> nodes = trial.facts().nodes().stream()
                .flatMap(node -> node.addresses().stream())
                .toList();
        List<Destination> servers = new ArrayList<>();
        for (EndpointSlice slice : trial.lane()
                .client()
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace("default")
                .withLabel("kubernetes.io/service-name", "kubernetes")
                .list()
                .getItems()) {
            int port = slice.getPorts().get(0).getPort();
            slice.getEndpoints().stream()
                    .flatMap(endpoint -> endpoint.getAddresses().stream())
                    .filter(address -> nodes.contains(address) == onNodes)
                    .forEach(address -> servers.add(new Destination("API server", TCP, address, port, null)));
        }
        if (servers.isEmpty()) {
            throw new Inconclusive("No API server is " + (onNodes ? "on a node of" : "outside") + " the cluster.");
        }
        return servers;
    }
}
