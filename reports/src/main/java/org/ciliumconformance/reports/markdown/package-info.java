/**
 * A run and a comparison as Markdown, for pull requests and job summaries: always under 60 KB, the worst first.
 *
 * <p>Text that a cluster or another document had a hand in stays text, whatever is in it; see
 * {@link org.ciliumconformance.reports.markdown.Markdown}. No files are written here and nothing is judged.
 */
@NullMarked
package org.ciliumconformance.reports.markdown;

import org.jspecify.annotations.NullMarked;
