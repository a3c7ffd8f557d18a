package org.ciliumconformance.reports.io;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one part of a document, such as one result, as a tree. A part that would fill the memory is refused, an object
 * that has a name twice as well; names that come again and again (clients, servers, outcomes) are kept once.
 */
final class PartReader {

    /** In values: more than 100,000 probes of one behavior, or some hundred megabytes while they are read. */
    static final int LARGEST_PART = 1_000_000;

    private static final int SHORT = 80;
    private static final int KEPT_AT_MOST = 100_000;

    private final JsonNodeFactory nodes = JsonNodeFactory.instance;
    private final Map<String, String> kept = new HashMap<>();
    private int values;

    /** Reads the value that the parser stands at. */
    JsonNode read(JsonParser parser, String path) {
        values = 0;
        return value(parser, path);
    }

    private JsonNode value(JsonParser parser, String part) {
        if (++values > LARGEST_PART) {
            throw new JsonView.Mismatch(part, "is larger than any that a run writes");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, part);
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser, part));
                }
                yield array;
            }
            case VALUE_STRING -> nodes.stringNode(once(parser.getString()));
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> nodes.numberNode(parser.getIntValue());
                    case LONG -> nodes.numberNode(parser.getLongValue());
                    default -> nodes.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            default -> nodes.nullNode();
        };
    }

    private ObjectNode object(JsonParser parser, String part) {
        ObjectNode object = nodes.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (object.has(name)) {
                throw new JsonView.Mismatch(part, "has " + JsonView.abridged(name) + " twice");
            }
            object.set(once(name), value(parser, part));
        }
        return object;
    }

    private String once(String text) {
        if (text.length() > SHORT) {
            return text;
        }
        if (kept.size() >= KEPT_AT_MOST) {
            return kept.getOrDefault(text, text);
        }
        String first = kept.putIfAbsent(text, text);
        return first == null ? text : first;
    }
}
