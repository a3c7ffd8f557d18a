package org.ciliumconformance.reports;

import org.jspecify.annotations.Nullable;

/**
 * A document could not be read or an output could not be written. Meant for the user's eyes: the message says what was
 * tried and what came back, the remedy what can be done; a stack trace adds nothing.
 */
public final class ReportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String remedy;

    /**
     * @param message what was tried, on what, and what came back
     * @param remedy what the user can do
     * @param cause what was thrown, absent where the content itself is wrong
     */
    public ReportException(String message, String remedy, @Nullable Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    /** What the user can do, as a sentence. */
    public String remedy() {
        return remedy;
    }
}
