package org.ciliumconformance.reports.io;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ciliumconformance.reports.model.Applicability;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Declaration;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.NodeSummary;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Shard;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.ciliumconformance.reports.model.TrafficFlow;
import org.ciliumconformance.reports.model.TrafficOutage;
import org.ciliumconformance.reports.text.WellFormed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Turns the parts of a document into JSON, each on its own, so that a part that has not changed is rendered once.
 * What is absent is left out; durations are whole milliseconds, times ISO 8601 in UTC.
 */
final class DocumentRenderer {

    /** Says in the file whose it is. */
    static final String FORMAT = "cilium-conformance-results";

    private final JsonFactory json = new JsonFactory();

    byte[] run(Run run) {
        return rendered(out -> {
            out.writeStartObject();
            text(out, "id", run.id());
            text(out, "suiteVersion", run.suiteVersion());
            time(out, "startedAt", run.startedAt());
            Instant endedAt = run.endedAt();
            if (endedAt != null) {
                time(out, "endedAt", endedAt);
            }
            out.writeBooleanProperty("interrupted", run.interrupted());
            map(out, "options", run.options());
            text(out, "command", run.command());
            Boolean accepted = run.accepted();
            if (accepted != null) {
                out.writeBooleanProperty("accepted", accepted);
            }
            Shard shard = run.shard();
            if (shard != null) {
                out.writeName("shard");
                out.writeStartObject();
                out.writeNumberProperty("number", shard.number());
                out.writeNumberProperty("count", shard.count());
                text(out, "of", shard.of());
                out.writeEndObject();
            }
            out.writeEndObject();
        });
    }

    byte[] environment(Environment environment) {
        return rendered(out -> {
            out.writeStartObject();
            text(out, "target", environment.target());
            out.writeBooleanProperty("simulated", environment.simulated());
            text(out, "kubernetesVersion", environment.kubernetesVersion());
            text(out, "profile", environment.profile());
            text(out, "profileReason", environment.profileReason());
            text(out, "ciliumVersion", environment.ciliumVersion());
            map(out, "config", environment.config());
            text(out, "configSha256", environment.configSha256());
            out.writeNumberProperty("nodeCount", environment.nodeCount());
            array(out, "nodes", environment.nodes(), DocumentRenderer::node);
            map(out, "boots", environment.boots());
            texts(out, "daemonSets", environment.daemonSets());
            texts(out, "customResources", environment.customResources());
            text(out, "context", environment.contextName());
            out.writeEndObject();
        });
    }

    byte[] plan(PlanCounts plan) {
        return rendered(out -> {
            out.writeStartObject();
            out.writeNumberProperty("selected", plan.selected());
            out.writeNumberProperty("toRun", plan.toRun());
            out.writeNumberProperty("notApplicable", plan.notApplicable());
            out.writeEndObject();
        });
    }

    byte[] summary(Summary summary) {
        return rendered(out -> {
            out.writeStartObject();
            out.writeNumberProperty("total", summary.total());
            summary.counts().forEach((verdict, count) -> out.writeNumberProperty(verdict.name(), count));
            out.writeNumberProperty("flaky", summary.flaky());
            out.writeEndObject();
        });
    }

    byte[] problems(List<Problem> problems) {
        return rendered(out -> {
            out.writeStartArray();
            for (Problem problem : problems) {
                out.writeStartObject();
                text(out, "message", problem.message());
                text(out, "remedy", problem.remedy());
                out.writeEndObject();
            }
            out.writeEndArray();
        });
    }

    byte[] traffic(Traffic traffic) {
        return rendered(out -> {
            out.writeStartObject();
            time(out, "startedAt", traffic.startedAt());
            time(out, "endedAt", traffic.endedAt());
            text(out, "endedBy", traffic.endedBy());
            millis(out, "intervalMillis", traffic.interval());
            array(out, "flows", traffic.flows(), DocumentRenderer::flow);
            array(out, "events", traffic.events(), DocumentRenderer::event);
            map(out, "agents", new TreeMap<>(traffic.agents()));
            texts(out, "doubts", traffic.doubts());
            out.writeEndObject();
        });
    }

    private static void flow(JsonGenerator out, TrafficFlow flow) {
        out.writeStartObject();
        text(out, "id", flow.id());
        text(out, "kind", flow.kind());
        text(out, "from", flow.from());
        text(out, "to", flow.to());
        out.writeNumberProperty("sent", flow.sent());
        out.writeNumberProperty("lost", flow.lost());
        out.writeNumberProperty("missed", flow.missed());
        millis(out, "longestUnwatchedMillis", flow.longestUnwatched());
        millis(out, "longestGapMillis", flow.longestGap());
        micros(out, "p50Micros", flow.p50());
        micros(out, "p99Micros", flow.p99());
        micros(out, "maxMicros", flow.max());
        out.writeNumberProperty("broken", flow.broken());
        out.writeNumberProperty("leaks", flow.leaks());
        array(out, "outages", flow.outages(), DocumentRenderer::outage);
        out.writeEndObject();
    }

    private static void outage(JsonGenerator out, TrafficOutage outage) {
        out.writeStartObject();
        time(out, "start", outage.start());
        millis(out, "durationMillis", outage.duration());
        out.writeNumberProperty("probes", outage.probes());
        text(out, "outcome", outage.outcome());
        out.writeEndObject();
    }

    private static void event(JsonGenerator out, TrafficEvent event) {
        out.writeStartObject();
        time(out, "at", event.at());
        text(out, "kind", event.kind());
        text(out, "subject", event.subject());
        text(out, "node", event.node());
        text(out, "what", event.what());
        out.writeEndObject();
    }

    byte[] result(BehaviorResult result) {
        return rendered(out -> {
            out.writeStartObject();
            out.writeName("declaration");
            declaration(out, result.declaration());
            text(out, "verdict", result.verdict().name());
            out.writeBooleanProperty("flaky", result.flaky());
            text(out, "reason", result.reason());
            text(out, "observation", result.observation());
            array(out, "matrices", result.matrices(), DocumentRenderer::matrix);
            array(out, "settleTimes", result.settleTimes(), DocumentRenderer::settleTime);
            time(out, "startedAt", result.startedAt());
            millis(out, "durationMillis", result.duration());
            array(out, "attempts", result.attempts(), DocumentRenderer::attempt);
            array(out, "evidence", result.evidence(), DocumentRenderer::evidence);
            text(out, "lane", result.lane());
            out.writeEndObject();
        });
    }

    private static void declaration(JsonGenerator out, Declaration declaration) {
        out.writeStartObject();
        text(out, "id", declaration.id());
        text(out, "area", declaration.area());
        text(out, "title", declaration.title());
        text(out, "statement", declaration.statement());
        text(out, "kind", declaration.kind().name());
        Citation citation = declaration.citation();
        out.writeName("citation");
        out.writeStartObject();
        text(out, "document", citation.document());
        text(out, "section", citation.section());
        text(out, "url", citation.url());
        text(out, "edition", citation.edition());
        out.writeEndObject();
        Applicability applicability = declaration.applicability();
        out.writeName("applicability");
        out.writeStartObject();
        texts(out, "profiles", applicability.profiles());
        text(out, "ciliumRange", applicability.ciliumRange());
        text(out, "kubernetesRange", applicability.kubernetesRange());
        texts(out, "features", applicability.features());
        out.writeNumberProperty("minNodes", applicability.minNodes());
        texts(out, "needs", applicability.needs());
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void matrix(JsonGenerator out, Matrix matrix) {
        out.writeStartObject();
        text(out, "title", matrix.title());
        text(out, "phase", matrix.phase().name().toLowerCase(Locale.ROOT));
        array(out, "cells", matrix.cells(), DocumentRenderer::cell);
        out.writeEndObject();
    }

    private static void cell(JsonGenerator out, Cell cell) {
        out.writeStartObject();
        text(out, "from", cell.from());
        text(out, "to", cell.to());
        text(out, "protocol", cell.protocol());
        out.writeNumberProperty("port", cell.port());
        texts(out, "expected", cell.expected());
        text(out, "observed", cell.observed());
        text(out, "detail", cell.detail());
        out.writeEndObject();
    }

    private static void settleTime(JsonGenerator out, SettleTime settleTime) {
        out.writeStartObject();
        text(out, "what", settleTime.what());
        millis(out, "durationMillis", settleTime.duration());
        out.writeNumberProperty("rounds", settleTime.rounds());
        out.writeEndObject();
    }

    private static void attempt(JsonGenerator out, Attempt attempt) {
        out.writeStartObject();
        out.writeNumberProperty("number", attempt.number());
        text(out, "verdict", attempt.verdict().name());
        text(out, "reason", attempt.reason());
        time(out, "startedAt", attempt.startedAt());
        millis(out, "durationMillis", attempt.duration());
        out.writeEndObject();
    }

    private static void evidence(JsonGenerator out, EvidenceFile file) {
        out.writeStartObject();
        text(out, "name", file.name());
        text(out, "path", file.path());
        text(out, "mediaType", file.mediaType());
        out.writeEndObject();
    }

    private static void node(JsonGenerator out, NodeSummary node) {
        out.writeStartObject();
        text(out, "name", node.name());
        out.writeNumberProperty("count", node.count());
        text(out, "osImage", node.osImage());
        text(out, "kernel", node.kernel());
        text(out, "architecture", node.architecture());
        text(out, "kubeletVersion", node.kubeletVersion());
        text(out, "containerRuntime", node.containerRuntime());
        text(out, "zone", node.zone());
        out.writeEndObject();
    }

    private byte[] rendered(Consumer<JsonGenerator> content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(out);
        }
        return bytes.toByteArray();
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, WellFormed.text(value));
        }
    }

    private static void time(JsonGenerator out, String name, Instant value) {
        out.writeStringProperty(name, value.toString());
    }

    private static void millis(JsonGenerator out, String name, Duration value) {
        out.writeNumberProperty(name, value.toMillis());
    }

    private static void micros(JsonGenerator out, String name, Duration value) {
        out.writeNumberProperty(name, value.toNanos() / 1_000);
    }

    private static void texts(JsonGenerator out, String name, List<String> values) {
        array(out, name, values, (into, value) -> into.writeString(WellFormed.text(value)));
    }

    private static <T> void array(
            JsonGenerator out, String name, List<T> values, BiConsumer<JsonGenerator, T> element) {
        out.writeName(name);
        out.writeStartArray();
        for (T value : values) {
            element.accept(out, value);
        }
        out.writeEndArray();
    }

    private static void map(JsonGenerator out, String name, Map<String, String> values) {
        out.writeName(name);
        out.writeStartObject();
        values.forEach((key, value) -> text(out, WellFormed.text(key), value));
        out.writeEndObject();
    }
}
