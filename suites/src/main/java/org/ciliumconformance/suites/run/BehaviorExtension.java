package org.ciliumconformance.suites.run;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.ciliumconformance.cluster.scenario.Inconclusive;
import org.ciliumconformance.reports.model.Verdict;
import org.ciliumconformance.suites.catalogue.Behavior;
import org.ciliumconformance.suites.catalogue.Catalogue;
import org.ciliumconformance.suites.dsl.Inspection;
import org.ciliumconformance.suites.dsl.Trial;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Makes JUnit run behaviors: those of the plan, with what they need, as often as the run allows. Methods without {@link
 * Behavior} are left alone.
 *
 * <p>The run is in the launcher session's store: put there by the command line, or opened from system properties when
 * something else, such as Maven, launches the tests.
 */
public final class BehaviorExtension implements ExecutionCondition, ParameterResolver, InvocationInterceptor {
    static final Namespace STORE = Namespace.create(BehaviorExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<Behavior> behavior = behavior(context);
        if (behavior.isEmpty()) {
            return ConditionEvaluationResult.enabled("no behavior");
        }
        SuiteRun run = run(context);
        if (run.stopping()) {
            return ConditionEvaluationResult.disabled("the run was stopped");
        }
        Plan.Item item = run.plan().item(behavior.get().id());
        if (item == null) {
            return ConditionEvaluationResult.disabled("not selected");
        }
        return item.whyNot() == null
                ? ConditionEvaluationResult.enabled("planned")
                : ConditionEvaluationResult.disabled("not applicable: " + item.whyNot());
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return behavior(context).isPresent()
                && (parameter.getParameter().getType() == Trial.class
                        || parameter.getParameter().getType() == Inspection.class);
    }

    /** The real argument is made for each attempt: a lane is leased for an attempt, not for a method. */
    @Override
    public @Nullable Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null;
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        Optional<Behavior> behavior = behavior(context);
        if (behavior.isEmpty()) {
            invocation.proceed();
            return;
        }
        invocation.skip();
        SuiteRun run = run(context);
        Plan.Item item = run.plan().item(behavior.get().id());
        if (item == null) {
            throw new TestAbortedException("not selected");
        }
        Method body = method.getExecutable();
        Object instance = method.getTarget().orElseThrow();
        body.setAccessible(true);
        BehaviorRunner.@Nullable Outcome outcome;
        try {
            outcome =
                    new BehaviorRunner(run).run(item.entry(), takesTrial(body), trial -> invoke(body, instance, trial));
        } catch (InterruptedException e) {
            outcome = null; // while it waited for a lane
        }
        if (outcome == null) {
            throw new TestAbortedException("the run was stopped");
        }
        Throwable thrown = outcome.thrown();
        if (thrown != null && outcome.result().verdict() != Verdict.LIFTED) {
            throw thrown instanceof Exception || thrown instanceof Error ? thrown : new Inconclusive("broke", thrown);
        }
    }

    private static void invoke(Method body, Object instance, Trial trial) throws Throwable {
        Object[] arguments = Arrays.stream(body.getParameterTypes())
                .map(type -> type == Trial.class ? trial : trial.inspection())
                .toArray();
        try {
            body.invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static boolean takesTrial(Method body) {
        return Arrays.asList(body.getParameterTypes()).contains(Trial.class);
    }

    private static Optional<Behavior> behavior(ExtensionContext context) {
        return context.getTestMethod().map(method -> method.getAnnotation(Behavior.class));
    }

    private static SuiteRun run(ExtensionContext context) {
        ExtensionContext.Store store = context.getStore(StoreScope.LAUNCHER_SESSION, STORE);
        SuiteRun given = store.get(PlatformRunner.RUN, SuiteRun.class);
        return given != null
                ? given
                : store.computeIfAbsent(
                                "from properties", key -> PropertiesRun.open(Catalogue.load()), PropertiesRun.class)
                        .run();
    }
}
