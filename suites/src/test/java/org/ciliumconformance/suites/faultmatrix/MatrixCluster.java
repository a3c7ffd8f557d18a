package org.ciliumconformance.suites.faultmatrix;

import java.util.List;

/**
 * A simulated cluster on which faults are tried.
 *
 * @param name in the list of what turns what
 * @param description as the simulated target takes it
 */
record MatrixCluster(String name, String description) {
    /** Clusters on which, together, all behaviors apply; each behavior is held on the first on which it does. */
    static final List<MatrixCluster> ALL = List.of(
            new MatrixCluster("cilium-1.19.5", ""),
            new MatrixCluster("aks-1.12.10", "profile=aks-managed,cilium=1.12.10,kubernetes=1.27.3"),
            new MatrixCluster("k3s-1.19.4", "profile=k3s,cilium=1.19.4"),
            new MatrixCluster("cilium-1.18.1", "cilium=1.18.1"));
}
