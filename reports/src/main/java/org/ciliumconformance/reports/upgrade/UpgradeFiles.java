package org.ciliumconformance.reports.upgrade;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ciliumconformance.reports.io.AtomicFile;
import org.ciliumconformance.reports.markdown.MarkdownList;
import org.ciliumconformance.reports.text.Printable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A verdict as files: {@code verdict.json} for programs, {@code verdict.md} for people. */
public final class UpgradeFiles {
    private UpgradeFiles() {}

    /** @throws org.ciliumconformance.reports.ReportException when one cannot be written */
    public static void write(Path folder, UpgradeVerdict verdict) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("verdict", verdict.word());
        texts(document.putArray("reasons"), verdict.reasons());
        texts(document.putArray("notes"), verdict.notes());
        bytes(folder.resolve("verdict.json"), document.toPrettyString() + "\n");
        bytes(
                folder.resolve("verdict.md"),
                "# " + verdict.word() + "\n"
                        + MarkdownList.of("## Reasons", verdict.reasons())
                        + MarkdownList.of("## Notes", verdict.notes()));
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(text -> array.add(Printable.line(text, 2_000)));
    }

    private static void bytes(Path file, String text) {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
