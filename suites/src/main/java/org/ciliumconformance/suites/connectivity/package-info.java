/**
 * Behaviors without any policy: pods, Services, DNS.
 */
@NullMarked
package org.ciliumconformance.suites.connectivity;

import org.jspecify.annotations.NullMarked;
