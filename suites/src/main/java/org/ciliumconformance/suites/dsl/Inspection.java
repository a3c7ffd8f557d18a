package org.ciliumconformance.suites.dsl;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.scenario.Deviation;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Journal;
import org.ciliumconformance.cluster.scenario.LimitationLifted;

/** A look at what the API says, without pods of ours. Facts are gathered, then judged together. */
public final class Inspection {
    private final ClusterFacts facts;
    private final KubernetesClient client;
    private final Journal journal;
    private final List<Journal.Row> rows = new ArrayList<>();

    Inspection(ClusterFacts facts, KubernetesClient client, Journal journal) {
        this.facts = facts;
        this.client = client;
        this.journal = journal;
    }

    public ClusterFacts facts() {
        return facts;
    }

    /** For reading only. */
    public KubernetesClient client() {
        return client;
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
