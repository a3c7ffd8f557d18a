package org.ciliumconformance.reports.waiver;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A deviation that somebody has accepted for a while.
 *
 * @param id id of a behavior, or a pattern in which {@code *} stands for anything, dots included
 * @param reason why it is accepted
 * @param owner who answers for it
 * @param expires the last day on which it holds, in UTC
 */
public record Waiver(String id, String reason, String owner, LocalDate expires) {

    /** Whether it is about the behavior, expired or not. */
    public boolean covers(String behaviorId) {
        return pattern().matcher(behaviorId).matches();
    }

    /** Whether it no longer holds. */
    public boolean expired(LocalDate today) {
        return today.isAfter(expires);
    }

    private Pattern pattern() {
        return Pattern.compile(
                Arrays.stream(id.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
