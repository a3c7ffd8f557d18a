/**
 * The results document as JUnit XML, the form that continuous integration understands.
 *
 * <p>Each {@code testsuite} keeps to the schema of Maven Surefire's reports. Written by hand, because no XML library
 * makes arbitrary text legal XML; nothing of JUnit itself is used.
 */
@NullMarked
package org.ciliumconformance.reports.junit;

import org.jspecify.annotations.NullMarked;
