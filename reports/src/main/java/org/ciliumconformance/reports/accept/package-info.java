/**
 * What a run is held against, and the judgement that comes of it: a baseline, waivers, and the gate of the run.
 *
 * <p>This is where the exit code of a run comes from. Nothing is rendered here.
 */
@NullMarked
package org.ciliumconformance.reports.accept;

import org.jspecify.annotations.NullMarked;
