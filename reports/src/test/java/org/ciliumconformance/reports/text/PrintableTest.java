package org.ciliumconformance.reports.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void ordinaryTextStaysAsItIs() {
        String text = "Zürich 東京 \uD83D\uDE00 x/a -> y/b";

        assertThat(Printable.line(text)).isSameAs(text);
    }

    @Test
    void controlAndDirectionCharactersAreWrittenOut() {
        assertThat(Printable.line("a\u001b[2Jb\u202Ec\u0007\u009b\uFEFF\u2028"))
                .isEqualTo("a\\u001b[2Jb\\u202ec\\u0007\\u009b\\ufeff\\u2028");
    }

    @Test
    void lineBreaksStayOnlyInBlocks() {
        assertThat(Printable.line("a\r\n\tb")).isEqualTo("a\\r\\n\\tb");
        assertThat(Printable.block("a\nb")).isEqualTo("a\nb");
    }

    @Test
    void longTextIsCutAndThatIsSaid() {
        assertThat(Printable.line("x".repeat(1_000_000), 5)).isEqualTo("xxxxx... (999995 more characters)");
    }

    @Test
    void cuttingThroughACharacterLeavesNoHalf() {
        assertThat(Printable.line("ab\uD83D\uDE00cd", 3)).isEqualTo("ab\uFFFD... (3 more characters)");
    }
}
