package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.ResultsDocument;

/** Executes command lines in this process and keeps what they say. */
final class CommandSession {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicReference<Runnable> onInterrupt = new AtomicReference<>();
    private final AtomicReference<Runnable> onSecond = new AtomicReference<>();

    /** Runs one command. */
    int execute(String... args) {
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 100);
        return CommandLines.create(terminal, (action, last) -> {
                    onInterrupt.set(action);
                    onSecond.set(last);
                    return () -> {
                        onInterrupt.set(null);
                        onSecond.set(null);
                    };
                })
                .execute(args);
    }

    /** Presses Ctrl-C, as soon as a command listens. */
    boolean interrupt() {
        Runnable action = onInterrupt.get();
        if (action != null) {
            action.run();
        }
        return action != null;
    }

    /** Presses Ctrl-C once more; this process does not end by it. */
    boolean interruptAgain() {
        Runnable action = onSecond.get();
        if (action != null) {
            action.run();
        }
        return action != null;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The results document of a folder, after it was held against its schema. */
    static ResultsDocument validResults(Path folder) throws IOException {
        Path file = folder.resolve("results.json");
        try (InputStream schema =
                ResultsReader.class.getResourceAsStream("/org/ciliumconformance/reports/results.schema.json")) {
            assertThat(schema).isNotNull();
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(new String(schema.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON)
                            .validate(Files.readString(file), InputFormat.JSON))
                    .isEmpty();
        }
        return new ResultsReader().read(file);
    }
}
