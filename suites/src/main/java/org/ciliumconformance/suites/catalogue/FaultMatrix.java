package org.ciliumconformance.suites.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which faults of the simulated cluster turn which behaviors: the proof that each can fail, as data. A test holds every
 * line of it, and that there are no others.
 */
public final class FaultMatrix {
    private final List<Entry> entries;

    private FaultMatrix(List<Entry> entries) {
        this.entries = entries;
    }

    /** Reads the list of this module: {@code CLUSTER FAULT BEHAVIOR VERDICT} a line, comments after {@code #}. */
    public static FaultMatrix load() {
        try (InputStream list = FaultMatrix.class.getResourceAsStream("fault-matrix.txt")) {
            if (list == null) {
                throw new IllegalStateException("fault-matrix.txt is missing");
            }
            return new FaultMatrix(new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Entry::parse)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a fault turns on a cluster, as {@code BEHAVIOR VERDICT}. */
    public Set<String> turned(String cluster, String fault) {
        return entries.stream()
                .filter(entry ->
                        entry.cluster().equals(cluster) && entry.fault().equals(fault))
                .map(entry -> entry.behavior() + " " + entry.verdict())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ids of the faults that turn a behavior to DEVIATES or LIFTED, or change what it observes. */
    public Set<String> faults(String behavior) {
        return turning(behavior).map(Entry::fault).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with what each turns it to, as {@code FAULT VERDICT}: what sets it apart from other behaviors. */
    public Set<String> signature(String behavior) {
        return turning(behavior)
                .map(entry -> entry.fault() + " " + entry.verdict())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Entry> turning(String behavior) {
        return entries.stream()
                .filter(entry -> entry.behavior().equals(behavior)
                        && !entry.verdict().equals("INCONCLUSIVE")
                        && !entry.verdict().equals("NOT_APPLICABLE"));
    }

    private record Entry(String cluster, String fault, String behavior, String verdict) {
        static Entry parse(String line) {
            String[] words = line.split(" ", 4);
            if (words.length != 4) {
                throw new IllegalStateException("fault-matrix.txt: no entry: " + line);
            }
            return new Entry(words[0], words[1], words[2], words[3]);
        }
    }
}
