package org.ciliumconformance.suites.errors;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java sources of the rooms, parsed and no more. */
final class Sources {
    private static final List<Path> ROOMS =
            List.of(Path.of("..", "fixtures", "cluster"), Path.of("..", "reports"), Path.of(""));

    private Sources() {}

    /** @param kind {@code main} or {@code test} */
    static List<CompilationUnitTree> parse(String kind) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path room : ROOMS) {
            try (Stream<Path> found =
                    Files.walk(room.resolve("src").resolve(kind).resolve("java"))) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            return units;
        }
    }
}
