/**
 * Folders of runs: which one is the last that was accepted, and how things went over time.
 *
 * <p>Reads documents and judges none beyond what each says about itself.
 */
@NullMarked
package org.ciliumconformance.reports.history;

import org.jspecify.annotations.NullMarked;
