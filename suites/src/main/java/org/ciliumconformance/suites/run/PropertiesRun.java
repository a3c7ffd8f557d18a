package org.ciliumconformance.suites.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ciliumconformance.cluster.facts.ClusterFacts;
import org.ciliumconformance.cluster.facts.FactsCollector;
import org.ciliumconformance.cluster.lane.TestBedOptions;
import org.ciliumconformance.cluster.lane.WorkloadOptions;
import org.ciliumconformance.cluster.settle.Timing;
import org.ciliumconformance.cluster.target.KubeconfigTarget;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.ciliumconformance.cluster.target.Target;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.catalogue.Need;
import org.ciliumconformance.suites.dsl.Expectations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The run of a launcher that knows nothing of it, such as Maven's: on the simulated cluster, or on a live one with
 * {@code -Dconformance.kubeconfig=FILE} and {@code -Dconformance.context=NAME}.
 */
record PropertiesRun(SuiteRun run, Target target) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PropertiesRun.class);

    static PropertiesRun open(Catalogue catalogue) {
        String kubeconfig = System.getProperty("conformance.kubeconfig");
        Target target = kubeconfig == null
                ? SimulatedTarget.start(System.getProperty("conformance.simulate", ""))
                : KubeconfigTarget.open(
                        Path.of(kubeconfig), System.getProperty("conformance.context"), Duration.ofSeconds(15));
        ClusterFacts facts = new FactsCollector(target.client(), null).collect();
        RunOptions options = new RunOptions(
                new TestBedOptions(
                        target.simulated() ? 4 : 2,
                        Duration.ofMinutes(2),
                        WorkloadOptions.standard(),
                        target.simulated() ? Timing.simulated() : Timing.live(),
                        allowed(target).contains(Need.HOST_NETWORK),
                        !target.simulated(),
                        false),
                allowed(target),
                List.of(),
                null,
                2,
                Path.of(System.getProperty("conformance.out", "target/conformance")),
                true,
                Expectations.none());
        return new PropertiesRun(
                new SuiteRun(RunId.next(), target, facts, options, catalogue.entries(), new Logged()), target);
    }

    private static Set<Need> allowed(Target target) {
        if (target.simulated()) {
            return Need.optional();
        }
        Set<Need> allowed = EnumSet.noneOf(Need.class);
        for (String word : System.getProperty("conformance.allow", "").split(",")) {
            if (!word.isBlank()) {
                allowed.add(Need.valueOf(word.strip().toUpperCase(Locale.ROOT).replace('-', '_')));
            }
        }
        return allowed;
    }

    @Override
    public void close() {
        run.close();
        target.close();
    }

    private static final class Logged implements RunObserver {
        @Override
        public void progress(String what) {
            LOG.info("{}", what);
        }

        @Override
        public void started(String id) {
            LOG.debug("{} started", id);
        }

        @Override
        public void finished(BehaviorResult result) {
            LOG.info("{} {} {}", result.verdict(), result.id(), result.reasonText());
        }
    }
}
