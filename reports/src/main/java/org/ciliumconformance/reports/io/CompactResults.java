package org.ciliumconformance.reports.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;

/**
 * A results document for a place that takes only so much: compressed, and where that does not suffice without what can
 * best be missed. Verdicts, reasons and the environment always stay.
 *
 * @param gzip the document as {@code results.json} would be, compressed
 * @param leftOut what is not in it, in words, in the order in which it was left out
 */
public record CompactResults(byte[] gzip, List<String> leftOut) {

    private static final List<Cut> CUTS = List.of(
            new Cut(
                    "the probes of behaviors that conform",
                    result -> result.verdict() == Verdict.CONFORMS ? without(result, false) : result),
            new Cut("the probes of all behaviors", result -> without(result, false)),
            new Cut("attempts, settle times and the names of evidence", result -> without(result, true)));

    public CompactResults {
        leftOut = List.copyOf(leftOut);
    }

    private record Cut(String words, UnaryOperator<BehaviorResult> of) {}

    /**
     * Compresses a document, of which it leaves out as little as it can.
     *
     * @param bytes how many there may be
     * @throws ReportException when even what always stays takes more
     */
    public static CompactResults within(ResultsDocument document, int bytes) {
        List<String> leftOut = new ArrayList<>();
        ResultsDocument rest = document;
        byte[] gzip = compressed(rest);
        for (Cut cut : CUTS) {
            if (gzip.length <= bytes) {
                break;
            }
            rest = new ResultsDocument(
                    rest.schemaVersion(),
                    rest.run(),
                    rest.environment(),
                    rest.plan(),
                    rest.results().stream().map(cut.of()).toList(),
                    rest.problems(),
                    rest.traffic());
            leftOut.add(cut.words());
            gzip = compressed(rest);
        }
        if (gzip.length > bytes) {
            throw new ReportException(
                    "The results take " + gzip.length
                            + " bytes, compressed and without all that can be missed; there is" + " room for " + bytes,
                    "Split the run with --shard, each with a ConfigMap of its own, or keep results on a volume with"
                            + " --out.",
                    null);
        }
        return new CompactResults(gzip, leftOut);
    }

    private static BehaviorResult without(BehaviorResult result, boolean more) {
        return new BehaviorResult(
                result.declaration(),
                result.verdict(),
                result.flaky(),
                result.reason(),
                result.observation(),
                List.of(),
                more ? List.of() : result.settleTimes(),
                result.startedAt(),
                result.duration(),
                more ? List.of() : result.attempts(),
                more ? List.of() : result.evidence(),
                result.lane());
    }

    private static byte[] compressed(ResultsDocument document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(ResultsWriter.content(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // never: it is memory
        }
        return bytes.toByteArray();
    }
}
