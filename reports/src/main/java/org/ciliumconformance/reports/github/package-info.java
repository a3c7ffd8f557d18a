/** What GitHub shows of a run beside its log. */
@NullMarked
package org.ciliumconformance.reports.github;

import org.jspecify.annotations.NullMarked;
