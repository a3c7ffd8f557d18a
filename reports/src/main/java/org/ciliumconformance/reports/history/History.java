package org.ciliumconformance.reports.history;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How the runs in a folder went over time, cluster by cluster. Each document is read once and then let go: of a run its
 * {@link PastRun} is kept, and of each behavior one byte.
 *
 * @param series one for each cluster, the one with the latest run first
 * @param unreadable what could not be read, a sentence each
 */
public record History(List<Series> series, List<String> unreadable) {

    public History {
        series = List.copyOf(series);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Reads a folder of runs.
     *
     * @throws ReportException when there is no such folder, or no results document in it that can be read
     */
    public static History of(Path folder) {
        Map<Cluster, Gathering> clusters = new LinkedHashMap<>();
        List<String> unreadable = new ArrayList<>();
        new RunFolder(folder)
                .forEach(
                        (file, document) -> clusters.computeIfAbsent(Cluster.of(document), any -> new Gathering())
                                .add(file, document),
                        e -> unreadable.add(String.valueOf(e.getMessage())));
        if (clusters.isEmpty()) {
            throw new ReportException(
                    "There is no history in " + folder + ": "
                            + (unreadable.isEmpty()
                                    ? "no results.json was found"
                                    : "of " + unreadable.size() + " documents none could be read, the first because: "
                                            + unreadable.get(0)),
                    "Pass the folder that holds the output folders of runs.",
                    null);
        }
        List<Series> series = new ArrayList<>();
        clusters.forEach((cluster, runs) -> series.add(runs.series(cluster)));
        series.sort(
                Comparator.comparing((Series one) -> one.latest().startedAt()).reversed());
        return new History(series, unreadable);
    }

    /** What makes runs those of one cluster. */
    private record Cluster(
            boolean simulated,
            String target,
            @Nullable String profile,
            @Nullable String context) {
        static Cluster of(ResultsDocument document) {
            Environment environment = document.environment();
            return new Cluster(
                    environment.simulated(),
                    environment.target(),
                    environment.profile(),
                    environment.simulated() ? null : environment.contextName());
        }
    }

    /** The runs of one cluster, in the order in which they are read. */
    private static final class Gathering {
        private static final byte FLAKY = 0x10;
        private static final List<Verdict> VERDICTS = List.of(Verdict.values());

        private final List<PastRun> runs = new ArrayList<>();
        private final Map<String, byte[]> marks = new LinkedHashMap<>();

        void add(Path file, ResultsDocument document) {
            int run = runs.size();
            runs.add(PastRun.of(file, document));
            for (BehaviorResult result : document.results()) {
                byte[] mine = marks.getOrDefault(result.id(), new byte[16]);
                if (mine.length <= run) {
                    mine = Arrays.copyOf(mine, 2 * run);
                }
                mine[run] = (byte) (1 + VERDICTS.indexOf(result.verdict()) + (result.flaky() ? FLAKY : 0));
                marks.put(result.id(), mine);
            }
        }

        Series series(Cluster cluster) {
            List<Integer> byTime = new ArrayList<>();
            for (int run = 0; run < runs.size(); run++) {
                byTime.add(run);
            }
            byTime.sort(Comparator.comparing(run -> runs.get(run).startedAt()));
            List<Track> tracks = new ArrayList<>();
            marks.forEach((id, mine) -> {
                Track track = new Track(
                        id, byTime.stream().map(run -> mark(mine, run)).toList());
                if (track.eventful()) {
                    tracks.add(track);
                }
            });
            tracks.sort(Comparator.comparingInt((Track track) ->
                            track.latest().map(mark -> mark.verdict().urgency()).orElse(VERDICTS.size()))
                    .thenComparing(track -> -track.flips())
                    .thenComparing(track -> -track.flaky())
                    .thenComparing(Track::id));
            return new Series(
                    cluster.simulated(),
                    cluster.target(),
                    cluster.profile(),
                    cluster.context(),
                    byTime.stream().map(runs::get).toList(),
                    tracks);
        }

        private static Optional<Track.Mark> mark(byte[] marks, int run) {
            int mark = run < marks.length ? marks[run] : 0;
            return mark == 0
                    ? Optional.empty()
                    : Optional.of(new Track.Mark(VERDICTS.get((mark & (FLAKY - 1)) - 1), (mark & FLAKY) != 0));
        }
    }
}
