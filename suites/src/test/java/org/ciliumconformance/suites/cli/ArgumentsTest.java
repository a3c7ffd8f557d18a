package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class ArgumentsTest {
    @ParameterizedTest
    @CsvSource({"90s,90000", "2m,120000", "1m30s,90000", "500ms,500", "1h,3600000"})
    void durationsAreReadInTheirUnits(String text, long millis) {
        assertThat(Arguments.duration(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "s", "0s", "-1s", "25h", "99999999999999999999h", "2m 3s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Arguments.duration(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void outsideHostsAnswerUdpOnlyWhenSaidSo() {
        assertThat(Arguments.outsideHost("192.0.2.7:80")).isEqualTo(new OutsideHost("192.0.2.7", 80, false));
        assertThat(Arguments.outsideHost("192.0.2.7:53/udp")).isEqualTo(new OutsideHost("192.0.2.7", 53, true));
        assertThat(Arguments.outsideHost("[2001:db8::7]:80").address()).startsWith("2001:db8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.7", "192.0.2.7:0", "192.0.2.7:70000", "192.0.2:80", "999.0.2.7:80", "host:80", "[x]:1"})
    void whatIsNoServerIsRefused(String text) {
        assertThatThrownBy(() -> Arguments.outsideHost(text)).isInstanceOf(TypeConversionException.class);
    }

    @Test
    void aTolerationWithoutAValueToleratesEveryValue() {
        assertThat(Arguments.toleration("dedicated:NoSchedule").getOperator()).isEqualTo("Exists");
        assertThat(Arguments.toleration("dedicated=net:NoSchedule"))
                .satisfies(toleration -> assertThat(toleration.getOperator()).isEqualTo("Equal"))
                .satisfies(toleration -> assertThat(toleration.getValue()).isEqualTo("net"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dedicated", "dedicated:Never", ":NoSchedule"})
    void whatIsNoTaintIsRefused(String text) {
        assertThatThrownBy(() -> Arguments.toleration(text)).isInstanceOf(TypeConversionException.class);
    }
}
