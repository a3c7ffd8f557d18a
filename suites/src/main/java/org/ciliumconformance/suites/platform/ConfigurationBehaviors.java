package org.ciliumconformance.suites.platform;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.settle.Settling;
import org.ciliumconformance.cluster.settle.Settling.Standing;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.catalogue.Source;
import org.ciliumconformance.suites.dsl.Inspection;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/** What {@code cilium-config} says. Agents read it when they start: what runs may differ. */
class ConfigurationBehaviors {
    private static final String NAME = "cilium-config";
    /** An agent that starts while it is changed writes more to its log, and nothing else. */
    private static final String HARMLESS = "debug";

    private static final int CAPS = 5;
    private static final int PAUSES = 50;

    /** Keys by the version that removed them; facts file, section 3. */
    private static final Map<String, List<String>> REMOVED_KEYS = new TreeMap<>(Map.of(
            "1.15.0", List.of("tunnel"),
            "1.16.0", List.of("enable-remote-node-identity"),
            "1.19.0",
                    List.of(
                            "enable-node-port",
                            "enable-host-port",
                            "enable-external-ips",
                            "enable-internal-traffic-policy",
                            "bpf-lb-proto-diff"),
            "1.20.0", List.of("node-port-mode")));

    @Behavior(
            id = "platform.ipam.delegated",
            statement = "AKS delegates the addresses of pods to Azure's own address management",
            source = Source.CILIUM_DELEGATED_IPAM,
            profiles = Profile.AKS_MANAGED,
            how = "ipam in cilium-config is delegated-plugin.")
    void delegatedIpam(Inspection inspection) {
        has(inspection, "ipam", "delegated-plugin");
    }

    @Behavior(
            id = "platform.ipam.router-address",
            statement = "On AKS Cilium's router has the link-local address that delegated IPAM needs",
            source = Source.CILIUM_DELEGATED_IPAM,
            profiles = Profile.AKS_MANAGED,
            config = "enable-ipv4!=false",
            how = "local-router-ipv4 in cilium-config is 169.254.23.0.")
    void routerAddress(Inspection inspection) {
        has(inspection, "local-router-ipv4", "169.254.23.0");
    }

    private static void has(Inspection inspection, String key, String value) {
        inspection.expect(NAME, key, value, inspection.facts().config(key, "(not set)"));
        inspection.verify();
    }

    @Behavior(
            id = "platform.ipam.mode",
            statement = "Which address management Cilium uses is the installer's choice",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_CLUSTER_POOL,
            profiles = {Profile.AKS_BYOCNI, Profile.K3S, Profile.SELF_MANAGED},
            how = "Records ipam of cilium-config; the chart sets cluster-pool, and kubernetes is usual on k3s.")
    void ipamMode(Inspection inspection) {
        record(inspection, "ipam");
    }

    @Behavior(
            id = "platform.configuration.enforcement-mode",
            statement = "Whether policies are enforced by default, always or never is configuration",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_ENFORCEMENT_MODES,
            how = "Records enable-policy, policy-audit-mode and enable-k8s-networkpolicy of cilium-config. Behaviors of"
                    + " policies apply only where these let Cilium enforce them.")
    void enforcementMode(Inspection inspection) {
        record(inspection, "enable-policy", "policy-audit-mode", "enable-k8s-networkpolicy");
    }

    @Behavior(
            id = "platform.configuration.routing-mode",
            statement = "Whether packets between nodes are encapsulated or routed natively is configuration",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_ROUTING,
            how =
                    "Records routing-mode and tunnel-protocol of cilium-config, or tunnel as before 1.14, and whether IPv4"
                            + " is masqueraded.")
    void routingMode(Inspection inspection) {
        record(inspection, "routing-mode", "tunnel-protocol", "tunnel", "enable-ipv4-masquerade");
    }

    private static void record(Inspection inspection, String... keys) {
        for (String key : keys) {
            String value = inspection.facts().ciliumConfig().get(key);
            if (value != null) {
                inspection.observe(NAME, key, value.isEmpty() ? "(empty)" : value);
            }
        }
        if (inspection.facts().ciliumConfig().isEmpty()) {
            throw new Inconclusive("there is no " + NAME);
        }
        inspection.verify();
    }

    @Behavior(
            id = "platform.configuration.no-removed-values",
            statement = "cilium-config has no value that this version of Cilium no longer knows",
            source = Source.CILIUM_UPGRADE,
            cilium = ">=1.15.0",
            how = "kube-proxy-replacement is none of strict, partial, probe and disabled, which 1.15 removed: an agent"
                    + " refuses to start with them.")
    void noRemovedValues(Inspection inspection) {
        String value = inspection.facts().config("kube-proxy-replacement", "(not set)");
        boolean removed = Set.of("strict", "partial", "probe", "disabled").contains(value);
        inspection.expect(NAME, "removed value of kube-proxy-replacement", "none", removed ? value : "none");
        inspection.verify();
    }

    @Behavior(
            id = "platform.configuration.removed-keys",
            statement = "cilium-config may keep keys that this version of Cilium no longer reads",
            kind = Kind.PERMITTED,
            source = Source.CILIUM_UPGRADE,
            cilium = ">=1.15.0",
            how = "Records keys of which the upgrade notes say that this or an earlier version removed them. They do"
                    + " nothing; who wrote them may believe that they do.")
    void removedKeys(Inspection inspection) {
        Semver version = inspection.facts().ciliumVersion();
        List<String> kept = new ArrayList<>();
        REMOVED_KEYS.forEach((since, keys) -> {
            if (version != null && version.isGreaterThanOrEqualTo(since)) {
                keys.stream()
                        .filter(inspection.facts().ciliumConfig()::containsKey)
                        .forEach(kept::add);
            }
        });
        inspection.observe(NAME, "removed keys", Inspection.list(kept)).verify();
    }

    @Behavior(
            id = "platform.configuration.reverted",
            statement = "AKS manages Cilium's configuration: a change of cilium-config is reverted",
            source = Source.AKS_FAQ_CONFIGURATION,
            profiles = Profile.AKS_MANAGED,
            needs = Need.MUTATING,
            how =
                    "Changes the key debug of cilium-config, and waits until its old value is back, without restarting any"
                            + " agent. How long that takes is not documented: when it takes longer than the run waits, there is"
                            + " no verdict. The old value is put back in any case.")
    void reverted(Inspection inspection) {
        String namespace = String.valueOf(inspection.facts().ciliumNamespace());
        String original = value(inspection, namespace);
        if (original == null || !Set.of("true", "false").contains(original)) {
            throw new Inconclusive(NAME + " has no key " + HARMLESS + " that could be changed without harm");
        }
        String changed = original.equals("true") ? "false" : "true";
        Settling.Settled<String> settled;
        write(inspection, namespace, changed);
        try {
            settled = new Settling(inspection.patience(CAPS, PAUSES)).until(() -> {
                String now = String.valueOf(value(inspection, namespace));
                Standing standing = now.equals(original)
                        ? Standing.EXPECTED
                        : now.equals(changed) ? Standing.PENDING : Standing.OTHER;
                return new Settling.Round<>(standing, now);
            });
        } finally {
            restore(inspection, namespace, original);
        }
        String seen = settled.last().state();
        if (seen.equals(changed)) {
            throw new Inconclusive("the change was not reverted within "
                    + settled.time().toSeconds() + " s; the documentation names no time");
        }
        inspection.note("Reverted after " + settled.time().toMillis() + " ms.");
        inspection.expect(NAME, HARMLESS + " after it was changed to " + changed, original, seen);
        inspection.verify();
    }

    private static @Nullable String value(Inspection inspection, String namespace) {
        ConfigMap map = inspection
                .client()
                .configMaps()
                .inNamespace(namespace)
                .withName(NAME)
                .get();
        return map == null || map.getData() == null ? null : map.getData().get(HARMLESS);
    }

    private static void write(Inspection inspection, String namespace, String value) {
        inspection.client().configMaps().inNamespace(namespace).withName(NAME).edit(map -> {
            Map<String, String> data = new TreeMap<>(map.getData());
            data.put(HARMLESS, value);
            map.setData(data);
            return map;
        });
    }

    /** Also when the run was interrupted: a client of an interrupted thread sends nothing. */
    private static void restore(Inspection inspection, String namespace, String original) {
        boolean interrupted = Thread.interrupted();
        try {
            if (!original.equals(value(inspection, namespace))) {
                write(inspection, namespace, original);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
