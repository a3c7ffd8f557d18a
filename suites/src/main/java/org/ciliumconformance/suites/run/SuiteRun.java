package org.ciliumconformance.suites.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.lane.TestBed;
import org.ciliumconformance.cluster.probe.Prober;
import org.ciliumconformance.cluster.probe.Shell;
import org.ciliumconformance.cluster.probe.ShellProber;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.cluster.target.Target.OutsideHost;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.ciliumconformance.suites.catalogue.Need;
import org.jspecify.annotations.Nullable;

/**
 * One run on one cluster: its plan, what it prepared there, and where its results go. Behaviors of one run may be
 * executed from several threads.
 */
public final class SuiteRun implements AutoCloseable {
    private final String id;
    private final Target target;
    private final ClusterFacts facts;
    private final RunOptions options;
    private final Plan plan;
    private final RunObserver observer;
    private final List<OutsideHost> outsideHosts;
    private final @Nullable Prober outsideClient;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private @Nullable TestBed testBed;

    /**
     * @param id a DNS label of at most 20 characters, unique on the cluster
     * @param selected behaviors to plan
     */
    public SuiteRun(
            String id,
            Target target,
            ClusterFacts facts,
            RunOptions options,
            List<CatalogueEntry> selected,
            RunObserver observer) {
        this.id = id;
        this.target = target;
        this.facts = facts;
        this.options = options;
        this.observer = observer;
        this.outsideHosts = outsideHosts(target, facts, options);
        Shell shell = options.outsideClient() == null ? target.outsideShell() : options.outsideClient();
        this.outsideClient = shell == null ? null : new ShellProber(shell);
        Set<Need> provided = EnumSet.noneOf(Need.class);
        provided.addAll(options.allowed());
        provided.retainAll(Need.optional());
        if (options.expectations().maxPods() != null) {
            provided.add(Need.MAX_PODS);
        }
        if (options.expectations().before() != null) {
            provided.add(Need.BEFORE);
        }
        if (!outsideHosts.isEmpty()) {
            provided.add(Need.OUTSIDE_HOST);
        }
        if (outsideHosts.stream().anyMatch(host -> IpFamily.of(host.address()) == IpFamily.IPV6)) {
            provided.add(Need.OUTSIDE_HOST_IPV6);
        }
        if (outsideClient != null) {
            provided.add(Need.OUTSIDE_CLIENT);
        }
        this.plan = Plan.of(selected, facts, provided);
    }

    /**
     * Named ones first. An API server that has no node's address, as on managed clusters, is a host outside the cluster
     * that every cluster reaches: no target in the internet is needed.
     */
    private static List<OutsideHost> outsideHosts(Target target, ClusterFacts facts, RunOptions options) {
        List<OutsideHost> hosts = new ArrayList<>(options.outsideHosts());
        hosts.addAll(target.outsideHosts());
        facts.apiServerEndpoints().stream()
                .filter(endpoint -> !facts.isNodeAddress(endpoint.address()))
                .forEach(endpoint -> hosts.add(new OutsideHost(endpoint.address(), endpoint.port(), false)));
        return List.copyOf(hosts);
    }

    public String id() {
        return id;
    }

    public Plan plan() {
        return plan;
    }

    public ClusterFacts facts() {
        return facts;
    }

    public Target target() {
        return target;
    }

    public RunOptions options() {
        return options;
    }

    RunObserver observer() {
        return observer;
    }

    /** Hosts outside the cluster, the preferred one first; empty where none is known. */
    public List<OutsideHost> outsideHosts() {
        return outsideHosts;
    }

    /** Probes from a host outside the cluster; null where none is known. */
    public @Nullable Prober outsideClient() {
        return outsideClient;
    }

    /**
     * Prepares lanes; called once before behaviors that need them, or by the first of them.
     *
     * @throws org.ciliumconformance.cluster.UserError when the cluster does not let itself be prepared
     */
    public synchronized TestBed testBed() throws InterruptedException {
        TestBed present = testBed;
        if (present == null) {
            present = TestBed.prepare(target.client(), facts, id, options.testBed(), observer::progress);
            testBed = present;
        }
        return present;
    }

    /** Reports those behaviors of the plan that are not applicable. */
    public void reportNotApplicable() {
        for (Plan.Item item : plan.items()) {
            String why = item.whyNot();
            if (why != null) {
                observer.finished(BehaviorResult.of(item.entry().declaration(), Instant.now())
                        .verdict(Verdict.NOT_APPLICABLE, why)
                        .duration(java.time.Duration.ZERO)
                        .build());
            }
        }
    }

    /** Starts no further behavior. */
    public void stop() {
        stopping.set(true);
    }

    public boolean stopping() {
        return stopping.get();
    }

    /** Removes what was put into the cluster. The target stays open. */
    @Override
    public synchronized void close() {
        TestBed present = testBed;
        testBed = null;
        if (outsideClient != null) {
            outsideClient.close();
        }
        if (present != null) {
            present.close();
        }
    }
}
