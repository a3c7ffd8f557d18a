package org.ciliumconformance.reports;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.compare.Comparer;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.SettleNoise;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.Waivers;

/** Comparisons to render. */
public final class Changes {

    private Changes() {}

    private static BehaviorResult settled(String id, long millis, String observation) {
        return BehaviorResult.of(Samples.declaration(id, "service"), Samples.START)
                .verdict(Verdict.CONFORMS, null)
                .observation(observation)
                .settled(new SettleTime("policy applied", Duration.ofMillis(millis), 4))
                .build();
    }

    private static ResultsDocument of(
            String id, long seconds, String cilium, String context, List<BehaviorResult> results) {
        Environment any = Samples.environment();
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION,
                Run.begun(id, "0.1.0", Samples.START.plusSeconds(seconds), Map.of("attempts", "2"), "run")
                        .ended(Samples.START.plusSeconds(seconds + 60), false),
                new Environment(
                        "kubeconfig",
                        false,
                        any.kubernetesVersion(),
                        any.profile(),
                        any.profileReason(),
                        cilium,
                        any.config(),
                        any.nodes(),
                        any.boots(),
                        any.daemonSets(),
                        any.customResources(),
                        context),
                new PlanCounts(results.size(), results.size(), 0),
                results,
                List.of());
    }

    /** Two runs of a real cluster after an upgrade, with every kind of change, and waivers in every state. */
    public static Comparison everything() {
        ResultsDocument before = of(
                "monday",
                0,
                "1.18.3",
                "prod",
                List.of(
                        Samples.conforming("a.regression"),
                        Samples.conforming("b.lost"),
                        Samples.concluded("c.back", Verdict.LIFTED, "was gone"),
                        Samples.conforming("d.lifted"),
                        Samples.deviating("e.recovery"),
                        settled("f.observed", 200, "one"),
                        Samples.deviating("g.still"),
                        Samples.conforming("h.waived"),
                        Samples.conforming("i.removed"),
                        Samples.conforming("j.flaky"),
                        Samples.deviating("l.expired"),
                        Samples.concluded("m.gained", Verdict.INCONCLUSIVE, "no lane"),
                        Samples.concluded("n.applies", Verdict.NOT_APPLICABLE, "needs two nodes"),
                        Samples.conforming("o.applied"),
                        settled("p.faster", 3_000, "same"),
                        Samples.concluded("q.unsaid", Verdict.INCONCLUSIVE, "no lane"),
                        Samples.concluded("r.new", Verdict.INCONCLUSIVE, "no lane")));
        ResultsDocument after = of(
                "tuesday",
                86_400,
                "1.19.4",
                "prod-blue",
                List.of(
                        Samples.deviating("a.regression"),
                        Samples.concluded("b.lost", Verdict.INCONCLUSIVE, "the baseline did not answer"),
                        Samples.conforming("c.back"),
                        Samples.concluded("d.lifted", Verdict.LIFTED, "pods are selected"),
                        Samples.conforming("e.recovery"),
                        settled("f.observed", 2_000, "two"),
                        Samples.deviating("g.still"),
                        Samples.deviating("h.waived"),
                        Samples.flaky("j.flaky"),
                        Samples.conforming("k.added"),
                        Samples.deviating("l.expired"),
                        Samples.conforming("m.gained"),
                        Samples.conforming("n.applies"),
                        Samples.concluded("o.applied", Verdict.NOT_APPLICABLE, "needs two nodes"),
                        settled("p.faster", 300, "same"),
                        Samples.concluded("q.unsaid", Verdict.INCONCLUSIVE, "no lane"),
                        Samples.deviating("r.new")));
        return new Comparer(
                        new Waivers(
                                List.of(
                                        waiver("h.*", "known", LocalDate.of(2026, 5, 31)),
                                        waiver("nothing.*", "gone", LocalDate.of(2026, 5, 31)),
                                        waiver("e.recovery", "mended", LocalDate.of(2026, 5, 31)),
                                        waiver("l.*", "was to be mended", LocalDate.of(2026, 2, 1))),
                                LocalDate.of(2026, 3, 1)),
                        SettleNoise.usual())
                .compare(before, after);
    }

    private static Waiver waiver(String id, String reason, LocalDate expires) {
        return new Waiver(id, reason, "network team", expires);
    }
}
