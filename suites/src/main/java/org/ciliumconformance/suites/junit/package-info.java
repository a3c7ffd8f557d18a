/** For tests of one's own that need a cluster with Cilium. Nothing of the catalogue lives here. */
@NullMarked
package org.ciliumconformance.suites.junit;

import org.jspecify.annotations.NullMarked;
