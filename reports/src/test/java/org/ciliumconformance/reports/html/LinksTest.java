package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {

    @Test
    void addressesOfTheWebAreLinks() {
        assertThat(Links.web("https://docs.cilium.io/en/v1.19/#a")).isEqualTo("https://docs.cilium.io/en/v1.19/#a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                " javascript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "//host/x",
                "docs/x",
                "https:",
                "https://a b/",
                ""
            })
    void nothingElseIs(String url) {
        assertThat(Links.web(url)).isNull();
    }

    @Test
    void aFileInTheFolderIsALink() {
        assertThat(Links.file("../run/", "evidence/a b/policy.yaml")).isEqualTo("../run/evidence/a%20b/policy.yaml");
        assertThat(Links.file("", "javascript:x")).isEqualTo("javascript%3Ax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/etc/passwd", "a/../b", "a//b", "//host/x", "a\\b", "./a", ""})
    void aFileElsewhereIsNot(String path) {
        assertThat(Links.file("", path)).isNull();
    }

    @Test
    void theWayFromThePageToTheResultsIsRelative() {
        assertThat(Links.between(Path.of("/runs/public"), Path.of("/runs/night 1")))
                .isEqualTo("../night%201/");
        assertThat(Links.between(Path.of("/runs"), Path.of("/runs"))).isEmpty();
    }
}
