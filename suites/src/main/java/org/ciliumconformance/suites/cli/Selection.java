package org.ciliumconformance.suites.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which behaviors of the catalogue are meant. */
final class Selection {
    @Parameters(
            paramLabel = "BEHAVIOR",
            arity = "0..*",
            description = "Ids, or patterns such as 'network-policy.*'; all behaviors when none is named.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--exclude", paramLabel = "BEHAVIOR", description = "Id or pattern to leave out. Repeatable.")
    private List<String> unwanted = new ArrayList<>();

    @Option(
            names = "--tag",
            paramLabel = "TAG",
            description = "Only behaviors with this tag, for example kubernetes-netpol. Repeatable: with any of them.")
    private List<String> tags = new ArrayList<>();

    Selection() {}

    Selection(List<String> wanted, List<String> unwanted) {
        this.wanted = wanted;
        this.unwanted = unwanted;
    }

    /**
     * @return in the catalogue's order
     * @throws UserError when a word means no behavior, or nothing is left
     */
    List<CatalogueEntry> of(List<CatalogueEntry> catalogue) {
        Set<String> chosen = new LinkedHashSet<>();
        if (wanted.isEmpty()) {
            catalogue.forEach(entry -> chosen.add(entry.id()));
        }
        wanted.forEach(word -> chosen.addAll(meant(word, catalogue)));
        unwanted.forEach(word -> meant(word, catalogue).forEach(chosen::remove));
        if (!tags.isEmpty()) {
            chosen.retainAll(tagged(catalogue));
        }
        if (chosen.isEmpty()) {
            throw UserError.usage(
                    "No behavior is left after " + (tags.isEmpty() ? "--exclude." : "--exclude and --tag."),
                    "Exclude less; see: " + RootCommand.NAME + " list");
        }
        return catalogue.stream().filter(entry -> chosen.contains(entry.id())).toList();
    }

    private Set<String> tagged(List<CatalogueEntry> catalogue) {
        Set<String> known = new TreeSet<>();
        catalogue.forEach(entry -> known.addAll(List.of(entry.behavior().tags())));
        for (String tag : tags) {
            if (!known.contains(tag)) {
                throw UserError.usage(
                        "No behavior has the tag '" + tag + "'.", "There are: " + String.join(", ", known) + ".");
            }
        }
        return catalogue.stream()
                .filter(entry -> List.of(entry.behavior().tags()).stream().anyMatch(tags::contains))
                .map(CatalogueEntry::id)
                .collect(Collectors.toSet());
    }

    private static List<String> meant(String word, List<CatalogueEntry> catalogue) {
        List<String> ids = catalogue.stream().map(CatalogueEntry::id).toList();
        Pattern pattern = pattern(word);
        List<String> meant =
                ids.stream().filter(id -> pattern.matcher(id).matches()).toList();
        if (meant.isEmpty()) {
            throw unknown(word, ids);
        }
        return meant;
    }

    /** A behavior that is not there, with those that may have been meant. */
    static UserError unknown(String word, List<String> ids) {
        List<String> nearest =
                word.endsWith(".*") ? Nearest.to(word, groups(ids)) : Nearest.to(word.replace("*", ""), ids);
        return UserError.usage(
                "There is no behavior '" + word + "'.",
                nearest.isEmpty()
                        ? "See: " + RootCommand.NAME + " list"
                        : "Did you mean " + String.join(" or ", nearest) + "? All are in: " + RootCommand.NAME
                                + " list");
    }

    /** The patterns of all areas and of what is in them. */
    private static Set<String> groups(List<String> ids) {
        Set<String> groups = new LinkedHashSet<>();
        for (String id : ids) {
            for (int dot = id.indexOf('.'); dot >= 0; dot = id.indexOf('.', dot + 1)) {
                groups.add(id.substring(0, dot) + ".*");
            }
        }
        return groups;
    }

    /** A star stands for anything, dots included; the rest for itself. */
    private static Pattern pattern(String word) {
        return Pattern.compile(Pattern.compile("\\*")
                .splitAsStream(word + "\0")
                .map(part -> part.endsWith("\0") ? part.substring(0, part.length() - 1) : part)
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }
}
