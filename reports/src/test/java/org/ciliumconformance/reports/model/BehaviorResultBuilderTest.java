package org.ciliumconformance.reports.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.ciliumconformance.reports.Samples;
import org.junit.jupiter.api.Test;

class BehaviorResultBuilderTest {

    private static BehaviorResultBuilder builder() {
        return BehaviorResult.of(Samples.declaration("a", "x"), Samples.START);
    }

    private static Attempt attempt(int number, Verdict verdict, String reason) {
        return new Attempt(number, verdict, reason, Samples.START, Duration.ofMillis(100));
    }

    @Test
    void theLastAttemptDecidesAndDurationsAreSummed() {
        BehaviorResult result = builder()
                .attempt(attempt(1, Verdict.INCONCLUSIVE, "no baseline"))
                .attempt(attempt(2, Verdict.DEVIATES, "it answered"))
                .build();

        assertThat(result.verdict()).isEqualTo(Verdict.DEVIATES);
        assertThat(result.reason()).isEqualTo("it answered");
        assertThat(result.duration()).isEqualTo(Duration.ofMillis(200));
        assertThat(result.flaky()).as("only what conforms can be flaky").isFalse();
    }

    @Test
    void conformingAfterAnotherVerdictIsFlaky() {
        assertThat(Samples.flaky("a").flaky()).isTrue();
        assertThat(Samples.conforming("a").flaky()).isFalse();
    }

    @Test
    void aMissingReasonDoesNotLoseTheResult() {
        assertThat(builder().verdict(Verdict.INCONCLUSIVE, " ").build().reason())
                .isEqualTo("no reason was given");
    }

    @Test
    void withoutVerdictAndAttemptThereIsNoResult() {
        assertThatIllegalStateException().isThrownBy(() -> builder().build()).withMessageContaining("a has neither");
    }

    @Test
    void aResultWithoutTheReasonItNeedsCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BehaviorResult(
                        Samples.declaration("a", "x"),
                        Verdict.DEVIATES,
                        false,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        Samples.START,
                        Duration.ZERO,
                        List.of(),
                        List.of(),
                        null))
                .withMessageContaining("DEVIATES of a needs a reason");
    }
}
