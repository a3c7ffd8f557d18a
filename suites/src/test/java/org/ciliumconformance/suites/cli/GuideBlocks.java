package org.ciliumconformance.suites.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The fenced blocks of a page of {@code docs/}. */
final class GuideBlocks {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

    private GuideBlocks() {}

    /** The contents of all blocks of a language, in their order. */
    static List<String> of(String page, String language) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(DOCS.resolve(page)));
        return Stream.iterate(blocks.find(), found -> found, found -> blocks.find())
                .filter(found -> blocks.group(1).equals(language))
                .map(found -> blocks.group(2))
                .toList();
    }
}
