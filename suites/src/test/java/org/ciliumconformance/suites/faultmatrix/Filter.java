package org.ciliumconformance.suites.faultmatrix;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which part of the matrix a developer wants to see: patterns in which a star stands for anything. */
final class Filter {
    private static final String PREFIX = "conformance.fault-matrix.";

    private final @Nullable String behaviors = System.getProperty(PREFIX + "behaviors");
    private final @Nullable String faults = System.getProperty(PREFIX + "faults");
    private final @Nullable String clusters = System.getProperty(PREFIX + "clusters");

    /** Whether only a part is wanted. */
    boolean given() {
        return behaviors != null || faults != null || clusters != null;
    }

    boolean behavior(String id) {
        return matches(behaviors, id);
    }

    boolean fault(String id) {
        return matches(faults, id);
    }

    /** Whether every cluster on which a behavior applies is wanted, not only the first. */
    boolean everyCluster() {
        return clusters != null;
    }

    boolean cluster(String name) {
        return matches(clusters, name);
    }

    private static boolean matches(@Nullable String globs, String text) {
        return globs == null
                || Arrays.stream(globs.split(","))
                        .map(String::strip)
                        .map(Filter::pattern)
                        .anyMatch(pattern -> pattern.matcher(text).matches());
    }

    private static Pattern pattern(String glob) {
        List<String> parts = List.of(glob.split("\\*", -1));
        return Pattern.compile(parts.stream().map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
