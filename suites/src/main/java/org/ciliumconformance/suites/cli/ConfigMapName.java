package org.ciliumconformance.suites.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A ConfigMap that results are to be kept in. */
record ConfigMapName(String namespace, String name) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)");

    /**
     * {@code NAMESPACE/NAME}.
     *
     * @throws TypeConversionException with words for the user
     */
    static ConfigMapName parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no ConfigMap: write NAMESPACE/NAME");
        }
        return new ConfigMapName(parts.group(1), parts.group(2));
    }

    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
