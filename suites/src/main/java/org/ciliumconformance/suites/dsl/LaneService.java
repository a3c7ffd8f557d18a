package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Inconclusive;

/** A Service of a lane that is there, as destinations. */
public final class LaneService {
    /**
     * Label by which a Service selects some of a lane's pods. Of the domain that makes no identity (docs.cilium.io,
     * identity-relevant labels): pods that get it stay who they are.
     */
    public static final String GROUP = "kubernetes.io/conformance-group";

    private final Lane lane;
    private final Service service;

    LaneService(Lane lane, Service service) {
        this.lane = lane;
        this.service = service;
    }

    public Service object() {
        return service;
    }

    /** Its name for the cluster's DNS, with its namespace, to be completed by the search path. */
    public String dnsName() {
        return service.getMetadata().getName() + "." + service.getMetadata().getNamespace() + ".svc";
    }

    public String clusterIp() {
        return service.getSpec().getClusterIP();
    }

    /** Its ClusterIPs, the first one first; none when it is headless. */
    public List<String> clusterIps() {
        return service.getSpec().getClusterIPs().stream()
                .filter(address -> !address.equals("None"))
                .toList();
    }

    /** The families of its ClusterIPs in their order, as an observation. */
    public String families() {
        return clusterIps().stream().map(address -> IpFamily.of(address).word()).collect(Collectors.joining(", "));
    }

    /**
     * Writes an endpoint of the port of this name and protocol; for Services without a selector.
     *
     * @param address of a pod, a node or a host outside
     * @param node where it is; empty for one outside
     */
    public LaneService addEndpoint(String portName, Protocol protocol, String address, String node) {
        return addEndpoint(portName, protocol, address, Ports.SERVER, node);
    }

    /** The same with another port number than the usual server's. */
    public LaneService addEndpoint(String portName, Protocol protocol, String address, int port, String node) {
        String name = service.getMetadata().getName();
        lane.create(new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(service.getMetadata().getNamespace())
                .withName(name + "-" + portName)
                .addToLabels("kubernetes.io/service-name", name)
                .addToLabels("endpointslice.kubernetes.io/managed-by", "cilium-conformance")
                .endMetadata()
                .withAddressType(address.contains(":") ? "IPv6" : "IPv4")
                .addNewPort()
                .withName(portName)
                .withProtocol(protocol.name())
                .withPort(port)
                .endPort()
                .addNewEndpoint()
                .withAddresses(address)
                .withNodeName(node.isEmpty() ? null : node)
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .build());
        return this;
    }

    /** By its ClusterIP; the pod that is named must answer. */
    public List<Destination> by(String expectedPod, Protocol... protocols) {
        return answeredBy(lane.pod(expectedPod).name(), protocols);
    }

    /** By its ClusterIP; the server of this name must answer, or with the empty name any server. */
    public List<Destination> answeredBy(String server, Protocol... protocols) {
        List<Destination> destinations = new ArrayList<>();
        for (Protocol protocol : protocols) {
            destinations.add(onPort(port(protocol).getPort(), protocol, server));
        }
        return destinations;
    }

    /** By each of its ClusterIPs; the pod that is named must answer. */
    public List<Destination> byEachFamily(String expectedPod, Protocol... protocols) {
        List<Destination> destinations = new ArrayList<>();
        for (String address : clusterIps()) {
            for (Protocol protocol : protocols) {
                String name = "Service " + service.getMetadata().getName() + " by "
                        + IpFamily.of(address).word();
                int number = port(protocol).getPort();
                destinations.add(new Destination(
                        name, protocol, address, number, lane.pod(expectedPod).name()));
            }
        }
        return destinations;
    }

    /** By its ClusterIP, on a port that it need not have. */
    public Destination onPort(int port, Protocol protocol, String server) {
        String name = "Service " + service.getMetadata().getName() + ":" + port;
        return new Destination(name, protocol, clusterIp(), port, server);
    }

    /** By its DNS name; the server of this name must answer, or with the empty name any server. */
    public Destination byName(String host, Protocol protocol, String server) {
        return new Destination(
                "Service " + service.getMetadata().getName() + " by name",
                protocol,
                host,
                port(protocol).getPort(),
                server);
    }

    /** By its node port on a node's address; the pod that is named must answer. */
    public List<Destination> byNodePort(String node, String address, String expectedPod, Protocol protocol) {
        return List.of(
                nodePort("node port on " + node, address, lane.pod(expectedPod).name(), protocol));
    }

    /** By its node port on the addresses of these nodes; the server of this name must answer. */
    public List<Destination> byNodePorts(List<NodeFacts> nodes, String server, Protocol protocol) {
        return nodes.stream()
                .map(node ->
                        nodePort("node port on " + node.name(), node.addresses().get(0), server, protocol))
                .toList();
    }

    /**
     * By its node port on the addresses of a family that these nodes have; the server of this name must answer.
     *
     * @throws Inconclusive when one of them has none
     */
    public List<Destination> byNodePorts(List<NodeFacts> nodes, IpFamily family, String server, Protocol protocol) {
        return nodes.stream()
                .map(node -> nodePort(
                        "node port on " + node.name() + " by " + family.word(),
                        family.firstOf(node.addresses())
                                .orElseThrow(() -> new Inconclusive(
                                        "node " + node.name() + " has no " + family.word() + " address")),
                        server,
                        protocol))
                .toList();
    }

    /** By its node port on the loopback address. */
    public Destination byLoopback(String server, Protocol protocol) {
        return nodePort("node port on the loopback address", "127.0.0.1", server, protocol);
    }

    private Destination nodePort(String name, String address, String server, Protocol protocol) {
        return new Destination(name, protocol, address, port(protocol).getNodePort(), server);
    }

    private ServicePort port(Protocol protocol) {
        return service.getSpec().getPorts().stream()
                .filter(port -> port.getProtocol().equals(protocol.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the Service has no port for " + protocol));
    }
}
