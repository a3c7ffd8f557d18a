package org.ciliumconformance.reports.model;

/** What documentation says about a behavior, and so what its absence means. */
public enum Kind {
    /** A conformant cluster shows it. Absent, it is a deviation. */
    REQUIRED,
    /** A documented shortcoming, expected where and while it is documented. Absent, it has been lifted. */
    LIMITATION,
    /** The document says "may": what was seen is recorded and cannot deviate. */
    PERMITTED
}
