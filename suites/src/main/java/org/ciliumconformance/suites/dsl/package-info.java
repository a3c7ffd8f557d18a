/**
 * The words in which behaviors are written: pods, policies, destinations. Proofs are the fixtures' work.
 */
@NullMarked
package org.ciliumconformance.suites.dsl;

import org.jspecify.annotations.NullMarked;
