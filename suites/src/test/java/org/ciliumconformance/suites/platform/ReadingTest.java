package org.ciliumconformance.suites.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.facts.NodeFacts;
import org.ciliumconformance.cluster.facts.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the behaviors of the platform read what the API says in texts. */
class ReadingTest {

    @ParameterizedTest
    @CsvSource({
        "quay.io/cilium/cilium:v1.19.4, 1.19.4",
        "quay.io/cilium/cilium:v1.19.4@sha256:0a1b, 1.19.4",
        "mcr.microsoft.com/oss/cilium/cilium:1.12.10-1, 1.12.10",
        "mcr.microsoft.com/containernetworking/cilium/cilium-distroless:v1.18.6-260714, 1.18.6",
        "registry.example:5000/v1.2.3/cilium@sha256:0a1b, registry.example:5000/v1.2.3/cilium@sha256:0a1b",
    })
    void versionIsThatOfTheTag(String image, String version) {
        assertThat(CiliumPods.version(image)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"server\",\"--disable-kube-proxy\"]|on",
                "[\"server\",\"--disable-kube-proxy\",\"--disable\",\"traefik\"]|on",
                "[\"server\",\"--disable-kube-proxy=true\"]|on",
                "[\"server\",\"--disable-kube-proxy=false\"]|off",
                "[\"server\",\"--disable-kube-proxy\",\"false\"]|off",
                "[\"server\",\"--disable\",\"--disable-kube-proxy-not\"]|off",
                "[\"server\"]|off",
            })
    void switchOfK3sIsOnWhenNamedWithoutFalse(String arguments, String state) {
        assertThat(k3s(arguments).state("--disable-kube-proxy")).isEqualTo(state);
    }

    @Test
    void serverOfK3sIsToldFromAnAgent() {
        assertThat(k3s("[\"server\"]").server()).isTrue();
        assertThat(k3s("[\"agent\",\"--server\",\"https://server:6443\"]").server())
                .isFalse();
        assertThat(k3s("").server()).isFalse();
    }

    private static K3sArguments k3s(String arguments) {
        return new K3sArguments(new NodeFacts(
                "n1",
                "linux",
                "",
                "",
                "",
                "",
                List.of(),
                true,
                true,
                List.of(),
                Map.of(),
                Map.of("k3s.io/node-args", arguments),
                "",
                110,
                Resources.NONE,
                "absent"));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.244.3.0/24, true",
        "10.244.2.0/23, 10.244.3.7, true",
        "10.244.2.0/24, 10.244.3.7, false",
        "10.244.3.0/24, 10.244.2.0/23, false",
        "0.0.0.0/0, 203.0.113.1, true",
        "192.168.255.255/32, 192.168.255.255, true",
    })
    void rangeContainsWhatItsPrefixSays(String range, String other, boolean contains) {
        assertThat(range(range).contains(range(other))).isEqualTo(contains);
    }

    @Test
    void coveringRangeIsTheSmallestOfAtLeastTheGivenSize() {
        assertThat(Ipv4Range.covering(List.of(range("10.224.0.4"), range("10.224.0.7")), 24))
                .hasToString("10.224.0.0/24");
        assertThat(Ipv4Range.covering(List.of(range("10.224.0.4"), range("10.224.3.7")), 24))
                .hasToString("10.224.0.0/22");
        assertThat(Ipv4Range.covering(List.of(range("1.0.0.0"), range("200.0.0.0")), 24))
                .hasToString("0.0.0.0/0");
    }

    @Test
    void whatIsNoIpv4IsNoRange() {
        assertThat(Ipv4Range.parse("fd00::1/64")).isEmpty();
        assertThat(Ipv4Range.parse("10.0.0.0/33")).isEmpty();
    }

    private static Ipv4Range range(String text) {
        return Ipv4Range.parse(text).orElseThrow();
    }
}
