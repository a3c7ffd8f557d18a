package org.ciliumconformance.suites.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The file {@code run.log} of a run: warnings and what was not foreseen, or everything. There is none as long as there
 * is nothing to write.
 */
final class RunLog implements AutoCloseable {
    private final Path file;
    private final OnDemand appender;
    private final Logger root;

    private RunLog(Path file, OnDemand appender, Logger root) {
        this.file = file;
        this.appender = appender;
        this.root = root;
    }

    /**
     * @param everything down to DEBUG
     */
    static RunLog in(Path folder, boolean everything) {
        Path file = folder.resolve("run.log");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        OnDemand appender = new OnDemand(file);
        appender.setContext(context);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(everything ? Level.DEBUG : Level.WARN);
        root.addAppender(appender);
        return new RunLog(file, appender, root);
    }

    Path file() {
        return file;
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        appender.stop();
    }

    /** Opens the file with the first event. Its superclass lets one thread in at a time. */
    private static final class OnDemand extends AppenderBase<ILoggingEvent> {
        private final Path file;
        private @Nullable FileAppender<ILoggingEvent> opened;

        OnDemand(Path file) {
            this.file = file;
        }

        @Override
        protected void append(ILoggingEvent event) {
            FileAppender<ILoggingEvent> present = opened;
            if (present == null) {
                present = open();
                opened = present;
            }
            present.doAppend(event);
        }

        private FileAppender<ILoggingEvent> open() {
            PatternLayoutEncoder encoder = new PatternLayoutEncoder();
            encoder.setContext(getContext());
            encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSS,UTC}Z %-5level [%thread] %logger{36} - %msg%n");
            encoder.start();
            FileAppender<ILoggingEvent> appender = new FileAppender<>();
            appender.setContext(getContext());
            appender.setName(file.toString());
            appender.setFile(file.toString());
            appender.setEncoder(encoder);
            appender.start();
            return appender;
        }

        @Override
        public synchronized void stop() {
            super.stop();
            FileAppender<ILoggingEvent> present = opened;
            if (present != null) {
                present.stop();
            }
        }
    }
}
