package org.ciliumconformance.suites.dsl;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.probe.Outcome;
import org.ciliumconformance.cluster.probe.Probe;
import org.ciliumconformance.cluster.probe.ProbeResult;
import org.ciliumconformance.cluster.scenario.Destination;
import org.ciliumconformance.cluster.scenario.Deviation;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Journal;
import org.ciliumconformance.cluster.settle.Timing;

/** Connections that go on being made, batch after batch, while something changes: is any of them lost? */
public final class Load {
    /** In each batch: enough for several on every endpoint, few enough for several batches a second. */
    private static final int AT_ONCE = 12;

    private final Lane lane;
    private final Journal journal;
    private final Timing timing;
    private final List<Flow> flows = new ArrayList<>();

    private record Flow(String from, Destination to) {}

    /** What is done while the connections are made; it returns once its effect has shown. */
    @FunctionalInterface
    public interface Meanwhile {
        void run() throws InterruptedException;
    }

    Load(Lane lane, Journal journal, Timing timing) {
        this.lane = lane;
        this.journal = journal;
        this.timing = timing;
    }

    /** Connects from a pod. */
    public Load from(String pod, Destination to) {
        flows.add(new Flow(pod, to));
        return this;
    }

    /**
     * Makes connections from before it is started until after it has returned.
     *
     * @throws Deviation when a connection was lost
     * @throws Inconclusive when a probe broke, or none was made
     */
    public void during(String title, Meanwhile change) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<List<Map<Outcome, Integer>>> load =
                CompletableFuture.supplyAsync(() -> connect(begun, over), task -> daemon(task, title));
        try {
            CompletableFuture.anyOf(begun, load).join();
            change.run();
        } finally {
            over.set(true);
        }
        judge(title, load.join());
    }

    private static void daemon(Runnable task, String title) {
        Thread thread = new Thread(task, "load " + title);
        thread.setDaemon(true);
        thread.start();
    }

    private List<Map<Outcome, Integer>> connect(CompletableFuture<Void> begun, AtomicBoolean over) {
        List<Map<Outcome, Integer>> outcomes = new ArrayList<>();
        flows.forEach(flow -> outcomes.add(new EnumMap<>(Outcome.class)));
        List<Lane.SourcedProbe> probes = new ArrayList<>();
        for (Flow flow : flows) {
            Probe probe = Probe.hostname(flow.to().address(), flow.to().port(), timing.probe(), null);
            for (int i = 0; i < AT_ONCE; i++) {
                probes.add(new Lane.SourcedProbe(lane.pod(flow.from()).prober(), probe));
            }
        }
        boolean last = false;
        while (!last) {
            last = over.get(); // one more batch after the change has shown
            List<ProbeResult> results = lane.observe(probes);
            for (int i = 0; i < results.size(); i++) {
                outcomes.get(i / AT_ONCE).merge(results.get(i).outcome(), 1, Integer::sum);
            }
            begun.complete(null);
        }
        return outcomes;
    }

    private void judge(String title, List<Map<Outcome, Integer>> outcomes) {
        List<Journal.Row> rows = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        boolean broken = false;
        for (int i = 0; i < flows.size(); i++) {
            Flow flow = flows.get(i);
            Map<Outcome, Integer> seen = outcomes.get(i);
            Outcome worst = seen.keySet().stream()
                    .filter(outcome -> outcome != Outcome.ALLOWED)
                    .findFirst()
                    .orElse(Outcome.ALLOWED);
            int all = seen.values().stream().mapToInt(Integer::intValue).sum();
            rows.add(new Journal.Row(
                    flow.from(),
                    flow.to().name(),
                    flow.to().protocol().name(),
                    flow.to().port(),
                    List.of(Outcome.ALLOWED.name()),
                    worst.name(),
                    all + " connections"));
            broken |= seen.containsKey(Outcome.PROBE_FAILED);
            if (worst != Outcome.ALLOWED) {
                lost.add(flow.from() + " to " + flow.to().name() + ": of " + all + " connections " + counts(seen));
            }
        }
        journal.matrix(new Journal.Matrix(title, Journal.Phase.UNDER_TEST, rows));
        if (broken) {
            throw new Inconclusive("Probes broke: " + String.join("; ", lost) + ".");
        }
        if (!lost.isEmpty()) {
            throw new Deviation("Connections were lost: " + String.join("; ", lost) + ".");
        }
    }

    private static String counts(Map<Outcome, Integer> seen) {
        return seen.entrySet().stream()
                .filter(entry -> entry.getKey() != Outcome.ALLOWED)
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
