package org.ciliumconformance.suites.platform;

import java.util.List;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.probe.Outcome;
import org.ciliumconformance.cluster.probe.Probe;
import org.ciliumconformance.cluster.probe.ProbeResult;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.suites.dsl.Observations;
import org.ciliumconformance.suites.dsl.Trial;

/** Ports in the nodes' own network namespaces, as a host-network pod there sees them. */
final class NodePorts {
    private NodePorts() {}

    /**
     * Nothing listens there, on any of the lane's nodes.
     *
     * @param what would listen there
     */
    static void refused(Trial trial, String address, int port, String what) throws InterruptedException {
        Observations seen = trial.observations(address + ":" + port + " on the lane's nodes");
        List<NodeListener> listeners = trial.laneListeners();
        if (listeners.isEmpty()) {
            throw new Inconclusive("no host-network pod runs on the lane's nodes");
        }
        for (NodeListener listener : listeners) {
            List<ProbeResult> results = listener.prober()
                    .probe(List.of(
                            Probe.tcp(address, listener.port(), trial.timing().probe()),
                            Probe.tcp(address, port, trial.timing().probe())));
            ProbeResult answer = results.get(1);
            seen.control("node " + listener.node(), "own port of the pod there", results.get(0), Outcome.ALLOWED);
            if (answer.outcome() == Outcome.PROBE_FAILED) {
                throw new Inconclusive("node " + listener.node() + ": the probe failed: " + answer.detail());
            }
            seen.expect(
                    "node " + listener.node(),
                    what,
                    Outcome.REFUSED.name(),
                    answer.outcome().name());
        }
        seen.verify();
    }
}
