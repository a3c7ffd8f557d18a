package org.ciliumconformance.suites.junit;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.FactsCollector;
import org.ciliumconformance.cluster.k3s.CiliumSource;
import org.ciliumconformance.cluster.k3s.K3sSettings;
import org.ciliumconformance.cluster.k3s.K3sTarget;
import org.ciliumconformance.cluster.lane.Lane;
import org.ciliumconformance.cluster.lane.TestBed;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.ciliumconformance.cluster.scenario.Journal;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.suites.dsl.Expectations;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Trial;
import org.ciliumconformance.suites.run.RunId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the cluster that {@link CiliumOnK3s} asks for, once for the same settings, and hands out what stands on it. */
final class CiliumOnK3sExtension implements BeforeAllCallback, ParameterResolver {
    private static final Logger LOG = LoggerFactory.getLogger(CiliumOnK3sExtension.class);
    private static final Namespace STORE = Namespace.create(CiliumOnK3sExtension.class);
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");
    private static final Duration PREPARATION = Duration.ofMinutes(2);

    @Override
    public void beforeAll(ExtensionContext context) {
        var unused = cluster(context); // what does not start fails the class, not its first test
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return List.of(Trial.class, Inspection.class, Target.class, KubernetesClient.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Cluster cluster = cluster(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == Target.class) {
            return cluster.target;
        }
        if (type == KubernetesClient.class) {
            return cluster.target.client();
        }
        if (type == Inspection.class) {
            return cluster.trial(null, null).inspection();
        }
        return context.getStore(STORE)
                .computeIfAbsent(context.getUniqueId(), id -> new LeasedTrial(cluster), LeasedTrial.class)
                .trial();
    }

    private static Cluster cluster(ExtensionContext context) {
        K3sSettings settings = settings(context);
        return context.getRoot().getStore(STORE).computeIfAbsent(settings, key -> new Cluster(settings), Cluster.class);
    }

    private static K3sSettings settings(ExtensionContext context) {
        CiliumOnK3s wanted = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), CiliumOnK3s.class)
                .orElseThrow();
        return new K3sSettings(
                filled(wanted.image()),
                wanted.nodes(),
                source(wanted),
                Arrays.stream(wanted.values()).map(CiliumOnK3sExtension::path).toList(),
                wanted.likeAks(),
                Arrays.stream(wanted.mirrors())
                        .map(CiliumOnK3sExtension::filled)
                        .toList(),
                WorkloadOptions.of(filled(wanted.workload()), List.of()),
                false,
                K3sSettings.TIMEOUT,
                null);
    }

    private static CiliumSource source(CiliumOnK3s wanted) {
        if (!wanted.manifest().isEmpty()) {
            return new CiliumSource.Manifest(path(wanted.manifest()));
        }
        if (!wanted.chart().isEmpty()) {
            return new CiliumSource.ChartArchive(path(wanted.chart()));
        }
        return new CiliumSource.ChartVersion(wanted.version().isEmpty() ? K3sSettings.CILIUM : wanted.version());
    }

    private static Path path(String text) {
        return Path.of(filled(text));
    }

    /** Values of an annotation are constants; what differs from machine to machine is a system property. */
    private static String filled(String text) {
        Matcher matcher = PROPERTY.matcher(text);
        return matcher.replaceAll(found -> Matcher.quoteReplacement(System.getProperty(found.group(1), "")));
    }

    /** A cluster, and the test bed on it once a test asks for a trial. */
    private static final class Cluster implements AutoCloseable {
        private final WorkloadOptions workloads;
        private final K3sTarget target;
        private @Nullable ClusterFacts facts;
        private @Nullable TestBed bed;

        Cluster(K3sSettings settings) {
            workloads = settings.workloads();
            target = K3sTarget.start(settings, what -> LOG.info("{}", what));
        }

        synchronized ClusterFacts facts() {
            ClusterFacts known = facts;
            if (known == null) {
                known = new FactsCollector(target.client(), null).collect();
                facts = known;
            }
            return known;
        }

        synchronized TestBed bed() throws InterruptedException {
            TestBed present = bed;
            if (present == null) {
                TestBedOptions options =
                        new TestBedOptions(1, PREPARATION, workloads, Timing.live(), false, true, false);
                present =
                        TestBed.prepare(target.client(), facts(), RunId.next(), options, what -> LOG.info("{}", what));
                bed = present;
            }
            return present;
        }

        Trial trial(@Nullable TestBed from, @Nullable Lane lane) {
            return new Trial(
                    facts(),
                    target.client(),
                    target.outsideHosts(),
                    null,
                    new Trial.Given(Expectations.none(), Timing.live()),
                    new Journal(false),
                    from,
                    lane);
        }

        @Override
        public synchronized void close() {
            if (bed != null) {
                bed.close();
            }
            target.close();
        }
    }

    /** A trial of one test, which gives its lane back at the test's end. */
    private static final class LeasedTrial implements AutoCloseable {
        private final TestBed bed;
        private final Lane lane;
        private final Trial trial;

        LeasedTrial(Cluster cluster) {
            try {
                bed = cluster.bed();
                lane = bed.lease();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for a lane", e);
            }
            trial = cluster.trial(bed, lane);
        }

        Trial trial() {
            return trial;
        }

        @Override
        public void close() {
            bed.giveBack(lane);
        }
    }
}
