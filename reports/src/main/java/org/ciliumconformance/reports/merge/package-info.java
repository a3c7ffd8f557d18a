/** Joins the documents of the shards of one run. Nothing is judged or rendered here. */
@NullMarked
package org.ciliumconformance.reports.merge;

import org.jspecify.annotations.NullMarked;
