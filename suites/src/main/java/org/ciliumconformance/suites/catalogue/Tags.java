package org.ciliumconformance.suites.catalogue;

/** Tags of behaviors: what {@code --tag} selects. */
public final class Tags {
    /** Cases of the list that Kubernetes' own end-to-end tests have for NetworkPolicy. */
    public static final String KUBERNETES_NETPOL = "kubernetes-netpol";

    private Tags() {}
}
