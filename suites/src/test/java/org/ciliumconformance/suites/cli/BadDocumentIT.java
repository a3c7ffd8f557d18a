package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ciliumconformance.reports.io.ResultsWriter;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Files that are not what a command takes them for, through the real command line: each ends with one message that names
 * the file and says what to do, with exit code 2, without a stack trace, and without an output.
 */
class BadDocumentIT {

    /**
     * How each command is given a document; BAD and GOOD stand for their paths, OUT for the folder of outputs. An empty
     * folder is no mistake as a baseline: the first night has none yet.
     */
    private static final List<List<String>> TAKING_DOCUMENTS = List.of(
            List.of("compare", "BAD", "GOOD", "--out", "OUT"),
            List.of("compare", "GOOD", "BAD", "--out", "OUT"),
            List.of("run", "--baseline", "BAD", "--out", "OUT"),
            List.of("run", "--before", "BAD", "--out", "OUT"),
            List.of("report", "BAD", "--out", "OUT"),
            List.of("report", "GOOD", "--baseline", "BAD", "--out", "OUT"));

    private static final List<List<String>> TAKING_WAIVERS = List.of(
            List.of("compare", "GOOD", "GOOD", "--waivers", "BAD", "--out", "OUT"),
            List.of("run", "--waivers", "BAD", "--out", "OUT"),
            List.of("report", "GOOD", "--waivers", "BAD", "--out", "OUT"));

    private static final String NEWER =
            "{\"format\":\"cilium-conformance-results\",\"schemaVersion\":7,\"run\":{\"id\":{}}}";

    /** What each file holds, and a word that the message must have. */
    private enum Document {
        EMPTY("", "empty"),
        BLANK(" \n", "not a results document"),
        TRUNCATED("", "ends in the middle"),
        LIST("[1, 2, 3]", "not a results document"),
        OTHER_TOOL(
                "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}}}]}",
                "not a results document"),
        OTHER_FORMAT("{\"format\":\"cilium-conformance-comparison\",\"schemaVersion\":1}", "not a results document"),
        MISSING_PARTS("{\"format\":\"cilium-conformance-results\",\"schemaVersion\":1}", "run is missing"),
        NEWER_SCHEMA(NEWER, "newer version"),
        NOT_JSON("results: yaml", "not JSON"),
        NESTED("[".repeat(100_000), "not a results document"),
        NESTED_INSIDE("{\"x\":" + "[".repeat(100_000), "nested deeper"),
        HUGE_NUMBER("{\"schemaVersion\":" + "9".repeat(100_000) + "}", "longer number"),
        LATIN_1("", "not JSON in UTF-8"),
        BINARY("", "not JSON"),
        TWO_HUNDRED_MEGABYTES("", "200 MiB"),
        FOLDER("", "no such file"),
        MISSING("", "no such file"),
        UNREADABLE("", "access denied");

        private final String content;
        private final String says;

        Document(String content, String says) {
            this.content = content;
            this.says = says;
        }

        Path in(Path folder, String good) throws IOException {
            Path file = folder.resolve("bad.json");
            switch (this) {
                case TRUNCATED -> Files.writeString(file, good.substring(0, good.length() * 2 / 3));
                case LATIN_1 ->
                    Files.write(
                            file, good.replace("\"ctx\"", "\"\u00e9\u00fc\"").getBytes(StandardCharsets.ISO_8859_1));
                case BINARY -> Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0, (byte) 0xff, (byte) 0xfe, 0, 1, 2});
                case TWO_HUNDRED_MEGABYTES -> {
                    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                        sparse.writeBytes(good);
                        sparse.setLength(200L << 20);
                    }
                }
                case FOLDER -> Files.createDirectories(file);
                case MISSING -> assertThat(file).doesNotExist();
                case UNREADABLE -> {
                    Files.writeString(file, good);
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
                    assumeThat(Files.isReadable(file))
                            .as("root reads everything")
                            .isFalse();
                }
                default -> Files.writeString(file, content);
            }
            return file;
        }
    }

    private enum WaiverList {
        EMPTY("", "empty"),
        LIST("- id: a\n", "no list 'waivers'"),
        UNKNOWN_FIELD("waivers:\n  - {id: a, reason: r, owner: o, expires: '2026-12-31', until: x}\n", "until"),
        TEXT_FOR_LIST("waivers: all\n", "not a list"),
        BROKEN("waivers: \"unclosed\n", "not YAML"),
        NO_DATE("waivers:\n  - {id: a, reason: r, owner: o, expires: soon}\n", "2026-12-31"),
        NESTED("waivers: " + "[".repeat(100_000), "not a group of fields"),
        TWO_HUNDRED_MEGABYTES("", "larger than any list"),
        LATIN_1("", "not text in UTF-8"),
        FOLDER("", "it is a folder"),
        MISSING("", "no such file");

        private final String content;
        private final String says;

        WaiverList(String content, String says) {
            this.content = content;
            this.says = says;
        }

        Path in(Path folder) throws IOException {
            Path file = folder.resolve("bad.yaml");
            switch (this) {
                case TWO_HUNDRED_MEGABYTES -> {
                    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                        sparse.setLength(200L << 20);
                    }
                }
                case LATIN_1 -> Files.write(file, "waivers: # \u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
                case FOLDER -> Files.createDirectories(file);
                case MISSING -> assertThat(file).doesNotExist();
                default -> Files.writeString(file, content);
            }
            return file;
        }
    }

    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();
    private Path good;

    @BeforeEach
    void keepAGoodDocument() {
        good = folder.resolve("good/results.json");
        Run run = Run.begun("abcd", "1", Instant.parse("2026-03-01T02:00:00Z"), Map.of(), "run");
        try (ResultsWriter writer = ResultsWriter.open(good, run, Environment.unknown("kubeconfig", false, "ctx"))) {
            writer.end(Instant.parse("2026-03-01T02:00:09Z"), false);
            writer.finish(true);
        }
    }

    static Stream<Arguments> documents() {
        return TAKING_DOCUMENTS.stream()
                .flatMap(command -> Stream.of(Document.values()).map(document -> Arguments.of(document, command)))
                .filter(one -> one.get()[0] != Document.FOLDER || !((List<?>) one.get()[1]).contains("--baseline"));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource
    void documents(Document document, List<String> command) throws IOException {
        Path bad = document.in(folder, Files.readString(good));
        refused(
                bad,
                command,
                document == Document.FOLDER && command.equals(TAKING_DOCUMENTS.get(0))
                        ? "nothing" // an empty folder of runs
                        : document.says);
    }

    static Stream<Arguments> waivers() {
        return TAKING_WAIVERS.stream()
                .flatMap(command -> Stream.of(WaiverList.values()).map(list -> Arguments.of(list, command)));
    }

    @ParameterizedTest(name = "{0} for {1}")
    @MethodSource
    void waivers(WaiverList list, List<String> command) throws IOException {
        refused(list.in(folder), command, list.says);
    }

    private void refused(Path bad, List<String> command, String says) throws IOException {
        Path out = folder.resolve("out");
        int code = session.execute(words(bad, out, command));

        assertThat(code).as(session.out() + session.err()).isEqualTo(2);
        assertThat(session.err()).contains("error: ", bad.toString(), says, "what to do: ");
        assertThat(session.err()).doesNotContain("\tat ", "Exception", "tools.jackson", "snakeyaml");
        assertThat(session.err().length()).as("a message, not the file").isLessThan(3_000);
        if (command.get(0).equals("run")) {
            // Somebody may wait for the document of a run: it says what was wrong.
            assertThat(CommandSession.validResults(out).problems()).hasSize(1);
        } else {
            assertThat(out).doesNotExist();
        }
    }

    private String[] words(Path bad, Path out, List<String> command) {
        List<String> words = new ArrayList<>();
        for (String word : command) {
            words.add(
                    switch (word) {
                        case "BAD" -> bad.toString();
                        case "GOOD" -> good.toString();
                        case "RUNS" -> folder.toString();
                        case "OUT" -> out.toString();
                        default -> word;
                    });
        }
        return words.toArray(String[]::new);
    }

    /** Outputs that cannot be written are told, too. */
    private static final List<List<String>> WRITING = List.of(
            List.of("compare", "GOOD", "GOOD", "--out", "OUT"),
            List.of("run", "--out", "OUT"),
            List.of("report", "GOOD", "--out", "OUT"),
            List.of("history", "RUNS", "--out", "OUT"));

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FOLDER", "MISSING"})
    void aFolderOfRunsInWhichNoneCanBeRead(Document document) throws IOException {
        Path bad = document.in(folder, Files.readString(good));
        Path run = Files.createDirectories(folder.resolve("runs/tonight"));
        Files.move(bad, run.resolve("results.json"));

        assertThat(session.execute("history", folder.resolve("runs").toString()))
                .as(session.out() + session.err())
                .isEqualTo(2);
        assertThat(session.err()).contains("error: There is no history in ", document.says, "what to do: ");
        assertThat(session.err()).doesNotContain("\tat ", "Exception");
        assertThat(folder.resolve("runs/history.html")).doesNotExist();
    }

    @ParameterizedTest
    @FieldSource("WRITING")
    void anOutputThatIsAFile(List<String> command) throws IOException {
        Path out = Files.writeString(folder.resolve("out"), "mine");

        assertThat(session.execute(words(good, out, command)))
                .as(session.out() + session.err())
                .isEqualTo(2);
        assertThat(session.err()).contains("error: Cannot write " + out, "is a file, not a folder", "what to do: ");
        assertThat(session.err()).doesNotContain("\tat ", "Exception");
        assertThat(out).hasContent("mine");
    }

    @Test
    void aFolderOfRunsPassesOverWhatItCannotRead() throws IOException {
        Path runs = folder.resolve("runs");
        Path broken = runs.resolve("a/results.json");
        Files.createDirectories(broken.getParent());
        Files.writeString(broken, "{\"format\":");
        Path earlier = runs.resolve("b/results.json");
        Files.createDirectories(earlier.getParent());
        Files.writeString(
                earlier, Files.readString(good).replace("abcd", "efgh").replace("2026-03-01", "2026-02-01"));

        assertThat(session.execute("compare", runs.toString(), good.toString()))
                .as(session.out() + session.err())
                .isZero();
        assertThat(session.err()).contains("note: Cannot read " + broken + ": it ends in the middle");
    }

    @Test
    void aReportWithoutAllureAndMavenNamesTheRemedyAndKeepsTheOtherReports() {
        StringWriter err = new StringWriter();
        Map<String, String> nothing = Map.of(
                "MVN", folder.resolve("no-maven").toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString());
        Terminal terminal = new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(err), false, false, 100);
        int code = new CommandLine(new ReportCommand(terminal, Clock.systemUTC(), nothing))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Failures(terminal.err()))
                .execute(
                        good.toString(),
                        "--format",
                        "allure",
                        "--allure",
                        "--out",
                        folder.resolve("out").toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("error: Cannot make the page of Allure", "what to do: ", "ALLURE_HOME");
        assertThat(folder.resolve("out/allure-results/categories.json")).exists();
        assertThat(folder.resolve("out/allure")).doesNotExist();
    }
}
