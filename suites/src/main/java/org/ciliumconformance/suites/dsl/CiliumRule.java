package org.ciliumconformance.suites.dsl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.probe.Protocol;
import org.jspecify.annotations.Nullable;

/** One rule of a Cilium policy: whom it speaks of, on which ports, and which requests. Which way, the policy says. */
public final class CiliumRule {
    private final @Nullable CiliumPeer peer;
    private final List<Map<String, Object>> ports = new ArrayList<>();
    private final List<Map<String, String>> http = new ArrayList<>();

    private CiliumRule(@Nullable CiliumPeer peer) {
        this.peer = peer;
    }

    /** A rule without anything: it isolates, and allows nothing. */
    public static CiliumRule empty() {
        return new CiliumRule(null);
    }

    /** About everybody; wants ports. */
    public static CiliumRule anybody() {
        return new CiliumRule(null);
    }

    public static CiliumRule about(CiliumPeer peer) {
        return new CiliumRule(peer);
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

    Map<String, Object> write(boolean ingress, Lane lane) {
        Map<String, Object> rule = new LinkedHashMap<>();
        if (peer != null) {
            peer.addTo(rule, ingress, lane);
        }
        if (!ports.isEmpty()) {
            Map<String, Object> toPorts = new LinkedHashMap<>();
            toPorts.put("ports", List.copyOf(ports));
            if (!http.isEmpty()) {
                toPorts.put("rules", Map.of("http", List.copyOf(http)));
            }
            rule.put("toPorts", List.of(toPorts));
        }
        return rule;
    }
}
