package org.ciliumconformance.suites.connectivity;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.PodDestinations.Via;
import org.ciliumconformance.suites.dsl.Trial;

/** What works where no policy selects anything. */
class ConnectivityBehaviors {

    @Behavior(
            id = "connectivity.pod.pod-ip",
            statement = "Without policies every pod reaches every other by its pod IP, on the same and another node",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            how = "All pairs of a mesh of nine pods in three namespaces, over TCP and UDP; the server that answers must"
                    + " be the one that was meant.")
    void byPodIp(Trial trial) {
        mesh(trial, Via.POD_IP);
    }

    @Behavior(
            id = "connectivity.pod.cluster-ip",
            statement = "Without policies every pod reaches every other by the ClusterIP of its Service",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            how = "All pairs of a mesh of nine pods in three namespaces, over TCP and UDP, Service ports differing from"
                    + " target ports; the server that answers must be the Service's only backend.")
    void byClusterIp(Trial trial) {
        mesh(trial, Via.CLUSTER_IP);
    }

    private static void mesh(Trial trial, Via via) {
        Scenario scenario = trial.withoutPolicy();
        for (LanePod from : trial.lane().mesh()) {
            scenario.from(
                    from.key(),
                    trial.otherPods(from.key()).via(via).over(TCP, UDP).list(),
                    is(ALLOWED));
        }
        scenario.verify();
    }

    @Behavior(
            id = "connectivity.dns.service",
            statement = "The name of a Service in another namespace resolves, and its server answers by that name",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "Pods on both nodes connect to NAME.NAMESPACE.svc; the cluster's DNS is what resolves it.")
    void dns(Trial trial) {
        trial.withoutPolicy()
                .from("x/a", trial.byName("y/a", "y/b"), is(ALLOWED))
                .from("x/b", trial.byName("y/a", "y/b"), is(ALLOWED))
                .verify();
    }

    @Behavior(
            id = "connectivity.outside",
            statement = "Without policies pods on every node reach hosts outside the cluster",
            source = Source.AKS_INTRODUCTION,
            plainKubernetes = true,
            needs = Need.OUTSIDE_HOST,
            how = "Pods on both nodes connect to every known host outside the cluster, over TCP, and UDP where it"
                    + " answers that.")
    void outside(Trial trial) {
        trial.withoutPolicy()
                .from("x/a", trial.outside(), is(ALLOWED))
                .from("x/b", trial.outside(), is(ALLOWED))
                .verify();
    }
}
