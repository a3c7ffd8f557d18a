package org.ciliumconformance.reports.waiver;

import java.time.LocalDate;

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
        int at = 0;
        int pattern = 0;
        int star = -1;
        int resume = 0;
        // No regular expression: a pattern of many stars would take for ever with one.
        while (at < behaviorId.length()) {
            if (pattern < id.length() && id.charAt(pattern) == '*') {
                star = pattern++;
                resume = at;
            } else if (pattern < id.length() && id.charAt(pattern) == behaviorId.charAt(at)) {
                pattern++;
                at++;
            } else if (star >= 0) {
                pattern = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (pattern < id.length() && id.charAt(pattern) == '*') {
            pattern++;
        }
        return pattern == id.length();
    }

    /** Whether it no longer holds. */
    public boolean expired(LocalDate today) {
        return today.isAfter(expires);
    }
}
