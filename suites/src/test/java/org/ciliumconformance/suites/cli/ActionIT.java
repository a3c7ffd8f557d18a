package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the GitHub action does with a run, night after night. */
class ActionIT {
    private static final String DENY = "network-policy.default-deny.ingress";

    @TempDir
    private Path home;

    private Path script;

    @BeforeEach
    void furnish() throws IOException {
        ShortLauncher.write(home);
        script = home.resolve(".github/actions/conformance/verify");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("..").resolve(home.relativize(script)), script);
    }

    /** @return the exit code of a night, whose words are in {@code said.txt} */
    private int night(Map<String, String> inputs) throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder("bash", script.toString(), "history")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("said.txt").toFile());
        process.environment().put("CONFORMANCE_TARGET", "simulated");
        process.environment()
                .put("GITHUB_STEP_SUMMARY", home.resolve("summary.md").toString());
        process.environment().put("GITHUB_OUTPUT", home.resolve("output").toString());
        process.environment().putAll(inputs);
        return process.start().waitFor();
    }

    private List<Path> runs() throws IOException {
        try (Stream<Path> runs = Files.list(home.resolve("history"))) {
            return runs.filter(Files::isDirectory).toList();
        }
    }

    @Test
    void aRegressionFailsTheNightAndIsInSummaryAnnotationsAndHistory() throws Exception {
        assertThat(night(Map.of("CONFORMANCE_BEHAVIORS", "connectivity.pod.pod-ip platform.node-count")))
                .as("a mistyped behavior")
                .isEqualTo(2);
        assertThat(night(Map.of()))
                .as(Files.readString(home.resolve("said.txt")))
                .isZero();
        assertThat(home.resolve("said.txt")).content().doesNotContain("::error");

        assertThat(night(Map.of("CONFORMANCE_OPTIONS", "--attempts 1 --simulate fault=ingress-not-enforced")))
                .isEqualTo(1);

        assertThat(home.resolve("said.txt")).content().contains("::error title=DEVIATES " + DENY + "::");
        assertThat(home.resolve("summary.md")).content().contains("regression", DENY);
        assertThat(home.resolve("output")).content().contains("results=history/");
        assertThat(home.resolve("history/history.html")).content().contains(DENY);
    }

    @Test
    void onlySoManyNightsAreKeptAndTheLastAcceptedOne() throws Exception {
        Map<String, String> fine = Map.of("CONFORMANCE_BEHAVIORS", DENY);
        assertThat(night(fine)).as(Files.readString(home.resolve("said.txt"))).isZero();
        Path first = Files.move(runs().get(0), home.resolve("history/20200101T000000Z"));
        assertThat(night(fine)).isZero();
        Path accepted = Files.move(newest(), home.resolve("history/20200102T000000Z"));
        Path other = Files.createDirectories(home.resolve("history/of-somebody-else"));

        Map<String, String> deviating = Map.of(
                "CONFORMANCE_BEHAVIORS", DENY,
                "CONFORMANCE_OPTIONS", "--attempts 1 --simulate fault=ingress-not-enforced",
                "CONFORMANCE_KEEP", "1");
        assertThat(night(deviating)).isEqualTo(1);
        assertThat(runs()).hasSize(3).contains(accepted, other).doesNotContain(first);
        assertThat(home.resolve("said.txt")).content().contains("old runs removed: 1");
    }

    private Path newest() throws IOException {
        return runs().stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
