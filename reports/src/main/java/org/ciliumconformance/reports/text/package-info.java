/**
 * Plain text for people: the summary at the end of a run, matrices as tables, and what makes foreign text harmless on a
 * terminal.
 *
 * <p>ASCII only, apart from what the cluster itself is called. No files are written here and nothing is judged.
 */
@NullMarked
package org.ciliumconformance.reports.text;

import org.jspecify.annotations.NullMarked;
