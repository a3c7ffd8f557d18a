package org.ciliumconformance.reports.io;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An object of a document, read field by field; what is wrong is reported with the path to it. Fields that are not
 * asked for are ignored, so that a document with additions still reads.
 */
final class JsonView {

    /** A field is missing or is not what it should be; the message names it. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch(String path, String what) {
            super(path + " " + what);
        }
    }

    /** What is longer is no measurement, and would overflow where times are added up. */
    private static final long LONGEST_MILLIS = Duration.ofDays(3_650).toMillis();

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final JsonNode node;
    private final String path;

    JsonView(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new Mismatch(path, "is not an object");
        }
        this.node = node;
        this.path = path;
    }

    JsonView object(String name) {
        return new JsonView(required(name), at(name));
    }

    <T> @Nullable T optionalObject(String name, Function<JsonView, T> read) {
        return absent(name) ? null : read.apply(object(name));
    }

    String text(String name) {
        JsonNode value = required(name);
        if (!value.isString()) {
            throw new Mismatch(at(name), "is not a string");
        }
        return value.stringValue();
    }

    @Nullable
    String optionalText(String name) {
        return absent(name) ? null : text(name);
    }

    boolean flag(String name) {
        JsonNode value = required(name);
        if (!value.isBoolean()) {
            throw new Mismatch(at(name), "is not true or false");
        }
        return value.booleanValue();
    }

    @Nullable
    Boolean optionalFlag(String name) {
        return absent(name) ? null : flag(name);
    }

    int number(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new Mismatch(at(name), "is not a whole number");
        }
        if (value.intValue() < 0) {
            throw new Mismatch(at(name), "is negative");
        }
        return value.intValue();
    }

    int number(String name, int least, int most) {
        int value = number(name);
        if (value < least || value > most) {
            throw new Mismatch(at(name), "is not between " + least + " and " + most);
        }
        return value;
    }

    Duration millis(String name) {
        JsonNode value = required(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Mismatch(at(name), "is not a whole number of milliseconds");
        }
        long millis = value.longValue();
        if (millis < 0 || millis > LONGEST_MILLIS) {
            throw new Mismatch(at(name), "is not between nothing and ten years of milliseconds");
        }
        return Duration.ofMillis(millis);
    }

    Instant time(String name) {
        String value = text(name);
        try {
            Instant time = Instant.parse(value);
            if (time.isBefore(Instant.EPOCH) || !time.isBefore(LATEST)) {
                throw new Mismatch(at(name), "is not a time between the years 1970 and 9999");
            }
            return time;
        } catch (DateTimeException e) {
            throw new Mismatch(at(name), "is not a time in ISO 8601 and UTC");
        }
    }

    @Nullable
    Instant optionalTime(String name) {
        return absent(name) ? null : time(name);
    }

    <E extends Enum<E>> E oneOf(Class<E> type, String name) {
        String value = text(name).toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw new Mismatch(at(name), "has a value that this version does not know: " + abridged(value));
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            if (!element.isString()) {
                throw new Mismatch(at(name) + "[" + texts.size() + "]", "is not a string");
            }
            texts.add(element.stringValue());
        }
        return texts;
    }

    <T> List<T> objects(String name, Function<JsonView, T> read) {
        List<T> objects = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            objects.add(read.apply(new JsonView(element, at(name) + "[" + objects.size() + "]")));
        }
        return objects;
    }

    Map<String, String> map(String name) {
        JsonView view = object(name);
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : view.node.propertyNames()) {
            map.put(key, view.text(key));
        }
        return map;
    }

    /** A field that older documents do not have: empty there. */
    List<String> optionalTexts(String name) {
        return absent(name) ? List.of() : texts(name);
    }

    /** A field that older documents do not have: empty there. */
    Map<String, String> optionalMap(String name) {
        return absent(name) ? Map.of() : map(name);
    }

    private JsonNode elements(String name) {
        JsonNode value = required(name);
        if (!value.isArray()) {
            throw new Mismatch(at(name), "is not an array");
        }
        return value;
    }

    private boolean absent(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull();
    }

    private JsonNode required(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            throw new Mismatch(at(name), "is missing");
        }
        return value;
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    static String abridged(String value) {
        return value.length() > 60 ? value.substring(0, 60) + "..." : value;
    }
}
