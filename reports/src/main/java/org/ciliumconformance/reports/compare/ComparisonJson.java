package org.ciliumconformance.reports.compare;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.text.WellFormed;
import org.ciliumconformance.reports.waiver.Waiver;
import org.ciliumconformance.reports.waiver.WaiverReview;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A comparison for programs. {@code format} and {@code schemaVersion} say what it is; behaviors that stayed as they were
 * are counted and not listed, what is absent is left out, durations are whole milliseconds.
 */
public final class ComparisonJson {

    /** Says in the document what it is. */
    public static final String FORMAT = "cilium-conformance-comparison";

    /** Version of the form; it grows when a reader of the old form would go wrong. */
    public static final int SCHEMA_VERSION = 1;

    private final Gate gate;
    private final JsonFactory json = new JsonFactory();

    /**
     * @param gate what counts as good
     */
    public ComparisonJson(Gate gate) {
        this.gate = gate;
    }

    /** Writes the comparison as one JSON object in UTF-8 and leaves the stream open. */
    public void write(OutputStream into, Comparison comparison) {
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), new Unclosed(into))) {
            out.writeStartObject();
            out.writeStringProperty("format", FORMAT);
            out.writeNumberProperty("schemaVersion", SCHEMA_VERSION);
            out.writeBooleanProperty("comparable", comparison.sensible());
            out.writeNumberProperty("exitCode", comparison.exitCode(gate).code());
            run(out, "before", comparison.before());
            run(out, "after", comparison.after());
            array(out, "cautions", comparison.cautions(), ComparisonJson::caution);
            out.writeName("counts");
            out.writeStartObject();
            comparison.counts().forEach((change, count) -> out.writeNumberProperty(change.name(), count));
            out.writeNumberProperty("failing", comparison.failing(gate.strict()).size());
            out.writeNumberProperty("waived", comparison.waived(gate.strict()).size());
            out.writeNumberProperty("flaky", comparison.flaky().size());
            out.writeEndObject();
            List<BehaviorChange> told = comparison.changes().stream()
                    .filter(one -> one.change() != Change.UNCHANGED || one.flaky())
                    .toList();
            array(out, "changes", told, this::change);
            array(out, "settleTimes", comparison.settling(), ComparisonJson::settling);
            array(out, "environment", comparison.environment(), ComparisonJson::environment);
            array(out, "waivers", comparison.waivers().uses(), ComparisonJson::waiver);
            out.writeEndObject();
        }
    }

    private static void run(JsonGenerator out, String name, ResultsDocument document) {
        Environment environment = document.environment();
        out.writeName(name);
        out.writeStartObject();
        text(out, "id", document.run().id());
        text(out, "startedAt", document.run().startedAt().toString());
        text(out, "suiteVersion", document.run().suiteVersion());
        out.writeBooleanProperty("complete", document.run().complete());
        text(out, "target", environment.target());
        out.writeBooleanProperty("simulated", environment.simulated());
        text(out, "profile", environment.profile());
        text(out, "ciliumVersion", environment.ciliumVersion());
        text(out, "kubernetesVersion", environment.kubernetesVersion());
        text(out, "context", environment.contextName());
        out.writeNumberProperty("results", document.results().size());
        out.writeEndObject();
    }

    private static void caution(JsonGenerator out, Caution caution) {
        out.writeStartObject();
        text(out, "text", caution.text());
        out.writeBooleanProperty("forbids", caution.forbids());
        out.writeEndObject();
    }

    private void change(JsonGenerator out, BehaviorChange change) {
        out.writeStartObject();
        text(out, "id", change.id());
        text(out, "change", change.change().name());
        out.writeBooleanProperty("fails", change.fails(gate.strict()));
        text(out, "statement", change.latest().declaration().statement());
        result(out, "before", change.before());
        result(out, "after", change.after());
        array(
                out,
                "observations",
                change.observations(),
                (into, observation) -> into.writeString(WellFormed.text(observation)));
        waiver(out, "waiver", change.waiver());
        waiver(out, "expiredWaiver", change.expiredWaiver());
        out.writeEndObject();
    }

    private static void result(JsonGenerator out, String name, @Nullable BehaviorResult result) {
        if (result == null) {
            return;
        }
        out.writeName(name);
        out.writeStartObject();
        text(out, "verdict", result.verdict().name());
        out.writeBooleanProperty("flaky", result.flaky());
        text(out, "reason", result.reason());
        text(out, "observation", result.observation());
        out.writeEndObject();
    }

    private static void waiver(JsonGenerator out, String name, @Nullable Waiver waiver) {
        if (waiver != null) {
            out.writeName(name);
            out.writeStartObject();
            fields(out, waiver);
            out.writeEndObject();
        }
    }

    private static void fields(JsonGenerator out, Waiver waiver) {
        text(out, "id", waiver.id());
        text(out, "reason", waiver.reason());
        text(out, "owner", waiver.owner());
        text(out, "expires", waiver.expires().toString());
    }

    private static void settling(JsonGenerator out, SettleChange change) {
        out.writeStartObject();
        text(out, "id", change.id());
        text(out, "what", change.what());
        out.writeNumberProperty("beforeMillis", change.before().toMillis());
        out.writeNumberProperty("afterMillis", change.after().toMillis());
        out.writeEndObject();
    }

    private static void environment(JsonGenerator out, EnvironmentChange change) {
        out.writeStartObject();
        text(out, "what", change.what());
        text(out, "before", change.before());
        text(out, "after", change.after());
        out.writeEndObject();
    }

    private static void waiver(JsonGenerator out, WaiverReview.Use use) {
        out.writeStartObject();
        fields(out, use.waiver());
        text(out, "state", use.state().name().toLowerCase(Locale.ROOT));
        array(out, "deviating", use.deviating(), (into, id) -> into.writeString(WellFormed.text(id)));
        out.writeEndObject();
    }

    private static void text(JsonGenerator out, String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, WellFormed.text(value));
        }
    }

    private interface Element<T> {
        void write(JsonGenerator out, T element);
    }

    private static <T> void array(JsonGenerator out, String name, List<T> elements, Element<T> element) {
        out.writeName(name);
        out.writeStartArray();
        for (T one : elements) {
            element.write(out, one);
        }
        out.writeEndArray();
    }

    /** The generator would close what belongs to the caller. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
