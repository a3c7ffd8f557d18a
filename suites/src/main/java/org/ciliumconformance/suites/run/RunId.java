package org.ciliumconformance.suites.run;

import java.security.SecureRandom;

/** Ids of runs: short enough for names of namespaces, and unlikely to meet twice on a cluster. */
public final class RunId {
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private RunId() {}

    /** Six letters and digits, the first a letter. */
    public static String next() {
        SecureRandom random = new SecureRandom();
        StringBuilder id = new StringBuilder();
        id.append(LETTERS.charAt(random.nextInt(24)));
        while (id.length() < 6) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
