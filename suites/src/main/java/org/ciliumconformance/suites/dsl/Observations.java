package org.ciliumconformance.suites.dsl;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.probe.Outcome;
import org.ciliumconformance.cluster.probe.ProbeResult;
import org.ciliumconformance.cluster.scenario.Deviation;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Journal;

/** Single observations that no matrix of outcomes can express, such as addresses that somebody saw. */
public final class Observations {
    private final Journal journal;
    private final String title;
    private final List<Journal.Row> rows = new ArrayList<>();
    private final List<String> failedControls = new ArrayList<>();

    Observations(Journal journal, String title) {
        this.journal = journal;
        this.title = title;
    }

    /** What must be so for the rest to mean anything. */
    public void control(String subject, String aspect, ProbeResult result, Outcome expected) {
        rows.add(new Journal.Row(
                subject,
                aspect,
                "",
                0,
                List.of(expected.name()),
                result.outcome().name(),
                result.detail()));
        if (result.outcome() != expected) {
            failedControls.add(subject + ", " + aspect + ": expected " + expected + ", was " + result);
        }
    }

    public Observations expect(String subject, String aspect, String expected, String observed) {
        rows.add(new Journal.Row(subject, aspect, "", 0, List.of(expected), observed, ""));
        return this;
    }

    /**
     * @throws Inconclusive when a control failed
     * @throws Deviation when anything else is not as expected
     */
    public void verify() {
        journal.matrix(new Journal.Matrix(title, Journal.Phase.UNDER_TEST, rows));
        if (!failedControls.isEmpty()) {
            throw new Inconclusive("Control failed: " + String.join("; ", failedControls));
        }
        String wrong = differences(rows);
        if (!wrong.isEmpty()) {
            throw new Deviation(wrong);
        }
    }

    static String differences(List<Journal.Row> rows) {
        return rows.stream()
                .filter(row -> !row.met())
                .map(row -> row.from() + ", " + row.to() + ": expected " + String.join(" or ", row.expected())
                        + ", was " + row.observed())
                .collect(Collectors.joining("; "));
    }
}
