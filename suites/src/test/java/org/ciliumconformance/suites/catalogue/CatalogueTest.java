package org.ciliumconformance.suites.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    @Test
    void noTwoBehaviorsSayTheSame() {
        Map<String, List<String>> byStatement = Catalogue.load().entries().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.behavior().statement(),
                        Collectors.mapping(CatalogueEntry::id, Collectors.toList())));
        assertThat(byStatement.values()).allSatisfy(ids -> assertThat(ids).hasSize(1));
    }

    @Test
    void everySourceIsCitedAndSaysWhatItIs() {
        Set<Source> cited = Catalogue.load().entries().stream()
                .map(entry -> entry.behavior().source())
                .collect(Collectors.toSet());
        assertThat(cited).as("sources that a behavior cites").containsExactlyInAnyOrder(Source.values());
        assertThat(Source.values())
                .extracting(Source::citation)
                .doesNotHaveDuplicates()
                .allSatisfy(citation -> {
                    assertThat(citation.document()).isNotBlank();
                    assertThat(citation.section()).isNotBlank();
                    assertThat(citation.edition()).as(citation.inWords()).isNotBlank();
                    assertThat(citation.url()).as(citation.inWords()).startsWith("https://");
                });
    }

    @Test
    void theIndexListsEveryClassWithBehaviors() {
        assertThat(Catalogue.load().entries())
                .extracting(CatalogueEntry::area)
                .contains("platform", "network-policy", "service", "connectivity");
    }

    @Test
    void conditionsKnowEqualDifferentAndNotContaining() {
        Map<String, String> config = Map.of("mode", "nodes,pods");
        assertThat(ConfigCondition.parse("mode=nodes,pods").holds(config, Map.of()))
                .isTrue();
        assertThat(ConfigCondition.parse("mode!=nodes").holds(config, Map.of())).isTrue();
        assertThat(ConfigCondition.parse("mode!~pods").holds(config, Map.of())).isFalse();
        assertThat(ConfigCondition.parse("other!~pods").holds(config, Map.of())).isTrue();
        assertThat(ConfigCondition.parse("other=on").holds(config, Map.of("other", "on")))
                .isTrue();
        assertThatThrownBy(() -> ConfigCondition.parse("nonsense")).hasMessageContaining("nonsense");
    }
}
