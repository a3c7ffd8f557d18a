package org.ciliumconformance.suites.dsl;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
import org.ciliumconformance.cluster.settle.Settling;
import org.ciliumconformance.cluster.settle.Timing;

/** Connections that go on being made, batch after batch, while something changes: is any of them lost? */
public final class Load {
    /** In each batch: enough for several on every endpoint, few enough for several batches a second. */
    private static final int AT_ONCE = 12;

    /**
     * After which a connection is lost: later than a machine under load answers, and before the kernel sends again what
     * began the connection, after 1 s (RFC 6298), which would hide the loss.
     */
    private static final Duration LOST = Duration.ofMillis(900);

    private final Lane lane;
    private final Journal journal;
    private final Timing timing;
    private final List<Flow> flows = new ArrayList<>();

    /** @param outcomes how many of its connections ended so */
    private record Flow(String from, Destination to, Map<Outcome, Integer> outcomes) {}

    /** What is done while the connections are made. */
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
        flows.add(new Flow(pod, to, new EnumMap<>(Outcome.class)));
        return this;
    }

    /**
     * Makes connections from before it is started until one server alone answers them.
     *
     * <p>Every connection counts, also those that tell whether the change has shown: where only a few are lost, they may
     * be those.
     *
     * @param server the only one that answers once the change has shown
     * @throws Deviation when a connection was lost
     * @throws Inconclusive when the change did not show, or a probe broke
     */
    public void until(String server, String title, Meanwhile change) throws InterruptedException {
        AtomicBoolean changed = new AtomicBoolean();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> before =
                CompletableFuture.runAsync(() -> connect(begun, changed), task -> daemon(task, title));
        try {
            CompletableFuture.anyOf(begun, before).join();
            change.run();
        } finally {
            changed.set(true);
        }
        before.join(); // one batch at a time: several would slow down each other
        Settling.Settled<Set<String>> settled =
                new Settling(timing.lookingEvery(Duration.ZERO, timing.patience())).until(() -> round(server));
        if (settled.expected()) {
            journal.settled("answered by " + server + " alone", settled.time(), settled.rounds());
        }
        judge(title, settled.expected() ? "" : "answered by " + settled.last().state() + ", not " + server + " alone");
    }

    private static void daemon(Runnable task, String title) {
        Thread thread = new Thread(task, "load " + title);
        thread.setDaemon(true);
        thread.start();
    }

    private void connect(CompletableFuture<Void> begun, AtomicBoolean changed) {
        do {
            batch();
            begun.complete(null);
        } while (!changed.get());
    }

    private Settling.Round<Set<String>> round(String server) {
        List<ProbeResult> results = batch();
        Set<String> servers = results.stream()
                .filter(result -> result.outcome() == Outcome.ALLOWED)
                .map(ProbeResult::reply)
                .collect(Collectors.toCollection(TreeSet::new));
        boolean disturbed = results.stream().anyMatch(result -> result.outcome() == Outcome.PROBE_FAILED);
        return new Settling.Round<>(
                servers.equals(Set.of(server))
                        ? Settling.Standing.EXPECTED
                        : disturbed ? Settling.Standing.PENDING : Settling.Standing.OTHER,
                servers);
    }

    /** One of every client's connections at once. */
    private List<ProbeResult> batch() {
        List<Lane.SourcedProbe> probes = new ArrayList<>();
        for (Flow flow : flows) {
            Probe probe = Probe.hostname(flow.to().address(), flow.to().port(), LOST, null);
            probes.addAll(Collections.nCopies(
                    AT_ONCE, new Lane.SourcedProbe(lane.pod(flow.from()).prober(), probe)));
        }
        List<ProbeResult> results = lane.observe(probes);
        synchronized (flows) {
            for (int i = 0; i < results.size(); i++) {
                flows.get(i / AT_ONCE).outcomes().merge(results.get(i).outcome(), 1, Integer::sum);
            }
        }
        return results;
    }

    private void judge(String title, String unchanged) {
        List<Journal.Row> rows = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        boolean broken = false;
        for (Flow flow : flows) {
            Map<Outcome, Integer> seen = flow.outcomes();
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
        if (!unchanged.isEmpty()) {
            throw new Inconclusive("Control failed: " + unchanged + ".");
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
