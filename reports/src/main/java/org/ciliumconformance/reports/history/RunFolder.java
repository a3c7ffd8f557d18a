package org.ciliumconformance.reports.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.ResultsDocument;

/**
 * A folder in which runs keep their results, each in a folder of its own, up to {@value #DEPTH} levels down. Whatever
 * else is there is left alone.
 */
public final class RunFolder {

    private static final int DEPTH = 4;

    private final Path folder;

    /**
     * @throws ReportException when there is no such folder
     */
    public RunFolder(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ReportException(
                    "Cannot read runs from " + folder + ": there is no such folder",
                    "Pass the folder that holds the output folders of runs.",
                    null);
        }
        this.folder = folder;
    }

    /** The documents, sorted by their paths. */
    public List<Path> documents() {
        try (Stream<Path> files = Files.find(
                folder, DEPTH, (path, attributes) -> attributes.isRegularFile() && path.endsWith("results.json"))) {
            return files.sorted().toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ReportException(
                    "Cannot read runs from " + folder + ": " + e.getMessage(),
                    "Pass a folder that this user can read.",
                    e);
        }
    }

    /**
     * Reads one document after the other, so that no more than one is held at a time.
     *
     * @param run gets each with its file
     * @param unreadable gets what could not be read; the others are not lost for it
     */
    public void forEach(BiConsumer<Path, ResultsDocument> run, Consumer<ReportException> unreadable) {
        ResultsReader reader = new ResultsReader();
        for (Path file : documents()) {
            ResultsDocument document;
            try {
                document = reader.read(file);
            } catch (ReportException e) {
                unreadable.accept(e);
                continue;
            }
            run.accept(file, document);
        }
    }
}
