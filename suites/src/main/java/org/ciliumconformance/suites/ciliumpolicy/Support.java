package org.ciliumconformance.suites.ciliumpolicy;

/**
 * From which Cilium on AKS supports its policies. The pages tell it by date; the versions are those of the first
 * Kubernetes version that AKS offered then.
 */
final class Support {
    /** Layer 3 and 4 of CiliumNetworkPolicy: 2025-06-25. */
    static final String SINCE_L3_L4 = ">=1.17.0";

    /** Layer 7, with Advanced Container Networking Services: 2025-08-29. */
    static final String SINCE_L7 = SINCE_L3_L4;

    /** CiliumClusterwideNetworkPolicy: 2025-11-03. */
    static final String SINCE_CLUSTERWIDE = ">=1.18.0";

    private Support() {}
}
