package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * A Service of a lane, in the order in which one says it. Unless ports are named it has the lane's usual ones, TCP and
 * UDP, which lead to the usual server. Without a selector its endpoints are those that {@link LaneService} is given.
 */
public final class ServiceBuilder {
    private static final int SHARED_PORT = 90;

    private final Lane lane;
    private final String namespace;
    private final String name;
    private final Map<String, String> selector = new LinkedHashMap<>();
    private final List<ServicePort> ports = new ArrayList<>();
    private final ServiceSpecBuilder spec = new ServiceSpecBuilder();
    private final Map<Protocol, LanePod> split = new LinkedHashMap<>();

    ServiceBuilder(Lane lane, String namespace, String name) {
        this.lane = lane;
        this.namespace = namespace;
        this.name = name;
    }

    /** Selects the pod of this letter. */
    public ServiceBuilder toPod(String letter) {
        return toPodsWith("pod", letter);
    }

    /** Selects all pods of the lane that are in the Service's namespace. */
    public ServiceBuilder toAllPods() {
        return toPodsWith("lane", lane.id());
    }

    /** Selects the pods with this label. */
    public ServiceBuilder toPodsWith(String key, String value) {
        selector.clear();
        selector.put(key, value);
        return this;
    }

    /** One port number, TCP to one pod and UDP to another, both of the Service's namespace, by EndpointSlices. */
    public ServiceBuilder split(String tcpPod, String udpPod) {
        split.put(Protocol.TCP, lane.pod(namespace + "/" + tcpPod));
        split.put(Protocol.UDP, lane.pod(namespace + "/" + udpPod));
        return port("tcp", Protocol.TCP, SHARED_PORT).port("udp", Protocol.UDP, SHARED_PORT);
    }

    /** A port that leads to the usual server. */
    public ServiceBuilder port(String portName, Protocol protocol, int number) {
        return port(portName, protocol, number, new IntOrString(Ports.SERVER));
    }

    /** A port that leads to what the pods give this name. */
    public ServiceBuilder portToNamed(String portName, Protocol protocol, int number, String target) {
        return port(portName, protocol, number, new IntOrString(target));
    }

    private ServiceBuilder port(String portName, Protocol protocol, int number, IntOrString target) {
        ports.add(new ServicePortBuilder()
                .withName(portName)
                .withProtocol(protocol.name())
                .withPort(number)
                .withTargetPort(target)
                .build());
        return this;
    }

    /** Of both families, in the cluster's order, or not at all. */
    public ServiceBuilder requireDualStack() {
        spec.withIpFamilyPolicy("RequireDualStack");
        return this;
    }

    /** Of these families alone, in this order. */
    public ServiceBuilder ofFamilies(IpFamily first, IpFamily... others) {
        spec.withIpFamilies(Stream.concat(Stream.of(first), Stream.of(others))
                        .map(IpFamily::word)
                        .toList())
                .withIpFamilyPolicy(others.length == 0 ? "SingleStack" : "RequireDualStack");
        return this;
    }

    /** No ClusterIP: its name stands for its endpoints. */
    public ServiceBuilder headless() {
        spec.withClusterIP("None");
        return this;
    }

    /** Its name is an alias of another, and it has nothing else. */
    public ServiceBuilder externalName(String alias) {
        spec.withType("ExternalName").withExternalName(alias);
        return this;
    }

    /** Clients stay at their endpoint. */
    public ServiceBuilder clientIpAffinity() {
        spec.withSessionAffinity("ClientIP");
        return this;
    }

    /** Clients stay at their endpoint until they have been idle for so long. */
    public ServiceBuilder clientIpAffinity(Duration timeout) {
        spec.withNewSessionAffinityConfig()
                .withNewClientIP(Math.toIntExact(timeout.toSeconds()))
                .endSessionAffinityConfig();
        return clientIpAffinity();
    }

    public ServiceBuilder internalTrafficPolicyLocal() {
        spec.withInternalTrafficPolicy("Local");
        return this;
    }

    /** Only with {@link #onNodePort}. */
    public ServiceBuilder externalTrafficPolicyLocal() {
        spec.withExternalTrafficPolicy("Local");
        return this;
    }

    public ServiceBuilder publishNotReadyAddresses() {
        spec.withPublishNotReadyAddresses(true);
        return this;
    }

    /** Also at this address, which belongs to nobody or to a node. */
    public ServiceBuilder externalIp(String address) {
        spec.withExternalIPs(address);
        return this;
    }

    /** Also on ports of every node. */
    public ServiceBuilder onNodePort() {
        spec.withType("NodePort");
        return this;
    }

    /** The object alone, to replace the one of that name with. */
    public Service build() {
        if (ports.isEmpty()) {
            port("tcp", Protocol.TCP, Ports.SERVICE_TCP);
            port("udp", Protocol.UDP, Ports.SERVICE_UDP);
        }
        ports.forEach(port -> port.setNodePort(nodePort()));
        boolean alias = "ExternalName".equals(spec.getType());
        return new io.fabric8.kubernetes.api.model.ServiceBuilder()
                .withNewMetadata()
                .withNamespace(lane.namespace(namespace))
                .withName(name)
                .endMetadata()
                .withSpec(spec.withSelector(selector.isEmpty() ? null : selector)
                        .withPorts(alias ? List.of() : ports)
                        .build())
                .build();
    }

    /** Where two protocols must have one number, the API server cannot be left to choose it. */
    private @Nullable Integer nodePort() {
        return "NodePort".equals(spec.getType()) && !split.isEmpty() ? Ports.FIRST_NODE_PORT + lane.number() : null;
    }

    public LaneService create() {
        LaneService service = new LaneService(lane, lane.create(build()));
        split.forEach((protocol, pod) ->
                service.addEndpoint(protocol.name().toLowerCase(Locale.ROOT), protocol, pod.address(), pod.node()));
        return service;
    }
}
