package org.ciliumconformance.suites.catalogue;

/** What a behavior needs that not every run has or allows. */
public enum Need {
    /** Pods in the host's network namespace, or with host ports: PodSecurity {@code privileged} in a namespace of ours. */
    HOST_NETWORK("host-network", "--allow host-network"),
    /** A server outside the cluster that answers TCP. */
    OUTSIDE_HOST("outside-host", "--outside ADDRESS:PORT");

    private final String word;
    private final String option;

    Need(String word, String option) {
        this.word = word;
        this.option = option;
    }

    /** As on the command line and in reports. */
    public String word() {
        return word;
    }

    /** The option that provides it. */
    public String option() {
        return option;
    }
}
