package org.ciliumconformance.reports.html;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;

/**
 * How values look on a page. Foreign text is made visible (control characters, marks of direction) and cut, with a note
 * of how much was left out: a page must stay readable and small whatever a cluster said. Escaping for HTML is the
 * template's part.
 */
final class Shown {

    /** Longest name of a pod, node, behavior, key, in characters. */
    static final int NAME_LENGTH = 200;
    /** Longest sentence: reasons, observations, details. */
    static final int TEXT_LENGTH = 2_000;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Shown() {}

    /** A name, on one line. */
    static String name(String text) {
        return Printable.line(text, NAME_LENGTH);
    }

    /** A sentence or several, on one line. */
    static String text(String text) {
        return Printable.line(text, TEXT_LENGTH);
    }

    /** A sentence, or nothing. */
    static @Nullable String optional(@Nullable String text) {
        return text == null || text.isBlank() ? null : text(text);
    }

    /** A name, or that it is not known. */
    static String known(@Nullable String text) {
        return text == null || text.isBlank() ? "unknown" : name(text);
    }

    /** A point in time, in UTC. */
    static String time(Instant instant) {
        return TIME.format(instant) + " UTC";
    }

    /** A duration of a run or a behavior. */
    static String duration(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }

    /** A number of things. */
    static String counted(long count, String one, String many) {
        return number(count) + " " + (count == 1 ? one : many);
    }

    /** A number, its thousands set apart. */
    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
