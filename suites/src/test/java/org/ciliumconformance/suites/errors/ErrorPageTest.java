package org.ciliumconformance.suites.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every error that the code can tell is on the page about errors, with what to do, and asserted by a test. */
class ErrorPageTest {
    private static final Path PAGE = Path.of("..", "docs", "troubleshooting.md");

    /** A row of a table whose first cell is code, and whose second is not empty. */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\| (\\S.*) \\|$");

    /** So much of a message, in one piece, tells it from others. */
    private static final int TELLING = 9;

    private static SortedMap<String, String> templates;
    private static List<String> listed;

    @BeforeAll
    static void read() throws IOException {
        templates = ErrorTemplates.in(Sources.parse("main"));
        listed = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(PAGE));
        while (row.find()) {
            listed.add(row.group(1));
        }
    }

    @Test
    void theCodeHasErrors() {
        assertThat(templates).hasSizeGreaterThan(40);
    }

    @Test
    void everyErrorIsOnThePageWithWhatToDo() {
        assertThat(listed).containsAll(templates.keySet());
    }

    @Test
    void thePageListsNoErrorThatIsNotThereAndNoneTwice() {
        assertThat(listed).doesNotHaveDuplicates().isSubsetOf(templates.keySet());
    }

    @Test
    void everyErrorIsAssertedByATest() throws IOException {
        List<String> literals = literals(Sources.parse("test"));
        TreeSet<String> unasserted = new TreeSet<>();
        templates.forEach((template, file) -> {
            boolean asserted = Arrays.stream(template.split(ErrorTemplates.UNKNOWN))
                    .anyMatch(piece -> literals.stream().anyMatch(literal -> tells(literal, piece)));
            if (!asserted) {
                unasserted.add(template + " (" + file + ")");
            }
        });
        assertThat(unasserted).isEmpty();
    }

    /** What an assertion looks for is a part of the message, or goes on where the message's piece ends, or the reverse. */
    private static boolean tells(String literal, String piece) {
        return (literal.length() >= TELLING && piece.contains(literal))
                || (piece.strip().length() >= TELLING && literal.contains(piece.strip()))
                || overlap(piece, literal) >= TELLING
                || overlap(literal, piece) >= TELLING;
    }

    /** How much of the end of one is the beginning of the other. */
    private static int overlap(String one, String other) {
        for (int length = Math.min(one.length(), other.length()); length > 0; length--) {
            if (one.endsWith(other.substring(0, length))) {
                return length;
            }
        }
        return 0;
    }

    private static List<String> literals(List<CompilationUnitTree> units) {
        List<String> literals = new ArrayList<>();
        TreeScanner<@Nullable Void, @Nullable Void> scanner = new TreeScanner<>() {
            @Override
            public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void unused) {
                if (literal.getValue() instanceof String text) {
                    literals.add(text);
                }
                return super.visitLiteral(literal, null);
            }
        };
        units.forEach(unit -> scanner.scan(unit, null));
        return literals;
    }
}
