package org.ciliumconformance.reports.io;

import java.time.Duration;
import org.ciliumconformance.reports.model.Applicability;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Declaration;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.NodeSummary;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.TrafficOutage;
import org.ciliumconformance.reports.model.Verdict;

/** Reads the parts of a document back: the counterpart of {@link DocumentRenderer}. */
final class DocumentParser {

    private DocumentParser() {}

    static Run run(JsonView run) {
        return new Run(
                run.text("id"),
                run.text("suiteVersion"),
                run.time("startedAt"),
                run.optionalTime("endedAt"),
                run.flag("interrupted"),
                run.map("options"),
                run.text("command"),
                run.optionalFlag("accepted"),
                run.optionalObject("shard", DocumentParser::shard));
    }

    private static Shard shard(JsonView shard) {
        int count = shard.number("count", 1, Integer.MAX_VALUE);
        return new Shard(shard.number("number", 1, count), count, shard.text("of"));
    }

    static Environment environment(JsonView environment) {
        return new Environment(
                environment.text("target"),
                environment.flag("simulated"),
                environment.optionalText("kubernetesVersion"),
                environment.optionalText("profile"),
                environment.optionalText("profileReason"),
                environment.optionalText("ciliumVersion"),
                environment.map("config"),
                environment.objects("nodes", DocumentParser::node),
                environment.optionalMap("boots"),
                environment.optionalTexts("daemonSets"),
                environment.optionalTexts("customResources"),
                environment.optionalText("context"));
    }

    static PlanCounts plan(JsonView plan) {
        return new PlanCounts(plan.number("selected"), plan.number("toRun"), plan.number("notApplicable"));
    }

    static Problem problem(JsonView problem) {
        return new Problem(problem.text("message"), problem.text("remedy"));
    }

    static Traffic traffic(JsonView traffic) {
        return new Traffic(
                traffic.time("startedAt"),
                traffic.time("endedAt"),
                traffic.text("endedBy"),
                traffic.millis("intervalMillis"),
                traffic.objects("flows", DocumentParser::flow),
                traffic.objects("events", DocumentParser::event),
                traffic.map("agents"),
                traffic.texts("doubts"));
    }

    private static TrafficFlow flow(JsonView flow) {
        return new TrafficFlow(
                flow.text("id"),
                flow.text("kind"),
                flow.text("from"),
                flow.text("to"),
                flow.number("sent"),
                flow.number("lost"),
                flow.number("missed"),
                flow.millis("longestUnwatchedMillis"),
                flow.millis("longestGapMillis"),
                micros(flow, "p50Micros"),
                micros(flow, "p99Micros"),
                micros(flow, "maxMicros"),
                flow.number("broken"),
                flow.number("leaks"),
                flow.objects("outages", DocumentParser::outage));
    }

    private static Duration micros(JsonView view, String name) {
        return Duration.ofNanos(view.number(name) * 1_000L);
    }

    private static TrafficOutage outage(JsonView outage) {
        return new TrafficOutage(
                outage.time("start"), outage.millis("durationMillis"), outage.number("probes"), outage.text("outcome"));
    }

    private static TrafficEvent event(JsonView event) {
        return new TrafficEvent(
                event.time("at"), event.text("kind"), event.text("subject"), event.text("node"), event.text("what"));
    }

    static BehaviorResult result(JsonView result) {
        return new BehaviorResult(
                declaration(result.object("declaration")),
                result.oneOf(Verdict.class, "verdict"),
                result.flag("flaky"),
                result.optionalText("reason"),
                result.optionalText("observation"),
                result.objects("matrices", DocumentParser::matrix),
                result.objects("settleTimes", DocumentParser::settleTime),
                result.time("startedAt"),
                result.millis("durationMillis"),
                result.objects("attempts", DocumentParser::attempt),
                result.objects("evidence", DocumentParser::evidence),
                result.optionalText("lane"));
    }

    private static Declaration declaration(JsonView declaration) {
        JsonView citation = declaration.object("citation");
        JsonView applicability = declaration.object("applicability");
        return new Declaration(
                declaration.text("id"),
                declaration.text("area"),
                declaration.optionalText("title"),
                declaration.text("statement"),
                declaration.oneOf(Kind.class, "kind"),
                new Citation(
                        citation.text("document"),
                        citation.text("section"),
                        citation.optionalText("url"),
                        citation.text("edition")),
                new Applicability(
                        applicability.texts("profiles"),
                        applicability.optionalText("ciliumRange"),
                        applicability.optionalText("kubernetesRange"),
                        applicability.texts("features"),
                        applicability.number("minNodes"),
                        applicability.texts("needs")));
    }

    private static Matrix matrix(JsonView matrix) {
        return new Matrix(
                matrix.text("title"),
                matrix.oneOf(Phase.class, "phase"),
                matrix.objects("cells", DocumentParser::cell));
    }

    private static Cell cell(JsonView cell) {
        return new Cell(
                cell.text("from"),
                cell.text("to"),
                cell.text("protocol"),
                cell.number("port"),
                cell.texts("expected"),
                cell.text("observed"),
                cell.optionalText("detail"));
    }

    private static SettleTime settleTime(JsonView settleTime) {
        return new SettleTime(
                settleTime.text("what"), settleTime.millis("durationMillis"), settleTime.number("rounds"));
    }

    private static Attempt attempt(JsonView attempt) {
        return new Attempt(
                attempt.number("number"),
                attempt.oneOf(Verdict.class, "verdict"),
                attempt.optionalText("reason"),
                attempt.time("startedAt"),
                attempt.millis("durationMillis"));
    }

    private static EvidenceFile evidence(JsonView file) {
        return new EvidenceFile(file.text("name"), file.text("path"), file.text("mediaType"));
    }

    private static NodeSummary node(JsonView node) {
        return new NodeSummary(
                node.optionalText("name"),
                node.number("count"),
                node.text("osImage"),
                node.text("kernel"),
                node.text("architecture"),
                node.text("kubeletVersion"),
                node.text("containerRuntime"),
                node.optionalText("zone"));
    }
}
