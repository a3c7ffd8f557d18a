/**
 * The command line: options in, text and exit codes out. Decides nothing about verdicts.
 */
@NullMarked
package org.ciliumconformance.suites.cli;

import org.jspecify.annotations.NullMarked;
