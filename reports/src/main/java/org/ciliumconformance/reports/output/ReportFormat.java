package org.ciliumconformance.reports.output;

/** What can be made of a judged run, in the order to show. */
public enum ReportFormat {
    /** {@code report.html}, for people. */
    HTML,
    /** {@code report.md}, for pull requests and job summaries. */
    MARKDOWN,
    /** {@code junit.xml}, for build servers. */
    JUNIT,
    /** {@code allure-results/}, which Allure makes its report from. */
    ALLURE
}
