package org.ciliumconformance.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;

class ConsoleSummaryTest {

    private static String plain(ResultsDocument document) {
        return new ConsoleSummary(false).render(document, Map.of());
    }

    @Test
    void theWholeOfASmallRun() {
        Map<String, Path> files = new LinkedHashMap<>();
        files.put("results", Path.of("out", "results.json"));
        files.put("junit", Path.of("out", "junit.xml"));

        assertThat(new ConsoleSummary(false).render(Samples.everyVerdict(), files))
                .isEqualTo("""
                        SIMULATED cluster: this proves the suite and says nothing about a real cluster.
                        Cilium 1.19.4, Kubernetes v1.32.4, profile aks-managed, 2 nodes, context sim
                        Run r-7f3a, 8.0 s

                          CONFORMS        2  of these 1 FLAKY
                          DEVIATES        1
                          LIFTED          1
                          INCONCLUSIVE    1
                          NOT_APPLICABLE  1

                        DEVIATES  network-policy.ipblock.egress-excludes-pods
                          An egress ipBlock does not allow traffic to pods, even when it contains their addresses
                          why: 1 of 4 probes differs: x/a reached y/b
                          source: Configure Azure CNI Powered by Cilium, Limitations (2024-02-12)
                          policy: with the policy (TCP 80)
                            from \\ to  x/b  y/b
                            x/a        .    . (X)
                            . ALLOWED, X DROPPED, in parentheses what was expected

                        INCONCLUSIVE  service.nodeport.udp
                          An egress ipBlock does not allow traffic to pods, even when it contains their addresses
                          why: the baseline did not answer
                          source: Configure Azure CNI Powered by Cilium, Limitations (2024-02-12)

                        LIFTED  service.internal-traffic-policy
                          An egress ipBlock does not allow traffic to pods, even when it contains their addresses
                          why: only local backends answered
                          source: Configure Azure CNI Powered by Cilium, Limitations (2024-02-12)

                        FLAKY (conforms after a retry)
                          service.clusterip.tcp, attempts: 2

                        NOT_APPLICABLE, by reason
                          1  needs a Windows node

                        Files
                          results  out/results.json
                          junit    out/junit.xml
                        """);
    }

    @Test
    void aRealClusterIsNotCalledSimulated() {
        assertThat(plain(Samples.unprepared())).doesNotContain("SIMULATED");
    }

    @Test
    void aRunThatCouldNotStartSaysWhyAndWhatToDo() {
        assertThat(plain(Samples.unprepared()))
                .contains("PROBLEM: https://10.0.0.1:6443 did not answer within 2 min")
                .contains("Check the address of context prod.");
    }

    @Test
    void anInterruptedRunSaysHowMuchIsMissing() {
        ResultsDocument whole = Samples.of(Samples.conforming("a"));
        ResultsDocument stopped = new ResultsDocument(
                1,
                Samples.run().ended(Samples.START.plusSeconds(61), true),
                whole.environment(),
                new PlanCounts(5, 5, 0),
                whole.results(),
                List.of());

        assertThat(plain(stopped)).contains("1 min 1 s, INTERRUPTED: 4 behaviors have no result");
    }

    @Test
    void coloursAreThereOnlyWhenAskedFor() {
        assertThat(plain(Samples.everyVerdict())).doesNotContain("\u001b");
        assertThat(new ConsoleSummary(true).render(Samples.everyVerdict(), Map.of()))
                .contains("\u001b[1;31mDEVIATES\u001b[0m");
    }

    @Test
    void ofManyDeviationsTheFirstAreShownAndTheRestCounted() {
        List<BehaviorResult> many = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> Samples.deviating("case-" + i))
                .toList());

        String text = plain(Samples.of(many));

        assertThat(text).contains("... and 480 more with DEVIATES");
        assertThat(text.length()).isLessThan(20_000);
    }

    @Test
    void nothingHostileReachesTheTerminal() {
        String text = plain(Samples.hostile());

        assertThat(text.chars().filter(c -> c != '\n' && (c < 0x20 || (c >= 0x7f && c < 0xa0))))
                .isEmpty();
        assertThat(text).doesNotContain("\u202E", "\u2028");
    }

    @Test
    void aLongReasonIsCut() {
        String text = plain(Samples.of(Samples.concluded("a", Verdict.INCONCLUSIVE, "x".repeat(1_000_000))));

        assertThat(text.length()).isLessThan(2_000);
    }
}
