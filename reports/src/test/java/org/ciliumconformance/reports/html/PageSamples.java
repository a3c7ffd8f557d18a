package org.ciliumconformance.reports.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.accept.Judgement;
import org.ciliumconformance.reports.model.Applicability;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.BehaviorResultBuilder;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Declaration;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;

/** Documents for pages: as varied as those of a run, as large as is promised, and as bad as can be. */
final class PageSamples {

    /** What would run, or show as something else, if any of it were taken for markup. */
    static final String ATTACK = "</script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\">"
            + "<!--<script> &lt;b&gt; &amp; '\"> javascript:window.hacked=1 ${1+1} \u0000\u001b[31m \u202Ekcatta\u2066 \u2028"
            + " \uD800 \u200f end";

    private static final String[] AREAS = {"network-policy", "service", "platform", "connectivity", "cilium-policy"};

    private PageSamples() {}

    static Judgement judged(ResultsDocument document) {
        return Acceptance.byItself(Gate.standard()).judge(document);
    }

    /** Documents of about the size and variety of a run's: every matrix and statement its own. */
    static ResultsDocument realistic(int behaviors) {
        return realistic(behaviors, Samples.START, "1.19.4");
    }

    static ResultsDocument realistic(int behaviors, Instant startedAt, String ciliumVersion) {
        List<BehaviorResult> results = new ArrayList<>(behaviors);
        for (int i = 0; i < behaviors; i++) {
            results.add(result(i, startedAt));
        }
        int notApplicable = (int) results.stream()
                .filter(result -> result.verdict() == Verdict.NOT_APPLICABLE)
                .count();
        Environment some = Samples.environment();
        Run run = Run.begun("r-" + startedAt.getEpochSecond(), "0.1.0", startedAt, Map.of("lanes", "4"), "run")
                .ended(startedAt.plusMillis(40L * behaviors + 1_000), false);
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION,
                run,
                new Environment(
                        some.target(),
                        some.simulated(),
                        some.kubernetesVersion(),
                        some.profile(),
                        some.profileReason(),
                        ciliumVersion,
                        some.config(),
                        some.nodes(),
                        some.boots(),
                        some.daemonSets(),
                        some.customResources(),
                        some.contextName()),
                new PlanCounts(behaviors, behaviors - notApplicable, notApplicable),
                results,
                List.of());
    }

    private static BehaviorResult result(int i, Instant startedAt) {
        String area = AREAS[i % AREAS.length];
        String id = area + ".part-" + i / 40 + ".case-" + i;
        Declaration declaration = new Declaration(
                id,
                area,
                null,
                "A policy of form " + i + " lets pass what its rule " + i / 3 + " names, and drops everything else",
                Kind.values()[i % 11 == 0 ? 1 : i % 17 == 0 ? 2 : 0],
                new Citation(
                        "Kubernetes documentation", "Section " + i % 30, "https://kubernetes.io/docs/" + i % 30, "v1"),
                Applicability.everywhere());
        Instant began = startedAt.plusMillis(40L * i);
        BehaviorResultBuilder result = BehaviorResult.of(declaration, began).lane("lane-" + i % 4);
        if (i % 6 == 5) {
            return result.lane(null)
                    .verdict(Verdict.NOT_APPLICABLE, "holds for Cilium >=1.2" + i % 4 + ".0; this is 1.19.4")
                    .build();
        }
        result.matrix(matrix("before any policy", Phase.BASELINE, i, false))
                .matrix(matrix("under the policies", Phase.POLICY, i, i % 20 == 0))
                .matrix(matrix("after the policies were removed", Phase.AFTER, i, false))
                .settled(new SettleTime("policies in force", Duration.ofMillis(20 + i % 300), 4))
                .settled(new SettleTime("policies removed", Duration.ofMillis(5 + i % 90), 3));
        if (i % 20 == 0) {
            String reason = "x/a to y/b (other namespace, other node) TCP expected DROPPED, was ALLOWED.";
            for (int attempt = 1; attempt <= 2; attempt++) {
                result.attempt(new Attempt(attempt, Verdict.DEVIATES, reason, began, Duration.ofMillis(70)));
                for (String file : new String[] {"networkpolicies", "services", "pods", "events"}) {
                    result.evidence(new EvidenceFile(
                            file + ".yaml",
                            "evidence/" + id + "/attempt-" + attempt + "/" + file + ".yaml",
                            "application/yaml"));
                }
            }
            return result.build();
        }
        if (i % 50 == 7) {
            return result.attempt(new Attempt(
                            1,
                            Verdict.INCONCLUSIVE,
                            "Not realised: no new policy took effect on n1 within " + i % 7 + " s.",
                            began,
                            Duration.ofMillis(140)))
                    .build();
        }
        if (i % 70 == 9) {
            result.attempt(
                    new Attempt(1, Verdict.INCONCLUSIVE, "the baseline did not answer", began, Duration.ofMillis(60)));
        }
        return result.attempt(new Attempt(2, Verdict.CONFORMS, null, began, Duration.ofMillis(120)))
                .build();
    }

    private static Matrix matrix(String title, Phase phase, int i, boolean deviating) {
        List<Cell> cells = new ArrayList<>();
        for (String from : new String[] {"x/a", "x/b", "y/a"}) {
            for (String to : new String[] {"x/c", "y/b", "z/" + i % 25, "outside 192.0.2.10"}) {
                boolean dropped = phase == Phase.POLICY && (from.length() + to.length() + i) % 3 == 0;
                String expected = dropped ? "DROPPED" : "ALLOWED";
                cells.add(new Cell(
                        from,
                        to + " (other namespace, other node)",
                        "TCP",
                        8080,
                        List.of(expected),
                        deviating && dropped ? "ALLOWED" : expected,
                        null));
            }
        }
        return new Matrix(title, phase, cells);
    }

    /** Every string that is not an id of the format is an attack, some of a megabyte, and so are ids. */
    static ResultsDocument hostile() {
        String megabyte = (ATTACK + " word").repeat(1_000_000 / ATTACK.length());
        String unbroken = "W".repeat(1_000_000);
        List<BehaviorResult> results = new ArrayList<>();
        int number = 0;
        for (String id : new String[] {
            "__proto__",
            "constructor",
            "page-main",
            "page-data",
            ATTACK,
            megabyte,
            unbroken,
            "plain.id",
            "javascript:window.hacked=1",
            "../../etc/passwd",
            "id with \"quotes\" & <tags>"
        }) {
            // A few of a megabyte are as bad as many, and the tests stay fast.
            String text = number == 1 ? megabyte : number == 2 ? unbroken : ATTACK;
            results.add(hostile(id, text, Verdict.values()[number % Verdict.values().length]));
            number++;
        }
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION,
                Run.begun(ATTACK, ATTACK, Samples.START, Map.of(ATTACK, megabyte, "__proto__", unbroken), unbroken)
                        .ended(Samples.START.plusSeconds(1), false),
                new Environment(
                        ATTACK,
                        true,
                        unbroken,
                        ATTACK,
                        megabyte,
                        ATTACK,
                        Map.of(ATTACK, ATTACK, "__proto__", megabyte, "W".repeat(40_000), unbroken),
                        Samples.hostile().environment().nodes(),
                        Map.of(),
                        List.of(ATTACK, unbroken),
                        List.of(megabyte),
                        ATTACK),
                new PlanCounts(results.size() + 2, results.size(), 0),
                results,
                List.of(new Problem(ATTACK, megabyte), new Problem(unbroken, unbroken)));
    }

    private static BehaviorResult hostile(String id, String text, Verdict verdict) {
        BehaviorResultBuilder result = BehaviorResult.of(
                        new Declaration(
                                id,
                                id.equals("constructor") ? "__proto__" : text,
                                text,
                                text,
                                Kind.PERMITTED,
                                new Citation(text, ATTACK, "javascript:window.hacked=1", ATTACK),
                                Applicability.everywhere()),
                        Samples.START)
                .verdict(verdict, text)
                .observation(text)
                .settled(new SettleTime(text, Duration.ofMillis(5), 1))
                .attempt(new Attempt(1, Verdict.DEVIATES, text, Samples.START, Duration.ofMillis(4)))
                .attempt(new Attempt(2, verdict, ATTACK, Samples.START, Duration.ofMillis(4)))
                .evidence(new EvidenceFile(ATTACK, "../../etc/passwd", "text/plain"))
                .evidence(new EvidenceFile(ATTACK, "javascript:window.hacked=1", "text/plain"))
                .evidence(new EvidenceFile(ATTACK, "evidence/" + ATTACK, "text/plain"))
                .evidence(new EvidenceFile(ATTACK, "//192.0.2.1/x", "text/plain"))
                .lane(text);
        List<Cell> cells = new ArrayList<>();
        for (String from : new String[] {ATTACK, "__proto__", "x/a"}) {
            for (String to : new String[] {"__proto__", ATTACK, "constructor"}) {
                cells.add(new Cell(from, to, ATTACK, 0, List.of("DROPPED", ATTACK), ATTACK + from, ATTACK));
            }
        }
        result.matrix(new Matrix(ATTACK, Phase.BASELINE, cells));
        cells.add(new Cell(text, ATTACK, ATTACK, 0, List.of("DROPPED"), text, text));
        result.matrix(new Matrix(text, Phase.POLICY, cells));
        return result.build();
    }
}
