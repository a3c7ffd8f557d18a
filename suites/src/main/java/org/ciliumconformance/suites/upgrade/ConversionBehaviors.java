package org.ciliumconformance.suites.upgrade;

import static org.ciliumconformance.cluster.probe.Outcome.ALLOWED;
import static org.ciliumconformance.cluster.probe.Outcome.DROPPED;
import static org.ciliumconformance.cluster.probe.Protocol.TCP;
import static org.ciliumconformance.cluster.probe.Protocol.UDP;
import static org.ciliumconformance.cluster.scenario.Expected.is;

import java.util.List;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Trial;

/** What AKS promises of a cluster that was converted to Cilium. */
class ConversionBehaviors {
    private static final List<String> FORMER_ENGINES = List.of("azure-npm", "calico-node", "calico-typha");

    @Behavior(
            id = "upgrade.enforcement.all-nodes-converted",
            statement = "Cilium enforces network policies once all nodes have been re-imaged",
            source = Source.AKS_UPGRADE,
            profiles = Profile.AKS_MANAGED,
            config = {"enable-policy!=never", "policy-audit-mode!=true", "enable-k8s-networkpolicy!=false"},
            how =
                    "With every Linux node labelled kubernetes.azure.com/ebpf-dataplane=cilium, pods of both nodes of a lane"
                            + " that a deny of all ingress selects are not reached, and those of a namespace without policy"
                            + " are. While any node is not converted there is no verdict: nothing is promised of that time.")
    void enforcement(Trial trial) {
        List<String> unconverted =
                trial.facts().unconvertedNodes().stream().map(NodeFacts::name).toList();
        if (!unconverted.isEmpty()) {
            throw new Inconclusive("not converted yet: " + String.join(", ", unconverted)
                    + "; enforcement is promised only after all nodes have been re-imaged");
        }
        trial.under(trial.policy("x/*").denyIngress().build())
                .from("y/a", trial.pods("y/a", "x/a", "x/b").everyWay(), is(DROPPED))
                .from("y/b", trial.pods("y/b", "x/a", "x/b").everyWay(), is(DROPPED))
                .from("y/a", trial.pods("y/a", "z/a", "z/b").over(TCP, UDP).list(), is(ALLOWED))
                .provingEnforcement()
                .verify();
    }

    @Behavior(
            id = "upgrade.engine.replaced",
            statement = "An upgrade to Cilium uninstalls the network policy engine that was there before",
            source = Source.AKS_UPGRADE,
            profiles = Profile.AKS_MANAGED,
            needs = Need.BEFORE,
            how =
                    "No DaemonSet of azure-npm, calico-node or calico-typha, which a run before the upgrade may have found,"
                            + " wants pods any more, whether they run or not.")
    void engineReplaced(Inspection inspection) {
        gone(inspection, FORMER_ENGINES);
        inspection.verify();
    }

    @Behavior(
            id = "upgrade.kube-proxy.replaced",
            statement = "After an upgrade to Cilium it replaces the kube-proxy that was there before",
            source = Source.AKS_FAQ_KUBE_PROXY,
            profiles = {Profile.AKS_MANAGED, Profile.K3S},
            needs = Need.BEFORE,
            how = "No DaemonSet kube-proxy wants pods any more, and kube-proxy-replacement in cilium-config is true, or"
                    + " strict as before 1.14. What a run before the upgrade found is said beside.")
    void kubeProxyReplaced(Inspection inspection) {
        gone(inspection, List.of("kube-proxy"));
        String replacement = inspection.facts().config("kube-proxy-replacement", "(not set)");
        inspection.expect(
                "cilium-config",
                "kube-proxy-replacement",
                "true or strict",
                List.of("true", "strict").contains(replacement) ? "true or strict" : replacement);
        inspection.verify();
    }

    private static void gone(Inspection inspection, List<String> names) {
        for (String name : names) {
            List<String> now = named(inspection.facts().daemonSets(), name);
            List<String> before = named(inspection.before().daemonSets(), name);
            inspection.expect(
                    "DaemonSets " + name + " (before: " + Inspection.list(before) + ")",
                    "wanting pods",
                    "none",
                    Inspection.list(now));
        }
    }

    private static List<String> named(Iterable<String> daemonSets, String name) {
        List<String> found = new java.util.ArrayList<>();
        daemonSets.forEach(set -> {
            if (set.endsWith("/" + name)) {
                found.add(set);
            }
        });
        return found;
    }
}
