package org.ciliumconformance.suites.faultmatrix;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ciliumconformance.cluster.facts.FactsCollector;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.suites.cli.Environments;
import org.ciliumconformance.suites.dsl.Expectations;

/** What is to be expected of the clusters of the matrix, and what they were before they were upgraded. */
final class FormerClusters {
    private static final String FORMER = "fault=nodes-not-reimaged,fault=kube-proxy-running,fault=other-policy-engine";
    private static final Map<String, Environment> KNOWN = new ConcurrentHashMap<>();

    private FormerClusters() {}

    /** For a cluster with this description; the nodes take as many pods as the simulation gives them. */
    static Expectations expectations(String description) {
        int maxPods = description.contains("profile=aks") ? 250 : 110;
        return new Expectations(maxPods, KNOWN.computeIfAbsent(description, FormerClusters::former));
    }

    private static Environment former(String description) {
        try (Target target = SimulatedTarget.start(description.isEmpty() ? FORMER : description + "," + FORMER)) {
            return Environments.of(target, new FactsCollector(target.client(), null).collect());
        }
    }
}
