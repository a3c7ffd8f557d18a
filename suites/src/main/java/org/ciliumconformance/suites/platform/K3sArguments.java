package org.ciliumconformance.suites.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.cluster.facts.NodeFacts;

/** How k3s was started on a node, as it writes it down in {@code k3s.io/node-args}: a JSON array of words. */
final class K3sArguments {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final List<String> words = new ArrayList<>();

    K3sArguments(NodeFacts node) {
        Matcher matcher = WORD.matcher(node.annotations().getOrDefault("k3s.io/node-args", ""));
        while (matcher.find()) {
            words.add(matcher.group(1));
        }
    }

    boolean server() {
        return !words.isEmpty() && words.get(0).equals("server");
    }

    /** Whether a switch is on: named alone, or with any value but false. */
    String state(String option) {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean followed = i + 1 < words.size() && words.get(i + 1).equals("false");
            if (word.equals(option)) {
                return followed ? "off" : "on";
            }
            if (word.startsWith(option + "=")) {
                return word.endsWith("=false") ? "off" : "on";
            }
        }
        return "off";
    }
}
