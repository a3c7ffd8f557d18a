package org.ciliumconformance.suites.faultmatrix;

import java.util.Locale;

/** How much of the fault matrix is tried. */
enum Extent {
    /** What is listed for the first cluster of a behavior, and samples of the rest: for a commit. */
    SAMPLE,
    /** Everything on the first cluster of a behavior, and on the others what turns it on the first. */
    LISTED,
    /** Everything: a night's work. */
    FULL;

    static final String PROPERTY = "conformance.fault-matrix";

    /** As the system property says, else a sample. */
    static Extent wanted() {
        return wanted(SAMPLE);
    }

    /** As the system property says. */
    static Extent wanted(Extent otherwise) {
        String wanted = System.getProperty(PROPERTY);
        return wanted == null ? otherwise : valueOf(wanted.toUpperCase(Locale.ROOT));
    }
}
