package org.ciliumconformance.reports.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.AtomicFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The nodes and agents of a cluster at one time.
 *
 * @param at when
 * @param nodes Linux nodes by name
 */
public record Snapshot(Instant at, Map<String, NodeLook> nodes) {
    /** In the place of an agent's version that its image does not tell. */
    public static final String UNKNOWN = "unknown";

    /**
     * One node.
     *
     * @param bootId another one after each boot
     * @param converted whether it carries what marks a node as Cilium's, where the profile has such a mark
     * @param agent version of its agent; {@link #UNKNOWN} where the image does not tell; empty without a ready agent
     */
    public record NodeLook(String bootId, boolean converted, String agent) {}

    public Snapshot {
        nodes = new TreeMap<>(nodes);
    }

    /** @throws ReportException when the file cannot be written */
    public void write(Path file) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("at", at.toString());
        ObjectNode all = document.putObject("nodes");
        nodes.forEach((name, node) -> all.putObject(name)
                .put("bootId", node.bootId())
                .put("converted", node.converted())
                .put("agent", node.agent()));
        AtomicFile.write(file, (document.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** @throws ReportException when there is none, or it is damaged */
    public static Snapshot read(Path file) {
        try {
            JsonNode document = JsonMapper.shared().readTree(Files.readString(file, StandardCharsets.UTF_8));
            Map<String, NodeLook> nodes = new TreeMap<>();
            document.path("nodes")
                    .propertyStream()
                    .forEach(node -> nodes.put(
                            node.getKey(),
                            new NodeLook(
                                    node.getValue().path("bootId").asString(""),
                                    node.getValue().path("converted").asBoolean(false),
                                    node.getValue().path("agent").asString(""))));
            return new Snapshot(Instant.parse(document.path("at").asString("")), nodes);
        } catch (NoSuchFileException e) {
            throw new ReportException(
                    "Cannot read " + file + ": there is no such file",
                    "Begin with: cilium-conformance accept --begin --state DIR",
                    e);
        } catch (IOException | JacksonException | DateTimeException e) {
            throw new ReportException(
                    "Cannot read " + file + ": it is not a snapshot of this suite",
                    "Begin again, in another folder: cilium-conformance accept --begin --state DIR",
                    e);
        }
    }
}
