package org.ciliumconformance.suites.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardSplitTest {
    private static final List<CatalogueEntry> ALL = Catalogue.load().entries();

    private static List<List<CatalogueEntry>> parts(List<CatalogueEntry> selected, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> ShardSplit.part(selected, new Shard(number, count, "run")))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 7})
    void everyBehaviorIsInOnePart(int count) {
        assertThat(parts(ALL, count).stream().flatMap(List::stream))
                .hasSize(ALL.size())
                .containsExactlyInAnyOrderElementsOf(ALL);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 7})
    void partsAreOfOneSizeInAllAndInWhatTakesALane(int count) {
        List<List<CatalogueEntry>> parts = parts(ALL, count);
        assertThat(parts.stream().mapToInt(List::size).summaryStatistics())
                .satisfies(sizes -> assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1));
        assertThat(parts.stream()
                        .mapToLong(part ->
                                part.stream().filter(CatalogueEntry::needsLane).count())
                        .summaryStatistics())
                .satisfies(sizes -> assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void theOrderOfTheSelectionDoesNotMatter(int number) {
        List<CatalogueEntry> reversed = new ArrayList<>(ALL);
        Collections.reverse(reversed);
        Shard shard = new Shard(number, 4, "run");
        assertThat(ShardSplit.part(reversed, shard)).containsExactlyInAnyOrderElementsOf(ShardSplit.part(ALL, shard));
    }
}
