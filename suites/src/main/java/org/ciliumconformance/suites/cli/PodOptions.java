package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.Toleration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.suites.catalogue.Need;
import picocli.CommandLine.Option;

/** What a run may use on the cluster and beside it. Decides the plan, too. */
final class PodOptions {
    @Option(
            names = "--allow",
            paramLabel = "host-network|cluster-scoped",
            split = ",",
            description = "Privileges to use: host-network, for pods in the nodes' network namespace and with host"
                    + " ports, in a namespace of our own; cluster-scoped, for CiliumClusterwideNetworkPolicies that"
                    + " select pods of ours only. On for the simulated cluster.")
    private List<String> allow = new ArrayList<>();

    @Option(
            names = "--outside",
            paramLabel = "ADDRESS:PORT[/udp]",
            description = "A server outside the cluster that accepts TCP connections and, with /udp, answers datagrams."
                    + " Repeatable. An API server that is no node is used without being named.")
    private List<OutsideHost> outside = new ArrayList<>();

    @Option(
            names = "--toleration",
            paramLabel = "KEY[=VALUE]:EFFECT",
            description = "A taint of nodes that may be used. Repeatable.")
    private List<Toleration> tolerations = new ArrayList<>();

    /**
     * @param simulated whether nothing real can be harmed
     * @throws UserError when a word names nothing that could be allowed
     */
    Set<Need> allowed(boolean simulated) {
        Set<Need> optional = Need.optional();
        EnumSet<Need> allowed = EnumSet.noneOf(Need.class);
        if (simulated) {
            allowed.addAll(optional);
        }
        for (String word : allow) {
            allowed.add(optional.stream()
                    .filter(need -> need.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> UserError.usage(
                            "There is nothing to allow that is called '" + word + "'.",
                            "Write " + optional.stream().map(Need::option).collect(Collectors.joining(" or ")) + ".")));
        }
        return allowed;
    }

    List<OutsideHost> outside() {
        return List.copyOf(outside);
    }

    List<Toleration> tolerations() {
        return List.copyOf(tolerations);
    }
}
