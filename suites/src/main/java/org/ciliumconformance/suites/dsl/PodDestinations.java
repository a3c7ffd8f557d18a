package org.ciliumconformance.suites.dsl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Inconclusive;

/**
 * Pods of the lane as destinations of one source: by pod IP, pod IP of a family or ClusterIP, over TCP or UDP. By the
 * first pod IP over TCP unless more is asked for.
 */
public final class PodDestinations {
    /** How a pod is addressed. */
    public enum Via {
        /** Its first pod IP. */
        POD_IP,
        /** Its pod IP of IPv4. */
        POD_IPV4,
        /** Its pod IP of IPv6. */
        POD_IPV6,
        CLUSTER_IP
    }

    private final LanePod from;
    private final List<LanePod> pods;
    private final Set<Via> vias;
    private final Set<Protocol> protocols;

    private PodDestinations(LanePod from, List<LanePod> pods, Set<Via> vias, Set<Protocol> protocols) {
        this.from = from;
        this.pods = pods;
        this.vias = vias;
        this.protocols = protocols;
    }

    static PodDestinations of(Lane lane, LanePod from, List<String> keys) {
        return new PodDestinations(
                from, keys.stream().map(lane::pod).toList(), EnumSet.of(Via.POD_IP), EnumSet.of(Protocol.TCP));
    }

    public PodDestinations via(Via first, Via... others) {
        return new PodDestinations(from, pods, EnumSet.of(first, others), protocols);
    }

    public PodDestinations over(Protocol first, Protocol... others) {
        return new PodDestinations(from, pods, vias, EnumSet.of(first, others));
    }

    /** By the pod IP of each family, over TCP and over UDP. */
    public List<Destination> byEachFamily() {
        return via(Via.POD_IPV4, Via.POD_IPV6).over(Protocol.TCP, Protocol.UDP).list();
    }

    /** By pod IP and by ClusterIP, over TCP and over UDP. */
    public List<Destination> everyWay() {
        return via(Via.POD_IP, Via.CLUSTER_IP).over(Protocol.TCP, Protocol.UDP).list();
    }

    public List<Destination> list() {
        List<Destination> destinations = new ArrayList<>();
        for (LanePod pod : pods) {
            for (Via via : vias) {
                for (Protocol protocol : protocols) {
                    destinations.add(destination(pod, via, protocol));
                }
            }
        }
        return destinations;
    }

    private Destination destination(LanePod pod, Via via, Protocol protocol) {
        String where = pod.key().equals(from.key())
                ? "itself"
                : (pod.namespace().equals(from.namespace()) ? "same namespace, " : "other namespace, ")
                        + (pod.node().equals(from.node()) ? "same node" : "other node");
        String name = pod.key() + " (" + where + ")";
        return switch (via) {
            case POD_IP -> new Destination(name, protocol, pod.address(), Ports.SERVER, pod.name());
            case POD_IPV4 -> ofFamily(name, pod, IpFamily.IPV4, protocol);
            case POD_IPV6 -> ofFamily(name, pod, IpFamily.IPV6, protocol);
            case CLUSTER_IP ->
                new Destination(
                        name + " by ClusterIP",
                        protocol,
                        pod.serviceAddress(),
                        protocol == Protocol.UDP ? Ports.SERVICE_UDP : Ports.SERVICE_TCP,
                        pod.name());
        };
    }

    private static Destination ofFamily(String name, LanePod pod, IpFamily family, Protocol protocol) {
        return new Destination(
                name + " by " + family.word(), protocol, addressOf(pod, family), Ports.SERVER, pod.name());
    }

    /** @throws Inconclusive when the pod has no address of the family, which is a finding of another behavior's */
    static String addressOf(LanePod pod, IpFamily family) {
        return pod.address(family)
                .orElseThrow(() -> new Inconclusive("pod " + pod.key() + " has no " + family.word() + " address"));
    }
}
