package org.ciliumconformance.suites.connectivity;

import static org.ciliumconformance.cluster.facts.IpFamily.IPV6;
import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Feature;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.Observations;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.Trial;

/** IPv6 where the cluster has it, without any policy. */
class IpFamilyBehaviors {

    @Behavior(
            id = "connectivity.pod.both-families",
            statement = "A pod of a dual-stack cluster has one IPv4 and one IPv6 address",
            source = Source.KUBERNETES_DUAL_STACK,
            plainKubernetes = true,
            with = Feature.DUAL_STACK,
            how = "status.podIPs of nine pods on both nodes: an address of each family, in either order.")
    void bothFamilies(Trial trial) {
        Observations observations = trial.observations("families of the pods' addresses");
        for (LanePod pod : trial.lane().mesh()) {
            String families = pod.addresses().stream()
                    .map(address -> IpFamily.of(address).word())
                    .sorted()
                    .collect(Collectors.joining(", "));
            observations.expect("pod " + pod.key(), "status.podIPs", "IPv4, IPv6", families);
        }
        observations.verify();
    }

    @Behavior(
            id = "connectivity.pod.ipv6",
            statement =
                    "Without policies every pod reaches every other by its IPv6 address, on the same and another node",
            source = Source.KUBERNETES_DUAL_STACK,
            plainKubernetes = true,
            with = Feature.IPV6,
            how = "All pairs of a mesh of nine pods in three namespaces by their IPv6 addresses, over TCP and UDP; the"
                    + " server that answers must be the one that was meant.")
    void ipv6(Trial trial) {
        Scenario scenario = trial.withoutPolicy();
        for (LanePod from : trial.lane().mesh()) {
            scenario.from(
                    from.key(),
                    trial.otherPods(from.key()).via(Via.POD_IPV6).over(TCP, UDP).list(),
                    is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "connectivity.source-address.ipv6",
            statement = "A pod that is reached by its IPv6 address sees the client pod's IPv6 address, on the same and"
                    + " another node",
            source = Source.KUBERNETES_NETWORK_MODEL,
            plainKubernetes = true,
            with = Feature.IPV6,
            how = "Pods on both nodes connect to the IPv6 addresses of pods on both nodes, which tell the address that"
                    + " they see.")
    void sourceAddress(Trial trial) {
        Answering answering = trial.answering("the source that the server sees");
        for (String from : List.of("x/a", "x/b")) {
            for (String to : List.of("y/a", "y/b")) {
                LanePod server = trial.lane().pod(to);
                Destination direct = trial.direct(TCP, server, IPV6);
                answering
                        .control(from, direct, server.name())
                        .seesSource(from, trial.lane().pod(from).prober(), direct, trial.address(from, IPV6));
            }
        }
        answering.verify();
    }

    @Behavior(
            id = "connectivity.outside-ipv6",
            statement = "Without policies pods on every node reach hosts outside the cluster by IPv6",
            source = Source.KUBERNETES_DUAL_STACK,
            plainKubernetes = true,
            with = Feature.IPV6,
            needs = Need.OUTSIDE_HOST_IPV6,
            how = "Pods on both nodes connect to the preferred outside host with an IPv6 address.")
    void outside(Trial trial) {
        List<Destination> host = trial.at(trial.outsideHost(IPV6));
        trial.withoutPolicy()
                .from("x/a", host, is(ALLOWED))
                .from("x/b", host, is(ALLOWED))
                .verify();
    }
}
