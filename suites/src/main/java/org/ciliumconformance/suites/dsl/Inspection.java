package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.ciliumconformance.cluster.Pages;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.scenario.Deviation;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Journal;
import org.ciliumconformance.cluster.scenario.LimitationLifted;
import org.ciliumconformance.cluster.settle.Settling;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.suites.catalogue.Need;

/** A look at what the API says, without pods of ours. Facts are gathered, then judged together. */
public final class Inspection {
    private static final int PAUSES_BETWEEN_LOOKS = 20;

    private final ClusterFacts facts;
    private final KubernetesClient client;
    private final Trial.Given given;
    private final Journal journal;
    private final List<Journal.Row> rows = new ArrayList<>();

    Inspection(ClusterFacts facts, KubernetesClient client, Trial.Given given, Journal journal) {
        this.facts = facts;
        this.client = client;
        this.given = given;
        this.journal = journal;
    }

    public ClusterFacts facts() {
        return facts;
    }

    /** For reading only. */
    public KubernetesClient client() {
        return client;
    }

    public Expectations expectations() {
        return given.expectations();
    }

    /** The cluster before the upgrade; only for behaviors that need it. */
    public Environment before() {
        Environment before = given.expectations().before();
        if (before == null) {
            throw new IllegalStateException("this behavior does not say that it needs " + Need.BEFORE.word());
        }
        return before;
    }

    /**
     * The times of the run, for looks at the API, which cost more than a probe and are sure at once.
     *
     * @param caps how many times as long something may take as a change of policy
     * @param pauses how many times as long to wait between two looks as between two rounds of probes
     */
    public Timing patience(int caps, int pauses) {
        Timing timing = given.timing();
        return new Timing(
                timing.probe(),
                timing.cap().multipliedBy(caps),
                timing.grace(),
                1,
                timing.pause().multipliedBy(pauses),
                timing.patience());
    }

    /** Lists objects, some hundred at a time. */
    public <T extends HasMetadata> List<T> list(
            FilterWatchListDeletable<T, ? extends KubernetesResourceList<T>, ?> objects) {
        return Pages.all(objects);
    }

    /** The objects of a kind of Cilium's. */
    public List<GenericKubernetesResource> ciliumObjects(
            String version, String kind, String plural, boolean namespaced) {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup("cilium.io")
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
        return namespaced
                ? list(client.genericKubernetesResources(context).inAnyNamespace())
                : list(client.genericKubernetesResources(context));
    }

    /** Pods that run in a network namespace of their own and are not about to go. */
    public List<Pod> runningPods() {
        return list(client.pods().inAnyNamespace().withField("status.phase", "Running")).stream()
                .filter(pod -> !Boolean.TRUE.equals(pod.getSpec().getHostNetwork()))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(pod -> pod.getStatus().getPodIP() != null)
                .toList();
    }

    /**
     * Looks again and again for what should not be there, until it has gone, or has stayed too long for something that
     * is merely not up to date.
     *
     * @param look what should not be there, by key; what a look shows that the first did not is too young to count
     * @return what every look found, as the last one saw it
     */
    public Map<String, String> lasting(Supplier<Map<String, String>> look) {
        Map<String, String> lasting = new TreeMap<>(look.get());
        new Settling(patience(1, PAUSES_BETWEEN_LOOKS)).until(() -> {
            if (!lasting.isEmpty()) {
                Map<String, String> now = look.get();
                lasting.keySet().retainAll(now.keySet());
                lasting.replaceAll((key, old) -> now.getOrDefault(key, old));
            }
            return new Settling.Round<>(
                    lasting.isEmpty() ? Settling.Standing.EXPECTED : Settling.Standing.OTHER,
                    Set.copyOf(lasting.keySet()));
        });
        return lasting;
    }

    /** Records a fact that is neither right nor wrong. */
    public Inspection observe(String subject, String aspect, String observed) {
        return expect(subject, aspect, observed, observed).note(subject + ", " + aspect + ": " + observed + ".");
    }

    /** Adds a fact: what of a subject was looked at, what it should be, and what it is. */
    public Inspection expect(String subject, String aspect, String expected, String observed) {
        rows.add(new Journal.Row(subject, aspect, "", 0, List.of(expected), observed, ""));
        return this;
    }

    /** Records what was seen, for behaviors that are only observed. */
    public Inspection note(String observation) {
        journal.note(observation);
        return this;
    }

    /** Names as an observation: {@code none}, or all of them. */
    public static String list(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    /** All facts are as expected, or the behavior deviates. */
    public void verify() {
        String wrong = judge();
        if (!wrong.isEmpty()) {
            throw new Deviation(wrong);
        }
    }

    /** All facts are as the documented limitation says, or it is lifted. */
    public void verifyLimitation() {
        String wrong = judge();
        if (!wrong.isEmpty()) {
            throw new LimitationLifted(wrong);
        }
    }

    private String judge() {
        if (rows.isEmpty()) {
            throw new Inconclusive("Nothing was found to look at.");
        }
        journal.matrix(new Journal.Matrix("as the API shows it", Journal.Phase.UNDER_TEST, rows));
        return Observations.differences(rows);
    }
}
