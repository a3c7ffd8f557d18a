package org.ciliumconformance.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as a table. Where most clients call most servers it is a grid, servers down and clients across, because
 * their ports multiply the servers; where they do not, it is a list of probes, which would leave a grid mostly empty.
 *
 * @param title what it shows
 * @param service protocol and port, where they are the same for every probe
 * @param control whether it was measured before or after the behavior's own change
 * @param columns heads of the columns, that of the row heads first
 * @param rows the probes
 * @param differing how many probes differ from what was expected
 * @param probes how many there are
 * @param omitted how many rows were left out, of those without a difference first
 */
record MatrixView(
        String title,
        @Nullable String service,
        boolean control,
        List<String> columns,
        List<Row> rows,
        int differing,
        int probes,
        int omitted) {

    /**
     * A row.
     *
     * @param head the server, or the probe
     * @param slots the outcomes by column; none where nothing was probed
     */
    record Row(String head, List<List<Outcome>> slots) {
        Row {
            slots = List.copyOf(slots);
        }

        private boolean differs() {
            return slots.stream().anyMatch(slot -> slot.stream().anyMatch(Outcome::differs));
        }
    }

    private static final int ROWS_AT_MOST = 100;
    private static final int CLIENTS_AT_MOST = 12;
    private static final int GRID_FROM = 4;
    /** A remark in a name, as in "x/b (same namespace, other node) by ClusterIP". */
    private static final Pattern REMARK = Pattern.compile("([^()]+?) \\([^()]*\\)([^()]*)");

    private static final int REMARKABLE_LENGTH = 200;

    MatrixView {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    static MatrixView of(Matrix matrix) {
        List<Cell> cells = matrix.cells();
        Set<String> services = new LinkedHashSet<>();
        cells.forEach(cell -> services.add(service(cell)));
        boolean oneService = services.size() == 1;
        List<Row> rows = new ArrayList<>();
        List<String> columns = grid(cells, oneService, rows);
        if (columns.isEmpty()) {
            columns = list(cells, rows);
        }
        List<Row> shown = rows;
        if (rows.size() > ROWS_AT_MOST) {
            shown = rows.stream()
                    .sorted(Comparator.comparing(row -> !row.differs()))
                    .limit(ROWS_AT_MOST)
                    .toList();
        }
        String service = oneService ? services.iterator().next() : "";
        return new MatrixView(
                Shown.name(matrix.title()),
                service.isEmpty() ? null : service,
                matrix.phase() != Phase.POLICY,
                columns,
                shown,
                matrix.differences().size(),
                cells.size(),
                rows.size() - shown.size());
    }

    boolean asExpected() {
        return differing == 0;
    }

    /** How many probes there are, and how many of them differ. */
    String tally() {
        return Shown.counted(probes, "probe", "probes")
                + (differing == 0 ? ", all as expected" : ", " + Shown.number(differing) + " not as expected");
    }

    /** The columns of a grid, none where there should be no grid. */
    private static List<String> grid(List<Cell> cells, boolean oneService, List<Row> rows) {
        if (cells.size() < GRID_FROM) {
            return List.of();
        }
        boolean remarks = !distinctWithoutRemarks(cells);
        Set<String> clients = new LinkedHashSet<>();
        Map<String, Map<String, List<Outcome>>> servers = new LinkedHashMap<>();
        for (Cell cell : cells) {
            String client = remarks ? cell.from() : plain(cell.from());
            String server = remarks ? cell.to() : plain(cell.to());
            String head = Shown.name(server) + (oneService ? "" : suffix(service(cell)));
            clients.add(client);
            servers.computeIfAbsent(head, any -> new LinkedHashMap<>())
                    .computeIfAbsent(client, any -> new ArrayList<>())
                    .add(Outcome.of(cell));
        }
        int slots = clients.size() * servers.size();
        if (clients.size() < 2
                || clients.size() > CLIENTS_AT_MOST
                || servers.size() < 2
                || 2 * slots > 3 * cells.size()) {
            return List.of();
        }
        servers.forEach((server, outcomes) -> rows.add(new Row(
                server,
                clients.stream()
                        .map(client -> outcomes.getOrDefault(client, List.of()))
                        .toList())));
        List<String> columns = new ArrayList<>();
        columns.add("to ↓   from →");
        clients.forEach(client -> columns.add(Shown.name(client)));
        return columns;
    }

    private static List<String> list(List<Cell> cells, List<Row> rows) {
        boolean oneService = cells.stream().map(MatrixView::service).distinct().count() == 1;
        for (Cell cell : cells) {
            String to = cell.to().isEmpty() ? "" : " → " + Shown.name(cell.to());
            rows.add(new Row(
                    Shown.name(cell.from()) + to + (oneService ? "" : suffix(service(cell))),
                    List.of(List.of(Outcome.of(cell)))));
        }
        return List.of("probe", "observed");
    }

    /** Whether leaving out the remarks makes no two probes of a matrix the same. */
    private static boolean distinctWithoutRemarks(List<Cell> cells) {
        Set<String> whole = new HashSet<>();
        Set<String> plain = new HashSet<>();
        for (Cell cell : cells) {
            whole.add(cell.from() + '\n' + cell.to() + '\n' + service(cell));
            plain.add(plain(cell.from()) + '\n' + plain(cell.to()) + '\n' + service(cell));
        }
        return whole.size() == plain.size();
    }

    private static String plain(String name) {
        if (name.length() > REMARKABLE_LENGTH) {
            return name;
        }
        Matcher parts = REMARK.matcher(name);
        return parts.matches() ? parts.group(1) + parts.group(2) : name;
    }

    private static String service(Cell cell) {
        String protocol = Shown.name(cell.protocol());
        return cell.port() == 0 ? protocol : (protocol + " " + cell.port()).strip();
    }

    private static String suffix(String service) {
        return service.isEmpty() ? "" : ", " + service;
    }
}
