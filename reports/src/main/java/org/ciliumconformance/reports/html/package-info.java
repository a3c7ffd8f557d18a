/**
 * Pages for people: {@code report.html}, {@code comparison.html}, {@code history.html}.
 *
 * <p>A page is one file that asks nobody for anything: styles and script are in it, and its content security policy
 * allows these two by their hashes and nothing else. A <em>view</em> turns the model into what a template shows, with
 * every string cut to a length and made visible by {@link Shown}; the templates (in {@code src/main/jte}, compiled into
 * this package) only lay it out. What is not broken is in the page as inert JSON and drawn by the script on demand, so
 * that a page of thousands of behaviors opens at once; the summary and everything broken is there without a script.
 *
 * <p>No judgement: verdicts, changes and exit codes are those of the model.
 */
@NullMarked
package org.ciliumconformance.reports.html;

import org.jspecify.annotations.NullMarked;
