package org.ciliumconformance.reports;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.model.Applicability;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Citation;
import org.ciliumconformance.reports.model.Declaration;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.EvidenceFile;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.NodeSummary;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.PlanCounts;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;

/** Documents to report on. */
public final class Samples {

    public static final Instant START = Instant.parse("2026-03-01T02:00:00.250Z");

    /** Markup, terminal escapes, control characters, bidi overrides and half a character. */
    public static final String HOSTILE =
            "<script>alert(1)</script> ]]> & \" ' \u0000\u0008\u001b[31mred \u202Egpj.exe \uD800 \uFFFE \u2028 \uD83D\uDE00";

    private Samples() {}

    public static Declaration declaration(String id, String area) {
        return new Declaration(
                id,
                area,
                "Egress ipBlock excludes pods",
                "An egress ipBlock does not allow traffic to pods, even when it contains their addresses",
                Kind.LIMITATION,
                new Citation(
                        "Configure Azure CNI Powered by Cilium",
                        "Limitations",
                        "https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium",
                        "2024-02-12"),
                new Applicability(List.of("aks-managed"), ">=1.12.0", null, List.of(), 2, List.of("host-network")));
    }

    public static Cell cell(String from, String to, String expected, String observed) {
        return new Cell(from, to, "TCP", 80, List.of(expected), observed, null);
    }

    public static BehaviorResult conforming(String id) {
        return BehaviorResult.of(declaration(id, "network-policy"), START)
                .attempt(new Attempt(1, Verdict.CONFORMS, null, START, Duration.ofMillis(420)))
                .matrix(new Matrix("before", Phase.BASELINE, List.of(cell("x/a", "x/b", "ALLOWED", "ALLOWED"))))
                .settled(new SettleTime("policy applied", Duration.ofMillis(37), 4))
                .lane("lane-1")
                .build();
    }

    public static BehaviorResult deviating(String id) {
        return BehaviorResult.of(declaration(id, "network-policy"), START)
                .verdict(Verdict.DEVIATES, "1 of 4 probes differs: x/a reached y/b")
                .matrix(new Matrix(
                        "with the policy",
                        Phase.POLICY,
                        List.of(
                                cell("x/a", "x/b", "ALLOWED", "ALLOWED"),
                                cell("x/a", "y/b", "DROPPED", "ALLOWED"),
                                cell("x/c", "x/b", "ALLOWED", "ALLOWED"),
                                cell("x/c", "y/b", "DROPPED", "DROPPED"))))
                .attempt(new Attempt(1, Verdict.DEVIATES, "x/a reached y/b", START, Duration.ofMillis(1234)))
                .evidence(new EvidenceFile("policy", "evidence/" + id + "/policy.yaml", "application/yaml"))
                .lane("lane-2")
                .build();
    }

    public static BehaviorResult concluded(String id, Verdict verdict, String reason) {
        return BehaviorResult.of(declaration(id, "service"), START)
                .verdict(verdict, reason)
                .build();
    }

    public static BehaviorResult flaky(String id) {
        return BehaviorResult.of(declaration(id, "service"), START)
                .attempt(new Attempt(1, Verdict.DEVIATES, "no answer", START, Duration.ofMillis(500)))
                .attempt(new Attempt(2, Verdict.CONFORMS, null, START.plusMillis(500), Duration.ofMillis(400)))
                .build();
    }

    public static Run run() {
        return Run.begun("r-7f3a", "0.1.0", START, Map.of("lanes", "2"), "run --target simulated");
    }

    public static Environment environment() {
        return new Environment(
                "simulated",
                true,
                "v1.32.4",
                "aks-managed",
                "node label kubernetes.azure.com/ebpf-dataplane=cilium",
                "1.19.4",
                Map.of("enable-l7-proxy", "false", "ipam", "delegated-plugin"),
                List.of(node("node-1"), node("node-2")),
                Map.of(
                        "node-1",
                        "4cc3c1d5-59d1-4f2d-8f4f-9c1f4a7c1b11",
                        "node-2",
                        "0a8f0e0b-6a0f-4d1e-9d54-d1a1f7f6b7c2"),
                List.of("kube-system/cilium"),
                List.of("ciliumnetworkpolicies.cilium.io"),
                "sim");
    }

    public static NodeSummary node(String name) {
        return new NodeSummary(
                name, 1, "Ubuntu 22.04.5 LTS", "5.15.0-1089-azure", "amd64", "v1.32.4", "containerd://1.7.27", "1");
    }

    public static ResultsDocument of(BehaviorResult... results) {
        return of(List.of(results));
    }

    public static ResultsDocument of(List<BehaviorResult> results) {
        int notApplicable = (int) results.stream()
                .filter(result -> result.verdict() == Verdict.NOT_APPLICABLE)
                .count();
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION,
                run().ended(START.plusSeconds(8), false),
                environment(),
                new PlanCounts(results.size(), results.size() - notApplicable, notApplicable),
                results,
                List.of());
    }

    /** One result of every verdict, and a flaky one. */
    public static ResultsDocument everyVerdict() {
        return of(
                conforming("network-policy.label.allow"),
                deviating("network-policy.ipblock.egress-excludes-pods"),
                concluded("service.internal-traffic-policy", Verdict.LIFTED, "only local backends answered"),
                concluded("service.nodeport.udp", Verdict.INCONCLUSIVE, "the baseline did not answer"),
                concluded("service.windows", Verdict.NOT_APPLICABLE, "needs a Windows node"),
                flaky("service.clusterip.tcp"));
    }

    /** A run that could not start. */
    public static ResultsDocument unprepared() {
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION,
                run().ended(START.plusSeconds(120), false),
                Environment.unknown("kubeconfig", false, "prod"),
                PlanCounts.none(),
                List.of(),
                List.of(new Problem(
                        "https://10.0.0.1:6443 did not answer within 2 min", "Check the address of context prod.")));
    }

    /** Every text that a cluster could have had a hand in is hostile. */
    public static ResultsDocument hostile() {
        BehaviorResult result = BehaviorResult.of(
                        new Declaration(
                                "area.hostile",
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                Kind.PERMITTED,
                                new Citation(HOSTILE, HOSTILE, "javascript:alert(1)", HOSTILE),
                                Applicability.everywhere()),
                        START)
                .verdict(Verdict.DEVIATES, HOSTILE)
                .observation(HOSTILE)
                .matrix(new Matrix(
                        HOSTILE,
                        Phase.POLICY,
                        List.of(new Cell(
                                HOSTILE,
                                HOSTILE,
                                "TCP",
                                0,
                                List.of("DROPPED", HOSTILE),
                                "ALLOWED" + HOSTILE,
                                HOSTILE))))
                .settled(new SettleTime(HOSTILE, Duration.ZERO, 1))
                .attempt(new Attempt(1, Verdict.DEVIATES, HOSTILE, START, Duration.ZERO))
                .evidence(new EvidenceFile(HOSTILE, "../../etc/passwd", "text/plain"))
                .lane(HOSTILE)
                .build();
        return new ResultsDocument(
                ResultsDocument.CURRENT_SCHEMA_VERSION,
                Run.begun("r-" + HOSTILE, HOSTILE, START, Map.of(HOSTILE, HOSTILE), HOSTILE)
                        .ended(START.plusSeconds(1), false),
                new Environment(
                        "kubeconfig",
                        false,
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        HOSTILE,
                        Map.of(HOSTILE, HOSTILE),
                        List.of(new NodeSummary(HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
                        Map.of(HOSTILE, HOSTILE),
                        List.of(HOSTILE),
                        List.of(HOSTILE),
                        HOSTILE),
                new PlanCounts(1, 1, 0),
                List.of(result),
                List.of(new Problem(HOSTILE, HOSTILE)));
    }

    /** A catalogue of the size that outputs are measured with: mostly good, one in twenty deviating. */
    public static ResultsDocument large(int behaviors) {
        List<BehaviorResult> results = new ArrayList<>(behaviors);
        for (int i = 0; i < behaviors; i++) {
            String id = "network-policy.generated.case-" + i;
            results.add(i % 20 == 0 ? deviating(id) : conforming(id));
        }
        return of(results);
    }

    /** The same catalogue after something broke: one in twenty that conformed deviates, and those that did recovered. */
    public static ResultsDocument largeChanged(int behaviors) {
        List<BehaviorResult> results = new ArrayList<>(behaviors);
        for (int i = 0; i < behaviors; i++) {
            String id = "network-policy.generated.case-" + i;
            results.add(i % 20 == 1 ? deviating(id) : conforming(id));
        }
        return of(results);
    }
}
