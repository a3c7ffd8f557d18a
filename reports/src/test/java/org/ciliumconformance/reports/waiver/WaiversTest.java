package org.ciliumconformance.reports.waiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;

import java.time.LocalDate;
import java.util.List;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.waiver.WaiverReview.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WaiversTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    private static Waiver waiver(String id, LocalDate expires) {
        return new Waiver(id, "known", "us", expires);
    }

    private static Waivers waivers(Waiver... entries) {
        return new Waivers(List.of(entries), TODAY);
    }

    @Test
    void aStarStandsForAnythingAndTheRestForItself() {
        assertThat(waiver("a.*.c", TODAY).covers("a.b.b2.c")).isTrue();
        assertThat(waiver("a.*.c", TODAY).covers("axbxc")).isFalse();
        assertThat(waiver("a.b", TODAY).covers("a.b.c")).isFalse();
        assertThat(waiver("*", TODAY).covers("a.b.c")).isTrue();
        assertThat(waiver("*.c", TODAY).covers("a.c.c")).isTrue();
        assertThat(waiver("a*b*c", TODAY).covers("a.c.b")).isFalse();
        assertThat(waiver("a**", TODAY).covers("a")).isTrue();
        assertThat(waiver("a", TODAY).covers("")).isFalse();
        assertThat(waiver("a.b", TODAY).covers("a")).isFalse();
    }

    @Test
    @Timeout(10)
    void aPatternOfManyStarsTakesNoTime() {
        assertThat(waiver("*a".repeat(500), TODAY).covers("a".repeat(499) + "b"))
                .isFalse();
    }

    @Test
    void theLastDayCounts() {
        assertThat(waivers(waiver("a", TODAY)).validFor("a")).isPresent();
        assertThat(waivers(waiver("a", TODAY.minusDays(1))).validFor("a")).isEmpty();
        assertThat(waivers(waiver("a", TODAY.minusDays(1))).expiredFor("a")).isPresent();
    }

    @Test
    void whatNothingCoversHasNoExpiredWaiver() {
        assertThat(waivers(waiver("b", TODAY.minusDays(1))).expiredFor("a")).isEmpty();
    }

    @Test
    void oneThatHoldsOutweighsOneThatExpired() {
        Waivers both = waivers(waiver("a", TODAY.minusDays(1)), waiver("*", TODAY));

        assertThat(both.validFor("a")).isPresent();
        assertThat(both.expiredFor("a")).isEmpty();
    }

    @Test
    void reviewTellsWhichAreUsedExpiredUnmatchedAndNotNeeded() {
        WaiverReview review = waivers(
                        waiver("net.*", TODAY),
                        waiver("net.bad", TODAY.minusDays(1)),
                        waiver("nte.*", TODAY),
                        waiver("net.good", TODAY),
                        waiver("net.lifted", TODAY))
                .review(List.of(
                        deviating("net.bad"),
                        conforming("net.good"),
                        concluded("net.lifted", Verdict.LIFTED, "answered"),
                        concluded("net.unsaid", Verdict.INCONCLUSIVE, "no lane")));

        assertThat(review.uses())
                .extracting(WaiverReview.Use::state)
                .containsExactly(State.APPLIED, State.EXPIRED, State.UNMATCHED, State.IDLE, State.APPLIED);
        assertThat(review.uses().get(0).deviating()).containsExactly("net.bad", "net.lifted");
        assertThat(review.needingAttention()).hasSize(2);
    }
}
