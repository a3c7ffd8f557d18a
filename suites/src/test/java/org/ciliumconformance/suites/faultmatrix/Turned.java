package org.ciliumconformance.suites.faultmatrix;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Kind;
import org.ciliumconformance.reports.model.Verdict;

/** The difference that a fault makes. A behavior that is only observed is turned when its observation changes. */
final class Turned {
    private Turned() {}

    /**
     * @param without results of a cluster without the fault
     * @param with results of the same cluster with it
     * @return verdicts of those behaviors of {@code with} that differ, by id
     */
    static SortedMap<String, Verdict> between(Map<String, BehaviorResult> without, Map<String, BehaviorResult> with) {
        SortedMap<String, Verdict> turned = new TreeMap<>();
        with.forEach((id, result) -> {
            BehaviorResult before = without.get(id);
            if (before == null || !said(result).equals(said(before))) {
                turned.put(id, result.verdict());
            }
        });
        return turned;
    }

    private static String said(BehaviorResult result) {
        if (result.verdict() == Verdict.CONFORMS && result.declaration().kind() == Kind.PERMITTED) {
            return Verdict.CONFORMS + ": " + result.observation();
        }
        return result.verdict().name();
    }
}
