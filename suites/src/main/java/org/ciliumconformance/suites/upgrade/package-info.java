/**
 * Behaviors of upgrades: what must be so once all nodes are converted, and what a cluster must have kept of, or changed
 * since, a run before the upgrade. Nothing here upgrades anything.
 */
@NullMarked
package org.ciliumconformance.suites.upgrade;

import org.jspecify.annotations.NullMarked;
