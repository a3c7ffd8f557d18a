package org.ciliumconformance.suites.dsl;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;

/**
 * Pods of the lane as destinations of one source: by pod IP or ClusterIP, over TCP or UDP. By pod IP over TCP unless
 * more is asked for.
 */
public final class PodDestinations {
    /** How a pod is addressed. */
    public enum Via {
        POD_IP,
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
        return via == Via.POD_IP
                ? new Destination(pod.key() + " (" + where + ")", protocol, pod.address(), Ports.SERVER, pod.name())
                : new Destination(
                        pod.key() + " (" + where + ") by ClusterIP",
                        protocol,
                        pod.serviceAddress(),
                        protocol == Protocol.UDP ? Ports.SERVICE_UDP : Ports.SERVICE_TCP,
                        pod.name());
    }
}
