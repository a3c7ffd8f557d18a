package org.ciliumconformance.reports.markdown;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * A text of limited size, in bytes of UTF-8. Sections are given room one after the other, what one leaves over is the
 * next one's; blocks are taken whole or not at all, and what was left out is counted.
 */
final class Limited {

    /** Kept for the line that says how much was left out. */
    private static final int NOTE = 100;

    private final StringBuilder text = new StringBuilder();
    private int room;

    /** Gives that many bytes more. */
    Limited grant(int bytes) {
        room += bytes;
        return this;
    }

    /** Takes a short text of a length that is known to fit. */
    Limited add(String own) {
        int size = size(own);
        if (size > room) {
            throw new IllegalStateException(size + " bytes for " + room + " that are left");
        }
        text.append(own);
        room -= size;
        return this;
    }

    /** Takes the block if there is room for it. */
    boolean offer(String block) {
        int size = size(block);
        if (size + NOTE > room) {
            return false;
        }
        text.append(block);
        room -= size;
        return true;
    }

    /** A section of which each entry takes one short form. */
    <T> void list(String heading, List<T> entries, Function<T, String> form) {
        list(heading, entries, 0, form, form);
    }

    /**
     * A section: the first entries at length, as far as they fit, then the others in short, as far as those fit.
     *
     * @param atLength how many entries may be shown at length
     */
    <T> void list(
            String heading, List<T> entries, int atLength, Function<T, String> longForm, Function<T, String> form) {
        if (entries.isEmpty() || !offer("\n" + heading + "\n\n")) {
            return;
        }
        int shown = 0;
        boolean room = true;
        while (room && shown < Math.min(atLength, entries.size())) {
            room = offer(longForm.apply(entries.get(shown)));
            shown += room ? 1 : 0;
        }
        room = true;
        while (room && shown < entries.size()) {
            room = offer(form.apply(entries.get(shown)));
            shown += room ? 1 : 0;
        }
        if (shown < entries.size()) {
            add("- and " + (entries.size() - shown) + " more\n");
        }
    }

    private static int size(String block) {
        return block.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
