package org.ciliumconformance.reports.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ciliumconformance.reports.Samples.concluded;
import static org.ciliumconformance.reports.Samples.conforming;
import static org.ciliumconformance.reports.Samples.deviating;
import static org.ciliumconformance.reports.Samples.flaky;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.html.HtmlHistory;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HistoryTest {

    @TempDir
    private Path folder;

    private static ResultsDocument night(int day, String context, boolean accepted, BehaviorResult... results) {
        ResultsDocument some = Samples.of(results);
        Environment environment = some.environment();
        return new ResultsDocument(
                some.schemaVersion(),
                Run.begun(
                                "night-" + day,
                                "0.1.0",
                                Samples.START.plus(Duration.ofDays(day)),
                                some.run().options(),
                                "run")
                        .ended(Samples.START.plus(Duration.ofDays(day)).plusSeconds(30), false)
                        .judged(accepted),
                new Environment(
                        "kubeconfig",
                        false,
                        environment.kubernetesVersion(),
                        environment.profile(),
                        environment.profileReason(),
                        "1.19." + day,
                        environment.config(),
                        environment.nodes(),
                        environment.boots(),
                        environment.daemonSets(),
                        environment.customResources(),
                        context),
                some.plan(),
                some.results(),
                List.of());
    }

    private void keep(String name, ResultsDocument document) {
        ResultsWriter.write(folder.resolve(name).resolve("results.json"), document);
    }

    @Test
    void theLatestRunsOfEachClusterStayAndTheLastAcceptedOne() throws IOException {
        keep("accepted", night(2, "prod", true, conforming("a")));
        keep("first", night(1, "prod", true, conforming("a")));
        keep("third", night(3, "prod", false, deviating("a")));
        keep("last", night(4, "prod", false, deviating("a")));
        keep("of-another", night(1, "test", false, deviating("a")));
        keep("deeper/first", night(0, "prod", false, deviating("a")));
        Files.writeString(
                Files.createDirectories(folder.resolve("first/evidence")).resolve("pods.txt"), "none");

        assertThat(Pruning.keepLatest(folder, 1)).containsExactly(folder.resolve("first"), folder.resolve("third"));

        assertThat(folder).isDirectoryNotContaining("glob:**/{first,third}");
        assertThat(new RunFolder(folder).documents())
                .containsExactly(
                        folder.resolve("accepted/results.json"),
                        folder.resolve("deeper/first/results.json"),
                        folder.resolve("last/results.json"),
                        folder.resolve("of-another/results.json"));
        assertThat(Pruning.keepLatest(folder, 1)).isEmpty();
    }

    @Test
    void anOldRunThatCannotBeRemovedIsNamed() {
        keep("first", night(1, "prod", false, deviating("a")));
        keep("last", night(2, "prod", false, deviating("a")));
        assertThatThrownBy(() -> Pruning.keepLatest(folder, 1, (output, last) -> {
                    throw new IOException("disk failure");
                }))
                .hasMessage("Cannot remove the old run in " + folder.resolve("first") + ": disk failure");
    }

    @Test
    void runsAreInTheOrderOfTimeWhateverTheirFoldersAreCalled() {
        keep("z", night(1, "prod", true, conforming("a")));
        keep("a", night(3, "prod", false, deviating("a")));
        keep("m", night(2, "prod", true, conforming("a")));

        Series series = History.of(folder).series().get(0);

        assertThat(series.runs()).extracting(PastRun::id).containsExactly("night-1", "night-2", "night-3");
        assertThat(series.accepted()).isEqualTo(2);
        assertThat(series.lastAccepted()).map(PastRun::id).contains("night-2");
        assertThat(series.tracks()).hasSize(1);
        assertThat(series.tracks().get(0).marks())
                .containsExactly(
                        Optional.of(new Track.Mark(Verdict.CONFORMS, false)),
                        Optional.of(new Track.Mark(Verdict.CONFORMS, false)),
                        Optional.of(new Track.Mark(Verdict.DEVIATES, false)));
        assertThat(series.tracks().get(0).flips()).isEqualTo(1);
    }

    @Test
    void clustersAreKeptApart() {
        keep("1", night(1, "prod", true, conforming("a")));
        keep("2", night(5, "test", true, conforming("a")));
        keep("3", Samples.of(conforming("a")));

        History history = History.of(folder);

        assertThat(history.series())
                .extracting(series -> series.simulated() ? "simulated" : series.context())
                .containsExactly("test", "prod", "simulated");
    }

    @Test
    void behaviorsThatWereAlwaysFineAreLeftOutAndThoseThatNeedALookComeFirst() {
        keep("1", night(1, "prod", false, conforming("fine"), deviating("was-bad"), flaky("flaky"), conforming("bad")));
        keep(
                "2",
                night(
                        2,
                        "prod",
                        false,
                        conforming("fine"),
                        conforming("was-bad"),
                        conforming("flaky"),
                        deviating("bad"),
                        concluded("new", Verdict.INCONCLUSIVE, "no answer")));

        Series series = History.of(folder).series().get(0);

        assertThat(series.tracks()).extracting(Track::id).containsExactly("bad", "new", "was-bad", "flaky");
        assertThat(series.tracks().get(1).marks().get(0)).isEmpty();
        assertThat(series.tracks().get(3).flaky()).isEqualTo(1);
        assertThat(series.runs()).extracting(PastRun::flakeRate).containsExactly(1.0 / 3, 0.0);
    }

    @Test
    void settleTimesAreToldByTheirQuantiles() {
        var result = BehaviorResult.of(Samples.declaration("a", "service"), Samples.START)
                .verdict(Verdict.CONFORMS, null);
        for (int i = 1; i <= 10; i++) {
            result.settled(new SettleTime("policy applied", Duration.ofMillis(10L * i), 3));
        }
        keep("1", night(1, "prod", true, result.build()));

        assertThat(History.of(folder).series().get(0).latest().settling())
                .isEqualTo(
                        new SettleQuantiles(10, Duration.ofMillis(50), Duration.ofMillis(90), Duration.ofMillis(100)));
    }

    @Test
    void moreRunsThanFitAtFirstAreAllThere() {
        for (int day = 1; day <= 40; day++) {
            keep("day-" + day, night(day, "prod", true, day % 2 == 0 ? deviating("a") : conforming("a")));
        }

        Track track = History.of(folder).series().get(0).tracks().get(0);

        assertThat(track.marks()).hasSize(40).allMatch(Optional::isPresent);
        assertThat(track.flips()).isEqualTo(39);
    }

    @Test
    void whatCannotBeReadIsSaidAndTheRestIsThere() throws IOException {
        keep("1", night(1, "prod", true, conforming("a")));
        Files.createDirectories(folder.resolve("2"));
        Files.writeString(folder.resolve("2/results.json"), "{");

        History history = History.of(folder);

        assertThat(history.series()).hasSize(1);
        assertThat(history.unreadable()).singleElement().asString().contains("2/results.json");
        assertThat(HistoryText.of(history)).contains("1 run, 1 accepted", "note: Cannot read");
    }

    @Test
    void aFolderWithoutRunsIsRefused() {
        assertThatThrownBy(() -> History.of(folder))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("no results.json was found");
    }

    @Test
    void linesForATerminalTellEachRun() {
        keep("1", night(1, "prod", false, deviating("a"), flaky("b")));

        assertThat(HistoryText.of(History.of(folder)))
                .isEqualTo("kubeconfig, context prod, profile aks-managed: 1 run, 0 accepted\n"
                        + "  2026-03-02T02:00:00.250Z  night-1  not accepted  Cilium 1.19.1  Kubernetes v1.32.4"
                        + "  1 CONFORMS  1 DEVIATES  flaky 100.0 %\n");
    }

    @Test
    void programsGetTheSame() {
        keep("1", night(1, "prod", true, conforming("a")));
        keep("2", night(2, "prod", false, deviating("a")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        HistoryJson.write(bytes, History.of(folder));

        JsonNode json = JsonMapper.shared().readTree(bytes.toString(StandardCharsets.UTF_8));
        assertThat(json.get("format").stringValue()).isEqualTo("cilium-conformance-history");
        JsonNode series = json.get("series").get(0);
        assertThat(series.get("runs").get(1).get("counts").get("DEVIATES").intValue())
                .isEqualTo(1);
        assertThat(series.get("behaviors").get(0).get("verdicts").toString()).isEqualTo("[\"CONFORMS\",\"DEVIATES\"]");
    }

    @Test
    void thePageShowsRunsVersionsAndBehaviorsAndLinksToReportsThatAreThere() throws IOException {
        keep("1", night(1, "prod", true, conforming("a.b")));
        keep("2", night(2, "prod", false, deviating("a.b")));
        Files.writeString(folder.resolve("2/report.html"), "");
        Path page = folder.resolve("public/history.html");

        HtmlHistory.write(page, History.of(folder));

        assertThat(Files.readString(page))
                .contains("Last run: 1 behavior deviates", "2 runs, 1 accepted", "href=\"../2/report.html\"")
                .doesNotContain("href=\"../1/report.html\"")
                .containsSubsequence("<b>1.19.2</b> <span class=\"mark\">new</span>", "1.19.1")
                .contains("of 2 runs: deviates in 1, conforms in 1");
    }
}
