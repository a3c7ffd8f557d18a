package org.ciliumconformance.suites.platform;

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
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Observations;
import org.ciliumconformance.suites.dsl.Trial;

/** That Services are Cilium's work, and no kube-proxy's. */
class KubeProxyBehaviors {

    private static final int METRICS = 10_249;

    @Behavior(
            id = "platform.kube-proxy.absent",
            statement = "No kube-proxy pod runs beside Cilium",
            source = Source.AKS_FAQ_KUBE_PROXY,
            how = "No kube-proxy pod runs on a node with a Cilium agent, and no DaemonSet named kube-proxy wants pods;"
                    + " one that wants none is fine. kubeProxyVersion and an answer on port 10256 prove nothing.")
    void absent(Inspection inspection) {
        Set<String> ciliumNodes = new CiliumPods(inspection)
                .agents().stream()
                        .map(pod -> pod.getSpec().getNodeName())
                        .collect(Collectors.toCollection(TreeSet::new));
        List<String> proxies =
                inspection.list(inspection.client().pods().inAnyNamespace().withLabel("k8s-app", "kube-proxy")).stream()
                        .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                        .filter(pod -> ciliumNodes.contains(pod.getSpec().getNodeName()))
                        .map(pod -> pod.getMetadata().getName() + " on "
                                + pod.getSpec().getNodeName())
                        .sorted()
                        .toList();
        inspection.expect("pods k8s-app=kube-proxy", "running beside a Cilium agent", "none", Inspection.list(proxies));
        List<String> wanting = inspection
                .list(inspection.client().apps().daemonSets().inAnyNamespace())
                .stream()
                .filter(set -> set.getMetadata().getName().contains("kube-proxy"))
                .filter(set -> wanted(set) > 0)
                .map(set -> set.getMetadata().getNamespace() + "/"
                        + set.getMetadata().getName() + " wants " + wanted(set))
                .toList();
        inspection.expect("DaemonSets named kube-proxy", "pods they want", "none", Inspection.list(wanting));
        inspection.verify();
    }

    private static int wanted(DaemonSet set) {
        Integer wanted = set.getStatus() == null ? null : set.getStatus().getDesiredNumberScheduled();
        return wanted == null ? 0 : wanted;
    }

    @Behavior(
            id = "platform.kube-proxy.replacement-configured",
            statement = "Cilium is configured to replace kube-proxy",
            source = Source.CILIUM_KUBE_PROXY_FREE,
            profiles = {Profile.AKS_MANAGED, Profile.K3S},
            how = "kube-proxy-replacement in cilium-config is true, or strict as before 1.14. bpf-lb-sock does not"
                    + " matter: the replacement implies it. A self-managed cluster may keep kube-proxy.")
    void replacementConfigured(Inspection inspection) {
        String replacement = inspection.facts().config("kube-proxy-replacement", "(not set)");
        inspection.expect(
                "cilium-config",
                "kube-proxy-replacement",
                "true or strict",
                Set.of("true", "strict").contains(replacement) ? "true or strict" : replacement);
        inspection.verify();
    }

    @Behavior(
            id = "platform.kube-proxy.k3s-without",
            statement = "k3s is started without the kube-proxy that is part of it",
            source = Source.CILIUM_K3S,
            profiles = Profile.K3S,
            how = "k3s.io/node-args of every server node has --disable-kube-proxy: the servers decide for the agents,"
                    + " and no pod would show it.")
    void k3sWithout(Inspection inspection) {
        for (NodeFacts node : inspection.facts().nodes()) {
            K3sArguments arguments = new K3sArguments(node);
            if (arguments.server()) {
                inspection.expect(
                        "k3s server " + node.name(),
                        "--disable-kube-proxy",
                        "on",
                        arguments.state("--disable-kube-proxy"));
            }
        }
        inspection.verify();
    }

    @Behavior(
            id = "platform.kube-proxy.no-process",
            statement = "No kube-proxy process serves its metrics on the nodes",
            source = Source.AKS_FAQ_KUBE_PROXY,
            needs = Need.HOST_NETWORK,
            how =
                    "From pods in the network namespace of the lane's nodes 127.0.0.1:10249 is refused, while the pod's own"
                            + " port is open. It also shows a kube-proxy that is no pod.")
    void noProcess(Trial trial) throws InterruptedException {
        NodePorts.refused(trial, "127.0.0.1", METRICS, "kube-proxy's metrics");
    }

    @Behavior(
            id = "platform.kube-proxy.socket-lb",
            statement = "A connection to a ClusterIP is translated when the socket connects, not packet by packet",
            source = Source.CILIUM_KUBE_PROXY_FREE,
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
