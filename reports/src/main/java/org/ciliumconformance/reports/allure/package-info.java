/**
 * The results document as the folder that Allure makes its report from.
 *
 * <p>Written by our own small writer after Allure's published description of its result files, because its Java library
 * wants to be told of tests while they run. Nothing of Allure itself is used.
 */
@NullMarked
package org.ciliumconformance.reports.allure;

import org.jspecify.annotations.NullMarked;
