package org.ciliumconformance.reports.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One probe of a matrix: who called whom, what was expected and what came back.
 *
 * @param from the client, in the words of the behavior, for example {@code x/a}
 * @param to the server, for example {@code y/b} or {@code outside}
 * @param protocol {@code TCP}, {@code UDP}, {@code SCTP} or {@code HTTP}
 * @param port destination port, 0 where the probe has none
 * @param expected the outcomes that agree with the document, by name ({@code ALLOWED}, {@code DROPPED}, ...); empty
 *     where nothing is expected and the outcome is only recorded
 * @param observed the outcome that was seen, by name
 * @param detail what the prober said beyond the outcome, for example an errno or the answering backend
 */
public record Cell(
        String from,
        String to,
        String protocol,
        int port,
        List<String> expected,
        String observed,
        @Nullable String detail) {

    public Cell {
        expected = List.copyOf(expected);
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + port);
        }
    }

    /** Whether the outcome is one of the expected, or none was expected. */
    public boolean asExpected() {
        return expected.isEmpty() || expected.contains(observed);
    }
}
