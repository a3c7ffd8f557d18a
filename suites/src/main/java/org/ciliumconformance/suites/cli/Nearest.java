package org.ciliumconformance.suites.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what somebody may have meant. */
final class Nearest {
    private static final int AT_MOST = 3;

    private Nearest() {}

    /** The candidates that are near a mistyped word, the nearest first; empty when none is. */
    static List<String> to(String word, Collection<String> candidates) {
        return candidates.stream()
                .map(candidate -> new Scored(candidate, score(word, candidate)))
                .filter(scored -> scored.distance <= Math.max(2, word.length() / 3))
                .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::candidate))
                .limit(AT_MOST)
                .map(Scored::candidate)
                .toList();
    }

    /** Someone who types the last part of an id, or leaves the end off, means that id. */
    private static int score(String word, String candidate) {
        if (word.length() >= 3 && (candidate.endsWith("." + word) || candidate.startsWith(word))) {
            return 1;
        }
        if (word.length() >= 5 && candidate.contains(word)) {
            return 2;
        }
        return distance(word, candidate);
    }

    /** How many letters have to be put in, left out, replaced or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[] older = new int[b.length() + 1];
        int[] old = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            old[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], old[j]) + 1, old[j - 1] + same);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], older[j - 2] + 1);
                }
            }
            int[] spare = older;
            older = old;
            old = row;
            row = spare;
        }
        return old[b.length()];
    }

    private record Scored(String candidate, int distance) {}
}
