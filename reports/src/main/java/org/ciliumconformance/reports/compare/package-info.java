/**
 * Two documents held against each other: what broke, what recovered, what is only different, and whether the pair may
 * be compared at all.
 *
 * <p>{@link org.ciliumconformance.reports.compare.Comparer} finds the differences, the other public types are what it
 * found and its renderings as text, Markdown and JSON. No files are read or written here.
 */
@NullMarked
package org.ciliumconformance.reports.compare;

import org.jspecify.annotations.NullMarked;
