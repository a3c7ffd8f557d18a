package org.ciliumconformance.suites.k3s;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Leaves tests out, and says so, where there is no Docker engine on a Linux machine with a JDK; with
 * {@code -Dconformance.docker=required} they fail there.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsDocker.Condition.class)
public @interface NeedsDocker {
    /** Asks for an engine once for all tests of a process. */
    final class Condition implements ExecutionCondition {
        private static String missing;

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            synchronized (Condition.class) {
                if (missing == null) {
                    missing = look();
                    if (!missing.isEmpty() && "required".equals(System.getProperty("conformance.docker"))) {
                        throw new IllegalStateException("These tests must run, and " + missing + ".");
                    }
                    if (!missing.isEmpty()) {
                        System.out.println("[WARNING] skipped, " + missing + ": "
                                + context.getRequiredTestClass().getSimpleName());
                    }
                }
            }
            return missing.isEmpty()
                    ? ConditionEvaluationResult.enabled("there is a Docker engine")
                    : ConditionEvaluationResult.disabled(missing);
        }

        private static String look() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return "the stand-in for k3s is made of a Linux machine's own files";
            }
            if (!Files.exists(Path.of(System.getProperty("java.home"), "bin", "jlink"))) {
                return "the JDK has no jlink";
            }
            try {
                return DockerClientFactory.instance().isDockerAvailable() ? "" : "there is no Docker engine";
            } catch (RuntimeException e) {
                return "the Docker engine cannot be used: " + e.getMessage();
            }
        }
    }
}
