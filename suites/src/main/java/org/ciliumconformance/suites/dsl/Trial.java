package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.lane.TestBed;
import org.ciliumconformance.cluster.probe.Probe;
import org.ciliumconformance.cluster.probe.ProbeResult;
import org.ciliumconformance.cluster.probe.Prober;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Journal;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a behavior, with a lane of its own: the words in which behaviors are written.
 *
 * <p>Pods are named by namespace and letter, {@code x/a}; {@link Lane} says where they run.
 */
public final class Trial {
    private final ClusterFacts facts;
    private final KubernetesClient client;
    private final List<OutsideHost> outsideHosts;
    private final @Nullable Prober outsideClient;
    private final Given given;
    private final Journal journal;
    private final @Nullable TestBed bed;
    private final @Nullable Lane lane;

    /**
     * @param outsideHosts servers outside the cluster, the preferred one first
     * @param outsideClient probes from a host outside the cluster; null where none is known
     * @param given what the run was told
     * @param bed where the lane is from; null for behaviors that only look at the API
     * @param lane leased for this attempt; null likewise
     */
    public Trial(
            ClusterFacts facts,
            KubernetesClient client,
            List<OutsideHost> outsideHosts,
            @Nullable Prober outsideClient,
            Given given,
            Journal journal,
            @Nullable TestBed bed,
            @Nullable Lane lane) {
        this.facts = facts;
        this.client = client;
        this.outsideHosts = outsideHosts;
        this.outsideClient = outsideClient;
        this.given = given;
        this.journal = journal;
        this.bed = bed;
        this.lane = lane;
    }

    /** The same attempt as a look at the API alone. */
    public Inspection inspection() {
        return new Inspection(facts, client, given, journal);
    }

    /**
     * What a run was told.
     *
     * @param expectations what the cluster should be like
     * @param timing the times of the run, as long as no lane has calibrated them
     */
    public record Given(Expectations expectations, Timing timing) {}

    public Lane lane() {
        if (lane == null) {
            throw new IllegalStateException("this behavior has no lane");
        }
        return lane;
    }

    public ClusterFacts facts() {
        return facts;
    }

    public Timing timing() {
        return bed().timing();
    }

    /** Records in words what was seen. */
    public void note(String observation) {
        journal.note(observation);
    }

    /** An experiment under these policies. */
    public Scenario under(HasMetadata... policies) {
        return new Scenario(lane(), journal, timing(), List.of(policies));
    }

    /** A look at how things are, without any policy. */
    public Scenario withoutPolicy() {
        return new Scenario(lane(), journal, timing(), List.of());
    }

    /** The same with probes that wait longer than the run's, if these wait less. */
    public Scenario withoutPolicy(Duration waiting) {
        Timing timing = timing();
        return new Scenario(
                lane(), journal, timing.probe().compareTo(waiting) < 0 ? timing.withProbe(waiting) : timing, List.of());
    }

    /** A policy of the namespace that selects the pod {@code x/a}, or with {@code x/*} all of x. */
    public PolicyBuilder policy(String selected) {
        return new PolicyBuilder(lane(), selected);
    }

    /** A CiliumNetworkPolicy of the namespace that selects the pod {@code x/a}. */
    public CiliumPolicyBuilder ciliumPolicy(String selected) {
        return CiliumPolicyBuilder.inNamespace(lane(), selected);
    }

    /** A CiliumClusterwideNetworkPolicy that selects the pods of this letter in all namespaces of the lane. */
    public CiliumPolicyBuilder clusterwidePolicy(String pod) {
        return CiliumPolicyBuilder.clusterwide(lane(), pod);
    }

    /** A Service in the lane's namespace of this letter. */
    public ServiceBuilder service(String namespace, String name) {
        return new ServiceBuilder(lane(), namespace, name);
    }

    /** What servers say, where that they answer is not enough. */
    public Answering answering(String title) {
        return new Answering(lane(), journal, timing(), title);
    }

    /** Connections that go on being made while something changes. */
    public Load load() {
        return new Load(lane(), journal, timing());
    }

    /** Observations that are no matrix of outcomes. */
    public Observations observations(String title) {
        return new Observations(journal, title);
    }

    /** The nodes on which the lane's pods run, the first one first. */
    public List<NodeFacts> laneNodes() {
        List<String> names =
                lane().mesh().stream().map(LanePod::node).distinct().toList();
        return facts.nodes().stream()
                .filter(node -> names.contains(node.name()))
                .toList();
    }

    /** The node on which a pod of the lane runs. */
    public NodeFacts nodeOf(String pod) {
        String name = lane().pod(pod).node();
        return laneNodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Inconclusive("node " + name + " was not there when the run began"));
    }

    /** What the last matrix under test showed for a pair. */
    public String lastOutcome(String from, String to) {
        return journal.matrices().stream()
                .filter(matrix -> matrix.phase() == Journal.Phase.UNDER_TEST)
                .flatMap(matrix -> matrix.rows().stream())
                .filter(row -> row.from().equals(from) && row.to().equals(to))
                .map(Journal.Row::observed)
                .findFirst()
                .orElse("not observed");
    }

    /** Destinations seen from one pod of the lane; placement is said relative to it. */
    public PodDestinations pods(String from, String... keys) {
        return PodDestinations.of(lane(), lane().pod(from), List.of(keys));
    }

    /** All pods of the mesh but the one it is seen from. */
    public PodDestinations otherPods(String from) {
        return pods(
                from,
                lane().mesh().stream()
                        .map(LanePod::key)
                        .filter(key -> !key.equals(from))
                        .toArray(String[]::new));
    }

    /** The second TCP port of a pod of namespace x. */
    public List<Destination> secondPort(String from, String key) {
        return secondPort(from, key, Protocol.TCP);
    }

    /** The second port of a pod of namespace x, for a protocol. */
    public List<Destination> secondPort(String from, String key, Protocol protocol) {
        LanePod pod = lane().pod(key);
        return pods(from, key).over(protocol).list().stream()
                .map(by -> new Destination(
                        by.name() + " second port", by.protocol(), by.address(), Ports.SECOND_SERVER, pod.name()))
                .toList();
    }

    /** Pods by the DNS names of their Services, as a pod of another namespace writes them. */
    public List<Destination> byName(String... keys) {
        return Arrays.stream(keys)
                .map(lane()::pod)
                .map(pod -> new Destination(
                        pod.key() + " by name",
                        Protocol.TCP,
                        pod.name() + "." + pod.namespace() + ".svc",
                        Ports.SERVICE_TCP,
                        pod.name()))
                .toList();
    }

    /** Every known host outside the cluster, by the protocols that it answers. */
    public List<Destination> outside() {
        List<Destination> destinations = new ArrayList<>();
        for (OutsideHost host : outsideHosts) {
            destinations.add(outside(host, Protocol.TCP));
            if (host.udp()) {
                destinations.add(outside(host, Protocol.UDP));
            }
        }
        return destinations;
    }

    /** Those of {@link #outside} that are no API servers, which policies may know by another name. */
    public List<Destination> outsideButApiServers() {
        return outside().stream()
                .filter(destination -> facts.apiServerEndpoints().stream()
                        .noneMatch(endpoint -> endpoint.address().equals(destination.address())))
                .toList();
    }

    /** Where the {@code kubernetes} Service leads to; any connection will do there. */
    public List<Destination> apiServers() {
        return facts.apiServerEndpoints().stream()
                .map(endpoint -> new Destination(
                        "API server " + endpoint.address(), Protocol.TCP, endpoint.address(), endpoint.port(), null))
                .toList();
    }

    /** The preferred host outside the cluster: one of IPv4, where there is one. */
    public OutsideHost outsideHost() {
        return outsideHosts.stream()
                .min(Comparator.comparing(host -> IpFamily.of(host.address())))
                .orElseThrow(() -> new Inconclusive("no host outside the cluster is known"));
    }

    /** The preferred host outside the cluster that has an address of the family. */
    public OutsideHost outsideHost(IpFamily family) {
        return outsideHosts.stream()
                .filter(host -> IpFamily.of(host.address()) == family)
                .findFirst()
                .orElseThrow(() ->
                        new Inconclusive("no host outside the cluster with an " + family.word() + " address is known"));
    }

    /** Probes from a host outside the cluster. */
    public Prober outsideClient() {
        if (outsideClient == null) {
            throw new Inconclusive("no host outside the cluster to connect from is known");
        }
        return outsideClient;
    }

    /** All destinations at one outside host. */
    public List<Destination> at(OutsideHost host) {
        return outside().stream()
                .filter(destination ->
                        destination.address().equals(host.address()) && destination.port() == host.port())
                .toList();
    }

    private static Destination outside(OutsideHost host, Protocol protocol) {
        return new Destination("outside " + host.address(), protocol, host.address(), host.port(), null);
    }

    /**
     * Host-network listeners on the lane's nodes, seen from a pod. UDP only on other nodes: on the pod's own, a server
     * that listens on all addresses answers from another address than it was asked at, and the client ignores it.
     */
    public List<Destination> nodes(String from) throws InterruptedException {
        List<Destination> destinations = new ArrayList<>();
        for (NodeListener listener : laneListeners()) {
            boolean own = listener.node().equals(lane().pod(from).node());
            String name = "node " + listener.node() + (own ? " (own)" : " (other)");
            destinations.add(new Destination(name, Protocol.TCP, listener.address(), listener.port(), ""));
            if (!own) {
                destinations.add(new Destination(name, Protocol.UDP, listener.address(), listener.port(), ""));
            }
        }
        return destinations;
    }

    /** Those of {@link #nodes} that are on the pod's own node. */
    public List<Destination> ownNode(String from) throws InterruptedException {
        String own = addressOfOwnNode(from);
        return nodes(from).stream()
                .filter(destination -> destination.address().equals(own))
                .toList();
    }

    /** Those of {@link #nodes} that are on other nodes. */
    public List<Destination> otherNodes(String from) throws InterruptedException {
        String own = addressOfOwnNode(from);
        return nodes(from).stream()
                .filter(destination -> !destination.address().equals(own))
                .toList();
    }

    private String addressOfOwnNode(String from) throws InterruptedException {
        String node = lane().pod(from).node();
        return laneListeners().stream()
                .filter(listener -> listener.node().equals(node))
                .map(NodeListener::address)
                .findFirst()
                .orElseThrow(() -> new Inconclusive("no listener runs on node " + node));
    }

    /** The listeners on the nodes on which the lane's pods run. */
    public List<NodeListener> laneListeners() throws InterruptedException {
        List<String> nodes = laneNodes().stream().map(NodeFacts::name).toList();
        return bed().nodeListeners().stream()
                .filter(listener -> nodes.contains(listener.node()))
                .toList();
    }

    /** A pod of the lane that a port of the lane's first node leads to, for these protocols. */
    public LanePod hostPortPod(Protocol first, Protocol... others) throws InterruptedException {
        Set<Protocol> protocols = EnumSet.of(first, others);
        ExtraPod pod = ExtraPod.in("h")
                .named("host-port-"
                        + protocols.stream()
                                .map(protocol -> protocol.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining("-")));
        protocols.forEach(protocol -> pod.hostPort(protocol, hostPort(), ""));
        return startPod(pod);
    }

    /** One more pod of the lane, started and waited for. It goes when the lane is given back. */
    public LanePod startPod(ExtraPod wanted) throws InterruptedException {
        return bed().startPod(lane(), wanted);
    }

    /** The host port on the lane's first node; the server of this name must answer. */
    public Destination byHostPort(Protocol protocol, LanePod expected) {
        return byHostPort(hostPort(), protocol, expected);
    }

    /** A host port of this number on the lane's first node; the server of this name must answer. */
    public Destination byHostPort(int number, Protocol protocol, LanePod expected) {
        NodeFacts node = nodeOf("x/a");
        return new Destination(
                "host port on " + node.name(), protocol, node.addresses().get(0), number, expected.name());
    }

    /** A pod by its own address. */
    public Destination direct(Protocol protocol, LanePod pod) {
        return new Destination(pod.key() + " by pod IP", protocol, pod.address(), Ports.SERVER, pod.name());
    }

    /** A pod by its own address of a family. */
    public Destination direct(Protocol protocol, LanePod pod, IpFamily family) {
        return new Destination(
                pod.key() + " by " + family.word(), protocol, address(pod.key(), family), Ports.SERVER, pod.name());
    }

    /**
     * The address of a family that a pod of the lane has.
     *
     * @throws Inconclusive when it has none
     */
    public String address(String key, IpFamily family) {
        return PodDestinations.addressOf(lane().pod(key), family);
    }

    /** A TCP port of a pod by the pod's own address. */
    public Destination onPort(int port, LanePod pod) {
        return new Destination(pod.key() + " on port " + port, Protocol.TCP, pod.address(), port, pod.name());
    }

    /** Deletes a pod that {@link #startPod} started, with the time to end that it was given. */
    public void delete(LanePod pod) {
        lane().delete(new PodBuilder()
                .withNewMetadata()
                .withNamespace(pod.namespace())
                .withName(pod.name())
                .endMetadata()
                .build());
    }

    private int hostPort() {
        return Ports.FIRST_HOST_PORT + lane().number();
    }

    /** One probe from a pod of the lane, outside any experiment. */
    public ProbeResult probe(String from, Probe probe) {
        return lane().observe(List.of(new Lane.SourcedProbe(lane().pod(from).prober(), probe)))
                .get(0);
    }

    private TestBed bed() {
        if (bed == null) {
            throw new IllegalStateException("this behavior has no lane");
        }
        return bed;
    }

    /** Labels that select one pod of the lane, and none of another lane. */
    static Map<String, String> labels(Lane lane, String pod) {
        return Map.of("pod", pod, "lane", lane.id());
    }
}
