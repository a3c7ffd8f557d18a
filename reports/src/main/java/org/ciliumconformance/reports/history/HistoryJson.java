package org.ciliumconformance.reports.history;

import java.io.OutputStream;
import java.util.List;
import java.util.function.BiConsumer;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.WellFormed;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A history for programs: clusters, their runs and the behaviors that were not always fine. What is absent is left out,
 * durations are whole milliseconds, rates are from 0 to 1.
 */
public final class HistoryJson {

    /** Says in the document what it is. */
    public static final String FORMAT = "cilium-conformance-history";

    /** Version of the form; it grows when a reader of the old form would go wrong. */
    public static final int SCHEMA_VERSION = 1;

    private HistoryJson() {}

    /** Writes the history as one JSON object in UTF-8. */
    public static void write(OutputStream into, History history) {
        try (JsonGenerator out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), into)) {
            out.writeStartObject();
            out.writeStringProperty("format", FORMAT);
            out.writeNumberProperty("schemaVersion", SCHEMA_VERSION);
            array(out, "series", history.series(), HistoryJson::series);
            array(out, "unreadable", history.unreadable(), (to, text) -> to.writeString(WellFormed.text(text)));
            out.writeEndObject();
        }
    }

    private static void series(JsonGenerator out, Series series) {
        out.writeStartObject();
        out.writeBooleanProperty("simulated", series.simulated());
        text(out, "target", series.target());
        text(out, "profile", series.profile());
        text(out, "context", series.context());
        array(out, "runs", series.runs(), HistoryJson::run);
        array(out, "behaviors", series.tracks(), HistoryJson::track);
        out.writeEndObject();
    }

    private static void run(JsonGenerator out, PastRun run) {
        out.writeStartObject();
        text(out, "file", run.file().toString());
        text(out, "id", run.id());
        text(out, "startedAt", run.startedAt().toString());
        var took = run.took();
        if (took != null) {
            out.writeNumberProperty("durationMillis", took.toMillis());
        }
        out.writeBooleanProperty("complete", run.complete());
        out.writeBooleanProperty("accepted", run.accepted());
        text(out, "ciliumVersion", run.ciliumVersion());
        text(out, "kubernetesVersion", run.kubernetesVersion());
        text(out, "suiteVersion", run.suiteVersion());
        text(out, "configSha256", run.configSha256());
        out.writeNumberProperty("nodes", run.nodes());
        out.writeName("counts");
        out.writeStartObject();
        for (Verdict verdict : Verdict.values()) {
            out.writeNumberProperty(verdict.name(), run.summary().count(verdict));
        }
        out.writeNumberProperty("flaky", run.summary().flaky());
        out.writeNumberProperty("missing", run.missing());
        out.writeEndObject();
        out.writeNumberProperty("flakeRate", run.flakeRate());
        out.writeName("settleTimes");
        out.writeStartObject();
        out.writeNumberProperty("count", run.settling().count());
        if (run.settling().count() > 0) {
            out.writeNumberProperty("medianMillis", run.settling().median().toMillis());
            out.writeNumberProperty("p90Millis", run.settling().p90().toMillis());
            out.writeNumberProperty("longestMillis", run.settling().longest().toMillis());
        }
        out.writeEndObject();
        text(out, "problem", run.problem());
        out.writeEndObject();
    }

    private static void track(JsonGenerator out, Track track) {
        out.writeStartObject();
        text(out, "id", track.id());
        out.writeNumberProperty("flips", track.flips());
        out.writeNumberProperty("flaky", track.flaky());
        array(
                out,
                "verdicts",
                track.marks(),
                (to, mark) ->
                        to.writeString(mark.map(one -> one.verdict().name()).orElse("")));
        out.writeEndObject();
    }

    private static <T> void array(
            JsonGenerator out, String name, List<T> values, BiConsumer<JsonGenerator, T> element) {
        out.writeName(name);
        out.writeStartArray();
        values.forEach(value -> element.accept(out, value));
        out.writeEndArray();
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, WellFormed.text(value));
        }
    }
}
