package org.ciliumconformance.suites.faultmatrix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.FaultMatrix.Turn;

/** Tries faults on clusters, some at a time: while one waits for what never comes, another has the processor. */
final class MatrixTries implements AutoCloseable {
    private static final int AT_A_TIME = 3 * Runtime.getRuntime().availableProcessors();

    private final Path out;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    private final List<Try> tries = new ArrayList<>();

    /** @param out for evidence */
    MatrixTries(Path out) {
        this.out = out;
    }

    /**
     * One fault on one cluster.
     *
     * @param tried ids of the behaviors that were asked
     * @param turned verdicts of those whose verdict or observation differs from without the fault, by id
     */
    record Try(
            MatrixCluster cluster,
            String fault,
            List<String> tried,
            CompletableFuture<SortedMap<String, Verdict>> turned) {

        /** Waits for it. */
        SortedMap<String, Verdict> await() throws Exception {
            try {
                return turned.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }

        List<Turn> turns() throws Exception {
            return await().entrySet().stream()
                    .map(entry -> new Turn(cluster.name(), fault, entry.getKey(), entry.getValue()))
                    .collect(Collectors.toList());
        }
    }

    /** Lets the behaviors be asked about the cluster with the fault, as soon as it is their turn. */
    void submit(MatrixCluster cluster, MatrixPlan.Part part, String fault, List<CatalogueEntry> behaviors) {
        if (behaviors.isEmpty()) {
            return;
        }
        CompletableFuture<SortedMap<String, Verdict>> turned = new CompletableFuture<>();
        Callable<SortedMap<String, Verdict>> task = () ->
                Turned.between(part.without(), ObservedCluster.withFault(cluster.description(), fault, behaviors, out));
        threads.execute(() -> {
            try {
                turned.complete(task.call());
            } catch (Exception e) {
                turned.completeExceptionally(e);
            }
        });
        tries.add(new Try(
                cluster, fault, behaviors.stream().map(CatalogueEntry::id).toList(), turned));
    }

    /** Ids of the behaviors that the fault turned in any try so far; waits for those. */
    Set<String> turnedBy(String fault) {
        return tries.stream()
                .filter(one -> one.fault().equals(fault))
                .flatMap(one -> one.turned().join().keySet().stream())
                .collect(Collectors.toSet());
    }

    /** All that were submitted, in that order. */
    List<Try> all() {
        return List.copyOf(tries);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
