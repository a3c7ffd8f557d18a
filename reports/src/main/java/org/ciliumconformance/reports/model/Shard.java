package org.ciliumconformance.reports.model;

/**
 * A part of a run that several processes make, each with its own document.
 *
 * @param number which part, 1 to {@code count}
 * @param count in how many parts the run was split
 * @param of the name that all parts of the run have in common
 */
public record Shard(int number, int count, String of) {

    public Shard {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("number must be 1 to " + count + ", was " + number);
        }
    }

    /** {@code 2/4}, as it is written on the command line. */
    @Override
    public String toString() {
        return number + "/" + count;
    }
}
