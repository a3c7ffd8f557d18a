package org.ciliumconformance.reports.history;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.jspecify.annotations.Nullable;

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

    /** The documents, sorted by their paths. Folders that this user cannot read are passed over. */
    public List<Path> documents() {
        return documents(folder -> {});
    }

    private List<Path> documents(Consumer<ReportException> unreadable) {
        List<Path> documents = new ArrayList<>();
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && file.endsWith("results.json")) {
                        documents.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    unreadable.accept(refused(file, e));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                    if (e != null) {
                        unreadable.accept(refused(visited, e));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw refused(folder, e);
        }
        documents.sort(Comparator.naturalOrder());
        return List.copyOf(documents);
    }

    private static ReportException refused(Path place, IOException e) {
        return new ReportException(
                "Cannot read runs from " + place + ": "
                        + (e instanceof AccessDeniedException ? "access denied" : e.getMessage()),
                "Pass a folder that this user can read.",
                e);
    }

    /**
     * Reads one document after the other, so that no more than one is held at a time. Watches of traffic and single shards
     * are passed over.
     *
     * @param run gets each with its file
     * @param unreadable gets what could not be read; the others are not lost for it
     */
    public void forEach(BiConsumer<Path, ResultsDocument> run, Consumer<ReportException> unreadable) {
        ResultsReader reader = new ResultsReader();
        for (Path file : documents(unreadable)) {
            ResultsDocument document;
            try {
                document = reader.read(file);
            } catch (ReportException e) {
                unreadable.accept(e);
                continue;
            }
            if (isRun(document)) {
                run.accept(file, document);
            }
        }
    }

    /** A watch of traffic has no behaviors, and a shard only a part of them: neither tells how a run went. */
    private static boolean isRun(ResultsDocument document) {
        boolean watch = document.traffic() != null && document.results().isEmpty();
        return !watch && document.run().shard() == null;
    }
}
