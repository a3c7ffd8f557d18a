package org.ciliumconformance.suites.cli;

import java.util.Locale;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.reports.text.Printable;

/** A result, and what a run is about, in lines for people. */
final class VerdictLine {
    private static final int REASON_LENGTH = 300;
    private static final int WIDEST_VERDICT = Verdict.NOT_APPLICABLE.name().length();

    private VerdictLine() {}

    /**
     * {@code CONFORMS  id  1.2 s}, and why, where there is something to say; no line feed. Matrices are for the summary.
     */
    static String of(BehaviorResult result) {
        StringBuilder line = new StringBuilder();
        line.append(padded(result.verdict().name())).append("  ").append(Printable.line(result.id()));
        if (result.verdict() != Verdict.NOT_APPLICABLE) {
            line.append(String.format(Locale.ROOT, "  %.1f s", result.duration().toMillis() / 1000.0));
        }
        if (result.flaky()) {
            line.append("  FLAKY: conforms after ")
                    .append(result.attempts().size())
                    .append(" attempts");
        }
        if (result.verdict() != Verdict.CONFORMS) {
            line.append("  ").append(Printable.line(result.reasonText(), REASON_LENGTH));
        }
        return line.toString();
    }

    /** The cluster in one line. */
    static String of(Environment environment) {
        StringBuilder line = new StringBuilder(environment.simulated() ? "SIMULATED cluster: " : "Cluster: ");
        String context = environment.contextName();
        if (context != null && !environment.simulated()) {
            line.append(Printable.line(context)).append(", ");
        }
        line.append(environment.ciliumVersion() == null ? "Cilium unknown" : "Cilium " + environment.ciliumVersion())
                .append(", Kubernetes ")
                .append(environment.kubernetesVersion())
                .append(", ")
                .append(environment.profile())
                .append(environment.nodeCount() == 1 ? ", 1 node" : ", " + environment.nodeCount() + " nodes");
        return line.toString();
    }

    private static String padded(String verdict) {
        return verdict + " ".repeat(WIDEST_VERDICT - verdict.length());
    }
}
