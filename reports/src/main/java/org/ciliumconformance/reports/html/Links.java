package org.ciliumconformance.reports.html;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Addresses that a page may link to. Whatever is no such address is shown as text. */
final class Links {

    private static final int LONGEST = 1_000;

    private Links() {}

    /** The address, if it is one of the web. */
    static @Nullable String web(@Nullable String url) {
        if (url == null || url.length() > LONGEST) {
            return null;
        }
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            boolean web = scheme != null
                    && (scheme.toLowerCase(Locale.ROOT).equals("https")
                            || scheme.toLowerCase(Locale.ROOT).equals("http"));
            return web && uri.getHost() != null ? uri.toASCIIString() : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /**
     * The way to a file that lies in or below a folder.
     *
     * @param base the way from the page to the folder, with a slash at its end, or empty
     * @param path the path inside the folder, with forward slashes
     */
    static @Nullable String file(String base, String path) {
        if (path.isEmpty() || path.length() > LONGEST || path.startsWith("/") || path.contains("\\")) {
            return null;
        }
        for (String step : path.split("/", -1)) {
            if (step.isEmpty() || step.equals(".") || step.equals("..")) {
                return null;
            }
        }
        return base + encoded(path);
    }

    /** The way from one folder to another, with a slash at its end; empty where they are the same. */
    static String between(Path from, Path to) {
        Path start = from.toAbsolutePath().normalize();
        Path end = to.toAbsolutePath().normalize();
        if (start.equals(end)) {
            return "";
        }
        if (start.getRoot() == null || !start.getRoot().equals(end.getRoot())) {
            return end.toUri().toString();
        }
        return encoded(start.relativize(end).toString().replace('\\', '/')) + "/";
    }

    /** Everything but letters, digits and a few marks is written out: a colon would make a scheme of a name. */
    private static String encoded(String path) {
        StringBuilder out = new StringBuilder(path.length() + 16);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '/'
                    || c == '-'
                    || c == '_'
                    || c == '.'
                    || c == '~';
            if (plain) {
                out.append(c);
            } else {
                out.append('%').append(String.format("%02X", (int) c));
            }
        }
        return out.toString();
    }
}
