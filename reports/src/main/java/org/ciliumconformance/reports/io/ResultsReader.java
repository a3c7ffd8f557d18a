package org.ciliumconformance.reports.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Traffic;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads {@code results.json}. Whatever is wrong with the file ends in one {@link ReportException} that says what it is
 * and what to do; documents of older versions are read, newer ones refused.
 *
 * <p>The document is streamed, one result at a time, so that a large one needs little more memory than its records.
 */
public final class ResultsReader {

    /** In bytes; five times what 5,000 behaviors take. Two of them, to be compared, fit into 512 MiB of memory. */
    static final long LARGEST = 64L * 1024 * 1024;

    private static final String PASS_A_RESULTS_FILE =
            "Pass a results.json that a run of this suite has written, or the folder that holds one.";

    private static final int DEEPEST = 64;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_TEXT = 20_000_000;

    private final JsonFactory json = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LARGEST)
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    /**
     * Reads a document.
     *
     * @param fileOrFolder a document, or the folder that holds a {@code results.json}
     * @throws ReportException when there is no such file, or it is not a document that this version can read
     */
    public ResultsDocument read(Path fileOrFolder) {
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve("results.json") : fileOrFolder;
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw unreadable(
                        file,
                        Files.isDirectory(file) ? "it is a folder" : "it is not an ordinary file",
                        PASS_A_RESULTS_FILE,
                        null);
            }
            long size = Files.size(file);
            if (size == 0) {
                throw unreadable(file, "it is empty", "Run the suite again, or take the file from a backup.", null);
            }
            if (size > LARGEST) {
                throw unreadable(
                        file,
                        "with " + size / (1024 * 1024) + " MiB it is larger than any results document gets ("
                                + LARGEST / (1024 * 1024) + " MiB)",
                        PASS_A_RESULTS_FILE,
                        null);
            }
            requireOursAndKnown(file);
            return content(file);
        } catch (NoSuchFileException e) {
            throw unreadable(file, "there is no such file", PASS_A_RESULTS_FILE, e);
        } catch (JsonView.Mismatch e) {
            throw unreadable(
                    file, "it does not have the form of a results document: " + e.getMessage(), PASS_A_RESULTS_FILE, e);
        } catch (JacksonIOException e) {
            throw unreadable(file, e.getOriginalMessage(), PASS_A_RESULTS_FILE, e);
        } catch (StreamConstraintsException e) {
            throw unreadable(
                    file,
                    "it is nested deeper, or holds a longer number or text, than any results document" + place(e),
                    PASS_A_RESULTS_FILE,
                    e);
        } catch (OutOfMemoryError e) {
            throw unreadable(
                    file,
                    "it needs more memory than the " + Runtime.getRuntime().maxMemory() / (1024 * 1024)
                            + " MiB that this process has",
                    "Give Java more memory: CILIUM_CONFORMANCE_JAVA_OPTS=-Xmx2g.",
                    e);
        } catch (JacksonException e) {
            throw endsEarly(file, e) ? truncated(file, e) : notJson(file, e);
        } catch (IOException e) {
            throw unreadable(file, AtomicFile.inWords(e), PASS_A_RESULTS_FILE, e);
        }
    }

    /** Looks at the marks alone, so that a newer document is called newer and not malformed. */
    private void requireOursAndKnown(Path file) throws IOException {
        String format = null;
        Integer version = null;
        String said = "";
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                JsonParser parser = json.createParser(ObjectReadContext.empty(), in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw notOurs(file);
            }
            while ((format == null || version == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("format") && value == JsonToken.VALUE_STRING) {
                    format = parser.getString();
                } else if (name.equals("schemaVersion") && value == JsonToken.VALUE_NUMBER_INT) {
                    said = parser.getString();
                    version = parser.getNumberType() == JsonParser.NumberType.INT
                            ? parser.getIntValue()
                            : Integer.MAX_VALUE;
                } else {
                    parser.skipChildren();
                }
            }
        }
        if (!DocumentRenderer.FORMAT.equals(format) || version == null || version < 1) {
            throw notOurs(file);
        }
        if (version > ResultsDocument.CURRENT_SCHEMA_VERSION) {
            throw unreadable(
                    file,
                    "it was written by a newer version of the suite (schema version " + said + "; this one knows up to "
                            + ResultsDocument.CURRENT_SCHEMA_VERSION + ")",
                    "Use the version of the suite that wrote it, or a newer one.",
                    null);
        }
    }

    private ResultsDocument content(Path file) throws IOException {
        Run run = null;
        Environment environment = null;
        PlanCounts plan = null;
        int version = ResultsDocument.CURRENT_SCHEMA_VERSION;
        List<Problem> problems = List.of();
        List<BehaviorResult> results = new ArrayList<>();
        Traffic traffic = null;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                JsonParser parser = json.createParser(ObjectReadContext.empty(), in)) {
            PartReader part = new PartReader();
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "schemaVersion" -> version = parser.getIntValue();
                    case "run" -> run = DocumentParser.run(object(parser, part, name));
                    case "environment" -> environment = DocumentParser.environment(object(parser, part, name));
                    case "plan" -> plan = DocumentParser.plan(object(parser, part, name));
                    case "problems" -> problems = elements(parser, part, name).objects(name, DocumentParser::problem);
                    case "traffic" -> traffic = DocumentParser.traffic(object(parser, part, name));
                    case "results" -> readResults(parser, part, results);
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw unreadable(
                        file,
                        "after the document something else follows" + place(parser.currentLocation()),
                        "Take one document only: two were joined, or the file was damaged.",
                        null);
            }
        }
        return new ResultsDocument(
                version,
                present(run, "run"),
                present(environment, "environment"),
                present(plan, "plan"),
                results,
                problems,
                traffic);
    }

    private static void readResults(JsonParser parser, PartReader part, List<BehaviorResult> results) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new JsonView.Mismatch("results", "is not an array");
        }
        if (!results.isEmpty()) {
            throw new JsonView.Mismatch("results", "is there twice");
        }
        Set<String> ids = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String path = "results[" + results.size() + "]";
            BehaviorResult result;
            try {
                result = DocumentParser.result(object(parser, part, path));
            } catch (IllegalArgumentException e) {
                // The records refuse what cannot be, such as a verdict without the reason it needs.
                throw new JsonView.Mismatch(path, "cannot be: " + e.getMessage());
            }
            if (!ids.add(result.id())) {
                throw new JsonView.Mismatch(path, "is a second result of " + result.id());
            }
            results.add(result);
        }
    }

    private static JsonView object(JsonParser parser, PartReader part, String path) {
        return new JsonView(part.read(parser, path), path);
    }

    /** The array under its own name, for the reader of lists to find it there. */
    private static JsonView elements(JsonParser parser, PartReader part, String name) {
        return new JsonView(JsonNodeFactory.instance.objectNode().set(name, part.read(parser, name)), "");
    }

    private static <T> T present(@Nullable T part, String name) {
        if (part == null) {
            throw new JsonView.Mismatch(name, "is missing");
        }
        return part;
    }

    private static ReportException notOurs(Path file) {
        return unreadable(file, "it is not a results document of this suite", PASS_A_RESULTS_FILE, null);
    }

    /**
     * Whether the content breaks off. The parser's exceptions tell that only for some places, so the file is asked too:
     * an object that does not end in a brace was cut, even in the middle of a word.
     */
    private static boolean endsEarly(Path file, JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException
                || e.getOriginalMessage().toLowerCase(Locale.ROOT).contains("end-of-input")) {
            return true;
        }
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            boolean begins = bytes.read() == '{';
            long last = bytes.length() - 1;
            bytes.seek(last);
            int end = bytes.read();
            while (last > 0 && Character.isWhitespace(end)) {
                last--;
                bytes.seek(last);
                end = bytes.read();
            }
            return begins && end != '}';
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static ReportException truncated(Path file, Throwable cause) {
        return unreadable(
                file,
                "it ends in the middle, as after an incomplete copy",
                "Copy it again, or run the suite again.",
                cause);
    }

    private static ReportException notJson(Path file, JacksonException cause) {
        return unreadable(file, "it is not JSON in UTF-8" + place(cause), PASS_A_RESULTS_FILE, cause);
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null ? "" : place(e.getLocation());
    }

    private static String place(TokenStreamLocation location) {
        return " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    private static ReportException unreadable(Path file, String why, String remedy, @Nullable Throwable cause) {
        return new ReportException("Cannot read " + file + ": " + why, remedy, cause);
    }
}
