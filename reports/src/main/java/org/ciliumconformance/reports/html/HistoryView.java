package org.ciliumconformance.reports.html;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.ciliumconformance.reports.history.History;
import org.ciliumconformance.reports.history.PastRun;
import org.ciliumconformance.reports.history.Series;
import org.ciliumconformance.reports.history.Track;
import org.ciliumconformance.reports.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * How runs went over time.
 *
 * @param layout what is around it
 * @param clusters one for each cluster
 * @param unreadable what could not be read
 * @param moreUnreadable how much more of it there is
 */
record HistoryView(Layout layout, List<Cluster> clusters, List<String> unreadable, int moreUnreadable) {

    /**
     * The runs of one cluster.
     *
     * @param anchor its name, without the prefix
     * @param name what it is called
     * @param tone class for the colour of the answer
     * @param sign one character, for those who see no colours
     * @param headline how the last run went
     * @param more how it went over time
     * @param charts figures by run
     * @param rows the runs, the latest first
     * @param moreRows how many earlier ones are left out
     * @param behaviors those that have anything to tell
     * @param moreBehaviors how many more of them there are
     * @param columns how many runs their strips show
     */
    record Cluster(
            String anchor,
            String name,
            String tone,
            String sign,
            String headline,
            String more,
            List<Chart> charts,
            List<Row> rows,
            int moreRows,
            List<Behavior> behaviors,
            int moreBehaviors,
            int columns) {}

    /**
     * One figure by run, as bars.
     *
     * @param title what it is
     * @param top the value at the top
     * @param inWords the chart in words
     * @param bars the bars
     * @param versions where another version of Cilium begins
     */
    record Chart(String title, String top, String inWords, List<Bar> bars, List<Version> versions) {}

    /** Lengths are in percent with a sign. */
    record Bar(String tone, String x, String width, String y, String height) {}

    /** The place where a version begins. */
    record Version(String x, String label) {}

    /** A run, as a row of a table. */
    record Row(
            String when,
            String id,
            @Nullable String link,
            String tone,
            String outcome,
            String cilium,
            boolean otherCilium,
            String kubernetes,
            boolean otherKubernetes,
            boolean otherConfig,
            String suite,
            Tally tally,
            String flakeRate,
            String median,
            String p90,
            String took) {}

    /**
     * A behavior over time.
     *
     * @param strip what each run said, the latest last: neighbours alike together
     */
    record Behavior(
            String id, Verdict verdict, boolean flaky, int flips, int flakyRuns, String inWords, List<Piece> strip) {}

    /** Some runs alike. */
    record Piece(String tone, String signs) {}

    private static final int RUNS_AT_MOST = 100;
    private static final int STRIP_AT_MOST = 40;
    private static final int BEHAVIORS_AT_MOST = 200;
    private static final int UNREADABLE_AT_MOST = 20;
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /**
     * @param folder where the page is to lie
     */
    static HistoryView of(History history, Path folder) {
        List<Cluster> clusters = new ArrayList<>();
        List<Layout.Section> sections = new ArrayList<>();
        for (Series series : history.series()) {
            Cluster cluster = cluster(series, "cluster-" + (clusters.size() + 1), folder);
            clusters.add(cluster);
            sections.add(new Layout.Section(cluster.anchor(), cluster.name()));
        }
        Series first = history.series().get(0);
        Layout layout = new Layout(
                clusters.get(0).sign() + " " + clusters.get(0).headline() + " · history",
                "history",
                history.series().stream().anyMatch(Series::simulated),
                sections,
                "{}",
                Shown.name(first.latest().suiteVersion()));
        int shown = Math.min(history.unreadable().size(), UNREADABLE_AT_MOST);
        return new HistoryView(
                layout,
                clusters,
                history.unreadable().subList(0, shown).stream().map(Shown::text).toList(),
                history.unreadable().size() - shown);
    }

    private static Cluster cluster(Series series, String anchor, Path folder) {
        List<PastRun> all = series.runs();
        List<PastRun> runs = all.subList(Math.max(0, all.size() - RUNS_AT_MOST), all.size());
        PastRun latest = series.latest();
        List<Row> rows = new ArrayList<>();
        for (int run = runs.size() - 1; run >= 0; run--) {
            rows.add(row(runs.get(run), run == 0 ? null : runs.get(run - 1), folder));
        }
        int columns = Math.min(runs.size(), STRIP_AT_MOST);
        List<Behavior> behaviors = series.tracks().stream()
                .limit(BEHAVIORS_AT_MOST)
                .map(track -> behavior(track, columns))
                .toList();
        return new Cluster(
                anchor,
                name(series),
                latest.accepted() ? "good" : latest.summary().count(Verdict.DEVIATES) > 0 ? "bad" : "unsure",
                latest.accepted() ? "✓" : latest.summary().count(Verdict.DEVIATES) > 0 ? "✗" : "?",
                "Last run: " + outcome(latest),
                Shown.counted(all.size(), "run", "runs") + ", " + series.accepted() + " accepted. "
                        + lastAccepted(series),
                charts(runs),
                rows,
                all.size() - runs.size(),
                behaviors,
                series.tracks().size() - behaviors.size(),
                columns);
    }

    private static String lastAccepted(Series series) {
        if (series.latest().accepted()) {
            return "Last run " + Shown.time(series.latest().startedAt()) + ".";
        }
        return series.lastAccepted()
                .map(run -> "The last accepted run was on " + Shown.time(run.startedAt()) + " with Cilium "
                        + Shown.known(run.ciliumVersion()) + ".")
                .orElse("None was accepted.");
    }

    private static String name(Series series) {
        List<String> parts = new ArrayList<>();
        parts.add(series.simulated() ? "simulated" : Shown.name(series.target()));
        String context = series.context();
        if (context != null) {
            parts.add(Shown.name(context));
        }
        parts.add(series.profile() == null ? "profile unknown" : Shown.known(series.profile()));
        return String.join(", ", parts);
    }

    private static String outcome(PastRun run) {
        if (!run.complete()) {
            return "interrupted";
        }
        int deviating = run.summary().count(Verdict.DEVIATES);
        if (run.accepted()) {
            return deviating == 0 ? "accepted" : "accepted, " + deviating + " deviating";
        }
        if (deviating > 0) {
            return Shown.counted(deviating, "behavior deviates", "behaviors deviate");
        }
        if (run.problem() != null) {
            return "could not be prepared";
        }
        int inconclusive = run.summary().count(Verdict.INCONCLUSIVE);
        return inconclusive > 0
                ? Shown.counted(inconclusive, "behavior has no verdict", "behaviors have no verdict")
                : "not accepted";
    }

    private static Row row(PastRun run, @Nullable PastRun before, Path folder) {
        return new Row(
                WHEN.format(run.startedAt()),
                Shown.name(run.id()),
                link(run, folder),
                run.accepted() ? "good" : run.summary().count(Verdict.DEVIATES) > 0 ? "bad" : "unsure",
                outcome(run),
                Shown.known(run.ciliumVersion()),
                before != null && !Objects.equals(before.ciliumVersion(), run.ciliumVersion()),
                Shown.known(run.kubernetesVersion()),
                before != null && !Objects.equals(before.kubernetesVersion(), run.kubernetesVersion()),
                before != null && !before.configSha256().equals(run.configSha256()),
                Shown.name(run.suiteVersion()),
                new Tally(run.id(), run.summary().counts(), run.summary().flaky()),
                rate(run.flakeRate()),
                run.settling().count() == 0 ? "" : millis(run.settling().median()),
                run.settling().count() == 0 ? "" : millis(run.settling().p90()),
                Optional.ofNullable(run.took()).map(Shown::duration).orElse("no end"));
    }

    /** The report beside the document, if it is there. */
    private static @Nullable String link(PastRun run, Path folder) {
        Path home = run.file().toAbsolutePath().getParent();
        return home != null && Files.isRegularFile(home.resolve("report.html"))
                ? Links.between(folder, home) + "report.html"
                : null;
    }

    private static String rate(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String millis(Duration duration) {
        return Shown.number(duration.toMillis());
    }

    private static List<Chart> charts(List<PastRun> runs) {
        double mostTrouble = Math.max(1, most(runs, HistoryView::trouble));
        double mostFlaky = Math.max(0.01, most(runs, PastRun::flakeRate));
        double slowest = Math.max(1, most(runs, run -> run.settling().p90().toMillis()));
        List<Version> versions = versions(runs);
        List<Bar> trouble = new ArrayList<>();
        List<Bar> flaky = new ArrayList<>();
        List<Bar> settling = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            PastRun past = runs.get(run);
            double deviating = past.summary().count(Verdict.DEVIATES) / mostTrouble;
            trouble.add(bar("bad", run, runs.size(), 0, deviating));
            trouble.add(bar(
                    "unsure", run, runs.size(), deviating, past.summary().count(Verdict.INCONCLUSIVE) / mostTrouble));
            flaky.add(bar("unsure", run, runs.size(), 0, past.flakeRate() / mostFlaky));
            settling.add(bar("wait", run, runs.size(), 0, past.settling().p90().toMillis() / slowest));
            settling.add(
                    bar("settle", run, runs.size(), 0, past.settling().median().toMillis() / slowest));
        }
        PastRun first = runs.get(0);
        PastRun last = runs.get(runs.size() - 1);
        return List.of(
                new Chart(
                        "Deviating (red), inconclusive (amber)",
                        Shown.number((long) mostTrouble),
                        "Deviating or inconclusive by run: at most " + (long) mostTrouble + ", first "
                                + (long) trouble(first) + ", last " + (long) trouble(last),
                        visible(trouble),
                        versions),
                new Chart(
                        "Settle time: median (dark), 90 % (light)",
                        Shown.number((long) slowest) + " ms",
                        "Settle time by run: 90 % within at most " + (long) slowest + " ms, first "
                                + first.settling().p90().toMillis() + " ms, last "
                                + last.settling().p90().toMillis() + " ms",
                        visible(settling),
                        versions),
                new Chart(
                        "Flake rate, of what conforms",
                        rate(mostFlaky),
                        "Flake rate by run: at most " + rate(most(runs, PastRun::flakeRate)) + ", first "
                                + rate(first.flakeRate()) + ", last " + rate(last.flakeRate()),
                        visible(flaky),
                        versions));
    }

    private static double trouble(PastRun run) {
        return run.summary().count(Verdict.DEVIATES) + run.summary().count(Verdict.INCONCLUSIVE);
    }

    private static double most(List<PastRun> runs, ToDoubleFunction<PastRun> figure) {
        return runs.stream().mapToDouble(figure).max().orElse(0);
    }

    private static Bar bar(String tone, int run, int runs, double from, double height) {
        double slot = 100.0 / Math.max(runs, 20);
        return new Bar(
                tone,
                Tally.percent(run * slot + slot * 0.1),
                Tally.percent(slot * 0.8),
                Tally.percent(100 * (1 - from - height)),
                Tally.percent(100 * height));
    }

    private static List<Bar> visible(List<Bar> bars) {
        return bars.stream().filter(bar -> !bar.height().equals("0.00%")).toList();
    }

    private static List<Version> versions(List<PastRun> runs) {
        List<Version> versions = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            String version = runs.get(run).ciliumVersion();
            if (run == 0 || !Objects.equals(version, runs.get(run - 1).ciliumVersion())) {
                versions.add(new Version(Tally.percent(run * 100.0 / Math.max(runs.size(), 20)), Shown.known(version)));
            }
        }
        return versions;
    }

    private static Behavior behavior(Track track, int columns) {
        List<Optional<Track.Mark>> marks = track.marks()
                .subList(track.marks().size() - columns, track.marks().size());
        List<Piece> strip = new ArrayList<>();
        String tone = "";
        StringBuilder signs = new StringBuilder();
        for (Optional<Track.Mark> mark : marks) {
            String mine = mark.map(HistoryView::tone).orElse("absent");
            if (!mine.equals(tone) && !signs.isEmpty()) {
                strip.add(new Piece(tone, signs.toString()));
                signs.setLength(0);
            }
            tone = mine;
            signs.append(mark.map(HistoryView::sign).orElse("·"));
        }
        strip.add(new Piece(tone, signs.toString()));
        Track.Mark latest = track.latest().orElse(new Track.Mark(Verdict.NOT_APPLICABLE, false));
        return new Behavior(
                Shown.name(track.id()),
                latest.verdict(),
                latest.flaky(),
                track.flips(),
                track.flaky(),
                inWords(track),
                strip);
    }

    private static String tone(Track.Mark mark) {
        return mark.flaky() ? "flaky" : Marks.css(mark.verdict());
    }

    private static String sign(Track.Mark mark) {
        return mark.flaky() ? "~" : Marks.sign(mark.verdict());
    }

    private static String inWords(Track track) {
        List<String> words = new ArrayList<>();
        for (Verdict verdict : Tally.ORDER) {
            if (track.count(verdict) > 0) {
                words.add(Marks.words(verdict) + " in " + track.count(verdict));
            }
        }
        return "of " + track.marks().size() + " runs: " + String.join(", ", words);
    }
}
