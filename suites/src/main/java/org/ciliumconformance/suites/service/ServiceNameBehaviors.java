package org.ciliumconformance.suites.service;

import static org.ciliumconformance.cluster.probe.Protocol.TCP;

import java.util.List;
import org.ciliumconformance.cluster.lane.ExtraPod;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Answering;
import org.ciliumconformance.suites.dsl.LaneService;
import org.ciliumconformance.suites.dsl.Trial;

/** What the names of Services resolve to. */
class ServiceNameBehaviors {
    private static final List<String> CLIENTS = List.of("y/a", "y/b");

    @Behavior(
            id = "service.names.cluster-ip",
            statement = "The name of a Service resolves to its ClusterIP",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "Pods on both nodes resolve NAME.NAMESPACE.svc of a Service of another namespace: the only address is"
                    + " its ClusterIP.")
    void clusterIp(Trial trial) {
        LaneService service = trial.service("x", "named").toAllPods().create();
        Answering answering = trial.answering("what the name resolves to");
        CLIENTS.forEach(from -> answering.resolves(from, service.dnsName(), service.clusterIp()));
        answering.verify();
    }

    @Behavior(
            id = "service.headless.addresses",
            statement = "The name of a headless Service resolves to the addresses of all pods that it selects",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "Pods on both nodes resolve the name of a headless Service with three pods on two nodes: their"
                    + " addresses, and no others.")
    void headless(Trial trial) {
        LaneService service =
                trial.service("x", "headless").toAllPods().headless().create();
        String addresses = Answering.all(
                trial.lane().pod("x/a").address(),
                trial.lane().pod("x/b").address(),
                trial.lane().pod("x/c").address());
        Answering answering = trial.answering("what the name resolves to");
        CLIENTS.forEach(from -> known(trial, answering, from).resolves(from, service.dnsName(), addresses));
        answering.verify();
    }

    /** That the cluster's DNS answers this client at all. */
    private static Answering known(Trial trial, Answering answering, String from) {
        LanePod pod = trial.lane().pod("z/a");
        return answering.controlResolves(from, pod.name() + "." + pod.namespace() + ".svc", pod.serviceAddress());
    }

    @Behavior(
            id = "service.headless.ready-only",
            statement = "The name of a headless Service does not resolve to pods that are not ready",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "A headless Service selects a ready pod and one that never becomes ready: pods on both nodes resolve"
                    + " its name to the ready one's address only. A headless Service with publishNotReadyAddresses"
                    + " names both.")
    void readyOnly(Trial trial) throws InterruptedException {
        LanePod ready = trial.startPod(ExtraPod.in("x").named("ready").label(LaneService.GROUP, "headless"));
        LanePod unready = trial.startPod(ExtraPod.in("x")
                .named("unready")
                .label(LaneService.GROUP, "headless")
                .notReady());
        LaneService service = trial.service("x", "headless")
                .toPodsWith(LaneService.GROUP, "headless")
                .headless()
                .create();
        LaneService all = trial.service("x", "published")
                .toPodsWith(LaneService.GROUP, "headless")
                .headless()
                .publishNotReadyAddresses()
                .create();
        Answering answering = trial.answering("what the names resolve to");
        CLIENTS.forEach(from -> answering
                .controlResolves(from, all.dnsName(), Answering.all(ready.address(), unready.address()))
                .resolves(from, service.dnsName(), ready.address()));
        answering.verify();
    }

    @Behavior(
            id = "service.headless.pod-names",
            statement = "A pod with a hostname has a name of its own under the headless Service that its subdomain"
                    + " names",
            source = Source.KUBERNETES_DNS,
            plainKubernetes = true,
            how = "A pod whose subdomain is a headless Service: pods on both nodes resolve"
                    + " HOSTNAME.SERVICE.NAMESPACE.svc to its address, and the Service's name to it and another.")
    void podNames(Trial trial) throws InterruptedException {
        LanePod named = trial.startPod(
                ExtraPod.in("x").named("member").label(LaneService.GROUP, "set").under("set"));
        LanePod other = trial.startPod(
                ExtraPod.in("x").named("other").label(LaneService.GROUP, "set").under("set"));
        LaneService service = trial.service("x", "set")
                .toPodsWith(LaneService.GROUP, "set")
                .headless()
                .create();
        Answering answering = trial.answering("what the names resolve to");
        for (String from : CLIENTS) {
            known(trial, answering, from);
            answering.resolves(from, named.name() + "." + service.dnsName(), named.address());
            answering.resolves(from, other.name() + "." + service.dnsName(), other.address());
        }
        answering.verify();
    }

    @Behavior(
            id = "service.names.external-name",
            statement = "The name of an ExternalName Service is an alias of the name that it gives",
            source = Source.KUBERNETES_SERVICE,
            plainKubernetes = true,
            how = "An ExternalName Service whose externalName is the full name of a headless Service: pods on both"
                    + " nodes resolve it to that Service's pod, and connect to it by the alias. The full name"
                    + " resolves, too.")
    void externalName(Trial trial) {
        LanePod pod = trial.lane().pod("x/a");
        LaneService target = trial.service("x", "target").toPod("a").headless().create();
        String full = target.dnsName() + ".cluster.local";
        LaneService alias = trial.service("x", "alias").externalName(full).create();
        Answering answering = trial.answering("what the alias resolves to, and who answers by it");
        for (String from : CLIENTS) {
            answering
                    .controlResolves(from, full + ".", pod.address())
                    .resolves(from, alias.dnsName(), pod.address())
                    .servers(from, new Destination("alias", TCP, alias.dnsName(), Ports.SERVER, ""), 1, pod.name());
        }
        answering.verify();
    }
}
