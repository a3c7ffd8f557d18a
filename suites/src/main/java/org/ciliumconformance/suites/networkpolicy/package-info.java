/**
 * Behaviors of NetworkPolicy: Kubernetes semantics, and the limits of ipBlock.
 */
@NullMarked
package org.ciliumconformance.suites.networkpolicy;

import org.jspecify.annotations.NullMarked;
