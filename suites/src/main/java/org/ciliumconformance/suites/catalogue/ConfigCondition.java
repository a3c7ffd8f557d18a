package org.ciliumconformance.suites.catalogue;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on one key of {@code cilium-config}.
 *
 * @param key of the ConfigMap
 * @param operator {@code =}, {@code !=} or {@code !~}
 * @param value to compare with
 */
public record ConfigCondition(String key, String operator, String value) {
    private static final Pattern FORM = Pattern.compile("([a-z0-9-]+)(=|!=|!~)(.*)");

    /** @throws IllegalArgumentException when the text is no condition */
    public static ConfigCondition parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no condition on cilium-config: " + text);
        }
        return new ConfigCondition(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    /** Whether it holds; a missing key counts as the default that is given, or else as empty. */
    public boolean holds(Map<String, String> config, Map<String, String> defaults) {
        String actual = config.getOrDefault(key, defaults.getOrDefault(key, ""));
        return switch (operator) {
            case "=" -> actual.equals(value);
            case "!=" -> !actual.equals(value);
            default -> !actual.contains(value);
        };
    }

    /** What the key has, in words. */
    public String actual(Map<String, String> config, Map<String, String> defaults) {
        String actual = config.get(key);
        return key
                + (actual != null ? " is " + actual : " is not set (default '" + defaults.getOrDefault(key, "") + "')");
    }
}
