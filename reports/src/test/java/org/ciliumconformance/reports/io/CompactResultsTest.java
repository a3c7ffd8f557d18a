package org.ciliumconformance.reports.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompactResultsTest {
    private static final ResultsDocument LARGE = Samples.large(2_000);

    @TempDir
    private Path folder;

    private ResultsDocument read(CompactResults compact) throws IOException {
        Path file = folder.resolve("results.json");
        try (GZIPInputStream content = new GZIPInputStream(new ByteArrayInputStream(compact.gzip()))) {
            Files.write(file, content.readAllBytes());
        }
        return new ResultsReader().read(file);
    }

    @Test
    void whatFitsIsTheWholeDocument() throws IOException {
        CompactResults compact = CompactResults.within(LARGE, 1 << 20);

        assertThat(compact.leftOut()).isEmpty();
        assertThat(read(compact)).isEqualTo(LARGE);
    }

    @Test
    void probesOfWhatConformsAreTheFirstToGo() throws IOException {
        CompactResults compact = CompactResults.within(
                LARGE, CompactResults.within(LARGE, 1 << 20).gzip().length - 1);

        assertThat(compact.leftOut()).containsExactly("the probes of behaviors that conform");
        assertThat(read(compact).results())
                .allSatisfy(result ->
                        assertThat(result.matrices().isEmpty()).isEqualTo(result.verdict() == Verdict.CONFORMS));
    }

    @Test
    void whatIsLeftFitsAndKeepsEveryVerdictWithItsReason() throws IOException {
        int least = smallest();
        CompactResults compact = CompactResults.within(LARGE, least);

        assertThat(compact.gzip()).hasSizeLessThanOrEqualTo(least);
        assertThat(compact.leftOut()).hasSize(3);
        ResultsDocument read = read(compact);
        assertThat(read.environment()).isEqualTo(LARGE.environment());
        assertThat(read.results())
                .extracting(BehaviorResult::id, BehaviorResult::verdict, BehaviorResult::reason)
                .isEqualTo(LARGE.results().stream()
                        .map(result ->
                                org.assertj.core.groups.Tuple.tuple(result.id(), result.verdict(), result.reason()))
                        .toList());
    }

    @Test
    void moreThanThatIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> CompactResults.within(LARGE, 1_000))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("compressed and without all that can be missed; there is room for 1000")
                .extracting(e -> ((ReportException) e).remedy())
                .asString()
                .contains("--shard", "--out");
    }

    private static int smallest() {
        int least = 1 << 20;
        for (int size = least; size > 1_000; size -= 512) {
            try {
                least = CompactResults.within(LARGE, size).gzip().length;
                size = Math.min(size, least);
            } catch (ReportException e) {
                break;
            }
        }
        return least;
    }
}
