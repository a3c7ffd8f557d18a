package org.ciliumconformance.suites.platform;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CIDR of IPv4.
 *
 * @param first its lowest address, as a number
 * @param bits of its prefix, 0 to 32
 */
record Ipv4Range(long first, int bits) {
    private static final int WIDTH = 32;
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    Ipv4Range {
        first = first >> (WIDTH - bits) << (WIDTH - bits);
    }

    /** An address or a CIDR; empty for anything else, such as IPv6. */
    static Optional<Ipv4Range> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int octet = 1; octet <= 4; octet++) {
            address = address << 8 | Integer.parseInt(matcher.group(octet));
        }
        int bits = matcher.group(5) == null ? WIDTH : Integer.parseInt(matcher.group(5));
        return bits > WIDTH ? Optional.empty() : Optional.of(new Ipv4Range(address, bits));
    }

    /** The smallest CIDR of at most so many bits that has all of them. */
    static Ipv4Range covering(Collection<Ipv4Range> all, int mostBits) {
        Ipv4Range one = all.iterator().next();
        int bits = Math.min(mostBits, one.bits);
        Ipv4Range candidate = new Ipv4Range(one.first, bits);
        while (!candidate.containsAll(all)) {
            candidate = new Ipv4Range(one.first, --bits);
        }
        return candidate;
    }

    private boolean containsAll(Collection<Ipv4Range> all) {
        return all.stream().allMatch(this::contains);
    }

    boolean contains(Ipv4Range other) {
        return other.bits >= bits && new Ipv4Range(other.first, bits).first == first;
    }

    boolean overlaps(Ipv4Range other) {
        return contains(other) || other.contains(this);
    }

    @Override
    public String toString() {
        return (first >> 24 & 255) + "." + (first >> 16 & 255) + "." + (first >> 8 & 255) + "." + (first & 255) + "/"
                + bits;
    }
}
