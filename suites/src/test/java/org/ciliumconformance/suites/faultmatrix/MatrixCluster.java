package org.ciliumconformance.suites.faultmatrix;

import java.util.List;

/**
 * A simulated cluster on which faults are tried.
 *
 * @param name in the list of what turns what
 * @param description as the simulated target takes it
 * @param special whether it has a configuration that few clusters have: only behaviors that apply on none before it are
 *     tried there
 */
record MatrixCluster(String name, String description, boolean special) {
    /**
     * Clusters on which, together, all behaviors apply, the one on which most do first: every version around which
     * documents name a difference, every profile, and the configurations that some behaviors are about.
     */
    static final List<MatrixCluster> ALL = List.of(
            ordinary("self-managed-1.19.5", "cilium=1.19.5"),
            ordinary("aks-managed-1.12.10", "profile=aks-managed,cilium=1.12.10,kubernetes=1.27.3,nodes=3"),
            ordinary("k3s-1.19.4", "profile=k3s,cilium=1.19.4"),
            ordinary("aks-acns-1.16.4", "profile=aks-acns,cilium=1.16.4"),
            ordinary("aks-managed-1.17.3", "profile=aks-managed,cilium=1.17.3"),
            ordinary("self-managed-1.13.4", "cilium=1.13.4"),
            ordinary("self-managed-1.20.0", "cilium=1.20.0"),
            ordinary("not-cilium", "profile=not-cilium"),
            special("aks-acns-1.18.1", "profile=aks-acns,cilium=1.18.1"),
            special("self-managed-1.18.1", "cilium=1.18.1"),
            special("self-managed-1.19.5-node-labels", "cilium=1.19.5,config.enable-node-selector-labels=true"),
            special("self-managed-1.19.5-cidr-nodes", "cilium=1.19.5,config.policy-cidr-match-mode=nodes"),
            special("self-managed-1.19.5-localhost-policy", "cilium=1.19.5,config.allow-localhost=policy"),
            special("self-managed-1.19.5-no-backend-drop", "cilium=1.19.5,config.service-no-backend-response=drop"),
            special("self-managed-1.19.5-dual-stack", "cilium=1.19.5,ip-families=dual"),
            special("self-managed-1.14.9-dual-stack", "cilium=1.14.9,ip-families=dual"),
            special("not-cilium-dual-stack", "profile=not-cilium,ip-families=dual"));

    private static MatrixCluster ordinary(String name, String description) {
        return new MatrixCluster(name, description, false);
    }

    private static MatrixCluster special(String name, String description) {
        return new MatrixCluster(name, description, true);
    }
}
