package org.ciliumconformance.reports.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.accept.Acceptance;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.junit.jupiter.api.Test;

class AnnotationsTest {

    private static List<String> of(ResultsDocument document) {
        return Annotations.of(Acceptance.byItself(Gate.standard()).judge(document));
    }

    @Test
    void eachVerdictThatNeedsSomebodyIsAnAnnotation() {
        assertThat(of(Samples.everyVerdict()))
                .containsExactly(
                        "::error title=DEVIATES network-policy.ipblock.egress-excludes-pods::1 of 4 probes differs: x/a"
                                + " reached y/b",
                        "::warning title=INCONCLUSIVE service.nodeport.udp::the baseline did not answer",
                        "::notice title=LIFTED service.internal-traffic-policy::only local backends answered");
    }

    @Test
    void aRunThatIsFineHasNone() {
        assertThat(of(Samples.of(Samples.conforming("a")))).isEmpty();
    }

    @Test
    void aRunThatCouldNotBeMadeSaysWhy() {
        assertThat(of(Samples.unprepared())).singleElement().asString().startsWith("::error title=The run could not");
    }

    @Test
    void moreThanGitHubShowsAreCounted() {
        BehaviorResult[] many =
                IntStream.range(0, 12).mapToObj(i -> Samples.deviating("b" + i)).toArray(BehaviorResult[]::new);
        assertThat(of(Samples.of(many)))
                .hasSize(10)
                .last()
                .isEqualTo("::error title=And 3 more::The report has all of them.");
    }

    @Test
    void hostileTextMakesNoCommandOfItsOwn() {
        assertThat(of(Samples.hostile())).hasSize(2).allSatisfy(line -> assertThat(line)
                .doesNotContain("\n", "\r", "\u001b")
                .startsWith("::error title="));
    }
}
