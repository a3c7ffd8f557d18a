package org.ciliumconformance.suites.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All behaviors, from the index that the build writes: nothing is scanned at start.
 */
public final class Catalogue {
    /** A line for each class with behaviors: its name. */
    static final String INDEX = "META-INF/cilium-conformance/behaviors.idx";

    private final Map<String, CatalogueEntry> entries;

    private Catalogue(Map<String, CatalogueEntry> entries) {
        this.entries = entries;
    }

    /** Reads the index of this module. */
    public static Catalogue load() {
        try (InputStream index = Catalogue.class.getClassLoader().getResourceAsStream(INDEX)) {
            if (index == null) {
                throw new IllegalStateException(INDEX + " is missing: the build did not write it");
            }
            List<Class<?>> classes = new ArrayList<>();
            for (String name : new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                classes.add(Class.forName(name, false, Catalogue.class.getClassLoader()));
            }
            return of(classes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the index of behaviors is stale", e);
        }
    }

    static Catalogue of(List<Class<?>> classes) {
        Map<String, CatalogueEntry> entries = new LinkedHashMap<>();
        classes.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Behavior.class))
                .map(Catalogue::entry)
                .sorted(Comparator.comparing(CatalogueEntry::id))
                .forEach(entry -> {
                    CatalogueEntry other = entries.put(entry.id(), entry);
                    if (other != null) {
                        throw new IllegalStateException("two behaviors have the id " + entry.id());
                    }
                });
        return new Catalogue(entries);
    }

    private static CatalogueEntry entry(Method method) {
        return new CatalogueEntry(
                method.getAnnotation(Behavior.class),
                method.getDeclaringClass().getName(),
                method.getName(),
                Arrays.stream(method.getParameterTypes()).map(Class::getName).collect(Collectors.joining(", ")));
    }

    /** All entries, by id. */
    public List<CatalogueEntry> entries() {
        return List.copyOf(entries.values());
    }

    public Optional<CatalogueEntry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }
}
