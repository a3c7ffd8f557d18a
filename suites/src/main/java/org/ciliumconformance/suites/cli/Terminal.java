package org.ciliumconformance.suites.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Properties;

/**
 * Where a command's words go.
 *
 * @param out results: what a script would read
 * @param err complaints, and progress where the result is a document
 * @param interactive whether somebody looks on, so that a line may be drawn over
 * @param colour whether ANSI colours are welcome
 * @param columns width of the terminal in characters
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean colour, int columns) {
    private static final int USUAL_COLUMNS = 100;

    /** Says {@code out} or {@code none}: set by the launcher, which can ask the system whether standard output is a terminal. */
    static final String TERMINAL_PROPERTY = "conformance.terminal";

    /** Width in characters, set by the launcher. */
    static final String COLUMNS_PROPERTY = "conformance.columns";

    /**
     * @param environment {@code NO_COLOR} (see no-color.org) and {@code TERM=dumb} are honoured
     * @param properties set by the launcher; without them the Java runtime is asked
     */
    static Terminal ofProcess(
            PrintWriter out, PrintWriter err, Map<String, String> environment, Properties properties) {
        String said = properties.getProperty(TERMINAL_PROPERTY);
        boolean terminal = said == null ? System.console() != null : said.equals("out");
        boolean able = terminal && !"dumb".equals(environment.get("TERM"));
        boolean colour = able && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(out, err, able, colour, columns(properties.getProperty(COLUMNS_PROPERTY, "")));
    }

    private static int columns(String said) {
        try {
            return Math.max(40, Integer.parseInt(said.strip()));
        } catch (NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }

    /** The same terminal, plain: no colours, nothing drawn over. */
    Terminal plain() {
        return new Terminal(out, err, false, false, columns);
    }
}
