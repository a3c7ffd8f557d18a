/**
 * Behaviors of the platform: no kube-proxy, agents, nodes, other policy engines.
 */
@NullMarked
package org.ciliumconformance.suites.platform;

import org.jspecify.annotations.NullMarked;
