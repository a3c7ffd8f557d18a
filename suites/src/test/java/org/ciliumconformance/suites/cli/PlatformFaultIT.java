package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.FactsCollector;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.run.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is wrong with the platform, a run gives no wrong verdict, says what kept it from one, leaves nothing, touches
 * nothing of others and ends in time.
 *
 * <p>{@code -Dconformance.storms=200} makes so many runs, {@code -Dconformance.storms.first=7} begins with that seed,
 * {@code -Dconformance.storms.parallel=3} has so many at a time.
 */
class PlatformFaultIT {
    private static final int RUNS = Integer.getInteger("conformance.storms", 12);
    private static final int FIRST = Integer.getInteger("conformance.storms.first", 1);
    private static final int PARALLEL = Integer.getInteger("conformance.storms.parallel", 4);

    @TempDir
    private Path folder;

    @Test
    void noStormMakesARunLieOrLeaveAnything() throws Exception {
        List<CatalogueEntry> catalogue = applicable();
        ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
        List<Future<StormyRun>> futures = new ArrayList<>();
        LongStream.range(FIRST, FIRST + RUNS)
                .forEach(seed -> futures.add(threads.submit(() -> run(Storm.drawn(seed, catalogue)))));
        List<StormyRun> runs = new ArrayList<>();
        for (Future<StormyRun> future : futures) {
            runs.add(future.get());
        }
        threads.shutdown();
        tell(runs);
        assertThat(runs)
                .allSatisfy(run ->
                        assertThat(run.complaints()).as(run.storm().toString()).isEmpty());
    }

    private StormyRun run(Storm storm) throws Exception {
        Path own = Files.createDirectory(folder.resolve("seed-" + storm.seed()));
        StormyRun run = StormyRun.of(storm, own);
        System.out.println(run.row());
        if (!run.complaints().isEmpty()) {
            Path kept = Path.of("target", "storms", "seed-" + storm.seed());
            Files.createDirectories(kept);
            try (var files = Files.walk(own)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.getFileName().toString().matches("results.json|console.txt|run.log")) {
                        Path to = kept.resolve(own.relativize(file).toString().replace('/', '_'));
                        Files.copy(file, to, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
        return run;
    }

    /** Those that a run may be asked for on the standard cluster, with what the storms' runs allow. */
    private static List<CatalogueEntry> applicable() {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            ClusterFacts facts = new FactsCollector(cluster.client(), null).collect();
            return Plan.of(
                            Catalogue.load().entries(),
                            facts,
                            java.util.EnumSet.of(Need.HOST_NETWORK, Need.CLUSTER_SCOPED))
                    .toRun();
        }
    }

    private static void tell(List<StormyRun> runs) {
        Map<Verdict, Long> verdicts = new TreeMap<>();
        runs.forEach(run -> run.verdicts().forEach((verdict, count) -> verdicts.merge(verdict, count, Long::sum)));
        System.out.println(runs.size() + " runs: verdicts " + verdicts + ", wrong "
                + runs.stream().mapToInt(StormyRun::wrong).sum() + ", left "
                + runs.stream().mapToInt(StormyRun::left).sum() + ", not prepared "
                + runs.stream().filter(run -> run.code() == 4).count() + ", longest "
                + runs.stream()
                        .map(StormyRun::took)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO)
                        .toSeconds()
                + " s, complaints about "
                + runs.stream().filter(run -> !run.complaints().isEmpty()).count());
    }
}
