package org.ciliumconformance.suites.run;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.IpFamily;
import org.ciliumconformance.cluster.lane.Placement;
import org.ciliumconformance.cluster.lane.Rehearsal;
import org.ciliumconformance.cluster.lane.TestBed;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.policy.ForeignPolicies;
import org.ciliumconformance.cluster.policy.ForeignPolicy;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run on one cluster: its plan, what it prepared there, and where its results go. Behaviors of one run may be
 * executed from several threads.
 */
public final class SuiteRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SuiteRun.class);
    private static final Duration LAST_WORK = Duration.ofSeconds(4);

    private final String id;
    private final Target target;
    private final ClusterFacts facts;
    private final RunOptions options;
    private final Plan plan;
    private final RunObserver observer;
    private final List<OutsideHost> outsideHosts;
    private final @Nullable Prober outsideClient;
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final Set<String> reported = new HashSet<>();
    private final Set<Thread> working = new HashSet<>();
    private @Nullable TestBed testBed;
    private @Nullable List<ForeignPolicy> foreignPolicies;

    /** The same, or what is still being prepared. */
    private volatile @Nullable TestBed begun;

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
        if (stopping.get()) {
            throw new InterruptedException("the run was stopped");
        }
        TestBed present = testBed;
        if (present == null) {
            present = TestBed.prepare(target.client(), facts, id, bed(), observer::progress, bed -> begun = bed);
            testBed = present;
        }
        return present;
    }

    /** No more lanes than the nodes may have pods. */
    private TestBedOptions bed() {
        TestBedOptions asked = options.testBed();
        return facts.usableNodes().isEmpty()
                ? asked // preparing says why
                : asked.withLanes(new Placement(facts.usableNodes())
                        .lanes(asked.lanes(), asked.workloads().podsPerNode()));
    }

    /**
     * Cluster-wide policies of others that select pods of this run: what they make of the traffic, no policy of the run
     * can be told from.
     *
     * @param anew whether to look again; else what the first look showed counts
     */
    synchronized List<ForeignPolicy> foreignPolicies(boolean anew) {
        List<ForeignPolicy> known = foreignPolicies;
        if (known == null || anew) {
            known = facts.profile().cilium() && !facts.usableNodes().isEmpty() ? lookForPolicies() : List.of();
            foreignPolicies = known;
        }
        return known;
    }

    private List<ForeignPolicy> lookForPolicies() {
        try {
            Rehearsal rehearsal = new Rehearsal(
                    target.client(),
                    id,
                    facts.usableNodes(),
                    options.testBed().workloads(),
                    options.testBed().privileged());
            return new ForeignPolicies(target.client())
                    .reaching(rehearsal.endpoints(facts.config("cluster-name", "default")));
        } catch (KubernetesClientException e) {
            // May not be read, or there is no such kind: the preflight says so.
            LOG.debug("cluster-wide policies of others are not known", e);
            return List.of();
        }
    }

    /** Reports those behaviors of the plan that are not applicable. */
    public void reportNotApplicable() {
        for (Plan.Item item : plan.items()) {
            String why = item.whyNot();
            if (why != null) {
                boolean unused = report(without(item.entry(), Verdict.NOT_APPLICABLE, why));
            }
        }
    }

    /**
     * Reports what has no result yet as inconclusive; a result that comes later counts no more.
     *
     * @param why in words for users
     */
    public void reportUnfinished(String why) {
        for (CatalogueEntry entry : plan.toRun()) {
            boolean unused = report(without(entry, Verdict.INCONCLUSIVE, why));
        }
    }

    private static BehaviorResult without(CatalogueEntry entry, Verdict verdict, String why) {
        return BehaviorResult.of(entry.declaration(), Instant.now())
                .verdict(verdict, why)
                .duration(Duration.ZERO)
                .build();
    }

    /** @return whether the result counts: it is the first of its behavior */
    boolean report(BehaviorResult result) {
        synchronized (reported) {
            if (!reported.add(result.id())) {
                return false;
            }
        }
        observer.finished(result);
        return true;
    }

    /** Starts no further behavior, and breaks off those that run. */
    public void stop() {
        synchronized (working) {
            stopping.set(true);
            working.forEach(Thread::interrupt);
        }
    }

    public boolean stopping() {
        return stopping.get();
    }

    /** The present thread's work on a behavior, which {@link #stop} breaks off. */
    Work begins() {
        Thread thread = Thread.currentThread();
        synchronized (working) {
            working.add(thread);
            if (stopping.get()) {
                thread.interrupt();
            }
        }
        return () -> {
            synchronized (working) {
                working.remove(thread);
                // It was meant for the work, not for what the thread does next.
                boolean unused = Thread.interrupted();
                working.notifyAll();
            }
        };
    }

    /** Ends when closed. */
    @FunctionalInterface
    interface Work extends AutoCloseable {
        @Override
        void close();
    }

    /** What may be in the cluster if the process ends now. */
    public List<String> namespaces() {
        TestBed present = begun;
        return present == null ? List.of() : present.namespaces();
    }

    /** Removes what was put into the cluster; in a hurry when the run was stopped. The target stays open. */
    @Override
    public void close() {
        boolean hurry = stopping.get();
        if (hurry) {
            awaitWork();
        }
        TestBed present;
        synchronized (this) {
            present = testBed;
        }
        if (present != null) {
            if (hurry) {
                present.closeInAHurry();
            } else {
                present.close();
            }
        }
        if (outsideClient != null) {
            outsideClient.close();
        }
    }

    /** Behaviors that were broken off need a moment; what they see meanwhile is thrown away. */
    private void awaitWork() {
        boolean interrupted = Thread.interrupted();
        long end = System.nanoTime() + LAST_WORK.toNanos();
        synchronized (working) {
            while (!working.isEmpty() && System.nanoTime() < end) {
                try {
                    working.wait(100);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
