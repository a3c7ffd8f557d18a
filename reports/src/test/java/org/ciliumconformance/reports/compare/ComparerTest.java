package org.ciliumconformance.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;
import static org.ciliumconformance.reports.Samples.flaky;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);
    private static final Gate STRICT = new Gate(true, 0);

    private static Comparison compared(ResultsDocument before, ResultsDocument after) {
        return new Comparer(Waivers.none(), SettleNoise.usual()).compare(before, after);
    }

    private static Comparison waived(ResultsDocument before, ResultsDocument after, LocalDate expires) {
        Waivers waivers = new Waivers(List.of(new Waiver("a", "known", "us", expires)), TODAY);
        return new Comparer(waivers, SettleNoise.usual()).compare(before, after);
    }

    private static BehaviorResult with(Verdict verdict) {
        return verdict == Verdict.CONFORMS ? conforming("a") : concluded("a", verdict, "because");
    }

    private static BehaviorResult settled(long millis) {
        return BehaviorResult.of(Samples.declaration("a", "network-policy"), Samples.START)
                .verdict(Verdict.CONFORMS, null)
                .settled(new SettleTime("policy applied", Duration.ofMillis(millis), 4))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "CONFORMS, DEVIATES, REGRESSION, 1",
        "LIFTED, DEVIATES, REGRESSION, 1",
        "INCONCLUSIVE, DEVIATES, NEW_DEVIATION, 1",
        "NOT_APPLICABLE, DEVIATES, NEW_DEVIATION, 1",
        "DEVIATES, DEVIATES, STILL_DEVIATES, 0",
        "CONFORMS, INCONCLUSIVE, VERDICT_LOST, 3",
        "LIFTED, INCONCLUSIVE, VERDICT_LOST, 3",
        "DEVIATES, INCONCLUSIVE, VERDICT_LOST, 3",
        "INCONCLUSIVE, INCONCLUSIVE, STILL_INCONCLUSIVE, 0",
        "NOT_APPLICABLE, INCONCLUSIVE, NOW_APPLICABLE, 0",
        "DEVIATES, CONFORMS, RECOVERY, 0",
        "INCONCLUSIVE, CONFORMS, VERDICT_GAINED, 0",
        "NOT_APPLICABLE, CONFORMS, NOW_APPLICABLE, 0",
        "LIFTED, CONFORMS, LIMITATION_BACK, 0",
        "CONFORMS, CONFORMS, UNCHANGED, 0",
        "CONFORMS, LIFTED, LIFTED, 0",
        "DEVIATES, LIFTED, LIFTED, 0",
        "LIFTED, LIFTED, UNCHANGED, 0",
        "CONFORMS, NOT_APPLICABLE, NO_LONGER_APPLICABLE, 0",
        "NOT_APPLICABLE, NOT_APPLICABLE, UNCHANGED, 0",
    })
    void eachPairOfVerdictsIsOneChange(Verdict before, Verdict after, Change change, int code) {
        Comparison comparison = compared(Samples.of(with(before)), Samples.of(with(after)));

        assertThat(comparison.changes()).singleElement().satisfies(one -> assertThat(one.change())
                .isEqualTo(change));
        assertThat(comparison.exitCode(Gate.standard()).code()).isEqualTo(code);
    }

    @Test
    void limitationsThatComeAndGoFailAStrictComparison() {
        ResultsDocument lifted = Samples.of(with(Verdict.LIFTED));
        ResultsDocument there = Samples.of(with(Verdict.CONFORMS));

        assertThat(compared(there, lifted).exitCode(STRICT)).isEqualTo(ExitCode.DEVIATION);
        assertThat(compared(lifted, there).exitCode(STRICT)).isEqualTo(ExitCode.DEVIATION);
        assertThat(compared(lifted, lifted).exitCode(STRICT)).isEqualTo(ExitCode.SUCCESS);
    }

    @Test
    void behaviorsOfOnlyOneRunAreAddedOrRemovedUnlessTheyDeviate() {
        Comparison comparison = compared(
                Samples.of(conforming("gone"), deviating("gone-bad")),
                Samples.of(conforming("new"), deviating("new-bad")));

        assertThat(comparison.of(Change.ADDED)).extracting(BehaviorChange::id).containsExactly("new");
        assertThat(comparison.of(Change.NEW_DEVIATION))
                .extracting(BehaviorChange::id)
                .containsExactly("new-bad");
        assertThat(comparison.of(Change.REMOVED)).extracting(BehaviorChange::id).containsExactly("gone", "gone-bad");
    }

    @Test
    void whatARunThatEndedEarlyDoesNotHaveIsALostVerdict() {
        ResultsDocument full = Samples.of(conforming("a"), concluded("b", Verdict.NOT_APPLICABLE, "no"));
        ResultsDocument cut = new ResultsDocument(
                1,
                Samples.run().ended(Samples.START, true),
                Samples.environment(),
                new PlanCounts(2, 2, 0),
                List.of(),
                List.of());
        Comparison comparison = compared(full, cut);

        assertThat(comparison.of(Change.VERDICT_LOST))
                .extracting(BehaviorChange::id)
                .containsExactly("a");
        assertThat(comparison.of(Change.REMOVED)).extracting(BehaviorChange::id).containsExactly("b");
        assertThat(comparison.exitCode(Gate.standard())).isEqualTo(ExitCode.VERDICTS_MISSING);
        assertThat(comparison.cautions())
                .anySatisfy(caution -> assertThat(caution.text()).contains("later run was interrupted"));
    }

    @Test
    void aWaiverTakesARegressionOutAndAnExpiredOneDoesNot() {
        ResultsDocument good = Samples.of(conforming("a"));
        ResultsDocument bad = Samples.of(deviating("a"));

        assertThat(waived(good, bad, TODAY).exitCode(Gate.standard())).isEqualTo(ExitCode.SUCCESS);
        assertThat(waived(good, bad, TODAY).waived(false)).hasSize(1);
        assertThat(waived(good, bad, TODAY.minusDays(1)).exitCode(Gate.standard()))
                .isEqualTo(ExitCode.DEVIATION);
    }

    @Test
    void aDeviationWhoseWaiverExpiredCountsAgainAlthoughItWasThereBefore() {
        ResultsDocument bad = Samples.of(deviating("a"));

        assertThat(waived(bad, bad, TODAY).exitCode(Gate.standard())).isEqualTo(ExitCode.SUCCESS);
        assertThat(waived(bad, bad, TODAY.minusDays(1)).exitCode(Gate.standard()))
                .isEqualTo(ExitCode.DEVIATION);
    }

    @Test
    void anotherObservationUnderTheSameVerdictIsTold() {
        BehaviorResult before = permitted("REFUSED", "a reset");
        BehaviorResult after = permitted("DROPPED", "silence");
        Comparison comparison = compared(Samples.of(before), Samples.of(after));

        assertThat(comparison.of(Change.OBSERVATION_CHANGED)).singleElement().satisfies(change -> assertThat(
                        change.observations())
                .containsExactly(
                        "observed: a reset; now: silence", "x/a to y/b TCP 80 (POLICY seen): REFUSED, now DROPPED"));
        assertThat(comparison.exitCode(STRICT)).isEqualTo(ExitCode.SUCCESS);
    }

    private static BehaviorResult permitted(String observed, String said) {
        return BehaviorResult.of(Samples.declaration("a", "service"), Samples.START)
                .verdict(Verdict.CONFORMS, null)
                .observation(said)
                .matrix(new Matrix(
                        "seen", Phase.POLICY, List.of(new Cell("x/a", "y/b", "TCP", 80, List.of(), observed, null))))
                .build();
    }

    @Test
    void becomingFlakyIsToldAndFailsNothing() {
        Comparison comparison = compared(Samples.of(with(Verdict.CONFORMS)), Samples.of(flaky("a")));

        assertThat(comparison.flaky()).singleElement().matches(BehaviorChange::becameFlaky);
        assertThat(comparison.exitCode(Gate.standard())).isEqualTo(ExitCode.SUCCESS);
    }

    @ParameterizedTest
    @CsvSource({"100, 340, false", "100, 360, true", "1000, 1400, false", "1000, 1600, true", "1600, 1000, true"})
    void settleTimesAreToldBeyondTheNoise(long before, long after, boolean told) {
        assertThat(compared(Samples.of(settled(before)), Samples.of(settled(after)))
                        .settling())
                .hasSize(told ? 1 : 0);
    }

    @Test
    void whatDiffersAboutTheClusterIsTold() {
        ResultsDocument before = Samples.of(conforming("a"));
        Environment then = before.environment();
        ResultsDocument after = in(
                before,
                new Environment(
                        then.target(),
                        then.simulated(),
                        "v1.33.0",
                        then.profile(),
                        then.profileReason(),
                        then.ciliumVersion(),
                        Map.of("enable-l7-proxy", "true", "policy-audit-mode", "true"),
                        then.nodes().subList(0, 1),
                        then.boots(),
                        List.of("kube-system/cilium", "kube-system/other"),
                        List.of(),
                        then.contextName()));

        assertThat(compared(before, after).environment())
                .containsExactly(
                        new EnvironmentChange("Kubernetes", "v1.32.4", "v1.33.0"),
                        new EnvironmentChange("nodes", "2", "1"),
                        new EnvironmentChange("cilium-config enable-l7-proxy", "false", "true"),
                        new EnvironmentChange("cilium-config ipam", "delegated-plugin", null),
                        new EnvironmentChange("cilium-config policy-audit-mode", null, "true"),
                        new EnvironmentChange("DaemonSet kube-system/other", null, "present"),
                        new EnvironmentChange(
                                "CustomResourceDefinition ciliumnetworkpolicies.cilium.io", "present", null));
    }

    @ParameterizedTest
    @CsvSource({"false, kubeconfig, aks-managed", "true, k3s, aks-managed", "true, simulated, k3s"})
    void aPairThatShouldNotBeComparedSaysSo(boolean simulated, String target, String profile) {
        ResultsDocument before = Samples.of(conforming("a"));
        Comparison comparison = compared(before, in(before, cluster(target, simulated, profile, "sim")));

        assertThat(comparison.sensible()).isFalse();
        assertThat(ComparisonText.of(comparison, Gate.standard())).contains("SHOULD NOT BE COMPARED");
    }

    @Test
    void anotherContextIsACautionOnARealClusterAndNoneOnASimulatedOne() {
        ResultsDocument any = Samples.of(conforming("a"));
        Comparison real = compared(
                in(any, cluster("kubeconfig", false, "k3s", "one")),
                in(any, cluster("kubeconfig", false, "k3s", "other")));

        assertThat(real.sensible()).isTrue();
        assertThat(ComparisonText.of(real, Gate.standard())).contains("caution: The contexts differ");
        assertThat(compared(any, in(any, cluster("simulated", true, "aks-managed", "other")))
                        .cautions())
                .isEmpty();
    }

    private static Environment cluster(String target, boolean simulated, String profile, @Nullable String context) {
        return new Environment(
                target, simulated, "v1.32.4", profile, null, "1.19.4", Map.of(), List.of(), Map.of(), List.of(),
                List.of(), context);
    }

    @Test
    void aDocumentWithItselfHasNothingToTell() {
        Comparison comparison = compared(Samples.everyVerdict(), Samples.everyVerdict());

        assertThat(comparison.changes())
                .allSatisfy(change -> assertThat(change.change().weight()).isEqualTo(Change.Weight.QUIET));
        assertThat(comparison.environment()).isEmpty();
        assertThat(comparison.settling()).isEmpty();
        assertThat(comparison.cautions()).isEmpty();
    }

    @Test
    void acceptanceExcusesWhatWasThereBeforeAndNothingElse() {
        ResultsDocument after = Samples.of(deviating("a"), deviating("b"));
        Comparison comparison = compared(Samples.of(deviating("a"), conforming("b")), after);

        assertThat(after.results().stream().filter(comparison.acceptance(false)))
                .extracting(BehaviorResult::id)
                .containsExactly("a");
        assertThat(ExitCode.of(after, Gate.standard(), comparison.acceptance(false)))
                .isEqualTo(ExitCode.DEVIATION);
    }

    private static ResultsDocument in(ResultsDocument document, Environment environment) {
        return new ResultsDocument(
                document.schemaVersion(),
                document.run(),
                environment,
                document.plan(),
                document.results(),
                document.problems());
    }

    @Test
    void theRunThatIsLackingIsNamedByItsPlace() {
        ResultsDocument whole = Samples.of(conforming("a"));
        ResultsDocument cut = new ResultsDocument(
                1, Samples.run(), whole.environment(), new PlanCounts(3, 3, 0), whole.results(), List.of());

        assertThat(texts(compared(cut, whole)))
                .containsExactly("The earlier run was interrupted: 2 behaviors have no result.");
        assertThat(texts(compared(whole, cut)))
                .containsExactly("The later run was interrupted: 2 behaviors have no result.");
        assertThat(texts(compared(Samples.unprepared(), Samples.unprepared())))
                .filteredOn(text -> text.contains("could not be prepared: https://10.0.0.1:6443 did not answer"))
                .hasSize(2);
    }

    private static List<String> texts(Comparison comparison) {
        return comparison.cautions().stream().map(Caution::text).toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 3, true", "2, 2, false", "2, '', false", "'', 2, false"})
    void otherNumbersOfAttemptsAreACaution(String before, String after, boolean said) {
        assertThat(texts(compared(attempting(before), attempting(after))))
                .filteredOn(text -> text.contains("numbers of attempts differ (" + before + " and " + after + ")"))
                .hasSize(said ? 1 : 0);
    }

    private static ResultsDocument attempting(String attempts) {
        ResultsDocument any = Samples.of(conforming("a"));
        Map<String, String> options = attempts.isEmpty() ? Map.of() : Map.of("attempts", attempts);
        return new ResultsDocument(
                1,
                Run.begun("r", "0.1.0", Samples.START, options, "run").ended(Samples.START.plusSeconds(1), false),
                any.environment(),
                any.plan(),
                any.results(),
                List.of());
    }

    @Test
    void aContextIsNamedAlsoWhereTheOtherHasNone() {
        ResultsDocument any = Samples.of(conforming("a"));

        assertThat(texts(compared(
                        in(any, cluster("kubeconfig", false, "k3s", "one")),
                        in(any, cluster("kubeconfig", false, "k3s", null)))))
                .singleElement()
                .asString()
                .startsWith("The contexts differ (one and none)");
    }

    /** The probes of a failed attempt are in the result, and they differ by nature. */
    @Test
    void probesOfAFlakyResultAreNoOtherObservation() {
        BehaviorResult flaky = BehaviorResult.of(Samples.declaration("a", "service"), Samples.START)
                .attempt(new Attempt(1, Verdict.DEVIATES, "no", Samples.START, Duration.ofMillis(1)))
                .attempt(new Attempt(2, Verdict.CONFORMS, null, Samples.START, Duration.ofMillis(1)))
                .observation("silence")
                .build();
        BehaviorResult steady = permitted("REFUSED", "a reset");

        assertThat(compared(Samples.of(steady), Samples.of(flaky)).changes())
                .extracting(BehaviorChange::change)
                .containsExactly(Change.UNCHANGED);
        assertThat(compared(Samples.of(flaky), Samples.of(steady)).changes())
                .extracting(BehaviorChange::change)
                .containsExactly(Change.UNCHANGED);
        assertThat(compared(Samples.of(flaky), Samples.of(flaky)).flaky())
                .singleElement()
                .matches(change -> !change.becameFlaky());
    }

    /** Several connections of one client to one server are told apart by their order. */
    @Test
    void probesAlikeAreComparedInTheirOrder() {
        assertThat(compared(Samples.of(repeated("one", "two")), Samples.of(repeated("one", "three")))
                        .of(Change.OBSERVATION_CHANGED))
                .singleElement()
                .satisfies(change -> assertThat(change.observations())
                        .containsExactly("x/a to y/b TCP 80 (POLICY seen): two, now three"));
        assertThat(compared(Samples.of(repeated("one", "two")), Samples.of(repeated("one", "two")))
                        .of(Change.OBSERVATION_CHANGED))
                .isEmpty();
    }

    private static BehaviorResult repeated(String... observed) {
        return BehaviorResult.of(Samples.declaration("a", "service"), Samples.START)
                .verdict(Verdict.CONFORMS, null)
                .matrix(new Matrix(
                        "seen",
                        Phase.POLICY,
                        Stream.of(observed)
                                .map(one -> new Cell("x/a", "y/b", "TCP", 80, List.of(), one, null))
                                .toList()))
                .build();
    }

    @Test
    void onlyWhatWouldFailIsWaived() {
        ResultsDocument bad = Samples.of(deviating("a"));

        assertThat(waived(bad, bad, TODAY).waived(false)).isEmpty();
        assertThat(waived(Samples.of(conforming("a")), bad, TODAY).failing(false))
                .isEmpty();
    }

    /** Where the verdict changed, that says enough; what else was seen follows from it. */
    @Test
    void observationsAreToldOnlyWhereTheVerdictStayed() {
        BehaviorResult before = permitted("REFUSED", "a reset");
        BehaviorResult after = BehaviorResult.of(Samples.declaration("a", "service"), Samples.START)
                .verdict(Verdict.DEVIATES, "silence")
                .observation("silence")
                .build();

        assertThat(compared(Samples.of(before), Samples.of(after)).changes())
                .singleElement()
                .satisfies(change -> assertThat(change.observations()).isEmpty());
        assertThat(compared(Samples.of(after), Samples.of(deviating("a"))).changes())
                .singleElement()
                .satisfies(
                        change -> assertThat(change.observations()).containsExactly("observed: silence; now: nothing"));
    }
}
