package org.ciliumconformance.suites.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ciliumconformance.reports.model.Verdict;

/**
 * Which faults of the simulated cluster turn which behaviors, and to what: the proof that each can fail, as data. A test
 * holds every line of it, and that there are no others.
 */
public final class FaultMatrix {
    private static final String LIST = "fault-matrix.txt";
    private static final List<String> HEADER = List.of(
            "# Which faults of the simulated cluster turn which behaviors: FAULT BEHAVIOR VERDICT [CLUSTER,...]",
            "# Without clusters: on every one of the matrix on which the behavior applies. PERMITTED behaviors conform",
            "# with another observation. Written by the tests of the matrix; never edit it by hand to make them pass.");

    private final List<Entry> entries;

    private FaultMatrix(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Reads the list of this module. */
    public static FaultMatrix load() {
        try (InputStream list = FaultMatrix.class.getResourceAsStream(LIST)) {
            if (list == null) {
                throw new IllegalStateException(LIST + " is missing");
            }
            return parse(new String(list.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads lines of {@code FAULT BEHAVIOR VERDICT [CLUSTER,...]}, comments after {@code #}.
     *
     * @throws IllegalArgumentException when a line is none of those
     */
    public static FaultMatrix parse(String text) {
        return new FaultMatrix(text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Entry::parse)
                .toList());
    }

    /**
     * Makes the matrix of what was found.
     *
     * @param found every verdict that a fault turned a behavior to, by cluster
     * @param applying the clusters on which each behavior applies, by its id: what holds on all of them is said once
     */
    public static FaultMatrix of(Collection<Turn> found, SortedMap<String, Set<String>> applying) {
        SortedMap<String, Set<String>> clusters = new TreeMap<>();
        found.forEach(turn -> clusters.computeIfAbsent(
                        turn.fault() + " " + turn.behavior() + " " + turn.verdict(), any -> new TreeSet<>())
                .add(turn.cluster()));
        List<Entry> entries = new ArrayList<>();
        clusters.forEach((line, where) -> {
            Entry entry = Entry.parse(line);
            boolean everywhere = where.equals(applying.getOrDefault(entry.behavior(), Set.of()));
            entries.add(everywhere ? entry : entry.on(where));
        });
        return new FaultMatrix(entries);
    }

    /** The list as it is kept: a paragraph for each fault. */
    public String text() {
        StringBuilder text = new StringBuilder();
        HEADER.forEach(line -> text.append(line).append('\n'));
        String fault = "";
        for (Entry entry : entries) {
            text.append(entry.fault().equals(fault) ? "" : "\n").append(entry).append('\n');
            fault = entry.fault();
        }
        return text.toString();
    }

    /**
     * What a fault turns on a cluster, and to what.
     *
     * @param applying ids of the behaviors that apply there
     */
    public SortedMap<String, Verdict> turned(String cluster, String fault, Collection<String> applying) {
        SortedMap<String, Verdict> turned = new TreeMap<>();
        entries.stream()
                .filter(entry -> entry.fault().equals(fault)
                        && applying.contains(entry.behavior())
                        && (entry.clusters().isEmpty() || entry.clusters().contains(cluster)))
                .forEach(entry -> turned.put(entry.behavior(), entry.verdict()));
        return turned;
    }

    /** The behaviors that a fault turns on any cluster. */
    public Set<String> behaviors(String fault) {
        return entries.stream()
                .filter(entry -> entry.fault().equals(fault))
                .map(Entry::behavior)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All lines. */
    public List<Entry> entries() {
        return entries;
    }

    /** The lines that show that a behavior can fail: not those in which a fault leaves it without a verdict. */
    public List<Entry> turning(String behavior) {
        return of(behavior)
                .filter(entry -> entry.verdict() != Verdict.INCONCLUSIVE && entry.verdict() != Verdict.NOT_APPLICABLE)
                .toList();
    }

    /** What sets a behavior apart from others: the faults that turn it, with what each turns it to. */
    public Set<String> signature(String behavior) {
        return turning(behavior).stream().map(Entry::turn).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same with the faults that leave it without a verdict. */
    public Set<String> wholeSignature(String behavior) {
        return of(behavior).map(Entry::turn).collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<Entry> of(String behavior) {
        return entries.stream().filter(entry -> entry.behavior().equals(behavior));
    }

    /** One finding: on this cluster this fault turns this behavior to this verdict. */
    public record Turn(String cluster, String fault, String behavior, Verdict verdict) {}

    /**
     * A line of the list.
     *
     * @param clusters those of the matrix on which it holds; empty for all on which the behavior applies
     */
    public record Entry(String fault, String behavior, Verdict verdict, Set<String> clusters) {
        public Entry {
            clusters = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(clusters));
        }

        private static Entry parse(String line) {
            String[] words = line.split(" ");
            if (words.length != 3 && words.length != 4) {
                throw new IllegalArgumentException("no line of the fault matrix: " + line);
            }
            return new Entry(
                    words[0],
                    words[1],
                    Verdict.valueOf(words[2]),
                    words.length == 4 ? Set.of(words[3].split(",")) : Set.of());
        }

        private Entry on(Set<String> where) {
            return new Entry(fault, behavior, verdict, where);
        }

        private String turn() {
            return fault + " " + verdict;
        }

        @Override
        public String toString() {
            return fault + " " + behavior + " " + verdict
                    + (clusters.isEmpty() ? "" : " " + String.join(",", clusters));
        }
    }
}
