package org.ciliumconformance.reports.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders as a whole. */
public final class Folders {
    private Folders() {}

    /**
     * Removes a folder with all that is in it; of links only the link.
     *
     * @param last the file that goes last, so that what is broken off can be told for what it was
     * @throws IOException when something of it cannot be removed
     */
    public static void remove(Path folder, @Nullable Path last) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                found.add(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                found.add(visited);
                return FileVisitResult.CONTINUE;
            }
        });
        if (last != null && found.remove(last)) {
            found.add(found.size() - 1, last); // before the folder itself
        }
        for (Path one : found) {
            Files.deleteIfExists(one);
        }
    }
}
