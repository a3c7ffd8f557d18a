package org.ciliumconformance.reports.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain words, as usual (with these). Right?",
                "*bold* _it_ **b** `code` ``two`` ~~gone~~",
                "<script>alert(1)</script> <b>x</b> <!-- c -->",
                "[text](https://example.org) ![img](x.png) [a]: b",
                "a | b | c \\| d \\\\| e",
                "# heading",
                "- list",
                "+ list",
                "12. list",
                "3) list",
                "===",
                "---",
                "> quote",
                "```",
                "~~~",
                "&lt; &amp; &#64; &nbsp;",
                "\\*not\\* \\`so\\`",
                "trailing backslash \\",
                "pods \"web-0\" is forbidden: User \"system:serviceaccount:ci:runner\" cannot create resource",
                "hello @octocat, see #12 and GH-12",
                "see https://example.org/x?y=z or www.example.org or a@example.org",
                ":smile: $x_1$ $`x`$",
                "`",
                "``` ` ```",
                "`begins and ends`",
            })
    void textStaysTheTextThatItIs(String text) {
        for (String frame : new String[] {"%s", "- %s", "before %s after", "- **bold**: %s (x)", "# %s", "> %s"}) {
            Rendered prose = Rendered.of(frame.formatted(Markdown.prose(text, 1_000)));
            Rendered code = Rendered.of(frame.formatted(Markdown.code(text, 1_000)));

            for (Rendered rendered : new Rendered[] {prose, code}) {
                assertThat(rendered.html).as(frame).isEmpty();
                assertThat(rendered.links).as(frame).isEmpty();
                assertThat(rendered.images).as(frame).isEmpty();
                assertThat(rendered.text.toString() + rendered.code).as(frame).contains(text);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"@octocat", "x @octocat y", "#12", "https://example.org", "www.example.org", ":tada:", "$x$"})
    void whatAViewerWouldBringToLifeIsCode(String text) {
        Rendered rendered = Rendered.of(Markdown.prose(text, 100));

        assertThat(rendered.code).hasToString(text);
        assertThat(rendered.text.toString()).isEmpty();
    }

    @Test
    void lineBreaksCannotBeginAnything() {
        Rendered rendered = Rendered.of("- " + Markdown.prose("a\n\n- b\r\n***\u2028c", 100));

        assertThat(rendered.text).hasToString("a\\n\\n- b\\r\\n***\\u2028c");
    }

    @Test
    void longTextIsCutAndThatIsSaid() {
        assertThat(Markdown.prose("x".repeat(5_000_000), 10)).isEqualTo("xxxxxxxxxx... (4999990 more characters)");
        assertThat(Markdown.code("x".repeat(5_000_000), 10)).isEqualTo("`xxxxxxxxxx... (4999990 more characters)`");
    }

    @Test
    void nothingIsSaidToBeEmpty() {
        assertThat(Markdown.code(" ", 10)).isEqualTo("(empty)");
        assertThat(Markdown.prose(" ", 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://docs.cilium.io/en/v1.19/, true",
        "http://example.org/a_b?c=d#e, true",
        "javascript:alert(1), false",
        "https://example.org/) [x](javascript:alert(1), false",
        "https://example.org/ \"title\", false",
        "https://example.org/<b>, false",
        "//example.org, false",
        "file:///etc/passwd, false",
    })
    void onlyOrdinaryAddressesAreLinked(String url, boolean linked) {
        Rendered rendered = Rendered.of(Markdown.link("Guide [1], part *2*", url));

        assertThat(rendered.links).containsExactlyElementsOf(linked ? List.of(url) : List.of());
        assertThat(rendered.text).hasToString("Guide [1], part *2*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\n```\n# out\n", "````\n``````\nx", "~~~\n", "</pre><script>x</script>\n", "    ```\n"})
    void nothingEndsABlockEarly(String lines) {
        Rendered rendered = Rendered.of(Markdown.block(lines) + "\nend\n");

        assertThat(rendered.headings).isEmpty();
        assertThat(rendered.html).isEmpty();
        assertThat(rendered.code).hasToString(lines.endsWith("\n") ? lines : lines + "\n");
        assertThat(rendered.text).hasToString("end");
    }
}
