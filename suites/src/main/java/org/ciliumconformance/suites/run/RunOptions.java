package org.ciliumconformance.suites.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.probe.Shell;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.dsl.Expectations;
import org.jspecify.annotations.Nullable;

/**
 * How a run goes about its behaviors.
 *
 * @param testBed how the cluster is used
 * @param allowed needs that the user opted into
 * @param outsideHosts servers outside the cluster that the user named; those that the target knows come after
 * @param outsideClient a shell on a host outside the cluster that the user named; else the target's, if it has one
 * @param attempts how often a behavior is tried until it conforms, 1 or more
 * @param out folder for results and evidence
 * @param evidence whether to collect what explains a verdict that is not {@code CONFORMS}
 * @param expectations what the user says the cluster should be like
 */
public record RunOptions(
        TestBedOptions testBed,
        Set<Need> allowed,
        List<OutsideHost> outsideHosts,
        @Nullable Shell outsideClient,
        int attempts,
        Path out,
        boolean evidence,
        Expectations expectations) {
    public RunOptions {
        allowed = Set.copyOf(allowed);
        outsideHosts = List.copyOf(outsideHosts);
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, was " + attempts);
        }
    }
}
