/**
 * The results document as values: what was declared, what was seen, on which cluster, and the verdict.
 *
 * <p>Immutable records only. No input or output, no rendering, no judgement beyond what follows from the values
 * themselves (counts, whether a cell shows what was expected).
 */
@NullMarked
package org.ciliumconformance.reports.model;

import org.jspecify.annotations.NullMarked;
