package org.ciliumconformance.reports.model;

/**
 * A file that was collected while a behavior ran.
 *
 * @param name what it holds, for a reader
 * @param path where it is, relative to the folder of the results document, with forward slashes
 * @param mediaType its media type, for example {@code application/yaml}
 */
public record EvidenceFile(String name, String path, String mediaType) {}
