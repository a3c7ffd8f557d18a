package org.ciliumconformance.reports.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Summary;
import org.ciliumconformance.reports.model.Traffic;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code results.json} up to date while a run goes on. Every version of the file is a whole, valid document, so a
 * run that is killed keeps what it had finished, up to half a second of it.
 *
 * <p>A result is rendered once, when it is added; a flush joins the renderings. Flushes follow changes, at most one each
 * half second, less often where the document has grown so much that they would cost more than a twentieth of the time.
 * A flush in the background that fails (a full disk may recover) is tried again with the next one; {@link #finish}
 * reports what remains wrong.
 *
 * <p>Secrets are taken out on the way in, and {@link #document()} is what was written. Safe for use by many threads.
 */
public final class ResultsWriter implements AutoCloseable {

    private static final Duration FLUSH_AT_MOST_EVERY = Duration.ofMillis(500);
    /** A flush may take this share of the time until the next. */
    private static final int REST_PER_WORK = 20;

    /** Runs something later, once. */
    @FunctionalInterface
    interface Timer {
        void after(Duration delay, Runnable action);
    }

    private final Path file;
    private final Timer timer;
    private final Runnable stopTimer;
    private final DocumentRenderer renderer = new DocumentRenderer();
    private final List<BehaviorResult> results = new ArrayList<>();
    private final List<byte[]> rendered = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private Run run;
    private Environment environment;
    private PlanCounts plan = PlanCounts.none();
    private Duration lastFlushTook = Duration.ZERO;
    private @Nullable Traffic traffic;
    private boolean flushPlanned;
    private boolean closed;

    private ResultsWriter(Path file, Run run, Environment environment, Timer timer, Runnable stopTimer) {
        this.file = file;
        this.run = Redaction.of(run);
        this.environment = Redaction.of(environment);
        this.timer = timer;
        this.stopTimer = stopTimer;
    }

    /**
     * Begins a document and writes it at once, so that an output that cannot be written is known before a cluster is
     * touched.
     *
     * @param file where to write, usually {@code results.json} in the output folder, which is created
     * @param run the execution that has just begun
     * @param environment what is known of the cluster so far, see {@link Environment#unknown}
     * @throws ReportException when the file cannot be written
     */
    public static ResultsWriter open(Path file, Run run, Environment environment) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(action -> {
            Thread flusher = new Thread(action, "results-flush");
            flusher.setDaemon(true);
            return flusher;
        });
        Timer timer = (delay, action) -> {
            var unused = thread.schedule(action, delay.toMillis(), TimeUnit.MILLISECONDS);
        };
        try {
            return open(file, run, environment, timer, thread::shutdownNow);
        } catch (ReportException e) {
            thread.shutdownNow();
            throw e;
        }
    }

    static ResultsWriter open(Path file, Run run, Environment environment, Timer timer, Runnable stopTimer) {
        ResultsWriter writer = new ResultsWriter(file, run, environment, timer, stopTimer);
        writer.flush(false);
        return writer;
    }

    /**
     * Writes a document that is complete already.
     *
     * @throws ReportException when the file cannot be written
     */
    public static void write(Path file, ResultsDocument document) {
        of(file, document).flush(true);
    }

    /** What {@link #write} writes, where it is not to become a file. */
    static byte[] content(ResultsDocument document) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(1 << 16);
        try {
            of(Path.of("results.json"), document).join(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content.toByteArray();
    }

    private static ResultsWriter of(Path file, ResultsDocument document) {
        ResultsWriter writer =
                new ResultsWriter(file, document.run(), document.environment(), (delay, action) -> {}, () -> {});
        writer.plan(document.plan());
        document.problems().forEach(writer::problem);
        Traffic traffic = document.traffic();
        if (traffic != null) {
            writer.traffic(traffic);
        }
        document.results().forEach(writer::add);
        return writer;
    }

    /** Says which cluster it is, once that is known. */
    public synchronized void environment(Environment found) {
        environment = Redaction.of(found);
        changed();
    }

    /** Says how much is to be done, once that is known. */
    public synchronized void plan(PlanCounts counts) {
        plan = counts;
        changed();
    }

    /** Records what keeps the cluster from being reached or prepared. */
    public synchronized void problem(Problem problem) {
        problems.add(Redaction.of(problem));
        changed();
    }

    /** Records what flows came to, so far or at the end. */
    public synchronized void traffic(Traffic seen) {
        traffic = Redaction.of(seen);
        changed();
    }

    /**
     * Records a result; it is in the file soon.
     *
     * @throws IllegalArgumentException when the behavior has a result already
     */
    public synchronized void add(BehaviorResult result) {
        if (!ids.add(result.id())) {
            throw new IllegalArgumentException(result.id() + " has a result already");
        }
        BehaviorResult clean = Redaction.of(result);
        results.add(clean);
        rendered.add(renderer.result(clean));
        changed();
    }

    /** The document as it stands, without secrets. */
    public synchronized ResultsDocument document() {
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION, run, environment, plan, results, problems, traffic);
    }

    /**
     * Says that the run has ended, and writes that.
     *
     * @param endedAt when the run ended
     * @param interrupted whether it was told to stop before it was done
     * @return the document, still without a judgement
     * @throws ReportException when the file cannot be written
     */
    public synchronized ResultsDocument end(Instant endedAt, boolean interrupted) {
        run = run.ended(endedAt, interrupted);
        flush(false);
        return document();
    }

    /**
     * Writes the last version of the document, on the disk when this returns, and ends.
     *
     * @param accepted whether the run ended well
     * @return the document that was written
     * @throws ReportException when the file cannot be written
     */
    public synchronized ResultsDocument finish(boolean accepted) {
        run = run.judged(accepted);
        try {
            flush(true);
        } finally {
            stop();
        }
        return document();
    }

    /** Ends without saying that the run did: what was added is written, and the document reads as interrupted. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        try {
            flush(true);
        } finally {
            stop();
        }
    }

    private void stop() {
        closed = true;
        stopTimer.run();
    }

    private void changed() {
        if (closed || flushPlanned) {
            return;
        }
        flushPlanned = true;
        Duration rest = lastFlushTook.multipliedBy(REST_PER_WORK);
        timer.after(rest.compareTo(FLUSH_AT_MOST_EVERY) > 0 ? rest : FLUSH_AT_MOST_EVERY, this::flushInBackground);
    }

    private synchronized void flushInBackground() {
        flushPlanned = false;
        if (closed) {
            return;
        }
        try {
            flush(false);
        } catch (ReportException e) {
            // The next change tries again, and the last flush reports.
            return;
        }
    }

    private synchronized void flush(boolean last) {
        long begun = System.nanoTime();
        if (last) {
            AtomicFile.writeDurably(file, this::join);
        } else {
            AtomicFile.write(file, this::join);
        }
        lastFlushTook = Duration.ofNanos(System.nanoTime() - begun);
    }

    /** One result a line: whoever has no JSON tool at hand can still search and compare. */
    private void join(OutputStream out) throws IOException {
        ascii(out, "{\"format\":\"" + DocumentRenderer.FORMAT + "\",\"schemaVersion\":");
        ascii(out, ResultsDocument.CURRENT_SCHEMA_VERSION + ",\n\"run\":");
        out.write(renderer.run(run));
        ascii(out, ",\n\"environment\":");
        out.write(renderer.environment(environment));
        ascii(out, ",\n\"plan\":");
        out.write(renderer.plan(plan));
        ascii(out, ",\n\"summary\":");
        out.write(renderer.summary(Summary.of(results)));
        ascii(out, ",\n\"problems\":");
        out.write(renderer.problems(problems));
        Traffic seen = traffic;
        if (seen != null) {
            ascii(out, ",\n\"traffic\":");
            out.write(renderer.traffic(seen));
        }
        ascii(out, ",\n\"results\":[");
        String separator = "\n";
        for (byte[] result : rendered) {
            ascii(out, separator);
            out.write(result);
            separator = ",\n";
        }
        ascii(out, "\n]}\n");
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
