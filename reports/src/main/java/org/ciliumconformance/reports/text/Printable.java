package org.ciliumconformance.reports.text;

/**
 * Makes text that a cluster had a hand in safe to print. An escape sequence in a pod's output could recolour or retitle
 * the terminal, a bidirectional override could make a line read as its opposite: both are shown as what they are.
 */
public final class Printable {

    private Printable() {}

    /** The text on one line: line breaks, tabs and every character that would not show as itself are written out. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text on one line, and no longer than the given number of characters but for a note of what was left out. */
    public static String line(String text, int atMost) {
        if (text.length() <= atMost) {
            return line(text);
        }
        return line(text.substring(0, atMost)) + "... (" + (text.length() - atMost) + " more characters)";
    }

    /** The text with its line breaks, everything else as in {@link #line(String)}. */
    public static String block(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepLineBreaks) {
        String whole = WellFormed.text(text);
        int first = firstUnsafe(whole, keepLineBreaks);
        if (first < 0) {
            return whole;
        }
        StringBuilder out = new StringBuilder(whole.length() + 16).append(whole, 0, first);
        for (int i = first; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (!unsafe(c, keepLineBreaks)) {
                out.append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c == '\r') {
                out.append("\\r");
            } else if (c == '\t') {
                out.append("\\t");
            } else {
                out.append("\\u").append(String.format("%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static int firstUnsafe(String text, boolean keepLineBreaks) {
        for (int i = 0; i < text.length(); i++) {
            if (unsafe(text.charAt(i), keepLineBreaks)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean unsafe(char c, boolean keepLineBreaks) {
        if (c == '\n') {
            return !keepLineBreaks;
        }
        if (c < 0x20 || (c >= 0x7f && c < 0xa0)) {
            return true;
        }
        // Line and paragraph separators; marks, embeddings, overrides and isolates of direction; the byte order mark.
        return (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u2028' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u061c'
                || c == '\ufeff'
                || c >= '\ufffe';
    }
}
