package org.ciliumconformance.reports.compare;

/**
 * Why a comparison may mislead.
 *
 * @param text what is the matter, in one sentence
 * @param forbids whether the pair should not be compared at all
 */
public record Caution(String text, boolean forbids) {}
