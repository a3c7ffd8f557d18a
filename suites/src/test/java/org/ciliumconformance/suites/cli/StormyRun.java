package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;

/**
 * How one run got through its storm.
 *
 * @param verdicts how often each was given
 * @param complaints everything that must not be: wrong verdicts, unexplained ones, things left or touched, a late end
 * @param wrong how many of them are wrong verdicts
 * @param left how many objects of ours were left
 */
record StormyRun(
        Storm storm,
        Map<Verdict, Long> verdicts,
        List<String> complaints,
        int wrong,
        int left,
        Duration took,
        int code) {
    /** Most of it is for storms that last until the end. */
    private static final Duration DEADLINE = Duration.ofMinutes(5);

    /**
     * Runs.
     *
     * @param folder an empty one
     */
    static StormyRun of(Storm storm, Path folder) throws IOException {
        Map<String, Verdict> truth = inGoodWeather(storm, folder.resolve("before"));
        List<String> behaviors = chosen(storm, truth);
        try (SimulatedTarget cluster = SimulatedTarget.start(described(storm), storm.secured())) {
            KubernetesClient client = cluster.client();
            settleOthers(client);
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            Map<String, String> before = ClusterDump.of(client);
            storm.platform().forEach(cluster::inject);

            CommandSession session = new CommandSession();
            Path out = folder.resolve("out");
            long start = System.nanoTime();
            int code = session.execute(Stream.concat(
                            Stream.of(
                                    "run",
                                    "--kubeconfig",
                                    kubeconfig.toString(),
                                    "--out",
                                    out.toString(),
                                    "--lanes=2",
                                    "--allow=host-network,cluster-scoped",
                                    "--settle-timeout=5s",
                                    "--timeout=40s",
                                    "--deadline=" + DEADLINE.toSeconds() + "s"),
                            behaviors.stream())
                    .toArray(String[]::new));
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            storm.platform().forEach(cluster::mend);

            List<String> complaints = new ArrayList<>();
            List<String> left = ClusterDump.ours(client);
            left.forEach(name -> complaints.add("left: " + name));
            touched(before, ClusterDump.of(client), complaints);
            if (took.compareTo(DEADLINE) > 0) {
                complaints.add("late: " + took.toSeconds() + " s");
            }
            ResultsDocument document = CommandSession.validResults(out);
            int wrong = judge(storm, truth, document, complaints);
            code(storm, code, document, session, complaints);
            if (!complaints.isEmpty()) {
                Files.writeString(folder.resolve("console.txt"), session.out() + session.err());
            }
            Map<Verdict, Long> verdicts = document.results().stream()
                    .collect(Collectors.groupingBy(BehaviorResult::verdict, TreeMap::new, Collectors.counting()));
            return new StormyRun(storm, verdicts, complaints, wrong, left.size(), took, code);
        }
    }

    private static String described(Storm storm) {
        return storm.network().isEmpty() ? "" : "fault=" + storm.network();
    }

    /** What the same behaviors say of the same network when nothing is wrong with the platform. */
    private static Map<String, Verdict> inGoodWeather(Storm storm, Path out) throws IOException {
        new CommandSession()
                .execute(Stream.concat(
                                Stream.of(
                                        "run",
                                        "--out",
                                        out.toString(),
                                        "--attempts=1",
                                        "--simulate=" + described(storm)),
                                storm.candidates().stream())
                        .toArray(String[]::new));
        return CommandSession.validResults(out).results().stream()
                .collect(Collectors.toMap(BehaviorResult::id, BehaviorResult::verdict));
    }

    /** Some that show what is wrong with the network, if they do, and the first of the others. */
    private static List<String> chosen(Storm storm, Map<String, Verdict> truth) {
        List<String> deviating = storm.candidates().stream()
                .filter(id -> truth.get(id) == Verdict.DEVIATES || truth.get(id) == Verdict.LIFTED)
                .limit(4)
                .toList();
        return Stream.concat(deviating.stream(), storm.candidates().stream())
                .distinct()
                .limit(deviating.size() + 8L)
                .toList();
    }

    /** Somebody else works on the cluster, too, under names like ours. */
    private static void settleOthers(KubernetesClient client) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("cc-theirs")
                        .endMetadata()
                        .build())
                .create();
        client.resource(new PodBuilder()
                        .withNewMetadata()
                        .withNamespace("cc-theirs")
                        .withName("x-a")
                        .endMetadata()
                        .withNewSpec()
                        .addNewContainer()
                        .withName("server")
                        .withImage("registry.k8s.io/e2e-test-images/agnhost:2.53")
                        .withArgs("netexec")
                        .endContainer()
                        .endSpec()
                        .build())
                .create();
        client.resource(new NetworkPolicyBuilder()
                        .withNewMetadata()
                        .withNamespace("cc-theirs")
                        .withName("deny")
                        .endMetadata()
                        .withNewSpec()
                        .withNewPodSelector()
                        .endPodSelector()
                        .withPolicyTypes("Ingress")
                        .endSpec()
                        .build())
                .create();
        client.pods()
                .inNamespace("cc-theirs")
                .withName("x-a")
                .waitUntilReady(20, java.util.concurrent.TimeUnit.SECONDS);
    }

    private static void touched(Map<String, String> before, Map<String, String> after, List<String> complaints) {
        before.forEach((name, object) -> {
            String now = after.get(name);
            if (now == null) {
                complaints.add("touched: " + name + " is gone");
            } else if (!withoutGeneration(object).equals(withoutGeneration(now))) {
                complaints.add("touched: " + name + " was " + object + ", is " + now);
            }
        });
    }

    /** A node that was not ready for a while is as it was, and the API server counts that it was changed. */
    private static String withoutGeneration(String object) {
        return object.replaceAll("\\n  generation: \\d+", "");
    }

    private static int judge(
            Storm storm, Map<String, Verdict> truth, ResultsDocument document, List<String> complaints) {
        int wrong = 0;
        for (BehaviorResult result : document.results()) {
            Verdict right = truth.get(result.id());
            String said = result.id() + " " + result.verdict() + " (" + result.reasonText() + ")";
            if (result.verdict() == Verdict.INCONCLUSIVE) {
                if (right != Verdict.INCONCLUSIVE && !storm.explains(String.valueOf(result.reasonText()))) {
                    complaints.add("unexplained: " + said);
                }
            } else if (result.verdict() != right && right != Verdict.INCONCLUSIVE) {
                wrong++;
                complaints.add("wrong: " + said + " instead of " + right);
            }
        }
        return wrong;
    }

    /** A run that could not be prepared says why; every other one has all verdicts. */
    private static void code(
            Storm storm, int code, ResultsDocument document, CommandSession session, List<String> complaints) {
        if (!List.of(0, 1, 3, 4).contains(code)) {
            complaints.add("ended with " + code + ": " + session.err());
        }
        if (code != 4 && document.missing() > 0) {
            complaints.add(document.missing() + " verdicts are missing");
        }
        if (code == 4 && document.problems().isEmpty()) {
            complaints.add("ended with 4 and no word why");
        }
        for (Problem problem : document.problems()) {
            if (problem.message().contains("unforeseen")) {
                complaints.add("unforeseen: " + problem.message());
            } else if (!storm.explains(problem.message())) {
                complaints.add("unexplained: " + problem.message());
            }
        }
    }

    String row() {
        return String.format(
                "%4d  %3d s  exit %d  %s  %s%s",
                storm.seed(),
                took.toSeconds(),
                code,
                verdicts,
                storm,
                complaints.isEmpty() ? "" : "\n        " + String.join("\n        ", complaints));
    }
}
