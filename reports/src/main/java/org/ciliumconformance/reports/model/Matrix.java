package org.ciliumconformance.reports.model;

import java.util.List;

/**
 * The probes that were made at one time, expected against observed.
 *
 * @param title what the matrix shows
 * @param phase when it was measured
 * @param cells the probes, in the order in which they read best
 */
public record Matrix(String title, Phase phase, List<Cell> cells) {

    public Matrix {
        cells = List.copyOf(cells);
    }

    /** The cells that show something other than expected, in their order. */
    public List<Cell> differences() {
        return cells.stream().filter(cell -> !cell.asExpected()).toList();
    }

    /** Whether every cell shows what was expected. */
    public boolean asExpected() {
        return cells.stream().allMatch(Cell::asExpected);
    }
}
