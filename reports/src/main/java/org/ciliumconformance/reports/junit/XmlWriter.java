package org.ciliumconformance.reports.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.ciliumconformance.reports.text.WellFormed;
import org.jspecify.annotations.Nullable;

/**
 * Writes XML 1.0 that every parser accepts, whatever the text: characters that XML cannot hold, not even escaped, are
 * replaced by U+FFFD.
 */
final class XmlWriter {

    private static final char REPLACEMENT = '\uFFFD';

    private final Appendable out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTag;
    private boolean holdsText;

    XmlWriter(Appendable out) {
        this.out = out;
        raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    }

    XmlWriter start(String element) {
        closeTag();
        raw("\n" + "  ".repeat(open.size()) + "<" + element);
        open.push(element);
        inTag = true;
        holdsText = false;
        return this;
    }

    XmlWriter attribute(String name, String value) {
        if (!inTag) {
            throw new IllegalStateException("Attribute " + name + " outside of a start tag");
        }
        raw(" " + name + "=\"");
        escape(value, true);
        raw("\"");
        return this;
    }

    XmlWriter text(String text) {
        closeTag();
        escape(text, false);
        holdsText = true;
        return this;
    }

    XmlWriter end() {
        String element = open.pop();
        if (inTag) {
            raw("/>");
            inTag = false;
        } else {
            raw((holdsText ? "" : "\n" + "  ".repeat(open.size())) + "</" + element + ">");
        }
        holdsText = false;
        return this;
    }

    private void closeTag() {
        if (inTag) {
            raw(">");
            inTag = false;
        }
    }

    private void escape(String text, boolean inAttribute) {
        String whole = WellFormed.text(text);
        int plainFrom = 0;
        for (int i = 0; i < whole.length(); i++) {
            String replacement = replacement(whole.charAt(i), inAttribute);
            if (replacement != null) {
                raw(whole, plainFrom, i);
                raw(replacement);
                plainFrom = i + 1;
            }
        }
        raw(whole, plainFrom, whole.length());
    }

    private static @Nullable String replacement(char c, boolean inAttribute) {
        switch (c) {
            case '<':
                return "&lt;";
            case '>':
                // Only "]]>" needs it, and this is simpler than looking back.
                return "&gt;";
            case '&':
                return "&amp;";
            case '"':
                return inAttribute ? "&quot;" : null;
            case '\n':
                // A parser turns a line feed in an attribute into a blank unless it is written as a reference.
                return inAttribute ? "&#10;" : null;
            case '\t':
                return inAttribute ? "&#9;" : null;
            case '\r':
                return "&#13;";
            default:
                boolean illegal = c < 0x20 || c == '\uFFFE' || c == '\uFFFF';
                return illegal ? String.valueOf(REPLACEMENT) : null;
        }
    }

    private void raw(String text) {
        raw(text, 0, text.length());
    }

    private void raw(String text, int from, int to) {
        try {
            out.append(text, from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
