/**
 * Behaviors of the platform: no kube-proxy, agents, nodes, addresses, Cilium's objects and configuration, Hubble, other
 * policy engines.
 */
@NullMarked
package org.ciliumconformance.suites.platform;

import org.jspecify.annotations.NullMarked;
