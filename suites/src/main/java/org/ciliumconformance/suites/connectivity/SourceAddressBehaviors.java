package org.ciliumconformance.suites.connectivity;

import static org.ciliumconformance.cluster.probe.Protocol.TCP;

import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.Trial;

/** The source address that servers see. */
class SourceAddressBehaviors {

    @Behavior(
            id = "connectivity.source-address.pod",
            statement = "A pod that is reached by its pod IP sees the address of the client pod, on the same and"
                    + " another node",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            how = "Pods on both nodes connect to pods on both nodes, which tell the address that they see.")
    void pod(Trial trial) {
        Answering answering = trial.answering("the source that the server sees");
        for (String from : List.of("x/a", "x/b")) {
            LanePod client = trial.lane().pod(from);
            for (String to : List.of("y/a", "y/b")) {
                LanePod server = trial.lane().pod(to);
                Destination direct = trial.direct(TCP, server);
                answering
                        .control(from, direct, server.name())
                        .seesSource(from, client.prober(), direct, client.address());
            }
        }
        answering.verify();
    }

    @Behavior(
            id = "connectivity.source-address.outside",
            statement = "A server outside the cluster sees pods at the address of their node",
            source = Source.CILIUM_MASQUERADING,
            config = "enable-ipv4-masquerade=true",
            needs = Need.OUTSIDE_HOST,
            how = "Pods on both nodes ask the preferred host outside the cluster for the address that it sees them at:"
                    + " one of their node's. It must be a server that tells addresses.")
    void outside(Trial trial) {
        OutsideHost host = trial.outsideHost();
        Destination to = new Destination("outside " + host.address(), TCP, host.address(), host.port(), "");
        Answering answering = trial.answering("the source that the server outside sees");
        for (String from : List.of("x/a", "x/b")) {
            LanePod client = trial.lane().pod(from);
            answering.seesSource(from, client.prober(), to, addresses(trial, client.node()));
        }
        List<String> seen = answering.observe();
        if (seen.stream().anyMatch(address -> !address.matches("[0-9a-f.:]+"))) {
            throw new Inconclusive("Control failed: " + to.name() + " does not tell the client's address but "
                    + String.join(" and ", seen) + ".");
        }
        answering.verify();
    }

    private static String[] addresses(Trial trial, String node) {
        List<String> addresses = new ArrayList<>();
        for (NodeFacts facts : trial.facts().nodes()) {
            if (facts.name().equals(node)) {
                addresses.addAll(facts.addresses());
            }
        }
        return addresses.toArray(String[]::new);
    }
}
