package org.ciliumconformance.reports.output;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ciliumconformance.reports.Gate;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.compare.Comparison;
import org.ciliumconformance.reports.compare.ComparisonJson;
import org.ciliumconformance.reports.io.AtomicFile;

/** Writes a comparison into a folder. Each file appears whole or not at all. */
public final class ComparisonFiles {

    private final Gate gate;

    /**
     * @param gate what counts as good
     */
    public ComparisonFiles(Gate gate) {
        this.gate = gate;
    }

    /**
     * Writes the files.
     *
     * @return what was written, by what it is, in the order to show
     * @throws ReportException when one cannot be written
     */
    public Map<String, Path> write(Path folder, Comparison comparison) {
        Map<String, Path> files = new LinkedHashMap<>();
        Path json = folder.resolve("compare.json");
        AtomicFile.write(json, out -> new ComparisonJson(gate).write(out, comparison));
        files.put("comparison", json);
        return files;
    }
}
