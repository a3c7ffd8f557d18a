package org.ciliumconformance.reports.compare;

import org.jspecify.annotations.Nullable;

/**
 * A fact of the cluster, or of the run, that differs.
 *
 * @param what which, for example {@code Cilium} or {@code cilium-config enable-l7-proxy}
 * @param before the earlier value, absent where there was none
 * @param after the later value, absent where there is none
 */
public record EnvironmentChange(
        String what, @Nullable String before, @Nullable String after) {

    /** The earlier value, or that there was none. */
    public String beforeInWords() {
        return before == null ? "(none)" : before;
    }

    /** The later value, or that there is none. */
    public String afterInWords() {
        return after == null ? "(none)" : after;
    }
}
