package org.ciliumconformance.suites.connectivity;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.lane.NodeListener;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Trial;

/** The addresses at which Azure serves virtual machines, from the pods of AKS. */
class AzureBehaviors {
    private static final int HTTP = 80;
    private static final List<Destination> METADATA =
            List.of(new Destination("instance metadata", TCP, "169.254.169.254", HTTP, null));
    private static final List<Destination> WIRE_SERVER =
            List.of(new Destination("wire server", TCP, "168.63.129.16", HTTP, null));

    @Behavior(
            id = "connectivity.azure.metadata",
            statement = "On AKS pods reach Azure's instance metadata service",
            source = Source.AZURE_METADATA,
            profiles = Profile.AKS_MANAGED,
            how = "Pods on both nodes connect to 169.254.169.254 on port 80; they reach each other.")
    void metadata(Trial trial) {
        Scenario scenario = trial.withoutPolicy();
        for (String from : List.of("x/a", "x/b")) {
            scenario.from(from, trial.pods(from, "y/a", "y/b").list(), controlled(ALLOWED))
                    .from(from, METADATA, is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "connectivity.azure.wire-server-blocked",
            statement = "On AKS pods do not reach Azure's wire server, which their nodes do",
            source = Source.AZURE_WIRE_SERVER,
            profiles = Profile.AKS_MANAGED,
            needs = Need.HOST_NETWORK,
            how = "Pods on both nodes connect to 168.63.129.16 on port 80 and get no answer, while from the network of"
                    + " each of the lane's nodes the connection stands.")
    void wireServerBlocked(Trial trial) throws InterruptedException {
        Scenario scenario = trial.withoutPolicy();
        for (NodeListener node : trial.laneListeners()) {
            scenario.expect(node.node(), node.prober(), WIRE_SERVER, controlled(ALLOWED));
        }
        for (String from : List.of("x/a", "x/b")) {
            scenario.from(from, trial.pods(from, "y/a", "y/b").list(), controlled(ALLOWED))
                    .from(from, WIRE_SERVER, is(DROPPED));
        }
        scenario.verify();
    }
}
