/**
 * Accepted deviations: the file in which people write them down, and what it means for a document.
 *
 * <p>A waiver changes no verdict. It only takes a deviation out of what fails a run, for as long as it says.
 */
@NullMarked
package org.ciliumconformance.reports.waiver;

import org.jspecify.annotations.NullMarked;
