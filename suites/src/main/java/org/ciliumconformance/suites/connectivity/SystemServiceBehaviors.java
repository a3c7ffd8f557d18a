package org.ciliumconformance.suites.connectivity;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.scenario.Expected.controlled;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import io.fabric8.kubernetes.api.model.Service;
import java.util.List;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Scenario;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.Trial;

/** The Services that every cluster has: its API server and its DNS. */
class SystemServiceBehaviors {
    private static final int DNS = 53;
    private static final List<String> CLIENTS = List.of("x/a", "x/b");

    @Behavior(
            id = "connectivity.api-server.cluster-ip",
            statement = "Without policies pods reach the API server by the ClusterIP of the kubernetes Service",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "Pods on both nodes connect to the ClusterIP and port of default/kubernetes over TCP; they reach each"
                    + " other.")
    void apiServer(Trial trial) {
        Service service = system(trial, "default", "kubernetes");
        fromBothNodes(trial, "kubernetes", service.getSpec().getClusterIP(), port(service));
    }

    @Behavior(
            id = "connectivity.api-server.name",
            statement = "Without policies pods reach the API server by the name kubernetes.default.svc",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "Pods on both nodes connect to kubernetes.default.svc over TCP; they reach each other.")
    void apiServerByName(Trial trial) {
        Service service = system(trial, "default", "kubernetes");
        fromBothNodes(trial, "kubernetes by name", "kubernetes.default.svc", port(service));
    }

    @Behavior(
            id = "connectivity.dns.tcp",
            statement = "Without policies the cluster's DNS can be reached over TCP",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "Pods on both nodes connect to the ClusterIP of kube-system/kube-dns on TCP port 53; they reach each"
                    + " other.")
    void dnsOverTcp(Trial trial) {
        fromBothNodes(
                trial,
                "kube-dns",
                system(trial, "kube-system", "kube-dns").getSpec().getClusterIP(),
                DNS);
    }

    @Behavior(
            id = "connectivity.dns.short-name",
            statement = "The name of a Service alone resolves in the Service's own namespace",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "Pods on both nodes resolve the names of Services of their namespace, without it: to the Services'"
                    + " ClusterIPs. A pod's own name is not asked for: its hosts file has that.")
    void shortName(Trial trial) {
        Answering answering = trial.answering("what the name resolves to");
        for (String from : CLIENTS) {
            for (String to : List.of(from.equals("x/a") ? "x/b" : "x/a", "x/c")) {
                answering.resolves(
                        from, trial.lane().pod(to).name(), trial.lane().pod(to).serviceAddress());
            }
        }
        answering.verify();
    }

    private static Service system(Trial trial, String namespace, String name) {
        Service service = trial.lane()
                .client()
                .services()
                .inNamespace(namespace)
                .withName(name)
                .get();
        if (service == null) {
            throw new Inconclusive("there is no Service " + namespace + "/" + name);
        }
        return service;
    }

    private static int port(Service service) {
        return service.getSpec().getPorts().get(0).getPort();
    }

    private static void fromBothNodes(Trial trial, String name, String address, int port) {
        Scenario scenario = trial.withoutPolicy();
        for (String from : CLIENTS) {
            scenario.from(from, trial.pods(from, "y/a", "y/b").list(), controlled(ALLOWED))
                    .from(from, List.of(new Destination(name, TCP, address, port, null)), is(ALLOWED));
        }
        scenario.verify();
    }
}
