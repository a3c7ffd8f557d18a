package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AnchorTest {

    @Test
    void anIdOfTheCatalogueIsItsOwnAnchor() {
        assertThat(Anchor.of("network-policy.ipblock.egress-excludes-pods"))
                .isEqualTo("network-policy.ipblock.egress-excludes-pods");
    }

    @Test
    void anIdCannotTakeTheNameOfAPartOfThePage() {
        assertThat(Anchor.of("page-data")).startsWith("behavior-");
    }

    @Test
    void whatIsNoPlainNameGoesByItsHash() {
        assertThat(Anchor.of("__proto__")).matches("behavior-[0-9a-f]{24}");
        assertThat(Anchor.of("a b\"><script>")).matches("behavior-[0-9a-f]{24}");
        assertThat(Anchor.of("x".repeat(1_000_000))).matches("behavior-[0-9a-f]{24}");
        assertThat(Anchor.of("a b")).isNotEqualTo(Anchor.of("a  b"));
    }
}
