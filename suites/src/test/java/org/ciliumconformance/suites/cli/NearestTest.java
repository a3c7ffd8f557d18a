package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"run,run,0", "rnu,run,1", "plna,plan,1", "lst,list,1", "a,b,1", "abc,abcd,1", "kitten,sitting,3"})
    void distanceCountsEditsAndSwaps(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
    }

    @Test
    void theLastPartOfAnIdMeansThatId() {
        assertThat(Nearest.to("egress-except", List.of("network-policy.ipblock.egress-except", "service.x")))
                .containsExactly("network-policy.ipblock.egress-except");
    }

    @Test
    void whatIsNearToNothingGetsNoSuggestion() {
        assertThat(Nearest.to("zzzzzzz", List.of("run", "plan"))).isEmpty();
    }
}
