package org.ciliumconformance.suites.k3s;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
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
    /** Asks for an engine once for all tests of a process, and keeps it from other processes of the build. */
    final class Condition implements ExecutionCondition {
        private static @Nullable String missing;

        /** Held to the end of the process: these tests look at, and remove, all clusters that the engine has. */
        private static @Nullable FileLock alone;

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String found;
            synchronized (Condition.class) {
                found = missing;
                if (found == null) {
                    found = look();
                    missing = found;
                    if (!found.isEmpty() && "required".equals(System.getProperty("conformance.docker"))) {
                        throw new IllegalStateException("These tests must run, and " + found + ".");
                    }
                    if (!found.isEmpty()) {
                        System.out.println("[WARNING] skipped, " + found + ": "
                                + context.getRequiredTestClass().getSimpleName());
                    }
                }
            }
            return found.isEmpty()
                    ? ConditionEvaluationResult.enabled("there is a Docker engine")
                    : ConditionEvaluationResult.disabled(found);
        }

        private static String look() {
            if (!"Linux".equals(System.getProperty("os.name"))) {
                return "the stand-in for k3s is made of a Linux machine's own files";
            }
            if (!Files.exists(Path.of(String.valueOf(System.getProperty("java.home")), "bin", "jlink"))) {
                return "the JDK has no jlink";
            }
            try {
                if (!DockerClientFactory.instance().isDockerAvailable()) {
                    return "there is no Docker engine";
                }
                Path file = Files.createDirectories(Path.of("target")).resolve("docker.lock");
                alone = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .lock();
                // The tests remove what is there of ours: somebody's own cluster must not be among it.
                return new EngineView().left().isEmpty()
                        ? ""
                        : "the engine has clusters of this suite (remove them with: cilium-conformance cleanup --k3s)";
            } catch (IOException | RuntimeException e) {
                return "the Docker engine cannot be used: " + e.getMessage();
            }
        }
    }
}
