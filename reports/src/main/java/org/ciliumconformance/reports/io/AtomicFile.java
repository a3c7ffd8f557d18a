package org.ciliumconformance.reports.io;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.ciliumconformance.reports.ReportException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes files that appear whole or not at all: into a neighbour first, which then takes the name. Whoever reads the
 * name sees the old content or the new, never a part.
 */
public final class AtomicFile {

    /** Produces the content of a file. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything to the stream and leaves it open. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /**
     * Replaces or creates a file, and the folders above it.
     *
     * @throws ReportException when that cannot be done; the old content is then still there
     */
    public static void write(Path file, byte[] content) {
        replace(file, out -> out.write(content), false);
    }

    /**
     * Replaces or creates a file, and the folders above it.
     *
     * @throws ReportException when that cannot be done; the old content is then still there
     */
    public static void write(Path file, Content content) {
        replace(file, buffered(content), false);
    }

    /** Like {@link #write(Path, Content)}, and waits until the content is on the disk, to survive a power cut. */
    static void writeDurably(Path file, Content content) {
        replace(file, buffered(content), true);
    }

    private static Content buffered(Content content) {
        return out -> {
            OutputStream buffer = new BufferedOutputStream(out, 1 << 16);
            content.writeTo(buffer);
            buffer.flush();
        };
    }

    private static void replace(Path file, Content content, boolean durable) {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        Path name = whole.getFileName();
        if (folder == null || name == null) {
            throw unwritable(file, "it names no file", null);
        }
        // A fixed name, so that what a killed process left behind is overwritten by the next one.
        Path part = folder.resolve("." + name + ".part");
        try {
            if (Files.isDirectory(whole)) {
                throw unwritable(file, "it is a folder", null);
            }
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            // Not a channel: an interrupted thread, as after Ctrl-C, could not write to one, and it has the most to
            // save.
            try (FileOutputStream stream = new FileOutputStream(part.toFile())) {
                content.writeTo(stream);
                if (durable) {
                    stream.getFD().sync();
                }
            }
            move(part, whole);
        } catch (IOException e) {
            discard(part);
            throw unwritable(file, inWords(e), e);
        } catch (UncheckedIOException | JacksonIOException e) {
            // What generators of text and of JSON make of a full disk.
            discard(part);
            throw unwritable(
                    file,
                    e.getCause() instanceof IOException cause ? inWords(cause) : String.valueOf(e.getMessage()),
                    e);
        } catch (RuntimeException | Error e) {
            discard(part);
            throw e;
        }
    }

    private static void move(Path part, Path whole) throws IOException {
        try {
            Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // What keeps it from being removed is what kept it from being written, and that is reported.
        }
    }

    static ReportException unwritable(Path file, String why, @Nullable Throwable cause) {
        return new ReportException(
                "Cannot write " + file + ": " + why,
                "Choose an output folder that this user can write to and that has space left.",
                cause);
    }

    /** The exceptions of the file system carry a path as their message; this says what happened. */
    static String inWords(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access denied";
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return ((FileSystemException) e).getFile() + " is a file, not a folder";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason();
        }
        String message = e.getMessage();
        if (e instanceof FileNotFoundException && message != null && message.endsWith(")")) {
            // "path (what the operating system said)"
            return message.substring(message.lastIndexOf('(') + 1, message.length() - 1);
        }
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
