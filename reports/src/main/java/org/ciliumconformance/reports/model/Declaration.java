package org.ciliumconformance.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * What a behavior claims, before anything was run.
 *
 * @param id stable id in dotted lower case, for example {@code network-policy.ipblock.egress-excludes-pods}; never
 *     derived from a class or display name, because two runs are compared by it
 * @param area the part of the catalogue it belongs to, for example {@code network-policy}
 * @param title short name for tables, absent where the statement is short enough
 * @param statement the claim in one sentence
 * @param kind what its absence means
 * @param citation where it is documented
 * @param applicability where it applies and what it needs
 */
public record Declaration(
        String id,
        String area,
        @Nullable String title,
        String statement,
        Kind kind,
        Citation citation,
        Applicability applicability) {

    public Declaration {
        if (id.isBlank()) {
            throw new IllegalArgumentException("A behavior needs an id");
        }
    }

    /** The title, or the statement where there is none. */
    public String heading() {
        return title == null ? statement : title;
    }
}
