package org.ciliumconformance.suites.catalogue;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Kind;

/** The catalogue as Markdown: a page for each area, and one that leads to them. */
final class BehaviorPages {
    private static final String GENERATED =
            "<!-- Generated from the declarations of the behaviors and the fault matrix; not to be edited. -->\n";

    private BehaviorPages() {}

    /** File names with their texts. */
    static SortedMap<String, String> of(List<Explanation> explanations) {
        SortedMap<String, List<Explanation>> areas = explanations.stream()
                .collect(Collectors.groupingBy(
                        explanation -> explanation.entry().area(), TreeMap::new, Collectors.toList()));
        SortedMap<String, String> pages = new TreeMap<>();
        areas.forEach((area, of) -> pages.put(area + ".md", page(area, of)));
        pages.put("README.md", index(areas));
        return pages;
    }

    private static String index(SortedMap<String, List<Explanation>> areas) {
        StringBuilder text = new StringBuilder();
        text.append(GENERATED)
                .append("# Behaviors\n\n")
                .append("What the suite asserts, ")
                .append(areas.values().stream().mapToInt(List::size).sum())
                .append(" behaviors in all. `cilium-conformance explain ID` prints the same.\n\n");
        for (Kind kind : Kind.values()) {
            text.append("- **")
                    .append(kind)
                    .append("**: ")
                    .append(Explanation.meaning(kind))
                    .append(".\n");
        }
        areas.forEach((area, of) -> {
            text.append("\n## [").append(area).append("](").append(area).append(".md)\n\n");
            text.append("| behavior | kind | statement |\n|---|---|---|\n");
            for (Explanation explanation : of) {
                String id = explanation.entry().id();
                text.append("| [`")
                        .append(id)
                        .append("`](")
                        .append(area)
                        .append(".md#")
                        .append(anchor(id));
                text.append(") | ")
                        .append(explanation.entry().behavior().kind())
                        .append(" | ");
                text.append(escaped(explanation.entry().behavior().statement())).append(" |\n");
            }
        });
        return text.toString();
    }

    private static String page(String area, List<Explanation> of) {
        StringBuilder text = new StringBuilder();
        text.append(GENERATED).append("# ").append(area).append("\n\n[All behaviors](README.md)\n");
        of.forEach(explanation -> section(explanation, text));
        return text.toString();
    }

    private static void section(Explanation explanation, StringBuilder text) {
        Behavior behavior = explanation.entry().behavior();
        Citation citation = explanation.citation();
        String cited = escaped(citation.inWords());
        text.append("\n## ").append(behavior.id()).append("\n\n");
        text.append("**").append(escaped(behavior.statement())).append(".**\n\n");
        text.append(escaped(behavior.how())).append("\n\n");
        text.append("| | |\n|---|---|\n");
        text.append("| Kind | ").append(behavior.kind()).append(" |\n");
        text.append("| Source | ")
                .append(citation.url() == null ? cited : "[" + cited + "](" + citation.url() + ")")
                .append(" |\n");
        text.append("| Applies to | ")
                .append(escaped(String.join("; ", explanation.appliesTo())))
                .append(" |\n");
        text.append("| Needs | ")
                .append(escaped(String.join(", ", explanation.needs())))
                .append(" |\n\n");
        text.append("Faults of the simulated cluster that turn it:\n\n");
        for (Explanation.Turning turning : explanation.turnedBy()) {
            text.append("- `")
                    .append(turning.fault())
                    .append("` (")
                    .append(turning.outcome())
                    .append("): ");
            text.append(escaped(turning.description())).append("\n");
        }
    }

    /** As the usual renderers make anchors of headings. */
    private static String anchor(String heading) {
        return heading.replaceAll("[^a-z0-9-]", "");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("<", "&lt;")
                .replace("[", "\\[");
    }
}
