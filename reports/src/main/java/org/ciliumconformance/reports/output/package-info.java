/** The files that are made of a judged run, and of a comparison: which there are and what they are called. */
@NullMarked
package org.ciliumconformance.reports.output;

import org.jspecify.annotations.NullMarked;
