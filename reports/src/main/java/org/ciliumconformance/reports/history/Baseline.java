package org.ciliumconformance.reports.history;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ciliumconformance.reports.ExitCode;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to be compared with: a certain document, or the last accepted run in a folder of runs.
 *
 * <p>Of a folder, a run counts if it ended well (as {@code run.accepted} in its document says; a document that does not
 * say is judged anew), was made on the same target with the same profile and context, and began before the run in
 * question.
 */
public final class Baseline {

    /**
     * What was found.
     *
     * @param document the run to compare with, absent where the folder holds none
     * @param notes what a reader should know: documents that could not be read, or that there is no accepted run
     */
    public record Found(@Nullable ResultsDocument document, List<String> notes) {
        public Found {
            notes = List.copyOf(notes);
        }
    }

    private final @Nullable ResultsDocument certain;
    private final @Nullable Path folder;

    private Baseline(@Nullable ResultsDocument certain, @Nullable Path folder) {
        this.certain = certain;
        this.folder = folder;
    }

    /**
     * @param place a document, a folder that holds a {@code results.json}, or a folder of runs
     * @throws ReportException when there is no such thing, or the document cannot be read; a folder of runs is looked
     *     through later
     */
    public static Baseline at(Path place) {
        if (Files.isDirectory(place) && !Files.exists(place.resolve("results.json"))) {
            return new Baseline(null, place);
        }
        return new Baseline(new ResultsReader().read(place), null);
    }

    /** Finds what the document is to be compared with. */
    public Found of(ResultsDocument candidate) {
        Path place = folder;
        if (place == null) {
            return new Found(certain, List.of());
        }
        Search search = new Search(candidate);
        new RunFolder(place)
                .forEach(
                        (file, document) -> search.look(document),
                        e -> search.notes.add(String.valueOf(e.getMessage())));
        if (search.best == null) {
            search.notes.add("There is no accepted run of this cluster in " + place + ".");
        }
        return new Found(search.best, search.notes);
    }

    private static final class Search {
        private final ResultsDocument candidate;
        private final List<String> notes = new ArrayList<>();
        private @Nullable ResultsDocument best;

        Search(ResultsDocument candidate) {
            this.candidate = candidate;
        }

        void look(ResultsDocument document) {
            ResultsDocument present = best;
            if (!document.run().id().equals(candidate.run().id())
                    && document.run().startedAt().isBefore(candidate.run().startedAt())
                    && sameCluster(document.environment(), candidate.environment())
                    && accepted(document)
                    && (present == null
                            || document.run().startedAt().isAfter(present.run().startedAt()))) {
                best = document;
            }
        }
    }

    /** Whether a run ended well. */
    static boolean accepted(ResultsDocument document) {
        Boolean said = document.run().accepted();
        return said != null ? said : ExitCode.of(document, Gate.standard()) == ExitCode.SUCCESS;
    }

    private static boolean sameCluster(Environment one, Environment other) {
        return one.simulated() == other.simulated()
                && one.target().equals(other.target())
                && Objects.equals(one.profile(), other.profile())
                // The context of a simulated cluster is its description, and that is what a trial run varies.
                && (one.simulated() || Objects.equals(one.contextName(), other.contextName()));
    }
}
