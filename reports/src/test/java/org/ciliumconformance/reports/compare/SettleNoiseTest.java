package org.ciliumconformance.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettleNoiseTest {

    @ParameterizedTest
    @CsvSource({
        "0, 250, false", // exactly the least is noise
        "0, 251, true",
        "1000, 1500, false", // exactly half as long again is noise
        "1000, 1501, true",
        "1501, 1000, true",
    })
    void bothLimitsAreThemselvesNoise(long before, long after, boolean exceeded) {
        assertThat(SettleNoise.usual().exceededBy(Duration.ofMillis(before), Duration.ofMillis(after)))
                .isEqualTo(exceeded);
    }

    @Test
    void noiseCannotBeNegative() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SettleNoise(Duration.ofMillis(-1), 1.5));
        assertThatIllegalArgumentException().isThrownBy(() -> new SettleNoise(Duration.ZERO, 0.99));
        assertThat(new SettleNoise(Duration.ZERO, 1).exceededBy(Duration.ofMillis(1), Duration.ofMillis(2)))
                .isTrue();
    }

    @Test
    void aChangeKnowsItsDirectionAndSize() {
        SettleChange slower = new SettleChange("a", "w", Duration.ofMillis(100), Duration.ofMillis(400));
        SettleChange faster = new SettleChange("a", "w", Duration.ofMillis(400), Duration.ofMillis(100));

        assertThat(slower.slower()).isTrue();
        assertThat(faster.slower()).isFalse();
        assertThat(new SettleChange("a", "w", Duration.ZERO, Duration.ZERO).slower())
                .isFalse();
        assertThat(slower.difference()).isEqualTo(faster.difference()).isEqualTo(Duration.ofMillis(300));
    }
}
