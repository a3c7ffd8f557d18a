package org.ciliumconformance.reports.io;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Traffic;
import org.ciliumconformance.reports.model.TrafficEvent;
import org.jspecify.annotations.Nullable;

/**
 * Takes tokens, certificates and passwords out of what came from a cluster or a command line, before it is recorded.
 * Reports are attached to issues and kept for years; an error message may quote a header or a kubeconfig.
 *
 * <p>It errs on the side of removing: a harmless word after {@code token=} is lost too.
 */
final class Redaction {

    static final String REPLACEMENT = "[redacted]";

    private static final int SHORTEST_KNOWN = 20;

    /** To its end, or, where it was cut, to the end of the text: an encrypted key has hyphens inside. */
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{1,40}-----(?:.*?-----END [A-Z0-9 ]{1,40}-----|.*)", Pattern.DOTALL);
    /**
     * In base64, as a kubeconfig or a Secret holds it: a PEM block, a kubeconfig, a JSON web token; wrapped ones with
     * their full lines.
     */
    private static final Pattern ENCODED = Pattern.compile(
            "(?:LS0tLS1|YXBpVmVyc2lvbj|ZXlK)[A-Za-z0-9+/=]{8,}(?:(?:\\\\n|\\s){1,40}[A-Za-z0-9+/=]{40,})*+");

    private static final Pattern JWT =
            Pattern.compile("eyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{6,}(?:\\.[A-Za-z0-9_-]*+)*+");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(bearer|authorization:\\s{0,3}basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern COOKIE = Pattern.compile("(?i)(cookie:\\s{0,3})[^\\r\\n]{1,4096}");
    private static final Pattern OPTION =
            Pattern.compile("(--[a-z-]{0,20}(?:token|password|secret)\\s+[\"']?)[^\\s\"']+");
    /** Up to the last at sign before the path: a password may hold one. */
    private static final Pattern USER_INFO = Pattern.compile("://[^\\s/]{1,200}@");
    /** Known by how they begin: of GitHub, GitLab, Slack, AWS; and of kubeadm, by its form. */
    private static final Pattern WELL_KNOWN =
            Pattern.compile("\\b(?:gh[opsru]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
                    + "|xox[abprs]-[A-Za-z0-9-]{10,}|(?:AKIA|ASIA)[A-Z0-9]{16}"
                    + "|[a-z0-9]{6}\\.(?=[a-z]*[0-9])[a-z0-9]{16})\\b");
    /** As Cilium is given its IPsec keys. */
    private static final Pattern IPSEC = Pattern.compile("(rfc4106\\(gcm\\(aes\\)\\)\\s+)[0-9a-fA-F]{16,}");

    private static final Pattern NAMED =
            Pattern.compile("(?i)((?:password|passwd|passphrase|token|secret|client-key-data|client-certificate-data"
                    + "|certificate-authority-data|api[-_]?key|access[-_]?key(?:[-_]?id)?|account[-_]?key|private[-_]?key"
                    + "|credentials?|x-amz-signature|[?&;]sig)(?:\\\\?[\"'])?\\s{0,3}[=:]\\s{0,3})"
                    // Quoted, also in JSON inside of JSON, or one word.
                    + "(?:\\\\\"[^\"]{1,4096}\"|\"[^\"]{1,4096}\"|'[^']{1,4096}'|[^\\s\"',;&]{4,})");
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?:password|passwd|passphrase|token|secret|credentials?|psk|(?:private|client|secret|access|account|api)[-_.]?key)$");
    private static final Pattern HARMLESS_VALUE = Pattern.compile("true|false|-?[0-9.]+[a-z]{0,2}|/[\\w./-]*|");

    private Redaction() {}

    /** The text without secrets; the same object where there was none. */
    static String text(String text) {
        if (text.length() < 8) {
            return text;
        }
        String clean = text;
        // Each look for a mark costs far less than the pattern, and nearly every text has none.
        if (clean.contains("-----BEGIN")) {
            clean = PEM.matcher(clean).replaceAll(REPLACEMENT);
        }
        if (clean.contains("LS0tLS1") || clean.contains("YXBpVmVyc2lvbj") || clean.contains("ZXlK")) {
            clean = ENCODED.matcher(clean).replaceAll(REPLACEMENT);
        }
        if (clean.contains("eyJ")) {
            clean = JWT.matcher(clean).replaceAll(REPLACEMENT);
        }
        if (clean.indexOf('@') >= 0 && clean.contains("://")) {
            clean = USER_INFO.matcher(clean).replaceAll("://" + REPLACEMENT + "@");
        }
        if (clean.contains("earer") || clean.contains("asic") || clean.contains("BEARER") || clean.contains("BASIC")) {
            clean = AUTHORIZATION.matcher(clean).replaceAll("$1 " + REPLACEMENT);
        }
        if (clean.contains("--")) {
            clean = OPTION.matcher(clean).replaceAll("$1" + REPLACEMENT);
        }
        if (clean.contains("ookie:") || clean.contains("OOKIE:")) {
            clean = COOKIE.matcher(clean).replaceAll("$1" + REPLACEMENT);
        }
        if (clean.contains("rfc4106")) {
            clean = IPSEC.matcher(clean).replaceAll("$1" + REPLACEMENT);
        }
        if (clean.length() >= SHORTEST_KNOWN) {
            clean = WELL_KNOWN.matcher(clean).replaceAll(REPLACEMENT);
        }
        if (clean.indexOf('=') >= 0 || clean.indexOf(':') >= 0) {
            clean = NAMED.matcher(clean).replaceAll("$1" + REPLACEMENT);
        }
        return clean;
    }

    private static @Nullable String optional(@Nullable String text) {
        return text == null ? null : text(text);
    }

    /** Only what is text of others can hold a secret: what an API server said. */
    static Traffic of(Traffic traffic) {
        return new Traffic(
                traffic.startedAt(),
                traffic.endedAt(),
                traffic.endedBy(),
                traffic.interval(),
                traffic.flows(),
                traffic.events().stream()
                        .map(event -> new TrafficEvent(
                                event.at(), event.kind(), event.subject(), event.node(), text(event.what())))
                        .toList(),
                traffic.agents(),
                traffic.doubts().stream().map(Redaction::text).toList());
    }

    static BehaviorResult of(BehaviorResult result) {
        return new BehaviorResult(
                result.declaration(),
                result.verdict(),
                result.flaky(),
                optional(result.reason()),
                optional(result.observation()),
                result.matrices().stream().map(Redaction::of).toList(),
                result.settleTimes().stream().map(Redaction::of).toList(),
                result.startedAt(),
                result.duration(),
                result.attempts().stream().map(Redaction::of).toList(),
                result.evidence(),
                result.lane());
    }

    private static SettleTime of(SettleTime settled) {
        return new SettleTime(text(settled.what()), settled.duration(), settled.rounds());
    }

    private static Matrix of(Matrix matrix) {
        boolean talkative = matrix.cells().stream().anyMatch(cell -> cell.detail() != null);
        List<Cell> cells =
                talkative ? matrix.cells().stream().map(Redaction::of).toList() : matrix.cells();
        return new Matrix(text(matrix.title()), matrix.phase(), cells);
    }

    private static Cell of(Cell cell) {
        return new Cell(
                cell.from(),
                cell.to(),
                cell.protocol(),
                cell.port(),
                cell.expected(),
                cell.observed(),
                optional(cell.detail()));
    }

    private static Attempt of(Attempt attempt) {
        return new Attempt(
                attempt.number(),
                attempt.verdict(),
                optional(attempt.reason()),
                attempt.startedAt(),
                attempt.duration());
    }

    static Problem of(Problem problem) {
        return new Problem(text(problem.message()), text(problem.remedy()));
    }

    static Run of(Run run) {
        return new Run(
                run.id(),
                run.suiteVersion(),
                run.startedAt(),
                run.endedAt(),
                run.interrupted(),
                values(run.options()),
                text(run.command()),
                run.accepted(),
                run.shard());
    }

    static Environment of(Environment environment) {
        return new Environment(
                environment.target(),
                environment.simulated(),
                environment.kubernetesVersion(),
                environment.profile(),
                optional(environment.profileReason()),
                environment.ciliumVersion(),
                values(environment.config()),
                environment.nodes(),
                environment.boots(),
                environment.daemonSets(),
                environment.customResources(),
                optional(environment.contextName()));
    }

    private static Map<String, String> values(Map<String, String> values) {
        Map<String, String> clean = new TreeMap<>();
        values.forEach((key, value) -> clean.put(key, value(key, value)));
        return clean;
    }

    private static String value(String key, String value) {
        boolean secret = SECRET_KEY.matcher(key.toLowerCase(Locale.ROOT)).find();
        return secret && !HARMLESS_VALUE.matcher(value).matches() ? REPLACEMENT : text(value);
    }
}
