package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.deviating;

import java.util.List;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;

class CauseTest {

    @Test
    void reasonsThatDifferInANumberAreOne() {
        List<Cause> causes = Cause.of(
                Verdict.INCONCLUSIVE,
                List.of(
                        concluded("a", Verdict.INCONCLUSIVE, "no policy took effect on n1 within 3 s"),
                        concluded("b", Verdict.INCONCLUSIVE, "no policy took effect on n1 within 0 s"),
                        concluded("c", Verdict.INCONCLUSIVE, "no answer"),
                        deviating("d")));

        assertThat(causes)
                .extracting(Cause::text)
                .containsExactly("no policy took effect on n1 within … s", "no answer");
        assertThat(causes).extracting(Cause::count).containsExactly(2, 1);
    }

    @Test
    void deviationsAreToldByWhatTheirProbesShow() {
        List<Cause> causes = Cause.of(Verdict.DEVIATES, List.of(deviating("a"), deviating("b")));

        assertThat(causes).hasSize(1);
        assertThat(causes.get(0).text()).isEqualTo("Traffic passes that should be dropped");
        assertThat(causes.get(0).probes()).isEqualTo(2);
        assertThat(causes.get(0).behaviors()).extracting(Cause.Named::id).containsExactly("a", "b");
    }

    @Test
    void deviationsWithoutProbesAreToldByTheirReasons() {
        assertThat(Cause.of(Verdict.DEVIATES, List.of(concluded("a", Verdict.DEVIATES, "the pod is not there"))))
                .extracting(Cause::text)
                .containsExactly("the pod is not there");
    }

    @Test
    void onlyTheFirstFewAreNamed() {
        List<Cause> causes = Cause.of(
                Verdict.INCONCLUSIVE,
                java.util.stream.IntStream.range(0, 40)
                        .mapToObj(i -> concluded("id-" + i, Verdict.INCONCLUSIVE, "no answer"))
                        .toList());

        assertThat(causes.get(0).behaviors()).hasSize(6);
        assertThat(causes.get(0).more()).isEqualTo(34);
    }
}
