package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the security policy would refuse, and what would let foreign text be markup, is in no template. */
class TemplatesTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");

    private static List<Path> templates() throws IOException {
        try (Stream<Path> files = Files.list(TEMPLATES)) {
            return files.filter(file -> file.toString().endsWith(".jte"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void onlyTheLayoutPutsAnythingInUnescaped() throws IOException {
        assertThat(templates()).hasSizeGreaterThan(3);
        for (Path template : templates()) {
            String content = Files.readString(template);
            if (template.endsWith("layout.jte")) {
                assertThat(content.split("\\$unsafe\\{", -1)).hasSize(4);
                assertThat(content)
                        .contains("$unsafe{layout.styles()}", "$unsafe{layout.script()}", "$unsafe{layout.data()}");
            } else {
                assertThat(content).as("%s", template).doesNotContain("$unsafe");
            }
        }
    }

    @Test
    void noneHasStylesOrHandlersOfItsOwn() throws IOException {
        for (Path template : templates()) {
            assertThat(Files.readString(template)).as("%s", template).doesNotContainPattern("\\s(style|on[a-z]+)=");
        }
    }

    @Test
    void theScriptSetsNoMarkup() throws IOException {
        assertThat(Asset.SCRIPT.content())
                .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(");
    }
}
