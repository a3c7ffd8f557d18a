package org.ciliumconformance.suites.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.semver4j.range.RangeListFactory;

/**
 * Run by the build after compilation: finds the classes with behaviors, refuses declarations that are not whole, and
 * writes the index that {@link Catalogue} reads.
 */
final class CatalogueWriter {
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*(\\.[a-z0-9]+(-[a-z0-9]+)*)+");

    private CatalogueWriter() {}

    /**
     * @param args the directory of compiled classes
     */
    public static void main(String[] args) throws IOException, ClassNotFoundException {
        Path classes = Path.of(args[0]);
        List<String> names;
        try (Stream<Path> files = Files.walk(classes)) {
            names = files.map(classes::relativize)
                    .map(Path::toString)
                    .filter(name -> name.endsWith(".class") && !name.contains("$") && !name.endsWith("-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .sorted()
                    .toList();
        }
        List<Class<?>> found = new ArrayList<>();
        for (String name : names) {
            Class<?> type = Class.forName(name, false, CatalogueWriter.class.getClassLoader());
            if (Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method -> method.isAnnotationPresent(Behavior.class))) {
                found.add(type);
            }
        }
        Catalogue catalogue = Catalogue.of(found);
        catalogue.entries().forEach(CatalogueWriter::check);
        Path index = classes.resolve(Catalogue.INDEX);
        Files.createDirectories(index.getParent());
        Files.writeString(
                index, String.join("\n", found.stream().map(Class::getName).toList()) + "\n");
    }

    private static void check(CatalogueEntry entry) {
        Behavior behavior = entry.behavior();
        require(entry, ID.matcher(entry.id()).matches(), "its id must be area.topic in lower case with hyphens");
        require(entry, behavior.statement().length() > 20, "its statement is no sentence");
        require(entry, behavior.how().length() > 20, "it does not say how it is checked");
        require(entry, RangeListFactory.create(behavior.cilium()) != null, "its Cilium range is none");
        for (String condition : behavior.config()) {
            require(entry, ConfigCondition.parse(condition) != null, "it has no such condition: " + condition);
        }
    }

    private static void require(CatalogueEntry entry, boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(
                    "Behavior " + entry.id() + " (" + entry.className() + "#" + entry.methodName() + "): " + otherwise);
        }
    }
}
