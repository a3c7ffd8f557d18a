package org.ciliumconformance.reports.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.Folders;

/** Keeps a folder of runs from growing for ever. */
public final class Pruning {
    /** Removes a folder, and this file in it last. */
    @FunctionalInterface
    interface Removal {
        void remove(Path folder, Path last) throws IOException;
    }

    private Pruning() {}

    /**
     * Removes all but the latest runs of each cluster. The last accepted one stays however old it is, since the next run is
     * held against it. Only the folders of runs that are directly in this one are looked at.
     *
     * @param runs how many of each cluster stay, 1 or more
     * @return what was removed, the oldest first
     * @throws ReportException when there is no such folder, or something cannot be removed
     */
    public static List<Path> keepLatest(Path folder, int runs) {
        return keepLatest(folder, runs, Folders::remove);
    }

    static List<Path> keepLatest(Path folder, int runs, Removal removal) {
        List<Path> removed = new ArrayList<>();
        for (Series series : History.of(folder).series()) {
            List<PastRun> old =
                    series.runs().subList(0, Math.max(0, series.runs().size() - runs));
            for (PastRun run : old) {
                Path output = run.file().getParent();
                if (output != null && folder.equals(output.getParent()) && !isLastAccepted(series, run)) {
                    remove(output, run.file(), removal);
                    removed.add(output);
                }
            }
        }
        return removed;
    }

    private static boolean isLastAccepted(Series series, PastRun run) {
        return series.lastAccepted().filter(run::equals).isPresent();
    }

    private static void remove(Path output, Path document, Removal removal) {
        try {
            removal.remove(output, document);
        } catch (IOException e) {
            throw new ReportException(
                    "Cannot remove the old run in " + output + ": " + e.getMessage(),
                    "Remove it by hand, or leave out --keep-runs.",
                    e);
        }
    }
}
