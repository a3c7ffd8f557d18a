package org.ciliumconformance.reports.html;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name under which a page is linked to a behavior: its id, as it is, for every id that the catalogue has. The page's
 * own names begin with {@value #RESERVED}, and what is neither goes by its hash.
 */
final class Anchor {

    static final String RESERVED = "page-";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

    private Anchor() {}

    static String of(String id) {
        return PLAIN.matcher(id).matches() && !id.startsWith(RESERVED) ? id : "behavior-" + hash(id);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
