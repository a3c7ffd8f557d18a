package org.ciliumconformance.suites.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.Test;

/**
 * That the pages under {@code docs/behaviors} say what the code says. With {@code -Dconformance.docs.write=true} they are
 * written instead.
 */
class BehaviorPagesTest {
    private static final Path PAGES = Path.of(System.getProperty("basedir", "."), "..", "docs", "behaviors");
    private static final String COMMAND = "mvn -q -B -Dquick -pl suites -am test -Dtest=BehaviorPagesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dconformance.docs.write=true";

    private static SortedMap<String, String> pages() {
        FaultMatrix matrix = FaultMatrix.load();
        Map<String, String> faults = SimulatedTarget.faults();
        return BehaviorPages.of(Catalogue.load().entries().stream()
                .map(entry -> Explanation.of(entry, matrix, faults))
                .toList());
    }

    private static SortedMap<String, String> kept() throws IOException {
        SortedMap<String, String> kept = new TreeMap<>();
        if (Files.isDirectory(PAGES)) {
            try (Stream<Path> files = Files.list(PAGES)) {
                for (Path file : files.toList()) {
                    kept.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return kept;
    }

    @Test
    void thePagesSayWhatTheCodeSays() throws IOException {
        SortedMap<String, String> pages = pages();
        if (Boolean.getBoolean("conformance.docs.write")) {
            Files.createDirectories(PAGES);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                Files.writeString(PAGES.resolve(page.getKey()), page.getValue());
            }
        }
        SortedMap<String, String> kept = kept();
        assertThat(kept.keySet())
                .as("pages in docs/behaviors; write them with: %s", COMMAND)
                .isEqualTo(pages.keySet());
        pages.forEach((name, text) -> assertThat(kept.get(name))
                .as("docs/behaviors/%s is stale; write it with: %s", name, COMMAND)
                .isEqualTo(text));
    }

    @Test
    void aPageTellsAllOfABehavior() {
        CatalogueEntry entry = Catalogue.load()
                .find("service.port-protocols.host-port-one-pod-keeps-last")
                .orElseThrow();
        FaultMatrix matrix = FaultMatrix.parse("some-fault " + entry.id() + " LIFTED self-managed-1.18.1\n"
                + "another-fault " + entry.id() + " INCONCLUSIVE\n");
        Explanation explanation = Explanation.of(entry, matrix, Map.of("some-fault", "Something is wrong."));
        assertThat(BehaviorPages.of(List.of(explanation)).get("service.md"))
                .contains(
                        entry.behavior().statement(),
                        entry.behavior().how().replace("<", "&lt;"),
                        "LIMITATION",
                        "https://github.com/cilium/cilium/issues/41426",
                        "Cilium from 1.18.0 before 1.18.3",
                        "host-network (--allow host-network)",
                        "- `some-fault` (LIFTED on self-managed-1.18.1): Something is wrong.")
                .doesNotContain("another-fault");
    }
}
