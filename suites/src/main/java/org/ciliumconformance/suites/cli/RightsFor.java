package org.ciliumconformance.suites.cli;

import java.util.EnumSet;
import java.util.Set;
import org.ciliumconformance.cluster.rights.RightSet;
import org.ciliumconformance.suites.catalogue.Need;

/** Which rights go with what was opted into. */
final class RightsFor {
    private RightsFor() {}

    static Set<RightSet> needs(Set<Need> allowed, boolean resultsInCluster) {
        Set<RightSet> sets = EnumSet.of(RightSet.STANDARD);
        if (allowed.contains(Need.CLUSTER_SCOPED)) {
            sets.add(RightSet.CLUSTER_SCOPED);
        }
        if (allowed.contains(Need.MUTATING)) {
            sets.add(RightSet.MUTATING);
        }
        if (resultsInCluster) {
            sets.add(RightSet.RESULTS);
        }
        return sets;
    }
}
