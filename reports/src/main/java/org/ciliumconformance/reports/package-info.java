/**
 * The results document of a run and everything derived from it.
 *
 * <p>The document ({@link org.ciliumconformance.reports.model.ResultsDocument}) is the truth; console, JUnit XML and
 * Allure are renderings of it. Nothing here knows Kubernetes, JUnit or another module: whoever can produce a document
 * can be reported on. This package itself holds what all renderings share: the exit code and the error type.
 */
@NullMarked
package org.ciliumconformance.reports;

import org.jspecify.annotations.NullMarked;
