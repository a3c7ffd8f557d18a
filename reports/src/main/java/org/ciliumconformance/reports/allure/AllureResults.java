package org.ciliumconformance.reports.allure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.AtomicFile;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.text.MatrixTable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Fills a folder of Allure results: a result file per behavior, its matrices as a text attachment, its evidence copied
 * beside it, {@code environment.properties} and {@code categories.json}. Each file appears whole or not at all.
 *
 * <p>Files of an earlier run in the same folder are removed, for Allure would show them as retries; only those that
 * this class wrote, which it lists in {@value #LIST}.
 */
public final class AllureResults {

    private static final String LIST = "cilium-conformance.files";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final Pattern EXTENSION = Pattern.compile("[A-Za-z0-9]{1,8}");

    private final JsonFactory json = new JsonFactory();
    private final @Nullable Path evidenceRoot;
    private final boolean strict;

    /**
     * @param evidenceRoot the folder of the results document, against which paths of evidence are resolved; absent to
     *     leave evidence out
     * @param strict whether a lifted limitation is a failure
     */
    public AllureResults(@Nullable Path evidenceRoot, boolean strict) {
        this.evidenceRoot =
                evidenceRoot == null ? null : evidenceRoot.toAbsolutePath().normalize();
        this.strict = strict;
    }

    /**
     * Writes the results.
     *
     * @param folder the folder to fill, usually {@code allure-results}; created where it does not exist
     * @throws ReportException when it cannot be written
     */
    public void write(Path folder, ResultsDocument document) {
        removeEarlier(folder);
        List<String> written = new ArrayList<>();
        try {
            put(folder, "environment.properties", environment(document), written);
            put(folder, "categories.json", categories(), written);
            ResultFile file = new ResultFile(json, document.environment(), strict);
            for (BehaviorResult result : document.results()) {
                UUID uuid = ResultFile.uuid(document.run().id(), result.id());
                List<ResultFile.Attachment> attachments = new ArrayList<>();
                matrices(folder, uuid, result, attachments, written);
                evidence(folder, uuid, result, attachments, written);
                put(folder, uuid + "-result.json", file.render(uuid, result, attachments), written);
            }
        } finally {
            // Also after a failure: what is there must go with the next run.
            AtomicFile.write(
                    folder.resolve(LIST), (String.join("\n", written) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void put(Path folder, String name, byte[] content, List<String> written) {
        written.add(name);
        AtomicFile.write(folder.resolve(name), content);
    }

    private static void matrices(
            Path folder,
            UUID uuid,
            BehaviorResult result,
            List<ResultFile.Attachment> attachments,
            List<String> written) {
        if (result.matrices().isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Matrix matrix : result.matrices()) {
            text.append(MatrixTable.of(matrix)).append('\n');
        }
        String name = uuid + "-attachment.txt";
        put(folder, name, text.toString().getBytes(StandardCharsets.UTF_8), written);
        attachments.add(new ResultFile.Attachment("Probes, expected against observed", name, "text/plain"));
    }

    private void evidence(
            Path folder,
            UUID uuid,
            BehaviorResult result,
            List<ResultFile.Attachment> attachments,
            List<String> written) {
        Path root = evidenceRoot;
        if (root == null) {
            return;
        }
        int number = 0;
        for (EvidenceFile evidence : result.evidence()) {
            number++;
            Path source = inside(root, evidence.path());
            if (source == null) {
                continue;
            }
            String name = uuid + "-" + number + "-attachment" + extension(evidence.path());
            written.add(name);
            AtomicFile.write(folder.resolve(name), out -> Files.copy(source, out));
            attachments.add(new ResultFile.Attachment(evidence.name(), name, evidence.mediaType()));
        }
    }

    /** The file that a document names, unless it is gone or not in the document's own folder. */
    private static @Nullable Path inside(Path root, String path) {
        try {
            Path file = root.resolve(path).normalize();
            boolean readable = file.startsWith(root) && Files.isRegularFile(file);
            return readable && file.toRealPath().startsWith(root.toRealPath()) ? file : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private static String extension(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        return EXTENSION.matcher(extension).matches() ? "." + extension : "";
    }

    private static void removeEarlier(Path folder) {
        Path list = folder.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return;
        }
        try {
            for (String name : Files.readAllLines(list)) {
                // The list lies where others can write: nothing outside the folder is to be removed because of it.
                if (PLAIN_NAME.matcher(name).matches()) {
                    Files.deleteIfExists(folder.resolve(name));
                }
            }
            Files.delete(list);
        } catch (IOException e) {
            throw new ReportException(
                    "Cannot remove the Allure results of an earlier run from " + folder,
                    "Remove the folder, or choose another output folder.",
                    e);
        }
    }

    private byte[] categories() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartArray();
            category(out, "Deviations from documented behavior", "failed", "DEVIATES");
            category(out, "No verdict: a control failed or the environment got in the way", "broken", "INCONCLUSIVE");
            category(out, "Documented limitations that are not there", strict ? "failed" : "passed", "LIFTED");
            category(out, "Does not apply to this cluster", "skipped", "NOT_APPLICABLE");
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private static void category(JsonGenerator out, String name, String status, String verdict) {
        out.writeStartObject();
        out.writeStringProperty("name", name);
        out.writeName("matchedStatuses");
        out.writeStartArray();
        out.writeString(status);
        out.writeEndArray();
        // (?s): the reason after the verdict may have several lines.
        out.writeStringProperty("messageRegex", "(?s)" + verdict + "\\b.*");
        out.writeEndObject();
    }

    private static byte[] environment(ResultsDocument document) {
        Environment environment = document.environment();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("Target", environment.simulated() ? "SIMULATED" : environment.target());
        put(properties, "Context", environment.contextName());
        put(properties, "Kubernetes", environment.kubernetesVersion());
        put(properties, "Cilium", environment.ciliumVersion());
        put(properties, "Profile", environment.profile());
        properties.put("Nodes", Integer.toString(environment.nodeCount()));
        properties.put("cilium-config.sha256", environment.configSha256());
        properties.put("Suite", document.run().suiteVersion());
        properties.put("Run", document.run().id());
        StringBuilder text = new StringBuilder();
        properties.forEach((name, value) ->
                text.append(name).append('=').append(escaped(value)).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void put(Map<String, String> properties, String name, @Nullable String value) {
        if (value != null) {
            properties.put(name, value);
        }
    }

    /** As the properties format wants a value: ASCII, everything else and a leading blank as an escape. */
    private static String escaped(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                out.append("\\\\");
            } else if (c < 0x20 || c > 0x7e || (c == ' ' && i == 0)) {
                out.append("\\u").append(String.format("%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
