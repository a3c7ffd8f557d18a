package org.ciliumconformance.suites.cli;

import io.fabric8.kubernetes.api.model.Toleration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ciliumconformance.cluster.UserError;
import org.ciliumconformance.cluster.probe.CommandShell;
import org.ciliumconformance.cluster.probe.Shell;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.io.ResultsReader;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.dsl.Expectations;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run may use on the cluster and beside it. Decides the plan, too. */
final class PodOptions {
    @Option(
            names = "--allow",
            paramLabel = "host-network|cluster-scoped|mutating",
            split = ",",
            description = "Privileges to use: host-network, for pods in the nodes' network namespace and with host"
                    + " ports, in a namespace of our own; cluster-scoped, for CiliumClusterwideNetworkPolicies that"
                    + " select pods of ours only; mutating, to change a harmless key of cilium-config and put it back."
                    + " On for the simulated cluster.")
    private List<String> allow = new ArrayList<>();

    @Option(
            names = "--outside",
            paramLabel = "ADDRESS:PORT[/udp]",
            description = "A server outside the cluster that accepts TCP connections and, with /udp, answers datagrams."
                    + " Repeatable. An API server that is no node is used without being named.")
    private List<OutsideHost> outside = new ArrayList<>();

    @Option(
            names = "--outside-client",
            paramLabel = "COMMAND",
            description = "A command that starts a bash on a host outside the cluster, which reaches the nodes'"
                    + " addresses and asks their node ports: \"ssh HOST bash\", or \"bash\" for this machine. It is fed a"
                    + " script on its standard input, and leaves nothing on that host.")
    private @Nullable String outsideClient;

    @Option(
            names = "--expect",
            paramLabel = "max-pods=N",
            description = "What the nodes should be like, where the API cannot tell: how many pods each takes.")
    private Map<String, String> expect = new LinkedHashMap<>();

    @Option(
            names = "--before",
            paramLabel = "FILE",
            description = "The results of a run before an upgrade, to be compared with the cluster as it is now.")
    private @Nullable Path before;

    @Option(
            names = "--toleration",
            paramLabel = "KEY[=VALUE]:EFFECT",
            description = "A taint of nodes that may be used. Repeatable.")
    private List<Toleration> tolerations = new ArrayList<>();

    @Option(
            names = "--node-selector",
            paramLabel = "KEY=VALUE",
            split = ",",
            description = "A label of nodes that may be used, others are left alone. Repeatable.")
    private Map<String, String> nodeSelector = new LinkedHashMap<>();

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

    /**
     * What the cluster should be like.
     *
     * @throws UserError when that cannot be read
     */
    Expectations expectations() {
        Integer maxPods = null;
        for (Map.Entry<String, String> expected : expect.entrySet()) {
            if (!expected.getKey().equals(Need.MAX_PODS.word())
                    || !expected.getValue().matches("[1-9]\\d{0,4}")) {
                throw UserError.usage(
                        "--expect " + expected.getKey() + "=" + expected.getValue() + " cannot be expected.",
                        "Write " + Need.MAX_PODS.option() + ", a number of pods.");
            }
            maxPods = Integer.valueOf(expected.getValue());
        }
        return new Expectations(maxPods, before == null ? null : environment(before));
    }

    private static Environment environment(Path results) {
        try {
            return new ResultsReader().read(results).environment();
        } catch (ReportException e) {
            throw UserError.usage("--before " + results + " cannot be used: " + e.getMessage(), e.remedy());
        }
    }

    List<OutsideHost> outside() {
        return List.copyOf(outside);
    }

    /** A shell on a host outside the cluster; null when none was named. */
    @Nullable
    Shell outsideClient() {
        return outsideClient == null || outsideClient.isBlank()
                ? null
                : new CommandShell(List.of(outsideClient.strip().split("\\s+")));
    }

    Map<String, String> nodeSelector() {
        return Map.copyOf(nodeSelector);
    }

    List<Toleration> tolerations() {
        return List.copyOf(tolerations);
    }
}
