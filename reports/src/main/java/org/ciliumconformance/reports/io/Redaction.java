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
import org.jspecify.annotations.Nullable;

/**
 * Takes tokens, certificates and passwords out of what came from a cluster or a command line, before it is recorded.
 * Reports are attached to issues and kept for years; an error message may quote a header or a kubeconfig.
 *
 * <p>It errs on the side of removing: a harmless word after {@code token=} is lost too.
 */
final class Redaction {

    static final String REPLACEMENT = "[redacted]";

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN [A-Z0-9 ]{1,40}-----[^-]*(?:-----END [A-Z0-9 ]{1,40}-----)?");
    /** A PEM block in base64, as a kubeconfig holds it. */
    private static final Pattern ENCODED_PEM = Pattern.compile("LS0tLS1[A-Za-z0-9+/=]{8,}");

    private static final Pattern JWT =
            Pattern.compile("eyJ[A-Za-z0-9_-]{6,}\\.[A-Za-z0-9_-]{6,}(?:\\.[A-Za-z0-9_-]*)?");
    private static final Pattern AUTHORIZATION =
            Pattern.compile("(?i)\\b(bearer|authorization:\\s{0,3}basic)\\s+[A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern OPTION =
            Pattern.compile("(--[a-z-]{0,20}(?:token|password|secret)\\s+[\"']?)[^\\s\"']+");
    private static final Pattern USER_INFO = Pattern.compile("://[^\\s/@]{1,200}@");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b((?:[a-z-]{0,20}password|passwd|[a-z-]{0,20}token|[a-z-]{0,20}secret|client-key-data"
                    + "|client-certificate-data|certificate-authority-data|api[-_]?key|access[-_]?key)[\"']?"
                    + "\\s{0,3}[=:]\\s{0,3}[\"']?)[^\\s\"',;&]{4,}");
    private static final Pattern SECRET_KEY = Pattern.compile(
            "(?:password|passwd|token|credentials?|private-key|client-key|secret-key|access-key|api-key)$");
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
        if (clean.contains("LS0tLS1")) {
            clean = ENCODED_PEM.matcher(clean).replaceAll(REPLACEMENT);
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
        if (clean.indexOf('=') >= 0 || clean.indexOf(':') >= 0) {
            clean = NAMED.matcher(clean).replaceAll("$1" + REPLACEMENT);
        }
        return clean;
    }

    private static @Nullable String optional(@Nullable String text) {
        return text == null ? null : text(text);
    }

    static BehaviorResult of(BehaviorResult result) {
        return new BehaviorResult(
                result.declaration(),
                result.verdict(),
                result.flaky(),
                optional(result.reason()),
                optional(result.observation()),
                result.matrices().stream().map(Redaction::of).toList(),
                result.settleTimes(),
                result.startedAt(),
                result.duration(),
                result.attempts().stream().map(Redaction::of).toList(),
                result.evidence(),
                result.lane());
    }

    private static Matrix of(Matrix matrix) {
        boolean talkative = matrix.cells().stream().anyMatch(cell -> cell.detail() != null);
        if (!talkative) {
            return matrix;
        }
        List<Cell> cells = matrix.cells().stream()
                .map(cell -> new Cell(
                        cell.from(),
                        cell.to(),
                        cell.protocol(),
                        cell.port(),
                        cell.expected(),
                        cell.observed(),
                        optional(cell.detail())))
                .toList();
        return new Matrix(matrix.title(), matrix.phase(), cells);
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
                run.accepted());
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
                environment.contextName());
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
