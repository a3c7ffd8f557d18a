/** Holds the errors of the code, the tests that produce them, and the page about them against each other. */
@NullMarked
package org.ciliumconformance.suites.errors;

import org.jspecify.annotations.NullMarked;
