package org.ciliumconformance.suites.dsl;

import org.ciliumconformance.reports.model.Environment;
import org.jspecify.annotations.Nullable;

/**
 * What the user says a cluster should be like, where the API cannot tell.
 *
 * @param maxPods how many pods each node is meant to take; null when nobody said
 * @param before the cluster as a run before an upgrade found it; null when there is no such run
 */
public record Expectations(
        @Nullable Integer maxPods, @Nullable Environment before) {

    /** Nothing was said. */
    public static Expectations none() {
        return new Expectations(null, null);
    }
}
