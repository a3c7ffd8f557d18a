/** What stands in for k3s's image where no registry can be reached: the simulated cluster in a container. */
@NullMarked
package org.ciliumconformance.suites.k3s;

import org.jspecify.annotations.NullMarked;
