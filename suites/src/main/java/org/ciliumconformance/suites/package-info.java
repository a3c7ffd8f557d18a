/**
 * The product: behaviors by area, their catalogue, the runner and the command line. It meets clusters only through the
 * fixtures, and knows nothing of the simulator.
 */
@NullMarked
package org.ciliumconformance.suites;

import org.jspecify.annotations.NullMarked;
