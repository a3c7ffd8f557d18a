package org.ciliumconformance.reports.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;

/**
 * A matrix as text: clients down, servers across, one symbol a probe and a legend of the symbols used. Where something
 * else was expected, that follows in parentheses. Outcomes without a symbol, such as an HTTP status, stand as they are.
 */
public final class MatrixTable {

    private static final int WIDTH = 110;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_OUTCOME = 24;
    private static final int LONGEST_DETAIL = 200;
    private static final int DETAILS_AT_MOST = 10;

    private static final Map<String, String> SYMBOLS = Map.of(
            "ALLOWED", ".",
            "DROPPED", "X",
            "REFUSED", "R",
            "UNREACHABLE", "U",
            "DNS_FAILED", "D",
            "FORBIDDEN", "F",
            "PROBE_FAILED", "!");

    private record Column(String to, String protocol, int port) {}

    private final Matrix matrix;
    private final int rowsAtMost;
    private final boolean differingOnly;
    private final boolean oneService;

    private MatrixTable(Matrix matrix, boolean differingOnly, int rowsAtMost) {
        this.matrix = matrix;
        this.differingOnly = differingOnly;
        this.rowsAtMost = rowsAtMost;
        this.oneService = matrix.cells().stream()
                        .map(cell -> new Column("", cell.protocol(), cell.port()))
                        .distinct()
                        .count()
                <= 1;
    }

    /** The whole matrix, in lines that each end with a line feed. */
    public static String of(Matrix matrix) {
        return new MatrixTable(matrix, false, Integer.MAX_VALUE).render();
    }

    /**
     * The rows in which something differs from what was expected.
     *
     * @param rowsAtMost how many of them to show; how many were left out is said
     */
    public static String differing(Matrix matrix, int rowsAtMost) {
        return new MatrixTable(matrix, true, rowsAtMost).render();
    }

    private String render() {
        Map<String, Map<Column, List<Cell>>> rows = rows();
        List<String> clients = rows.entrySet().stream()
                .filter(row -> !differingOnly || differs(row.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        List<String> shown = clients.size() > rowsAtMost ? clients.subList(0, rowsAtMost) : clients;
        StringBuilder out = new StringBuilder(heading());
        if (shown.isEmpty()) {
            return out.append(matrix.cells().isEmpty() ? "  no probes\n" : "  every probe as expected\n")
                    .toString();
        }
        Set<Column> columns = new LinkedHashSet<>();
        Set<String> outcomes = new LinkedHashSet<>();
        boolean differences = false;
        for (String client : shown) {
            Map<Column, List<Cell>> row = rows.getOrDefault(client, Map.of());
            columns.addAll(row.keySet());
            for (List<Cell> cells : row.values()) {
                for (Cell cell : cells) {
                    outcomes.add(cell.observed());
                    if (!cell.asExpected()) {
                        outcomes.addAll(cell.expected());
                        differences = true;
                    }
                }
            }
        }
        for (List<Column> block : blocks(shown, rows, new ArrayList<>(columns))) {
            out.append(table(shown, rows, block));
        }
        if (clients.size() > shown.size()) {
            out.append("  ... and ").append(clients.size() - shown.size()).append(" more rows\n");
        }
        return out.append(legend(outcomes, differences)).append(details(shown)).toString();
    }

    private String heading() {
        String phase = matrix.phase().name().toLowerCase(Locale.ROOT);
        String title = phase + ": " + Printable.line(matrix.title(), 2 * LONGEST_NAME);
        if (oneService && !matrix.cells().isEmpty()) {
            Cell any = matrix.cells().get(0);
            title += " (" + Printable.line(any.protocol(), LONGEST_OUTCOME) + (any.port() == 0 ? "" : " " + any.port())
                    + ")";
        }
        return title + "\n";
    }

    private Map<String, Map<Column, List<Cell>>> rows() {
        Map<String, Map<Column, List<Cell>>> rows = new LinkedHashMap<>();
        for (Cell cell : matrix.cells()) {
            rows.computeIfAbsent(cell.from(), from -> new LinkedHashMap<>())
                    .computeIfAbsent(new Column(cell.to(), cell.protocol(), cell.port()), column -> new ArrayList<>())
                    .add(cell);
        }
        return rows;
    }

    private static boolean differs(Map<Column, List<Cell>> row) {
        return row.values().stream().flatMap(List::stream).anyMatch(cell -> !cell.asExpected());
    }

    /** Splits the columns so that each table fits a screen; a single column is shown however wide it is. */
    private List<List<Column>> blocks(
            List<String> clients, Map<String, Map<Column, List<Cell>>> rows, List<Column> columns) {
        int first =
                clients.stream().mapToInt(client -> name(client).length()).max().orElse(0) + 2;
        List<List<Column>> blocks = new ArrayList<>();
        List<Column> block = new ArrayList<>();
        int used = first;
        for (Column column : columns) {
            int width = header(column).length();
            for (String client : clients) {
                width = Math.max(width, text(rows, client, column).length());
            }
            if (!block.isEmpty() && used + width + 2 > WIDTH) {
                blocks.add(block);
                block = new ArrayList<>();
                used = first;
            }
            block.add(column);
            used += width + 2;
        }
        blocks.add(block);
        return blocks;
    }

    private String table(List<String> clients, Map<String, Map<Column, List<Cell>>> rows, List<Column> columns) {
        Table table = new Table();
        List<String> headers = new ArrayList<>(List.of("from \\ to"));
        columns.forEach(column -> headers.add(header(column)));
        table.row(headers);
        for (String client : clients) {
            List<String> cells = new ArrayList<>(List.of(name(client)));
            columns.forEach(column -> cells.add(text(rows, client, column)));
            table.row(cells);
        }
        return table.render("  ");
    }

    private String header(Column column) {
        String to = name(column.to());
        if (oneService) {
            return to;
        }
        return to + (column.port() == 0 ? "" : ":" + column.port()) + "/"
                + Printable.line(column.protocol(), LONGEST_OUTCOME);
    }

    private static String name(String text) {
        return Printable.line(text, LONGEST_NAME);
    }

    private static String text(Map<String, Map<Column, List<Cell>>> rows, String client, Column column) {
        List<Cell> cells = rows.getOrDefault(client, Map.of()).getOrDefault(column, List.of());
        return String.join(
                ",", cells.stream().map(MatrixTable::symbolOf).distinct().toList());
    }

    private static String symbolOf(Cell cell) {
        String observed = symbol(cell.observed());
        if (cell.asExpected()) {
            return observed;
        }
        return observed + " ("
                + String.join(
                        "/", cell.expected().stream().map(MatrixTable::symbol).toList())
                + ")";
    }

    private static String symbol(String outcome) {
        String symbol = SYMBOLS.get(outcome);
        return symbol == null ? Printable.line(outcome, LONGEST_OUTCOME) : symbol;
    }

    private static String legend(Set<String> outcomes, boolean differences) {
        List<String> entries = new ArrayList<>();
        for (String outcome : outcomes) {
            String symbol = SYMBOLS.get(outcome);
            if (symbol != null) {
                entries.add(symbol + " " + outcome);
            }
        }
        if (differences) {
            entries.add("in parentheses what was expected");
        }
        return entries.isEmpty() ? "" : "  " + String.join(", ", entries) + "\n";
    }

    /** What the prober said about the cells that differ, where it said something. */
    private String details(List<String> clients) {
        Set<String> shown = Set.copyOf(clients);
        List<Cell> telling = matrix.differences().stream()
                .filter(cell -> shown.contains(cell.from()) && cell.detail() != null)
                .toList();
        StringBuilder out = new StringBuilder();
        for (Cell cell : telling.subList(0, Math.min(telling.size(), DETAILS_AT_MOST))) {
            String detail = cell.detail();
            out.append("  ")
                    .append(name(cell.from()))
                    .append(" -> ")
                    .append(header(new Column(cell.to(), cell.protocol(), cell.port())))
                    .append(": ")
                    .append(detail == null ? "" : Printable.line(detail, LONGEST_DETAIL))
                    .append('\n');
        }
        if (telling.size() > DETAILS_AT_MOST) {
            out.append("  ... and ").append(telling.size() - DETAILS_AT_MOST).append(" more details\n");
        }
        return out.toString();
    }
}
