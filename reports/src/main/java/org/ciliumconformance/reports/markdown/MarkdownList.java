package org.ciliumconformance.reports.markdown;

import java.util.List;

/** A heading and foreign sentences below it, harmless as {@link Markdown} makes them. */
public final class MarkdownList {
    private static final int LONGEST = 1_000;

    private MarkdownList() {}

    /** @return nothing where there are no sentences */
    public static String of(String heading, List<String> sentences) {
        if (sentences.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("\n").append(heading).append("\n\n");
        sentences.forEach(sentence ->
                out.append("- ").append(Markdown.prose(sentence, LONGEST)).append('\n'));
        return out.toString();
    }
}
