package org.ciliumconformance.suites.k3s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names the stand-in image and a manifest by system properties, for annotations, whose values are constants. */
public final class StandInProperties implements BeforeAllCallback, AfterAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        try {
            Path folder = Files.createTempDirectory("stand-in-");
            System.setProperty("stand-in.folder", folder.toString());
            System.setProperty("stand-in.image", StandInImage.k3s());
            System.setProperty(
                    "stand-in.manifest",
                    new StandInManifest("1.18.2").nodes(2).in(folder).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        try {
            Files.delete(Path.of(String.valueOf(System.getProperty("stand-in.manifest"))));
            Files.delete(Path.of(String.valueOf(System.getProperty("stand-in.folder"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
