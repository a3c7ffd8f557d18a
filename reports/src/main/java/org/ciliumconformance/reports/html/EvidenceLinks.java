package org.ciliumconformance.reports.html;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways from a page to the folders of evidence that are there; results often travel without them. */
final class EvidenceLinks {

    private final @Nullable Path home;
    private final String base;
    private final Map<String, String> known = new HashMap<>();

    private EvidenceLinks(@Nullable Path home, String base) {
        this.home = home;
        this.base = base;
    }

    /** Where nothing is linked to. */
    static EvidenceLinks none() {
        return new EvidenceLinks(null, "");
    }

    /**
     * @param page the folder of the page
     * @param home the folder of the results, which evidence is named relative to
     */
    static EvidenceLinks between(Path page, Path home) {
        return new EvidenceLinks(home, Links.between(page, home));
    }

    /**
     * The way to a folder, with a slash at its end; absent where it is not there, or lies elsewhere.
     *
     * @param folder its path relative to the results, with forward slashes and one at its end; empty for theirs
     */
    @Nullable
    String to(String folder) {
        String link = known.computeIfAbsent(folder, this::look);
        return link.equals("-") ? null : link;
    }

    private String look(String folder) {
        if (home == null) {
            return "-";
        }
        if (folder.isEmpty()) {
            return base;
        }
        String link = Links.file(base, folder.substring(0, folder.length() - 1));
        try {
            return link != null && Files.isDirectory(home.resolve(folder)) ? link + "/" : "-";
        } catch (InvalidPathException e) {
            return "-";
        }
    }
}
