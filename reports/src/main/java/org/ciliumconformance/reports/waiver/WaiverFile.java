package org.ciliumconformance.reports.waiver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.text.Printable;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads a file of waivers: YAML with a list {@code waivers}, each with {@code id}, {@code reason}, {@code owner} and
 * {@code expires}. A word too many or too few is refused, because a waiver that silently means something else hides a
 * deviation, or fails a night for nothing.
 */
public final class WaiverFile {

    /** In bytes; a file that people write. */
    private static final long LARGEST = 1024 * 1024;

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final List<String> FIELDS = List.of("id", "reason", "owner", "expires");
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
        try (JsonParser yaml = YAML.createParser(ObjectReadContext.empty(), text())) {
            List<Waiver> waivers = document(yaml);
            if (yaml.nextToken() != null) {
                throw wrong("a second document begins" + line(yaml), null);
            }
            return waivers;
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw wrong("it is not YAML" + (line > 0 ? " (line " + line + ")" : ""), e);
        }
    }

    private String text() {
        try {
            if (Files.isDirectory(file)) {
                throw wrong("it is a folder", null);
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw wrong("it is not an ordinary file", null);
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
            return text;
        } catch (NoSuchFileException e) {
            throw wrong("there is no such file", e);
        } catch (AccessDeniedException e) {
            throw wrong("access denied", e);
        } catch (CharacterCodingException e) {
            throw wrong("it is not text in UTF-8", e);
        } catch (IOException e) {
            throw wrong("it cannot be opened", e);
        }
    }

    private List<Waiver> document(JsonParser yaml) {
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("it has no list 'waivers'", null);
        }
        List<Waiver> waivers = null;
        while (yaml.nextToken() != JsonToken.END_OBJECT) {
            String name = yaml.currentName();
            if (!name.equals("waivers")) {
                throw wrong(
                        "it has an unknown field '" + Printable.line(name, 60) + "' beside 'waivers'" + line(yaml),
                        null);
            }
            if (waivers != null) {
                throw wrong("it has 'waivers' twice" + line(yaml), null);
            }
            yaml.nextToken();
            waivers = list(yaml);
        }
        if (waivers == null) {
            throw wrong("it has no list 'waivers'", null);
        }
        return waivers;
    }

    private List<Waiver> list(JsonParser yaml) {
        refuseAlias(yaml, "'waivers'");
        if (yaml.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (yaml.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("'waivers' is not a list" + line(yaml), null);
        }
        List<Waiver> waivers = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            waivers.add(waiver(yaml, "waiver " + (waivers.size() + 1)));
        }
        return waivers;
    }

    private Waiver waiver(JsonParser yaml, String number) {
        refuseAlias(yaml, number);
        String which = number + line(yaml);
        if (yaml.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(which + " is not a group of fields", null);
        }
        Map<String, String> fields = new HashMap<>();
        Map<String, String> lines = new HashMap<>();
        while (yaml.nextToken() != JsonToken.END_OBJECT) {
            String name = yaml.currentName();
            if (!FIELDS.contains(name)) {
                throw wrong(number + " has an unknown field '" + Printable.line(name, 60) + "'" + line(yaml), null);
            }
            yaml.nextToken();
            if (fields.put(name, value(yaml, "'" + name + "' of " + number)) != null) {
                throw wrong(number + " has '" + name + "' twice" + line(yaml), null);
            }
            lines.put(name, line(yaml));
        }
        for (String name : FIELDS) {
            if (!fields.containsKey(name)) {
                throw wrong(which + " has no '" + name + "'", null);
            }
        }
        String id = fields.getOrDefault("id", "");
        if (!ID.matcher(id).matches()) {
            throw wrong(
                    number + " has an id that no behavior can have: '" + Printable.line(id, 60) + "'" + lines.get("id")
                            + " (small letters, digits, dots, hyphens, and * for anything)",
                    null);
        }
        return new Waiver(
                id,
                fields.getOrDefault("reason", ""),
                fields.getOrDefault("owner", ""),
                date(fields.getOrDefault("expires", ""), number, lines.getOrDefault("expires", "")));
    }

    private String value(JsonParser yaml, String what) {
        refuseAlias(yaml, what);
        String value =
                yaml.currentToken() == JsonToken.VALUE_STRING ? yaml.getString().strip() : "";
        if (value.isEmpty()) {
            throw wrong(what + " is not a text" + line(yaml), null);
        }
        return value;
    }

    /** What is written once and used twice is easily changed for both; and a few lines of it can mean millions. */
    private void refuseAlias(JsonParser yaml, String what) {
        if (yaml instanceof YAMLParser parser && parser.isCurrentAlias()) {
            throw wrong(what + " is a reference (*)" + line(yaml) + ": write it out", null);
        }
    }

    private static String line(JsonParser yaml) {
        return " (line " + yaml.currentTokenLocation().getLineNr() + ")";
    }

    private LocalDate date(String text, String which, String line) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw wrong("'expires' of " + which + " is no date" + line + ": write it as 2026-12-31", e);
        }
    }

    private ReportException wrong(String why, @Nullable Throwable cause) {
        return new ReportException(
                "Cannot read the waivers in " + file + ": " + why,
                "Each waiver needs id, reason, owner and expires (a date), in a list called waivers.",
                cause);
    }
}
