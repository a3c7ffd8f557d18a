package org.ciliumconformance.reports.upgrade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.text.Printable;
import org.ciliumconformance.reports.upgrade.UpgradePolicy.Gap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads an upgrade policy: YAML with some of the fields {@code gaps} (a list of {@code flow} and {@code longest}), {@code
 * broken-connections}, {@code new-deviations}, {@code lost-verdicts}, {@code all-nodes-converted}, {@code
 * one-agent-version} and {@code traffic-required}. What is left out is as in {@link UpgradePolicy#usual}; a word that
 * means nothing is refused.
 */
public final class UpgradePolicyFile {
    /** In bytes; a file that people write. */
    private static final long LARGEST = 64L * 1024;

    private static final Set<String> FIELDS = new TreeSet<>(Set.of(
            "gaps",
            "broken-connections",
            "new-deviations",
            "lost-verdicts",
            "all-nodes-converted",
            "one-agent-version",
            "traffic-required"));
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;

    private UpgradePolicyFile(Path file) {
        this.file = file;
    }

    /** @throws ReportException when the file cannot be read, or says something that means nothing */
    public static UpgradePolicy read(Path file) {
        return new UpgradePolicyFile(file).policy();
    }

    private UpgradePolicy policy() {
        JsonNode policy = content();
        if (!policy.isObject()) {
            throw wrong("it is not a group of fields", null);
        }
        for (String name : policy.propertyNames()) {
            if (!FIELDS.contains(name)) {
                throw wrong(
                        "it has an unknown field '" + Printable.line(name, 60) + "'; there are "
                                + String.join(", ", FIELDS),
                        null);
            }
        }
        UpgradePolicy usual = UpgradePolicy.usual();
        return new UpgradePolicy(
                policy.has("gaps") ? gaps(policy.get("gaps")) : usual.gaps(),
                number(policy, "broken-connections", usual.brokenConnections()),
                number(policy, "new-deviations", usual.newDeviations()),
                number(policy, "lost-verdicts", usual.lostVerdicts()),
                flag(policy, "all-nodes-converted", usual.allNodesConverted()),
                flag(policy, "one-agent-version", usual.oneAgentVersion()),
                flag(policy, "traffic-required", usual.trafficRequired()));
    }

    private JsonNode content() {
        try {
            if (Files.size(file) > LARGEST) {
                throw wrong("it is larger than any policy", null);
            }
            return YAML.readTree(Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw wrong("there is no such file", e);
        } catch (IOException e) {
            throw wrong("it cannot be opened as text in UTF-8", e);
        } catch (JacksonException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw wrong("it is not YAML" + (line > 0 ? " (line " + line + ")" : ""), e);
        }
    }

    private List<Gap> gaps(JsonNode list) {
        List<Gap> gaps = new ArrayList<>();
        if (!list.isArray()) {
            throw wrong("'gaps' is not a list", null);
        }
        for (JsonNode gap : list) {
            String which = "gap " + (gaps.size() + 1);
            Set<String> names = gap.isObject() ? new TreeSet<>(gap.propertyNames()) : Set.of();
            if (!names.equals(Set.of("flow", "longest"))) {
                throw wrong(which + " needs 'flow' and 'longest', and nothing else", null);
            }
            gaps.add(new Gap(
                    gap.path("flow").asString(""), duration(gap.path("longest").asString(""), which)));
        }
        return gaps;
    }

    private Duration duration(String text, String which) {
        Matcher form = DURATION.matcher(text);
        if (!form.matches()) {
            throw wrong("'longest' of " + which + " is no duration: write 250ms, 30s or 5m", null);
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private int number(JsonNode policy, String name, int usual) {
        JsonNode value = policy.get(name);
        if (value == null) {
            return usual;
        }
        if (!value.isInt() || value.intValue() < 0) {
            throw wrong("'" + name + "' is no number of 0 or more", null);
        }
        return value.intValue();
    }

    private boolean flag(JsonNode policy, String name, boolean usual) {
        JsonNode value = policy.get(name);
        if (value == null) {
            return usual;
        }
        if (!value.isBoolean()) {
            throw wrong("'" + name + "' is neither true nor false", null);
        }
        return value.booleanValue();
    }

    private ReportException wrong(String why, @Nullable Throwable cause) {
        return new ReportException(
                "Cannot read the upgrade policy in " + file + ": " + why,
                "docs/accept.md shows one with all fields.",
                cause);
    }
}
