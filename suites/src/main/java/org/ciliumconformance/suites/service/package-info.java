/**
 * Behaviors of Services: traffic policies, ports and protocols, self-connections.
 */
@NullMarked
package org.ciliumconformance.suites.service;

import org.jspecify.annotations.NullMarked;
