package org.ciliumconformance.suites.run;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.List;
import org.ciliumconformance.suites.catalogue.CatalogueEntry;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.support.store.Namespace;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Executes the planned behaviors of a run with the JUnit Platform, as many at a time as there are lanes. */
public final class PlatformRunner {
    /** Key of the run in the launcher session's store. */
    static final String RUN = "run";

    private final SuiteRun run;

    public PlatformRunner(SuiteRun run) {
        this.run = run;
    }

    /**
     * Returns when all planned behaviors have a result, or the run was stopped.
     *
     * @param listeners of the JUnit Platform, such as Allure's
     */
    public void execute(TestExecutionListener... listeners) {
        run.reportNotApplicable();
        List<CatalogueEntry> planned = run.plan().toRun();
        if (planned.isEmpty()) {
            return;
        }
        List<? extends DiscoverySelector> methods = planned.stream()
                .map(entry -> selectMethod(entry.className(), entry.methodName(), entry.parameterTypes()))
                .toList();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(methods)
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
                // The longest first: begun last, it would keep the whole run waiting alone.
                .configurationParameter(
                        "junit.jupiter.testclass.order.default", ClassOrderer.OrderAnnotation.class.getName())
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter(
                        "junit.jupiter.execution.parallel.config.fixed.parallelism",
                        String.valueOf(run.options().testBed().lanes()))
                .build();
        // What this jar does not name is not loaded: found services cost start-up time.
        LauncherConfig config = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .enableLauncherDiscoveryListenerAutoRegistration(false)
                .enablePostDiscoveryFilterAutoRegistration(false)
                .build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            session.getStore().put(Namespace.create(BehaviorExtension.class), RUN, run);
            session.getLauncher().execute(request, listeners);
        }
    }
}
