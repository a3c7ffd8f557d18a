package org.ciliumconformance.suites.dsl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.probe.Protocol;

/** One rule of a Cilium policy: whom it speaks of, on which ports, and which requests. Which way, the policy says. */
public final class CiliumRule {
    private final List<CiliumPeer> peers = new ArrayList<>();
    private final List<Map<String, Object>> ports = new ArrayList<>();
    private final List<Map<String, String>> http = new ArrayList<>();
    private boolean dns;

    private CiliumRule(CiliumPeer... peers) {
        this.peers.addAll(List.of(peers));
    }

    /** A rule without anything: it isolates, and allows nothing. */
    public static CiliumRule empty() {
        return new CiliumRule();
    }

    /** About everybody; wants ports. */
    public static CiliumRule anybody() {
        return new CiliumRule();
    }

    public static CiliumRule about(CiliumPeer peer) {
        return new CiliumRule(peer);
    }

    /** And about others in another way, which Cilium rejects. */
    public CiliumRule and(CiliumPeer other) {
        peers.add(other);
        return this;
    }

    /** On this port. */
    public CiliumRule on(Protocol protocol, int port) {
        ports.add(Map.of("port", String.valueOf(port), "protocol", protocol.name()));
        return this;
    }

    /** On this port of every protocol. */
    public CiliumRule onAnyProtocol(int port) {
        ports.add(Map.of("port", String.valueOf(port)));
        return this;
    }

    /** On the port of this name. */
    public CiliumRule onNamed(String port, Protocol protocol) {
        ports.add(Map.of("port", port, "protocol", protocol.name()));
        return this;
    }

    /** On all ports of a range. */
    public CiliumRule onRange(Protocol protocol, int first, int last) {
        ports.add(Map.of("port", String.valueOf(first), "endPort", last, "protocol", protocol.name()));
        return this;
    }

    /** HTTP requests of this method for a path, both regular expressions. */
    public CiliumRule http(String method, String path) {
        http.add(Map.of("method", method, "path", path));
        return this;
    }

    /** DNS requests for any name, which the proxy reads. */
    public CiliumRule dns() {
        dns = true;
        return this;
    }

    Map<String, Object> write(boolean ingress, Lane lane) {
        Map<String, Object> rule = new LinkedHashMap<>();
        peers.forEach(peer -> peer.addTo(rule, ingress, lane));
        if (!ports.isEmpty()) {
            Map<String, Object> toPorts = new LinkedHashMap<>();
            toPorts.put("ports", List.copyOf(ports));
            if (!http.isEmpty()) {
                toPorts.put("rules", Map.of("http", List.copyOf(http)));
            }
            if (dns) {
                toPorts.put("rules", Map.of("dns", List.of(Map.of("matchPattern", "*"))));
            }
            rule.put("toPorts", List.of(toPorts));
        }
        return rule;
    }
}
