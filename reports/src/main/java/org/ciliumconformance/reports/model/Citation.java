package org.ciliumconformance.reports.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a statement is documented.
 *
 * @param document title of the document, for example "Configure Azure CNI Powered by Cilium"
 * @param section heading or issue inside the document, for example "Limitations" or "cilium/cilium#9209"
 * @param url address of the document, absent where it has none
 * @param edition date (ISO 8601) or version of the document that was read; what it says may change later
 */
public record Citation(
        String document, String section, @Nullable String url, String edition) {

    /** The citation on one line, without its address. */
    public String inWords() {
        return document + ", " + section + " (" + edition + ")";
    }
}
