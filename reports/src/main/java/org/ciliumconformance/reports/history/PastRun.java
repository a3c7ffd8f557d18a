package org.ciliumconformance.reports.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run to see how things went over time.
 *
 * @param file its document
 * @param id id of the run
 * @param startedAt when it began
 * @param took how long it took, absent where it has no end
 * @param complete whether it ran to its own end
 * @param accepted whether it ended well
 * @param ciliumVersion version of Cilium, where known
 * @param kubernetesVersion version of Kubernetes, where known
 * @param suiteVersion version of the suite
 * @param configSha256 hash of cilium-config
 * @param nodes how many there were
 * @param summary its verdicts, counted
 * @param missing how many planned behaviors have no result
 * @param problem what kept the cluster from being reached or prepared
 * @param settling how long changes took to show
 */
public record PastRun(
        Path file,
        String id,
        Instant startedAt,
        @Nullable Duration took,
        boolean complete,
        boolean accepted,
        @Nullable String ciliumVersion,
        @Nullable String kubernetesVersion,
        String suiteVersion,
        String configSha256,
        int nodes,
        Summary summary,
        int missing,
        @Nullable String problem,
        SettleQuantiles settling) {

    static PastRun of(Path file, ResultsDocument document) {
        Environment environment = document.environment();
        return new PastRun(
                file,
                document.run().id(),
                document.run().startedAt(),
                Optional.ofNullable(document.run().endedAt())
                        .map(end -> Duration.between(document.run().startedAt(), end))
                        .orElse(null),
                document.run().complete(),
                Baseline.accepted(document),
                environment.ciliumVersion(),
                environment.kubernetesVersion(),
                document.run().suiteVersion(),
                environment.configSha256(),
                environment.nodeCount(),
                document.summary(),
                document.missing(),
                document.problems().isEmpty()
                        ? null
                        : document.problems().get(0).message(),
                SettleQuantiles.of(document.results()));
    }

    /** The share of what conforms that does so only on a retry, 0 to 1. */
    public double flakeRate() {
        int conforming = summary.count(Verdict.CONFORMS);
        return conforming == 0 ? 0 : (double) summary.flaky() / conforming;
    }
}
