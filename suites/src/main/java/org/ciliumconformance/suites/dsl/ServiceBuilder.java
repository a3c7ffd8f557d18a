package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.jspecify.annotations.Nullable;

/**
 * A Service of a lane. Either it selects one pod, for TCP and UDP on ports of their own; or it sends each protocol of
 * one port number to a pod of its own, by EndpointSlices that are written, not selected: the only way to ask for that
 * which every Kubernetes version accepts.
 */
public final class ServiceBuilder {
    private static final int SHARED_PORT = 90;

    private final Lane lane;
    private final String namespace;
    private final String name;
    private final Map<Protocol, LanePod> split = new LinkedHashMap<>();
    private @Nullable String selected;
    private @Nullable String internalTrafficPolicy;
    private boolean nodePort;

    ServiceBuilder(Lane lane, String namespace, String name) {
        this.lane = lane;
        this.namespace = namespace;
        this.name = name;
    }

    /** Selects the pod of this letter. */
    public ServiceBuilder toPod(String letter) {
        selected = letter;
        return this;
    }

    /** One port number, TCP to one pod and UDP to another, both of the Service's namespace. */
    public ServiceBuilder split(String tcpPod, String udpPod) {
        split.put(Protocol.TCP, lane.pod(namespace + "/" + tcpPod));
        split.put(Protocol.UDP, lane.pod(namespace + "/" + udpPod));
        return this;
    }

    public ServiceBuilder internalTrafficPolicyLocal() {
        internalTrafficPolicy = "Local";
        return this;
    }

    /** Also on a port of every node; one number for all protocols. */
    public ServiceBuilder onNodePort() {
        nodePort = true;
        return this;
    }

    public Created create() {
        Service service = lane.create(new io.fabric8.kubernetes.api.model.ServiceBuilder()
                .withNewMetadata()
                .withNamespace(lane.namespace(namespace))
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withType(nodePort ? "NodePort" : "ClusterIP")
                .withSelector(selected == null ? null : Map.of("pod", selected))
                .withInternalTrafficPolicy(internalTrafficPolicy)
                .withPorts(ports())
                .endSpec()
                .build());
        split.forEach((protocol, pod) -> lane.create(new EndpointSliceBuilder()
                .withNewMetadata()
                .withNamespace(lane.namespace(namespace))
                .withName(name + "-" + word(protocol))
                .addToLabels("kubernetes.io/service-name", name)
                .addToLabels("endpointslice.kubernetes.io/managed-by", "cilium-conformance")
                .endMetadata()
                .withAddressType(pod.address().contains(":") ? "IPv6" : "IPv4")
                .addNewPort()
                .withName(word(protocol))
                .withProtocol(protocol.name())
                .withPort(Ports.SERVER)
                .endPort()
                .addNewEndpoint()
                .withAddresses(pod.address())
                .withNodeName(pod.node())
                .withNewConditions()
                .withReady(true)
                .endConditions()
                .endEndpoint()
                .build()));
        return new Created(service);
    }

    private List<ServicePort> ports() {
        List<ServicePort> ports = new ArrayList<>();
        for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
            ports.add(new ServicePortBuilder()
                    .withName(word(protocol))
                    .withProtocol(protocol.name())
                    .withPort(port(protocol))
                    .withNewTargetPort(Ports.SERVER)
                    .withNodePort(nodePort ? nodePortNumber() : null)
                    .build());
        }
        return ports;
    }

    private int port(Protocol protocol) {
        if (!split.isEmpty()) {
            return SHARED_PORT;
        }
        return protocol == Protocol.UDP ? Ports.SERVICE_UDP : Ports.SERVICE_TCP;
    }

    /** Both protocols must have one number, so it cannot be left to the API server to choose. */
    private int nodePortNumber() {
        return Ports.FIRST_NODE_PORT + lane.number();
    }

    private static String word(Protocol protocol) {
        return protocol == Protocol.TCP ? "tcp" : "udp";
    }

    /** A Service that is there, as destinations. */
    public final class Created {
        private final Service service;

        private Created(Service service) {
            this.service = service;
        }

        /** By its ClusterIP; the pod that is named must answer. */
        public List<Destination> by(String expectedPod, Protocol... protocols) {
            List<Destination> destinations = new ArrayList<>();
            for (Protocol protocol : protocols) {
                destinations.add(new Destination(
                        "Service " + name,
                        protocol,
                        service.getSpec().getClusterIP(),
                        port(protocol),
                        lane.pod(expectedPod).name()));
            }
            return destinations;
        }

        /** By its node port on a node's address; the pod that is named must answer. */
        public List<Destination> byNodePort(String node, String address, String expectedPod, Protocol protocol) {
            return List.of(new Destination(
                    "node port on " + node,
                    protocol,
                    address,
                    service.getSpec().getPorts().get(0).getNodePort(),
                    lane.pod(expectedPod).name()));
        }
    }
}
