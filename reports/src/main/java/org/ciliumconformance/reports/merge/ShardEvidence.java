package org.ciliumconformance.reports.merge;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.ciliumconformance.reports.io.AtomicFile;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.EvidenceFile;

/** Brings the evidence of shards to where the merged document looks for it. */
public final class ShardEvidence {

    private ShardEvidence() {}

    /**
     * Copies what is there of the evidence that the documents name; results often travel without it.
     *
     * @param folder of the merged document
     * @throws org.ciliumconformance.reports.ReportException when a file cannot be written
     */
    public static void copy(List<ShardDocument> shards, Path folder) {
        for (ShardDocument shard : shards) {
            Path home = shard.file().toAbsolutePath().normalize().getParent();
            for (BehaviorResult result : shard.document().results()) {
                for (EvidenceFile file : result.evidence()) {
                    if (home != null) {
                        copy(home, folder.toAbsolutePath().normalize(), file.path());
                    }
                }
            }
        }
    }

    /** A document may be anybody's: a path that leads out of its folder is left alone. */
    private static void copy(Path home, Path folder, String path) {
        Path from;
        Path to;
        try {
            from = home.resolve(path).normalize();
            to = folder.resolve(path).normalize();
        } catch (InvalidPathException e) {
            return;
        }
        if (from.startsWith(home) && to.startsWith(folder) && Files.isRegularFile(from) && !from.equals(to)) {
            AtomicFile.write(to, out -> Files.copy(from, out));
        }
    }
}
