/**
 * What Cilium's own policies mean: CiliumNetworkPolicy, and where it is allowed CiliumClusterwideNetworkPolicy. Policies
 * for nodes are not here: they can lock a cluster.
 */
@NullMarked
package org.ciliumconformance.suites.ciliumpolicy;

import org.jspecify.annotations.NullMarked;
