package org.ciliumconformance.reports.allure;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Declaration;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One behavior as Allure's {@code <uuid>-result.json}. The uuid follows from run and behavior, so that writing a
 * document twice gives the same files; the history id follows from the behavior alone, so that Allure finds its past.
 */
final class ResultFile {

    private static final int DIFFERENCES_AT_MOST = 20;

    /** A file beside the result that the report links to. */
    record Attachment(String name, String source, String mediaType) {}

    private final JsonFactory json;
    private final Environment environment;
    private final boolean strict;

    ResultFile(JsonFactory json, Environment environment, boolean strict) {
        this.json = json;
        this.environment = environment;
        this.strict = strict;
    }

    static UUID uuid(String runId, String behaviorId) {
        return UUID.nameUUIDFromBytes((runId + "\u0000" + behaviorId).getBytes(StandardCharsets.UTF_8));
    }

    byte[] render(UUID uuid, BehaviorResult result, List<Attachment> attachments) {
        Declaration declaration = result.declaration();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("uuid", uuid.toString());
            String history = historyId(result.id());
            out.writeStringProperty("historyId", history);
            out.writeStringProperty("testCaseId", history);
            text(out, "fullName", result.id());
            text(out, "name", declaration.heading());
            text(out, "description", description(declaration));
            out.writeStringProperty("status", status(result.verdict()));
            details(out, result);
            out.writeStringProperty("stage", "finished");
            span(out, result.startedAt(), result.duration().toMillis());
            labels(out, result);
            links(out, declaration.citation());
            out.writeName("parameters");
            out.writeStartArray();
            out.writeEndArray();
            steps(out, result);
            out.writeName("attachments");
            out.writeStartArray();
            for (Attachment attachment : attachments) {
                out.writeStartObject();
                text(out, "name", attachment.name());
                text(out, "source", attachment.source());
                text(out, "type", attachment.mediaType());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static String historyId(String behaviorId) {
        UUID name = UUID.nameUUIDFromBytes(behaviorId.getBytes(StandardCharsets.UTF_8));
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(name.getMostSignificantBits()) + hex.toHexDigits(name.getLeastSignificantBits());
    }

    private String status(Verdict verdict) {
        return switch (verdict) {
            case CONFORMS -> "passed";
            case LIFTED -> strict ? "failed" : "passed";
            case DEVIATES -> "failed";
            case INCONCLUSIVE -> "broken";
            case NOT_APPLICABLE -> "skipped";
        };
    }

    private static void details(JsonGenerator out, BehaviorResult result) {
        out.writeName("statusDetails");
        out.writeStartObject();
        // The verdict leads, because the categories tell LIFTED from CONFORMS by it: both are "passed" to Allure.
        String observation = result.observation();
        text(
                out,
                "message",
                result.verdict()
                        + (result.reasonText().isEmpty() ? "" : ": " + result.reasonText())
                        + (observation == null ? "" : "\nObserved: " + observation));
        out.writeBooleanProperty("flaky", result.flaky());
        out.writeEndObject();
    }

    private void labels(JsonGenerator out, BehaviorResult result) {
        Declaration declaration = result.declaration();
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("framework", "cilium-conformance");
        labels.put("language", "java");
        labels.put("parentSuite", "Cilium conformance");
        labels.put("suite", declaration.area());
        labels.put("epic", "Cilium conformance");
        labels.put("feature", declaration.area());
        labels.put("story", declaration.id());
        labels.put("package", declaration.id());
        labels.put(
                "severity",
                switch (declaration.kind()) {
                    case REQUIRED -> "critical";
                    case LIMITATION -> "normal";
                    case PERMITTED -> "minor";
                });
        labels.put("host", environment.contextName() == null ? environment.target() : environment.contextName());
        labels.put("thread", result.lane() == null ? "no lane" : result.lane());
        out.writeName("labels");
        out.writeStartArray();
        labels.forEach((name, value) -> label(out, name, value));
        label(out, "tag", declaration.kind().name());
        label(out, "tag", result.verdict().name());
        if (environment.simulated()) {
            label(out, "tag", "SIMULATED");
        }
        if (result.flaky()) {
            label(out, "tag", "FLAKY");
        }
        out.writeEndArray();
    }

    private static void label(JsonGenerator out, String name, String value) {
        out.writeStartObject();
        out.writeStringProperty("name", name);
        text(out, "value", value);
        out.writeEndObject();
    }

    private static void links(JsonGenerator out, Citation citation) {
        out.writeName("links");
        out.writeStartArray();
        String url = citation.url();
        // Any other scheme would be code that runs in the report.
        if (url != null && (url.startsWith("https://") || url.startsWith("http://"))) {
            out.writeStartObject();
            out.writeStringProperty("type", "link");
            text(out, "name", citation.inWords());
            text(out, "url", url);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The phases with what differs in them, then the settle times, then earlier attempts. */
    private void steps(JsonGenerator out, BehaviorResult result) {
        out.writeName("steps");
        out.writeStartArray();
        long start = result.startedAt().toEpochMilli();
        for (Matrix matrix : result.matrices()) {
            String phase = matrix.phase().name().toLowerCase(Locale.ROOT);
            step(
                    out,
                    phase + ": " + matrix.title(),
                    matrix.asExpected() ? "passed" : "failed",
                    null,
                    start,
                    parameters(matrix));
        }
        for (SettleTime settled : result.settleTimes()) {
            step(out, "settled: " + settled.what(), "passed", null, start, settleParameters(settled));
        }
        List<Attempt> attempts = result.attempts();
        if (attempts.size() > 1) {
            for (Attempt attempt : attempts) {
                step(
                        out,
                        "attempt " + attempt.number() + ": " + attempt.verdict(),
                        status(attempt.verdict()),
                        attempt.reason(),
                        attempt.startedAt().toEpochMilli(),
                        Map.of("time", attempt.duration().toMillis() + " ms"));
            }
        }
        out.writeEndArray();
    }

    /** In a fixed order, so that the same document always gives the same bytes. */
    private static Map<String, String> settleParameters(SettleTime settled) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("time", settled.duration().toMillis() + " ms");
        parameters.put("rounds", Integer.toString(settled.rounds()));
        return parameters;
    }

    private static Map<String, String> parameters(Matrix matrix) {
        List<Cell> differences = matrix.differences();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("probes", Integer.toString(matrix.cells().size()));
        parameters.put("differences", Integer.toString(differences.size()));
        for (Cell cell : differences.subList(0, Math.min(differences.size(), DIFFERENCES_AT_MOST))) {
            parameters.put(
                    cell.from() + " -> " + cell.to() + " " + cell.protocol() + " " + cell.port(),
                    cell.observed() + ", expected " + String.join(" or ", cell.expected()));
        }
        return parameters;
    }

    private static void step(
            JsonGenerator out,
            String name,
            String status,
            @Nullable String message,
            long start,
            Map<String, String> parameters) {
        out.writeStartObject();
        text(out, "name", Printable.line(name));
        out.writeStringProperty("status", status);
        if (message != null) {
            out.writeName("statusDetails");
            out.writeStartObject();
            text(out, "message", message);
            out.writeEndObject();
        }
        out.writeStringProperty("stage", "finished");
        out.writeNumberProperty("start", start);
        out.writeNumberProperty("stop", start);
        out.writeName("parameters");
        out.writeStartArray();
        parameters.forEach((key, value) -> {
            out.writeStartObject();
            text(out, "name", key);
            text(out, "value", value);
            out.writeEndObject();
        });
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void span(JsonGenerator out, Instant startedAt, long millis) {
        out.writeNumberProperty("start", startedAt.toEpochMilli());
        out.writeNumberProperty("stop", startedAt.toEpochMilli() + millis);
    }

    private static String description(Declaration declaration) {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(declaration.statement());
        paragraphs.add("Source: " + declaration.citation().inWords());
        return String.join("\n\n", paragraphs);
    }

    private static void text(JsonGenerator out, String name, String value) {
        // Allure shows text as it is; a direction override would make it read as something else.
        out.writeStringProperty(name, Printable.block(value));
    }
}
