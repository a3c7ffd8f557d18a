package org.ciliumconformance.reports.merge;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.history.RunFolder;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Shard;

/**
 * The document of one shard.
 *
 * @param file where it is; evidence is named relative to its folder
 * @param document what it says
 * @param shard which shard it says to be
 */
public record ShardDocument(Path file, ResultsDocument document, Shard shard) {

    /**
     * Reads documents of shards.
     *
     * @param places each a {@code results.json}, its folder, or a folder of such folders
     * @throws ReportException when one is not there, cannot be read, or is no shard's
     */
    public static List<ShardDocument> read(List<Path> places) {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place) && !Files.exists(place.resolve("results.json"))) {
                files.addAll(new RunFolder(place).documents());
            } else {
                files.add(Files.isDirectory(place) ? place.resolve("results.json") : place);
            }
        }
        ResultsReader reader = new ResultsReader();
        return files.stream().map(file -> of(file, reader.read(file))).toList();
    }

    private static ShardDocument of(Path file, ResultsDocument document) {
        Shard shard = document.run().shard();
        if (shard == null) {
            throw new ReportException(
                    "Cannot merge " + file + ": it is the document of a whole run",
                    "Name only documents that run --shard has written; the merged one must lie outside their folder.",
                    null);
        }
        return new ShardDocument(file, document, shard);
    }
}
