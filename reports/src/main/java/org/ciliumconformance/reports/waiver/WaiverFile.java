package org.ciliumconformance.reports.waiver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a file of waivers: YAML with a list {@code waivers}, each with {@code id}, {@code reason}, {@code owner} and
 * {@code expires}. A word too many or too few is refused, because a waiver that silently means something else hides a
 * deviation, or fails a night for nothing.
 */
public final class WaiverFile {

    /** In bytes; a file that people write. */
    private static final long LARGEST = 1024 * 1024;

    private static final Set<String> FIELDS = Set.of("id", "reason", "owner", "expires");
    private static final Pattern ID = Pattern.compile("[a-z0-9*][a-z0-9.*-]*");

    private final Path file;

    private WaiverFile(Path file) {
        this.file = file;
    }

    /**
     * Reads waivers.
     *
     * @param today the day on which they are to be applied, in UTC
     * @throws ReportException when the file cannot be read, or is not a list of complete waivers
     */
    public static Waivers read(Path file, LocalDate today) {
        return new Waivers(new WaiverFile(file).entries(), today);
    }

    private List<Waiver> entries() {
        JsonNode root = root();
        if (!root.isObject() || !root.has("waivers")) {
            throw wrong("it has no list 'waivers'", null);
        }
        for (String name : root.propertyNames()) {
            if (!name.equals("waivers")) {
                throw wrong("it has an unknown field '" + Printable.line(name, 60) + "' beside 'waivers'", null);
            }
        }
        JsonNode list = root.get("waivers");
        if (list.isNull()) {
            return List.of();
        }
        if (!list.isArray()) {
            throw wrong("'waivers' is not a list", null);
        }
        List<Waiver> waivers = new ArrayList<>();
        for (JsonNode entry : list) {
            waivers.add(waiver(entry, "waiver " + (waivers.size() + 1)));
        }
        return waivers;
    }

    private JsonNode root() {
        try {
            if (Files.isDirectory(file)) {
                throw wrong("it is a folder", null);
            }
            long size = Files.size(file);
            if (size > LARGEST) {
                throw wrong("with " + size / 1024 + " KiB it is larger than any list of waivers", null);
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
            if (text.isBlank()) {
                throw wrong("it is empty", null);
            }
            return new YAMLMapper().readTree(text);
        } catch (NoSuchFileException e) {
            throw wrong("there is no such file", e);
        } catch (CharacterCodingException e) {
            throw wrong("it is not text in UTF-8", e);
        } catch (IOException e) {
            throw wrong("it cannot be opened", e);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw wrong("it is not YAML" + (line > 0 ? " (line " + line + ")" : ""), e);
        }
    }

    private Waiver waiver(JsonNode entry, String which) {
        if (!entry.isObject()) {
            throw wrong(which + " is not a group of fields", null);
        }
        for (String name : entry.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw wrong(which + " has an unknown field '" + Printable.line(name, 60) + "'", null);
            }
        }
        String id = text(entry, "id", which);
        if (!ID.matcher(id).matches()) {
            throw wrong(
                    which + " has an id that no behavior can have: '" + Printable.line(id, 60)
                            + "' (small letters, digits, dots, hyphens, and * for anything)",
                    null);
        }
        return new Waiver(
                id,
                text(entry, "reason", which),
                text(entry, "owner", which),
                date(text(entry, "expires", which), which));
    }

    private String text(JsonNode entry, String name, String which) {
        JsonNode value = entry.get(name);
        if (value == null || value.isNull()) {
            throw wrong(which + " has no '" + name + "'", null);
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw wrong("'" + name + "' of " + which + " is not a text", null);
        }
        return value.stringValue().strip();
    }

    private LocalDate date(String text, String which) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong("'expires' of " + which + " is no date: write it as 2026-12-31", e);
        }
    }

    private ReportException wrong(String why, @Nullable Throwable cause) {
        return new ReportException(
                "Cannot read the waivers in " + file + ": " + why,
                "Each waiver needs id, reason, owner and expires (a date), in a list called waivers.",
                cause);
    }
}
