package org.ciliumconformance.suites.catalogue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** What a behavior needs that not every run has or allows. */
public enum Need {
    /** Pods in the host's network namespace, or with host ports: PodSecurity {@code privileged} in a namespace of ours. */
    HOST_NETWORK("host-network", "--allow host-network"),
    /**
     * CiliumClusterwideNetworkPolicies. Ours select pods of ours by label and never nodes, but they stand outside our
     * namespaces.
     */
    CLUSTER_SCOPED("cluster-scoped", "--allow cluster-scoped"),
    /** A server outside the cluster that answers TCP. */
    OUTSIDE_HOST("outside-host", "--outside ADDRESS:PORT"),
    /** One that has an IPv6 address. */
    OUTSIDE_HOST_IPV6("outside-host-ipv6", "--outside [ADDRESS]:PORT"),
    /** A host outside the cluster to connect from, which reaches the nodes' addresses. */
    OUTSIDE_CLIENT("outside-client", "--outside-client COMMAND"),
    /** To change an object of somebody else's for a moment, and to put it back. */
    MUTATING("mutating", "--allow mutating"),
    /** To know how many pods a node is meant to take, which the API does not tell. */
    MAX_PODS("max-pods", "--expect max-pods=N"),
    /** The results of a run before the upgrade. */
    BEFORE("before", "--before FILE");

    private final String word;
    private final String option;

    Need(String word, String option) {
        this.word = word;
        this.option = option;
    }

    /** Those that a user opts into by their words; the others are there or not. */
    public static Set<Need> optional() {
        return Arrays.stream(values())
                .filter(need -> need.option.startsWith("--allow "))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Need.class)));
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
