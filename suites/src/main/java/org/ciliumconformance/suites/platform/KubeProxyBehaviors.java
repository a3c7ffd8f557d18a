package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.lane.LanePod;
import org.ciliumconformance.cluster.lane.Ports;
import org.ciliumconformance.cluster.probe.Outcome;
import org.ciliumconformance.cluster.probe.Probe;
import org.ciliumconformance.cluster.probe.ProbeResult;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Observations;
import org.ciliumconformance.suites.dsl.Trial;

/** That Services are Cilium's work, and no kube-proxy's. */
class KubeProxyBehaviors {

    @Behavior(
            id = "platform.kube-proxy.absent",
            statement = "No kube-proxy runs beside Cilium, and Cilium is set to replace it",
            source = Source.AKS_FAQ_KUBE_PROXY,
            how = "No kube-proxy pod runs on a node with a Cilium agent (a DaemonSet that wants no pods is fine);"
                    + " kube-proxy-replacement is true, or strict before 1.14; on k3s the server was started with"
                    + " --disable-kube-proxy, since its kube-proxy is no pod. kubeProxyVersion and port 10256 prove"
                    + " nothing.")
    void absent(Inspection inspection) {
        Set<String> ciliumNodes = podsLabelled(inspection, "k8s-app", "cilium").stream()
                .map(pod -> pod.getSpec().getNodeName())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> proxies = podsLabelled(inspection, "k8s-app", "kube-proxy").stream()
                .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                .filter(pod -> ciliumNodes.contains(pod.getSpec().getNodeName()))
                .map(pod -> pod.getMetadata().getName() + " on " + pod.getSpec().getNodeName())
                .sorted()
                .toList();
        inspection.expect("pods k8s-app=kube-proxy", "running beside a Cilium agent", "none", Inspection.list(proxies));
        List<String> wanting = inspection.client().apps().daemonSets().inAnyNamespace().list().getItems().stream()
                .filter(set -> set.getMetadata().getName().contains("kube-proxy"))
                .filter(set -> wanted(set) > 0)
                .map(set -> set.getMetadata().getNamespace() + "/"
                        + set.getMetadata().getName() + " wants " + wanted(set))
                .toList();
        inspection.expect("DaemonSets named kube-proxy", "pods they want", "none", Inspection.list(wanting));
        String replacement = inspection.facts().config("kube-proxy-replacement", "(not set)");
        inspection.expect(
                "cilium-config",
                "kube-proxy-replacement",
                "true or strict",
                Set.of("true", "strict").contains(replacement) ? "true or strict" : replacement);
        if (inspection.facts().profile() == Profile.K3S) {
            k3sServers(inspection);
        }
        inspection.verify();
    }

    private static int wanted(DaemonSet set) {
        Integer wanted = set.getStatus() == null ? null : set.getStatus().getDesiredNumberScheduled();
        return wanted == null ? 0 : wanted;
    }

    private static void k3sServers(Inspection inspection) {
        for (NodeFacts node : inspection.facts().nodes()) {
            String arguments = node.annotations().getOrDefault("k3s.io/node-args", "");
            if (arguments.contains("\"server\"")) {
                inspection.expect(
                        "k3s server " + node.name(),
                        "--disable-kube-proxy in k3s.io/node-args",
                        "present",
                        arguments.contains("--disable-kube-proxy") ? "present" : "absent");
            }
        }
    }

    private static List<Pod> podsLabelled(Inspection inspection, String key, String value) {
        return inspection
                .client()
                .pods()
                .inAnyNamespace()
                .withLabel(key, value)
                .list()
                .getItems();
    }

    @Behavior(
            id = "platform.kube-proxy.socket-lb",
            statement = "A connection to a ClusterIP is translated when the socket connects, not packet by packet",
            source = Source.AKS_FAQ_KUBE_PROXY,
            config = "bpf-lb-sock-hostns-only!=true",
            how =
                    "An unprivileged pod holds a TCP connection to a ClusterIP and reads its own /proc/net/tcp: the remote"
                            + " end is the backend's address and port. With kube-proxy it would be the ClusterIP.")
    void socketLoadBalancing(Trial trial) {
        Observations seen = trial.observations("the remote end of a connection to a ClusterIP");
        for (String from : List.of("x/a", "x/b")) {
            for (String to : List.of("y/a", "y/b")) {
                LanePod backend = trial.lane().pod(to);
                ProbeResult peer = trial.probe(
                        from,
                        new Probe(
                                Probe.Kind.TCP_PEER,
                                backend.serviceAddress(),
                                Ports.SERVICE_TCP,
                                trial.timing().probe(),
                                "-",
                                null));
                seen.control(from + " to " + to + " by ClusterIP", "connection", peer, Outcome.ALLOWED);
                seen.expect(
                        from + " to " + to + " by ClusterIP",
                        "remote end",
                        backend.address() + ":" + Ports.SERVER,
                        peer.reply());
            }
        }
        seen.verify();
    }
}
