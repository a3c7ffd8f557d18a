/**
 * Whether an upgrade is accepted: a run before it, traffic that was watched during it, a run after it, held against a
 * policy. Nothing here reaches a cluster.
 */
@NullMarked
package org.ciliumconformance.reports.upgrade;

import org.jspecify.annotations.NullMarked;
