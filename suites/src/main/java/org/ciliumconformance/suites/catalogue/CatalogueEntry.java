package org.ciliumconformance.suites.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.facts.Profile;
import org.ciliumconformance.reports.model.Applicability;
import org.ciliumconformance.reports.model.Declaration;

/**
 * One behavior as the catalogue lists it: its declaration and the method that asserts it.
 *
 * @param behavior the declaration
 * @param className of the class with the method
 * @param methodName of the method
 * @param parameterTypes as the JUnit Platform's method selectors take them, comma-separated
 */
public record CatalogueEntry(Behavior behavior, String className, String methodName, String parameterTypes) {

    public String id() {
        return behavior.id();
    }

    /** The id's first part, such as {@code network-policy}. */
    public String area() {
        return id().substring(0, id().indexOf('.'));
    }

    /** Whether it is tried on pods; one that only looks at the API needs none. */
    public boolean needsLane() {
        return parameterTypes.contains(".Trial");
    }

    private List<String> features() {
        return Stream.of(
                        Arrays.stream(behavior.config()),
                        Arrays.stream(behavior.with()).map(Feature::word),
                        Arrays.stream(behavior.without()).map(feature -> "not " + feature.word()))
                .flatMap(words -> words)
                .toList();
    }

    /** The declaration as reports take it. */
    public Declaration declaration() {
        Set<String> profiles =
                Arrays.stream(behavior.profiles()).map(Profile::word).collect(Collectors.toSet());
        return new Declaration(
                id(),
                area(),
                null,
                behavior.statement(),
                behavior.kind(),
                behavior.source().citation(),
                new Applicability(
                        profiles.stream().sorted().toList(),
                        behavior.cilium().equals("*") ? null : behavior.cilium(),
                        behavior.kubernetes().equals("*") ? null : behavior.kubernetes(),
                        features(),
                        behavior.nodes(),
                        Arrays.stream(behavior.needs()).map(Need::word).toList()));
    }
}
