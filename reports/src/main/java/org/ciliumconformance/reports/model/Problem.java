package org.ciliumconformance.reports.model;

/**
 * Something that kept the cluster from being reached or prepared.
 *
 * @param message what was tried, on what, and what came back
 * @param remedy what the user can do
 */
public record Problem(String message, String remedy) {}
