package org.ciliumconformance.reports.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A style sheet or a script of ours, as it stands in a page.
 *
 * @param content what stands between the tags
 * @param source how a content security policy names exactly this content
 */
record Asset(String content, String source) {

    static final Asset STYLES = read("page.css");
    static final Asset SCRIPT = read("page.js");

    private static Asset read(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar of the reports");
            }
            // A browser hashes what it parsed, and that has line feeds alone.
            String content = new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            return new Asset(content, "'sha256-" + sha256(content) + "'");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " from the jar of the reports", e);
        }
    }

    private static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
