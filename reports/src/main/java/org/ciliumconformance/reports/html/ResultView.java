package org.ciliumconformance.reports.html;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One behavior, as it is shown. Every string is made visible and cut.
 *
 * @param anchor its name in links
 * @param id its id
 * @param area its part of the catalogue
 * @param title its short name, absent where the statement is short enough
 * @param statement the claim
 * @param kind what its absence means
 * @param citation where it is documented, in words
 * @param address address of that, absent where there is none
 * @param verdict what was concluded
 * @param flaky whether it conforms only on a retry
 * @param reason why it does not conform
 * @param observation what was seen, where the document permits several things
 * @param marks what else matters about its verdict: a waiver, how it was in the baseline
 * @param matrices the probes
 * @param settleTimes how long changes took to show
 * @param offset when it began, from the begin of the run
 * @param duration how long it took
 * @param attempts the tries
 * @param evidence the files, by folder
 * @param lane where it ran
 */
record ResultView(
        String anchor,
        String id,
        String area,
        @Nullable String title,
        String statement,
        Kind kind,
        String citation,
        @Nullable String address,
        Verdict verdict,
        boolean flaky,
        @Nullable String reason,
        @Nullable String observation,
        List<String> marks,
        List<MatrixView> matrices,
        List<Settled> settleTimes,
        Duration offset,
        Duration duration,
        List<Try> attempts,
        List<EvidenceFolder> evidence,
        @Nullable String lane) {

    /** A change, and how long it took to show. */
    record Settled(String what, Duration duration, int rounds) {}

    /** A try at a behavior. */
    record Try(int number, Verdict verdict, @Nullable String reason, Duration duration) {}

    /**
     * Files of one folder.
     *
     * @param name name of the folder, relative to the results
     * @param link the way to it, with a slash at its end; absent where its files cannot be linked to
     * @param files names of the files
     */
    record EvidenceFolder(String name, @Nullable String link, List<String> files) {
        EvidenceFolder {
            files = List.copyOf(files);
        }
    }

    private static final int ENTRIES_AT_MOST = 50;

    ResultView {
        marks = List.copyOf(marks);
        matrices = List.copyOf(matrices);
        settleTimes = List.copyOf(settleTimes);
        attempts = List.copyOf(attempts);
        evidence = List.copyOf(evidence);
    }

    /**
     * @param runStart when the run began
     * @param matrixView what a matrix looks like; many behaviors have the same
     * @param links the ways to its evidence
     * @param marks what else matters about the verdict
     */
    static ResultView of(
            BehaviorResult result,
            Instant runStart,
            Function<Matrix, MatrixView> matrixView,
            EvidenceLinks links,
            List<String> marks) {
        Citation citation = result.declaration().citation();
        return new ResultView(
                Anchor.of(result.id()),
                Shown.name(result.id()),
                Shown.name(result.declaration().area()),
                Shown.optional(result.declaration().title()),
                Shown.text(result.declaration().statement()),
                result.declaration().kind(),
                Shown.text(citation.inWords()),
                Links.web(citation.url()),
                result.verdict(),
                result.flaky(),
                Shown.optional(result.reason()),
                Shown.optional(result.observation()),
                marks,
                result.matrices().stream()
                        .limit(ENTRIES_AT_MOST)
                        .map(matrixView)
                        .toList(),
                result.settleTimes().stream()
                        .limit(ENTRIES_AT_MOST)
                        .map(time -> new Settled(Shown.name(time.what()), time.duration(), time.rounds()))
                        .toList(),
                Duration.between(runStart, result.startedAt()),
                result.duration(),
                result.attempts().stream()
                        .limit(ENTRIES_AT_MOST)
                        .map(ResultView::attempt)
                        .toList(),
                evidence(result.evidence(), links),
                result.lane() == null ? null : Shown.name(result.lane()));
    }

    private static Try attempt(Attempt attempt) {
        return new Try(attempt.number(), attempt.verdict(), Shown.optional(attempt.reason()), attempt.duration());
    }

    private static List<EvidenceFolder> evidence(List<EvidenceFile> files, EvidenceLinks links) {
        Map<String, List<String>> folders = new LinkedHashMap<>();
        for (EvidenceFile file : files.subList(0, Math.min(files.size(), ENTRIES_AT_MOST))) {
            int slash = file.path().lastIndexOf('/');
            folders.computeIfAbsent(file.path().substring(0, slash + 1), any -> new ArrayList<>())
                    .add(file.path().substring(slash + 1));
        }
        List<EvidenceFolder> evidence = new ArrayList<>();
        folders.forEach((folder, names) -> {
            // What cannot be linked to as a whole is shown as text; a file name is part of what decides that.
            boolean linkable =
                    names.stream().allMatch(name -> name.equals(Shown.name(name)) && Links.file("", name) != null);
            evidence.add(new EvidenceFolder(
                    Shown.name(folder),
                    linkable ? links.to(folder) : null,
                    names.stream().map(Shown::name).toList()));
        });
        return evidence;
    }

    /** The name of a file, as a link has it. */
    static String encoded(String fileName) {
        String link = Links.file("", fileName);
        return link == null ? "" : link;
    }

    /** Whether somebody should look at it. */
    boolean broken() {
        return verdict == Verdict.DEVIATES || verdict == Verdict.INCONCLUSIVE;
    }

    List<MatrixView> differing() {
        return matrices.stream().filter(matrix -> !matrix.asExpected()).toList();
    }

    List<MatrixView> expected() {
        return matrices.stream().filter(MatrixView::asExpected).toList();
    }

    /** Whether the attempts tell more than the result does. */
    boolean attemptsDiffer() {
        return attempts.stream()
                .anyMatch(attempt -> attempt.verdict() != verdict || !Objects.equals(attempt.reason(), reason));
    }
}
