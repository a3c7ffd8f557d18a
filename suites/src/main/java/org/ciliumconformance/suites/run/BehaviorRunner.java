package org.ciliumconformance.suites.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.Refusal;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.NodeReadiness;
import org.ciliumconformance.cluster.lane.TestBed;
import org.ciliumconformance.cluster.policy.ForeignPolicy;
import org.ciliumconformance.cluster.scenario.Deviation;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.cluster.scenario.Journal;
import org.ciliumconformance.cluster.scenario.LimitationLifted;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.BehaviorResultBuilder;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.dsl.Trial;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one behavior: attempts, lane, verdict, evidence, result. */
final class BehaviorRunner {
    private static final Logger LOG = LoggerFactory.getLogger(BehaviorRunner.class);

    /** The body of a behavior. */
    @FunctionalInterface
    interface Body {
        void run(Trial trial) throws Throwable;
    }

    private final SuiteRun run;

    BehaviorRunner(SuiteRun run) {
        this.run = run;
    }

    /**
     * Runs it until it conforms or the attempts are used up.
     *
     * @return the result, already handed to the observer, and what to throw for it; null when interrupted before the end
     */
    @Nullable
    Outcome run(CatalogueEntry entry, boolean needsLane, Body body) throws InterruptedException {
        if (needsLane && isAboutPolicy(entry) && !run.foreignPolicies(false).isEmpty()) {
            return undecidable(entry);
        }
        BehaviorResultBuilder result = null;
        Throwable last = null;
        for (int number = 1; number <= run.options().attempts(); number++) {
            Journal journal = new Journal(run.options().evidence());
            TestBed bed = needsLane ? run.testBed() : null;
            Lane lane = null;
            UserError noLane = null;
            try {
                lane = bed == null ? null : bed.lease();
            } catch (UserError e) {
                noLane = e;
            }
            Instant began = Instant.now(); // the wait for a lane is not the behavior's
            if (result == null) {
                result = BehaviorResult.of(entry.declaration(), began);
                run.observer().started(entry.id());
            }
            last = noLane != null
                    ? new Inconclusive("There is no lane to try it on: " + reason(noLane), noLane)
                    : attempt(entry, bed, lane, journal, body);
            if (lane != null) {
                result.lane(lane.id());
                if (bed != null && !run.stopping()) {
                    bed.giveBack(lane); // else it goes with the run
                }
            }
            if (run.stopping()) {
                return null; // cut short: what was seen while all is being removed is no finding
            }
            Verdict verdict = verdict(last);
            String reason = last == null ? null : reason(last);
            result.attempt(new Attempt(number, verdict, reason, began, Duration.between(began, Instant.now())));
            boolean decided = verdict == Verdict.CONFORMS || verdict == Verdict.LIFTED || noLane != null;
            if (decided || number == run.options().attempts()) {
                record(journal, result);
            }
            if (verdict != Verdict.CONFORMS) {
                keepEvidence(entry, number, journal, result);
            }
            if (decided) {
                break;
            }
        }
        if (result == null) {
            throw new IllegalStateException("a run allows at least one attempt");
        }
        BehaviorResult finished = result.build();
        return run.report(finished) ? new Outcome(finished, last) : null;
    }

    /** @return what the attempt ended with, as far as it can be believed; null when it conforms */
    private @Nullable Throwable attempt(
            CatalogueEntry entry, @Nullable TestBed bed, @Nullable Lane lane, Journal journal, Body body) {
        long began = System.nanoTime();
        try (SuiteRun.Work work = run.begins()) {
            Throwable thrown = attempt(
                    new Trial(
                            run.facts(),
                            run.target().client(),
                            run.outsideHosts(),
                            run.outsideClient(),
                            new Trial.Given(
                                    run.options().expectations(),
                                    run.options().testBed().timing()),
                            journal,
                            bed,
                            lane),
                    body);
            if (run.stopping()) {
                return thrown;
            }
            Throwable believed = undisturbed(isAboutPolicy(entry) ? asFarAsPromised(thrown) : thrown, bed, lane, began);
            return lane == null ? believed : unlessOthersInterfere(believed);
        }
    }

    /** Whatever befell the pods or nodes that were looked at, the network is not to blame for. */
    private @Nullable Throwable undisturbed(
            @Nullable Throwable thrown, @Nullable TestBed bed, @Nullable Lane lane, long began) {
        List<String> mishaps;
        try {
            if (bed != null && lane != null) {
                mishaps = bed.mishaps(lane, began);
            } else if (thrown instanceof Deviation || thrown instanceof LimitationLifted) {
                mishaps =
                        new NodeReadiness(run.target().client(), run.facts()).lost(String.valueOf(thrown.getMessage()));
            } else {
                return thrown;
            }
        } catch (KubernetesClientException e) {
            mishaps = List.of("whether pods and nodes stayed well, the API server does not tell: " + Refusal.words(e));
        }
        if (mishaps.isEmpty()) {
            return thrown;
        }
        String seen = thrown == null ? "all was as expected" : reason(thrown);
        String reason = "The environment changed meanwhile: "
                + String.join("; ", mishaps.subList(0, Math.min(3, mishaps.size())))
                + (mishaps.size() > 3 ? "; and " + (mishaps.size() - 3) + " more" : "") + ". Seen was: " + seen;
        return thrown == null ? new Inconclusive(reason) : new Inconclusive(reason, thrown);
    }

    /**
     * How a behavior ended.
     *
     * @param thrown what the last attempt threw; null when it conforms
     */
    record Outcome(BehaviorResult result, @Nullable Throwable thrown) {}

    private static @Nullable Throwable attempt(Trial trial, Body body) {
        try {
            body.run(trial);
            return null;
        } catch (Throwable e) { // whatever a behavior throws becomes a verdict, never the end of the run
            LOG.debug("attempt ended", e);
            return e;
        }
    }

    /** Policy is promised only after all nodes were converted: until then, what it does is no finding. */
    private @Nullable Throwable asFarAsPromised(@Nullable Throwable thrown) {
        List<NodeFacts> unconverted = run.facts().unconvertedNodes();
        if (unconverted.isEmpty() || !(thrown instanceof Deviation || thrown instanceof LimitationLifted)) {
            return thrown;
        }
        String nodes = unconverted.get(0).name()
                + (unconverted.size() == 1 ? "" : " and " + (unconverted.size() - 1) + " more");
        return new Inconclusive(
                "AKS has not converted all nodes to Cilium yet (" + nodes + "): " + thrown.getMessage(), thrown);
    }

    private static boolean isAboutPolicy(CatalogueEntry entry) {
        return entry.area().endsWith("-policy");
    }

    /** What the policy of a behavior does cannot be told from what a cluster-wide one does to the same pods. */
    private @Nullable Outcome undecidable(CatalogueEntry entry) {
        Instant began = Instant.now();
        run.observer().started(entry.id());
        Throwable why = new Inconclusive(interference(run.foreignPolicies(false)));
        BehaviorResult result = BehaviorResult.of(entry.declaration(), began)
                .attempt(new Attempt(1, Verdict.INCONCLUSIVE, reason(why), began, Duration.ZERO))
                .build();
        return run.report(result) ? new Outcome(result, why) : null;
    }

    /** A policy of others that came meanwhile counts, too. */
    private @Nullable Throwable unlessOthersInterfere(@Nullable Throwable thrown) {
        boolean judged = thrown instanceof Deviation || thrown instanceof LimitationLifted;
        if (thrown == null || run.stopping() || !(judged || thrown instanceof Inconclusive)) {
            return thrown;
        }
        List<ForeignPolicy> policies = run.foreignPolicies(true);
        return policies.isEmpty()
                ? thrown
                : new Inconclusive(interference(policies) + " Seen was: " + thrown.getMessage(), thrown);
    }

    private static String interference(List<ForeignPolicy> policies) {
        return "There is a " + policies.stream().map(ForeignPolicy::inWords).collect(Collectors.joining(", and a "))
                + ".";
    }

    private static Verdict verdict(@Nullable Throwable thrown) {
        if (thrown == null) {
            return Verdict.CONFORMS;
        }
        if (thrown instanceof Deviation) {
            return Verdict.DEVIATES;
        }
        // Anything unforeseen, an assertion of somebody else's included, says nothing about the cluster.
        return thrown instanceof LimitationLifted ? Verdict.LIFTED : Verdict.INCONCLUSIVE;
    }

    private static String reason(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        if (thrown instanceof Deviation || thrown instanceof LimitationLifted || thrown instanceof Inconclusive) {
            return message;
        }
        if (thrown instanceof UserError error) {
            return message + " " + error.remedy();
        }
        if (thrown instanceof KubernetesClientException refused) {
            return "The API server did not do what was asked"
                    + (refused.getCode() == 0 ? "" : " (" + refused.getCode() + ")") + ": " + Refusal.words(refused);
        }
        return "The behavior broke: " + thrown.getClass().getSimpleName() + ": " + message;
    }

    private static void record(Journal journal, BehaviorResultBuilder result) {
        for (Journal.Matrix matrix : journal.matrices()) {
            List<Cell> cells = matrix.rows().stream()
                    .map(row -> new Cell(
                            row.from(),
                            row.to(),
                            row.protocol(),
                            row.port(),
                            row.expected(),
                            row.observed(),
                            row.detail().isEmpty() ? null : row.detail()))
                    .toList();
            Phase phase =
                    switch (matrix.phase()) {
                        case BASELINE -> Phase.BASELINE;
                        case UNDER_TEST -> Phase.POLICY;
                        case AFTER -> Phase.AFTER;
                    };
            result.matrix(new Matrix(matrix.title(), phase, cells));
        }
        journal.settles()
                .forEach(settle -> result.settled(new SettleTime(settle.what(), settle.time(), settle.rounds())));
        if (!journal.notes().isEmpty()) {
            result.observation(String.join(" ", journal.notes()));
        }
    }

    private void keepEvidence(CatalogueEntry entry, int attempt, Journal journal, BehaviorResultBuilder result) {
        for (Journal.Evidence evidence : journal.evidence()) {
            Path relative = Path.of("evidence", entry.id(), "attempt-" + attempt, evidence.name());
            try {
                Path file = run.options().out().resolve(relative);
                Files.createDirectories(file.getParent());
                Files.writeString(file, evidence.content());
                result.evidence(new EvidenceFile(
                        evidence.name(), relative.toString().replace('\\', '/'), evidence.mediaType()));
            } catch (IOException e) {
                LOG.warn("evidence {} cannot be written: {}", relative, e.getMessage());
            }
        }
    }
}
