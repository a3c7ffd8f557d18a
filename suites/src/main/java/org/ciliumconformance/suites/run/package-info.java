/**
 * From a target to verdicts: plan, lanes, attempts, results. Works under any JUnit Platform launcher.
 */
@NullMarked
package org.ciliumconformance.suites.run;

import org.jspecify.annotations.NullMarked;
