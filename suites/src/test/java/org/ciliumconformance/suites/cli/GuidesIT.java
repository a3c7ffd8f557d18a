package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every {@code sh} block of the guides, as a person would type it one after the other, against the simulated cluster as
 * the context {@code my-cluster}. Runs are of few behaviors. What needs a registry of images is in {@code console} blocks.
 */
class GuidesIT {
    private static final Pattern WAITS = Pattern.compile("(?m)^(?=kubectl wait .*job/([a-z-]+))");

    @TempDir
    private Path home;

    private SimulatedTarget cluster;

    @BeforeEach
    void furnish() throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "kubectl"))),
                "kubectl is not on the PATH");
        cluster = SimulatedTarget.start("");
        Path kubeconfig = home.resolve("kubeconfig");
        cluster.writeKubeconfig(kubeconfig);
        String text = Files.readString(kubeconfig);
        String context = text.replaceFirst("(?s).*current-context: (\\S+).*", "$1");
        Files.writeString(kubeconfig, text.replaceAll("(?m): " + Pattern.quote(context) + "$", ": my-cluster"));
        Files.createSymbolicLink(home.resolve("deploy"), Path.of("..", "deploy").toRealPath());
        Files.writeString(
                home.resolve("upgrade-policy.yaml"),
                GuideBlocks.of("accept.md", "yaml").get(0));
        ShortLauncher.write(home);
    }

    @AfterEach
    void stop() throws IOException {
        if (cluster != null) {
            cluster.close();
            Files.delete(home.resolve("deploy")); // only the link: JUnit would warn of where it leads
        }
    }

    private void type(String lines) throws IOException, InterruptedException {
        Path said = home.resolve("said.txt");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", lines)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        shell.environment().put("KUBECONFIG", home.resolve("kubeconfig").toString());
        assertThat(shell.start().waitFor())
                .as(lines + "\n" + Files.readString(said, StandardCharsets.UTF_8))
                .isZero();
    }

    /** Somebody has to do the work of a Job that is waited for. */
    private void typeAll(String block) throws IOException, InterruptedException {
        JobWorker worker = new JobWorker(cluster.client(), home.resolve("kubeconfig"), home.resolve("volume"));
        Matcher waits = WAITS.matcher(block);
        int from = 0;
        while (waits.find()) {
            type(block.substring(from, waits.start()));
            worker.work(waits.group(1));
            from = waits.start();
        }
        type(block.substring(from));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nightly.md", "pre-upgrade.md", "in-cluster.md", "accept.md", "monitor.md"})
    void everyCommandOfTheGuideSucceeds(String page) throws IOException, InterruptedException {
        List<String> blocks = new ArrayList<>(GuideBlocks.of(page, "sh"));
        assertThat(blocks).hasSizeGreaterThanOrEqualTo(2);
        for (String block : blocks) {
            typeAll(block);
        }
    }

    @Test
    void usageOfShardsSucceedsWithoutACluster() throws IOException, InterruptedException {
        for (String block : GuideBlocks.of("usage.md", "sh")) {
            type(block);
        }
        assertThat(home.resolve("merged/report.html")).exists();
    }
}
