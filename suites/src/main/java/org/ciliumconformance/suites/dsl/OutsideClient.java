package org.ciliumconformance.suites.dsl;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.probe.Outcome;
import org.ciliumconformance.cluster.probe.Probe;
import org.ciliumconformance.cluster.probe.ProbeResult;
import org.ciliumconformance.cluster.probe.Prober;
import org.ciliumconformance.cluster.probe.Protocol;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Expected;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Scenario;

/** A host outside the cluster as a client. A firewall may stand before the nodes: their own servers tell. */
public final class OutsideClient {
    /** As matrices name it. */
    public static final String NAME = "outside";

    private final Trial trial;
    private final List<NodeListener> listeners;

    private OutsideClient(Trial trial, List<NodeListener> listeners) {
        this.trial = trial;
        this.listeners = listeners;
    }

    /** For a behavior that needs host network and an outside client. */
    public static OutsideClient of(Trial trial) throws InterruptedException {
        return new OutsideClient(trial, trial.laneListeners());
    }

    public Prober prober() {
        return trial.outsideClient();
    }

    /** Expects the host to reach the servers of the lane's nodes, over TCP and UDP, as controls. */
    public Scenario reachesNodes(Scenario scenario) {
        List<Destination> servers = new ArrayList<>();
        for (NodeListener listener : listeners) {
            for (Protocol protocol : List.of(Protocol.TCP, Protocol.UDP)) {
                servers.add(new Destination(
                        "node " + listener.node(), protocol, listener.address(), listener.port(), listener.hostname()));
            }
        }
        return expect(scenario, servers, Expected.controlled(Outcome.ALLOWED));
    }

    /** Expects something of what the host asks for. */
    public Scenario expect(Scenario scenario, List<Destination> to, Expected expected) {
        return scenario.expect(NAME, prober(), to, expected);
    }

    /**
     * The host's address as a node's own server sees it.
     *
     * @throws Inconclusive when that server does not answer
     */
    public String addressSeenBy(NodeFacts node) {
        NodeListener listener = listeners.stream()
                .filter(one -> one.node().equals(node.name()))
                .findFirst()
                .orElseThrow(() -> new Inconclusive("no listener runs on node " + node.name()));
        Probe probe = new Probe(
                Probe.Kind.HTTP_GET,
                listener.address(),
                listener.port(),
                trial.timing().probe(),
                "/clientip",
                null);
        ProbeResult result = prober().probe(List.of(probe)).get(0);
        if (result.outcome() != Outcome.ALLOWED) {
            throw new Inconclusive("Control failed: the host outside does not reach node " + listener.node() + " on "
                    + listener.address() + ":" + listener.port() + ", " + result.outcome() + ".");
        }
        return Answering.withoutPort(result.reply());
    }
}
