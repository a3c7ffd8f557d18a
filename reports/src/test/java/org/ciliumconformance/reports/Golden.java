package org.ciliumconformance.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Outputs that a person has looked at, kept as files. {@code -Dgolden.update=true} writes them anew; read the
 * difference before it is committed.
 */
public final class Golden {

    private Golden() {}

    public static void assertIs(String name, String actual) throws IOException {
        Path file = Path.of("src/test/resources/org/ciliumconformance/reports", name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(actual)
                .as("differs from %s; -Dgolden.update=true writes it anew", file)
                .isEqualTo(Files.readString(file));
    }
}
