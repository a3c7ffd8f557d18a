package org.ciliumconformance.reports;

/**
 * What a run has to reach to count as good.
 *
 * @param strict whether a lifted limitation fails the run too
 * @param allowedInconclusive how many behaviors may end without a verdict, 0 or more
 */
public record Gate(boolean strict, int allowedInconclusive) {

    public Gate {
        if (allowedInconclusive < 0) {
            throw new IllegalArgumentException("allowedInconclusive must be 0 or more, was " + allowedInconclusive);
        }
    }

    /** Lifted limitations are news and every behavior needs a verdict. */
    public static Gate standard() {
        return new Gate(false, 0);
    }
}
