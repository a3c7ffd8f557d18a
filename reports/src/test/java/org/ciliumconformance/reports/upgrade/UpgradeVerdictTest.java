package org.ciliumconformance.reports.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.TrafficSamples;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.upgrade.Snapshot.NodeLook;
import org.ciliumconformance.reports.waiver.Waivers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeVerdictTest {
    private static final Snapshot BOTH = nodes(node("boot-1", "1.19.4"), node("boot-2", "1.19.4"));
    private static final Traffic CALM = TrafficSamples.of(TrafficSamples.steady("long-lived", ".cluster-ip"));

    @TempDir
    Path folder;

    private static NodeLook node(String boot, String agent) {
        return new NodeLook(boot, true, agent);
    }

    private static Snapshot nodes(NodeLook first, NodeLook second) {
        return new Snapshot(Samples.START, Map.of("n1", first, "n2", second));
    }

    private static ResultsDocument run(BehaviorResult... results) {
        return Samples.of(results);
    }

    private static final ResultsDocument GOOD = run(Samples.conforming("one.two"));

    private static UpgradeVerdict judged(List<Traffic> traffic, ResultsDocument after, Snapshot now) {
        return judged(traffic, after, now, UpgradePolicy.usual());
    }

    private static UpgradeVerdict judged(
            List<Traffic> traffic, ResultsDocument after, Snapshot now, UpgradePolicy policy) {
        return UpgradeVerdict.of(new UpgradeVerdict.Case(GOOD, BOTH, traffic, after, now), policy, Waivers.none());
    }

    private UpgradePolicy policy(String yaml) throws IOException {
        Path file = folder.resolve("policy.yaml");
        Files.writeString(file, yaml);
        return UpgradePolicyFile.read(file);
    }

    @Test
    void whatChangedNothingIsAccepted() {
        UpgradeVerdict verdict = judged(List.of(CALM), GOOD, BOTH);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.word()).isEqualTo("ACCEPT");
    }

    @Test
    void aGapIsHeldAgainstWhatThePolicyAllowsOfThatFlow() throws IOException {
        Traffic gap = TrafficSamples.of(TrafficSamples.out("new-connection", ".cluster-ip", Duration.ofMillis(1_200)));
        assertThat(judged(List.of(gap), GOOD, BOTH).reasons())
                .containsExactly("Flow new-connection.cluster-ip/n1 got no answer for 1200 ms; allowed: 1000 ms.");
        UpgradePolicy patient = policy("""
                gaps:
                  - flow: "new-connection.*"
                    longest: 2s
                  - flow: "*"
                    longest: 100ms
                """);
        UpgradeVerdict verdict = judged(List.of(gap), GOOD, BOTH, patient);
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.notes()).anyMatch(note -> note.contains("as the policy allows"));
    }

    @Test
    void whatWasNotWatchedForLongIsHeldAgainstTheSameLimit() {
        TrafficFlow steady = TrafficSamples.steady("udp", "");
        TrafficFlow unwatched = new TrafficFlow(
                steady.id(),
                steady.kind(),
                steady.from(),
                steady.to(),
                steady.sent(),
                0,
                31,
                Duration.ofMillis(3_100),
                Duration.ZERO,
                steady.p50(),
                steady.p99(),
                steady.max(),
                0,
                0,
                List.of());
        assertThat(judged(List.of(TrafficSamples.of(unwatched)), GOOD, BOTH).reasons())
                .containsExactly("Flow udp/n1 was not watched for 3100 ms, since its pod was away; allowed: 1000 ms.");
    }

    @Test
    void aLeakIsNeverAccepted() throws IOException {
        UpgradePolicy lax = policy("""
                gaps: [{flow: "*", longest: 60m}]
                broken-connections: 100
                new-deviations: 100
                lost-verdicts: 100
                all-nodes-converted: false
                one-agent-version: false
                traffic-required: false
                """);
        assertThat(judged(List.of(TrafficSamples.of(TrafficSamples.leaking())), GOOD, BOTH, lax)
                        .reasons())
                .singleElement()
                .asString()
                .startsWith("The standing deny deny.cross-node/n1 let 30 probes through, first at 2026-03-01T02:00:02")
                .endsWith("for 3000 ms: policy was not enforced on node n2.");
    }

    @Test
    void trafficThatWasNotWatchedIsAReasonUnlessThePolicyDoesWithout() throws IOException {
        assertThat(judged(List.of(), GOOD, BOTH).reasons())
                .containsExactly("No traffic was watched during the upgrade.");
        assertThat(judged(List.of(), GOOD, BOTH, policy("traffic-required: false"))
                        .accepted())
                .isTrue();
    }

    @Test
    void anAgentThatIsNotBackIsNamedByItsNode() {
        assertThat(judged(List.of(CALM), GOOD, nodes(node("boot-1", "1.19.4"), node("boot-2", "")))
                        .reasons())
                .containsExactly("No agent is ready on n2.");
    }

    @Test
    void whileANodeIsNotConvertedNothingIsPromised() {
        Snapshot mixed = nodes(node("boot-1", "1.19.4"), new NodeLook("boot-2", false, ""));
        assertThat(judged(List.of(CALM), GOOD, mixed).reasons())
                .containsExactly("Not converted to Cilium: n2; enforcement is promised only after all nodes have been"
                        + " re-imaged.");
    }

    @Test
    void agentsOfSeveralVersionsAreNamed() {
        Traffic seen = watched(Map.of("n1", "1.18.9", "n2", "1.19.4"), event("agent", "n1"));
        assertThat(judged(List.of(seen), GOOD, nodes(node("boot-1", "1.18.9"), node("boot-2", "1.19.4")))
                        .reasons())
                .containsExactly("The agents are of several versions: 1.18.9 on n1; 1.19.4 on n2.");
    }

    @Test
    void nodesOfWhichOnlySomeHaveBootedAreNoted() {
        assertThat(judged(List.of(CALM), GOOD, nodes(node("boot-9", "1.19.4"), node("boot-2", "1.19.4")))
                        .notes())
                .containsExactly("Booted since the run before: 1 of 2 nodes.");
    }

    @Test
    void aNewDeviationAndALostVerdictAreReasons() {
        assertThat(judged(List.of(CALM), run(Samples.deviating("one.two")), BOTH)
                        .reasons())
                .containsExactly("1 behavior deviates that did not before: one.two; allowed: 0.");
        assertThat(judged(
                                List.of(CALM),
                                run(Samples.concluded("one.two", Verdict.INCONCLUSIVE, "a control failed")),
                                BOTH)
                        .reasons())
                .containsExactly("1 behavior has lost its verdict: one.two; allowed: 0.");
    }

    /** @param agents versions at the end, by node */
    private static Traffic watched(Map<String, String> agents, TrafficEvent... events) {
        return new Traffic(
                CALM.startedAt(),
                CALM.endedAt(),
                CALM.endedBy(),
                CALM.interval(),
                CALM.flows(),
                List.of(events),
                agents,
                List.of());
    }

    private static TrafficEvent event(String kind, String node) {
        return new TrafficEvent(CALM.startedAt().plusSeconds(1), kind, "it", node, "changed");
    }

    private static final Map<String, String> NEW_AGENTS = Map.of("n1", "1.19.5", "n2", "1.19.5");

    @Test
    void whatHappenedOutsideEveryWatchIsAReason() throws IOException {
        Snapshot other = nodes(node("boot-1", "1.19.5"), node("boot-9", "1.19.5"));
        Traffic agents = watched(NEW_AGENTS, event("agent", "n1"), event("agent", "n2"));
        List<String> unwatched =
                List.of("Upgraded while no watch was on, as boot ids and versions before and after tell: n2.");
        assertThat(judged(List.of(agents), GOOD, other).reasons())
                .as("a boot that was not seen, though its agent was")
                .isEqualTo(unwatched);
        assertThat(judged(List.of(watched(NEW_AGENTS, event("agent", "n1"), event("node", "n2"))), GOOD, other)
                        .reasons())
                .as("another agent that was not seen, though the boot was")
                .isEqualTo(unwatched);
        assertThat(judged(List.of(agents), GOOD, other, policy("traffic-required: false"))
                        .reasons())
                .isEmpty();
        assertThat(judged(List.of(watched(Map.of(), event("node", "n2")), agents), GOOD, other)
                        .reasons())
                .as("several watches saw all of it")
                .isEmpty();
    }

    @Test
    void anUpgradeThatWentOnAfterTheLastWatchIsAReason() {
        Snapshot other = nodes(node("boot-1", "1.19.5"), node("boot-2", "1.19.5"));
        TrafficEvent[] both = {event("agent", "n1"), event("agent", "n2")};
        assertThat(judged(List.of(watched(NEW_AGENTS, both)), GOOD, other).reasons())
                .isEmpty();
        assertThat(judged(List.of(watched(Map.of("n1", "1.19.5", "n2", "1.19.4"), both)), GOOD, other)
                        .reasons())
                .as("its former agent had only become ready again")
                .singleElement()
                .asString()
                .endsWith(": n2.");
        assertThat(judged(List.of(watched(Map.of("n1", "1.19.5"), both)), GOOD, other)
                        .reasons())
                .as("its agent was away when the watch ended")
                .singleElement()
                .asString()
                .endsWith(": n2.");
        assertThat(judged(List.of(watched(Map.of("n1", "", "n2", ""), both)), GOOD, other)
                        .reasons())
                .as("images that tell no version")
                .isEmpty();
    }

    @Test
    void nodesThatCameWhileNobodyWatchedAreAReasonWhereTheyAreOfTheUpgrade() {
        NodeLook like = node("boot-3", "1.19.4");
        NodeLook newer = node("boot-3", "1.19.5");
        NodeLook one = node("boot-1", "1.19.4");
        NodeLook two = node("boot-2", "1.19.4");
        Map<String, NodeLook> grown = Map.of("n1", one, "n2", two, "n3", like);
        Map<String, NodeLook> upgraded = Map.of("n1", one, "n2", two, "n3", newer);
        Map<String, NodeLook> replaced = Map.of("n1", one, "n3", like);
        String reason = "Upgraded while no watch was on, as boot ids and versions before and after tell: n3.";
        assertThat(judged(List.of(CALM), GOOD, new Snapshot(Samples.START, grown))
                        .reasons())
                .as("the cluster grew by itself")
                .isEmpty();
        assertThat(judged(List.of(CALM), GOOD, new Snapshot(Samples.START, upgraded))
                        .reasons())
                .contains(reason);
        assertThat(judged(List.of(CALM), GOOD, new Snapshot(Samples.START, replaced))
                        .reasons())
                .containsExactly(reason);
        Traffic seen = watched(Map.of("n1", "1.19.4", "n3", "1.19.4"), event("node", "n3"));
        assertThat(judged(List.of(seen), GOOD, new Snapshot(Samples.START, replaced))
                        .reasons())
                .isEmpty();
    }

    @Test
    void anAgentThatCameWithTheConversionMustHaveBeenSeenToCome() {
        Snapshot without = nodes(node("boot-1", ""), node("boot-2", ""));
        assertThat(UpgradeVerdict.of(
                                new UpgradeVerdict.Case(
                                        in("not-cilium", null),
                                        without,
                                        List.of(watched(Map.of(), event("node", "n1"))),
                                        in("aks-managed", null),
                                        BOTH),
                                UpgradePolicy.usual(),
                                Waivers.none())
                        .reasons())
                .containsExactly(
                        "Upgraded while no watch was on, as boot ids and versions before and after tell: n1," + " n2.");
    }

    @Test
    void aConversionToCiliumIsNoOtherCluster() {
        UpgradeVerdict verdict = UpgradeVerdict.of(
                new UpgradeVerdict.Case(in("not-cilium", null), BOTH, List.of(CALM), in("aks-managed", null), BOTH),
                UpgradePolicy.usual(),
                Waivers.none());
        assertThat(verdict.reasons()).isEmpty();
        assertThat(verdict.notes()).contains("Converted to Cilium: only behaviors that apply to both are compared.");
        assertThat(UpgradeVerdict.of(
                                new UpgradeVerdict.Case(
                                        in("aks-managed", null), BOTH, List.of(CALM), in("not-cilium", null), BOTH),
                                UpgradePolicy.usual(),
                                Waivers.none())
                        .reasons())
                .singleElement()
                .asString()
                .startsWith("The two runs cannot be compared: The profiles differ");
    }

    @Test
    void anotherContextIsAReason() {
        assertThat(UpgradeVerdict.of(
                                new UpgradeVerdict.Case(
                                        in("k3s", "one"), BOTH, List.of(CALM), in("k3s", "other"), BOTH),
                                UpgradePolicy.usual(),
                                Waivers.none())
                        .reasons())
                .singleElement()
                .asString()
                .startsWith("The two runs cannot be compared: The contexts differ");
    }

    private static ResultsDocument in(String profile, @Nullable String context) {
        Environment some = Samples.environment();
        return new ResultsDocument(
                GOOD.schemaVersion(),
                GOOD.run(),
                new Environment(
                        some.target(),
                        context == null && some.simulated(),
                        some.kubernetesVersion(),
                        profile,
                        some.profileReason(),
                        some.ciliumVersion(),
                        some.config(),
                        some.nodes(),
                        some.boots(),
                        some.daemonSets(),
                        some.customResources(),
                        context == null ? some.contextName() : context),
                GOOD.plan(),
                GOOD.results(),
                GOOD.problems());
    }

    @Test
    void behaviorsThatWereNotRunAgainHaveLostTheirVerdicts() {
        assertThat(judged(List.of(CALM), run(), BOTH).reasons())
                .containsExactly("1 behavior has lost its verdict: one.two; allowed: 0.");
    }

    @Test
    void withoutAVerdictOnTheUpgradeItselfItIsNotAccepted() {
        ResultsDocument after = run(
                Samples.conforming("one.two"),
                Samples.concluded("upgrade.nodes.reimaged", Verdict.INCONCLUSIVE, "a node is away"));
        assertThat(judged(List.of(CALM), after, BOTH).reasons())
                .containsExactly("Of the upgrade itself there is no verdict: upgrade.nodes.reimaged.");
    }

    @Test
    void aSnapshotReadsAsItWasWritten() {
        Path file = folder.resolve("snapshot.json");
        BOTH.write(file);
        assertThat(Snapshot.read(file)).isEqualTo(BOTH);
        assertThatThrownBy(() -> Snapshot.read(folder.resolve("none.json")))
                .hasMessageContaining("there is no such file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            gap: 1s                                   | it has an unknown field 'gap'; there are all-nodes-converted
            gaps: 1s                                  | 'gaps' is not a list
            gaps: [{flow: "*"}]                       | gap 1 needs 'flow' and 'longest'
            gaps: [{flow: "*", longest: soon}]        | 'longest' of gap 1 is no duration
            broken-connections: -1                    | 'broken-connections' is no number of 0 or more
            one-agent-version: perhaps                | 'one-agent-version' is neither true nor false
            gaps: [                                   | it is not YAML
            """)
    void aPolicyThatMeansNothingIsRefused(String yaml, String why) {
        assertThatThrownBy(() -> policy(yaml))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("Cannot read the upgrade policy in ")
                .hasMessageContaining(why);
    }
}
