package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import picocli.CommandLine.TypeConversionException;

/** The forms of arguments. Each method throws {@link TypeConversionException} with words for the user. */
final class Arguments {
    private static final Pattern DURATION = Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
    private static final Pattern HOST = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+)):(\\d{1,5})(/udp)?");
    private static final Pattern TOLERATION = Pattern.compile("([A-Za-z0-9./_-]+)(?:=([A-Za-z0-9._-]*))?:(\\w+)");
    private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

    private Arguments() {}

    /** {@code 90s}, {@code 2m}, {@code 1m30s}, {@code 500ms}. */
    static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (text.isEmpty() || !parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no duration: write 90s, 2m, 1m30s or 500ms");
        }
        try {
            Duration duration = Duration.ofHours(number(parts.group(1)))
                    .plusMinutes(number(parts.group(2)))
                    .plusSeconds(number(parts.group(3)))
                    .plusMillis(number(parts.group(4)));
            if (duration.isZero() || duration.compareTo(Duration.ofDays(1)) > 0) {
                throw new TypeConversionException("'" + text + "' must be more than nothing and at most a day");
            }
            return duration;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' must be more than nothing and at most a day");
        }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** {@code ADDRESS:PORT} for TCP, with {@code /udp} when datagrams are answered as well. */
    static OutsideHost outsideHost(String text) {
        Matcher parts = HOST.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text
                    + "' is no server: write ADDRESS:PORT or ADDRESS:PORT/udp, with an IP address, IPv6 in brackets");
        }
        String address = parts.group(1) != null ? parts.group(1) : parts.group(2);
        int port = Integer.parseInt(parts.group(3));
        if (port < 1 || port > 65_535) {
            throw new TypeConversionException("'" + text + "' has no port from 1 to 65535");
        }
        if (parts.group(2) != null && !address.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            throw new TypeConversionException("'" + address + "' is no IPv4 address");
        }
        try {
            // Only digits, dots and colons are left: this parses, and asks no name server.
            return new OutsideHost(InetAddress.getByName(address).getHostAddress(), port, parts.group(4) != null);
        } catch (UnknownHostException e) {
            throw new TypeConversionException("'" + address + "' is no IP address");
        }
    }

    /** {@code KEY[=VALUE]:EFFECT}, as kubectl writes taints. */
    static Toleration toleration(String text) {
        Matcher parts = TOLERATION.matcher(text);
        if (!parts.matches() || !EFFECTS.contains(parts.group(3))) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is no taint to tolerate: write KEY[=VALUE]:EFFECT with NoSchedule, PreferNoSchedule or NoExecute");
        }
        TolerationBuilder toleration =
                new TolerationBuilder().withKey(parts.group(1)).withEffect(parts.group(3));
        return parts.group(2) == null
                ? toleration.withOperator("Exists").build()
                : toleration.withOperator("Equal").withValue(parts.group(2)).build();
    }

    /** @throws UserError when an option's number is smaller */
    static void atLeast(String option, int value, int least) {
        if (value < least) {
            throw UserError.usage(option + " is too small: " + value + ".", "It must be " + least + " or more.");
        }
    }
}
