package org.ciliumconformance.reports.markdown;

import java.util.regex.Pattern;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Foreign text in GitHub's dialect of Markdown, harmless: no markup, no HTML, no links, nobody who is notified.
 *
 * <p>Escaping alone is not enough. {@code @name}, {@code #12} and addresses become links and notifications after the
 * Markdown was rendered, also where a backslash stands before them; only code is left alone. Tables are left to our own
 * words: a pipe in a cell cannot be escaped in a way that holds for every text.
 */
final class Markdown {

    private static final String BACKTICK = "`";
    /** What is made into more than text after rendering: mentions, references, addresses, emoji, formulas. */
    private static final Pattern COMES_ALIVE =
            Pattern.compile("[@#$]|://|(?i:www\\.|mailto:|xmpp:|\\bGH-\\d)|:[\\w+-]+:");

    /** A list, a rule or a heading underlined with these; a number with a point or a parenthesis begins a list, too. */
    private static final Pattern BEGINS_A_BLOCK = Pattern.compile("[-+=]|[0-9]{1,9}[.)]");

    /** Characters that mean nothing in the destination of a link. */
    private static final Pattern LINKABLE = Pattern.compile("https?://[A-Za-z0-9._~:/?#@!$&'*+,;=%-]{1,500}");

    private Markdown() {}

    /**
     * Text inside a sentence.
     *
     * @param atMost number of characters after which it is cut, with a note
     */
    static String prose(String text, int atMost) {
        String line = Printable.line(text, atMost).strip();
        if (line.isEmpty()) {
            return "";
        }
        return COMES_ALIVE.matcher(line).find() ? span(line) : escaped(line);
    }

    /**
     * A name, a version, an id: in the type of code.
     *
     * @param atMost number of characters after which it is cut, with a note
     */
    static String code(String text, int atMost) {
        String line = Printable.line(text, atMost);
        return line.isBlank() ? "(empty)" : span(line);
    }

    /** A link where the address can be one, otherwise its text alone. */
    static String link(String text, @Nullable String url) {
        String name = prose(text, 300);
        return url == null || !LINKABLE.matcher(url).matches() ? name : "[" + name + "](" + url + ")";
    }

    /**
     * Lines of fixed width. Nothing in them is looked at.
     *
     * @param lines already printable, with line feeds
     */
    static String block(String lines) {
        String fence = BACKTICK.repeat(Math.max(3, longestRun(lines) + 1));
        return fence + "text\n" + lines + (lines.endsWith("\n") ? "" : "\n") + fence + "\n";
    }

    private static String span(String line) {
        String fence = BACKTICK.repeat(longestRun(line) + 1);
        // One blank on each side is taken off again, and needed where the text begins or ends with what would count.
        boolean padded = line.startsWith(BACKTICK) || line.endsWith(BACKTICK) || line.startsWith(" ");
        return padded ? fence + " " + line + " " + fence : fence + line + fence;
    }

    private static String escaped(String line) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        if (BEGINS_A_BLOCK.matcher(line).lookingAt()) {
            int mark = 0;
            while (Character.isDigit(line.charAt(mark))) {
                mark++;
            }
            return out.append(line, 0, mark)
                    .append('\\')
                    .append(line.charAt(mark))
                    .append(escaped(line.substring(mark + 1)))
                    .toString();
        }
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '\\', '`', '*', '_', '[', ']', '|', '~', '^' ->
                    out.append('\\').append(c);
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static int longestRun(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
