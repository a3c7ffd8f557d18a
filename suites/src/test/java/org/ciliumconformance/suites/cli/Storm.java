package org.ciliumconformance.suites.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;

/**
 * Bad weather for one run, drawn from a seed: what is wrong with the platform and when, what is wrong with the network,
 * and what is asked of it.
 *
 * @param network a fault of the network, or empty for a conformant one
 * @param platform faults of the platform, as {@code simulate} takes them; their schedules count from the run's start
 * @param candidates ids of behaviors of every area
 * @param secured whether the cluster is reached over TLS
 */
record Storm(long seed, String network, List<String> platform, List<String> candidates, boolean secured) {
    /** Deviations that behaviors of several areas see. */
    private static final List<String> DEVIATIONS = List.of(
            "policy-not-enforced",
            "ingress-not-enforced",
            "egress-not-enforced",
            "egress-not-enforced-cross-node",
            "udp-not-enforced",
            "existing-connections-kept",
            "policy-never-removed",
            "ipblock-selects-pods",
            "ipblock-selects-nodes",
            "except-ignored",
            "namespace-selector-or-pod-selector",
            "cilium-policy-ignored",
            "deny-rules-ignored",
            "cross-node-connectivity-broken",
            "cluster-ip-broken",
            "node-port-broken",
            "session-affinity-ignored",
            "internal-traffic-policy-ignored",
            "unready-endpoints-used",
            "stale-backends",
            "no-endpoints-dropped",
            "dns-broken",
            "agent-limits-set",
            "kube-proxy-running");

    /** How each fault of the platform shows in what a run says. */
    static final Map<String, String> SYMPTOMS = symptoms();

    private static Map<String, String> symptoms() {
        String connection = "connection refused|Connection reset|closed|EOF|header parser|did not answer|exec stream"
                + "|not started|prober|output|terminated|GOAWAY";
        String lanes = "|a lane is still being created";
        Map<String, String> symptoms = new LinkedHashMap<>();
        symptoms.put("api-latency", "did not answer|no answer|exec stream|prober|deadline|within" + lanes);
        symptoms.put("api-throttled", "429|Too many requests" + lanes);
        symptoms.put("api-errors", "etcdserver|50[034]|Timeout" + lanes);
        symptoms.put("api-answers-lost", connection + lanes);
        symptoms.put("api-gone", connection + lanes);
        symptoms.put("api-connections-reset", connection + lanes);
        symptoms.put("watches-dropped", "watch" + lanes);
        symptoms.put("watches-expired", "too old resource version|watch" + lanes);
        symptoms.put("exec-broken", "exec stream|prober");
        symptoms.put("exec-streams-cut", "exec stream|prober");
        symptoms.put("pod-evicted", "Evicted|low on resource|is gone|completed pod");
        symptoms.put("node-not-ready", "not ready|NodeStatusUnknown|error dialing backend|unreachable|Unschedulable");
        symptoms.put("image-pull-failure", "ErrImagePull|ImagePullBackOff");
        symptoms.put("quota-exceeded", "exceeded quota");
        symptoms.put("namespace-deletion-slow", "terminat");
        symptoms.put("forbidden-verb", "forbidden|Forbidden|403|may not");
        symptoms.put("token-expired", "401|Unauthorized|credentials");
        symptoms.put("policy-realised-late", "Not realised|after the policies were removed|before any policy");
        symptoms.put("pods-slow", "was not ready after");
        return symptoms;
    }

    /** @param catalogue what a run on the cluster could be asked for */
    static Storm drawn(long seed, List<CatalogueEntry> catalogue) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        String network = random.nextBoolean() ? "" : DEVIATIONS.get(random.nextInt(DEVIATIONS.size()));
        return new Storm(seed, network, platform(random), candidates(random, catalogue), random.nextBoolean());
    }

    /** Two of every area, and as many of any: of them the run is asked for some. */
    private static List<String> candidates(Random random, List<CatalogueEntry> catalogue) {
        Map<String, List<CatalogueEntry>> byArea = new TreeMap<>();
        catalogue.forEach(entry ->
                byArea.computeIfAbsent(entry.area(), area -> new ArrayList<>()).add(entry));
        Set<String> drawn = new LinkedHashSet<>();
        for (int round = 0; round < 2; round++) {
            byArea.values()
                    .forEach(area ->
                            drawn.add(area.get(random.nextInt(area.size())).id()));
        }
        int wanted = 2 * drawn.size();
        while (drawn.size() < wanted) {
            drawn.add(catalogue.get(random.nextInt(catalogue.size())).id());
        }
        return List.copyOf(drawn);
    }

    private static List<String> platform(Random random) {
        List<Function<Random, String>> kinds = new ArrayList<>(KINDS);
        Collections.shuffle(kinds, random);
        return kinds.subList(0, 1 + random.nextInt(4)).stream()
                .map(kind -> kind.apply(random))
                .toList();
    }

    private static final List<Function<Random, String>> KINDS = List.of(
            random -> "api-latency:2," + after(random, 5) + ",for=" + between(random, 10, 40) + "s",
            random -> "api-throttled:" + between(random, 1, 3) + "," + share(random) + "," + after(random, 5) + ",for="
                    + between(random, 2, 8) + "s,every=15s",
            random -> "api-errors:" + List.of(500, 503, 504).get(random.nextInt(3)) + "," + share(random) + ","
                    + after(random, 5) + ",for=" + between(random, 2, 8) + "s,every=15s",
            random -> "api-answers-lost:" + share(random) + "," + after(random, 5) + ",for=" + between(random, 2, 15)
                    + "s",
            random -> "api-gone:" + after(random, 6) + ",for=20s",
            random -> "api-connections-reset:" + after(random, 6) + ",for=" + between(random, 3, 20) + "s",
            random -> "watches-dropped:every=" + between(random, 500, 5000) + "ms",
            random -> "watches-expired:every=" + between(random, 500, 5000) + "ms",
            random -> "exec-streams-cut:every=" + between(random, 500, 5000) + "ms",
            random -> "exec-broken:" + after(random, 5) + ",for=" + between(random, 2, 20) + "s",
            random -> "pod-evicted:namespace=cc-*-l*,seed=" + random.nextInt(1000) + "," + after(random, 6) + ",every="
                    + between(random, 5, 20) + "s",
            random -> "node-not-ready:n" + between(random, 1, 2) + "," + after(random, 6) + ",for="
                    + between(random, 3, 25) + "s",
            random -> "image-pull-failure:" + after(random, 5) + (random.nextBoolean() ? "" : ",for=10s"),
            random -> "quota-exceeded:" + after(random, 5) + (random.nextBoolean() ? "" : ",for=10s"),
            random -> "namespace-deletion-slow:" + between(random, 3, 25),
            random -> "forbidden-verb:"
                    + List.of(
                                    "create pods/exec",
                                    "create networkpolicies",
                                    "delete networkpolicies",
                                    "create ciliumnetworkpolicies",
                                    "create pods",
                                    "create services",
                                    "patch pods",
                                    "list nodes",
                                    "list pods")
                            .get(random.nextInt(9))
                    + "," + after(random, 6),
            random -> "token-expired:" + between(random, 0, 3) + "," + after(random, 6) + ",every=15s",
            random -> "policy-realised-late:" + between(random, 1, 8),
            random -> "pods-slow:" + between(random, 2, 8));

    private static String after(Random random, int seconds) {
        return "after=" + random.nextInt(seconds * 1000) + "ms";
    }

    private static String share(Random random) {
        return "share=0." + between(random, 2, 9) + ",seed=" + random.nextInt(1000);
    }

    private static int between(Random random, int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    /** Whether a reason names what some fault of this storm shows as. */
    boolean explains(String reason) {
        return platform.stream()
                .map(fault -> SYMPTOMS.getOrDefault(fault.replaceFirst(":.*", ""), "nothing"))
                .anyMatch(symptom -> reason.matches("(?s).*(" + symptom + ").*"));
    }

    @Override
    public String toString() {
        return "seed " + seed + (network.isEmpty() ? ", conformant" : ", " + network) + (secured ? ", TLS" : "") + ", "
                + String.join(" + ", platform);
    }
}
