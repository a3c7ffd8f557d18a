package org.ciliumconformance.reports.allure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureHtmlTest {

    @TempDir
    Path folder;

    private final List<List<String>> commands = new ArrayList<>();
    private final List<Map<String, String>> variables = new ArrayList<>();

    @BeforeEach
    void fillResults() {
        new AllureResults(null, false).write(results(), Samples.everyVerdict());
    }

    private Path results() {
        return folder.resolve("allure-results");
    }

    private Path page() {
        return folder.resolve("allure/index.html");
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    /** Does what the real programs do: Maven unpacks, Allure makes a page. */
    private Programs working(String page) {
        return (command, in, more, atMost) -> {
            commands.add(command);
            assertThat(in).as("not where the user is").startsWith(cache()).isDirectory();
            variables.add(more);
            String last = command.get(command.size() - 1);
            if (last.startsWith("-DoutputDirectory=")) {
                Files.createDirectories(Path.of(last.substring("-DoutputDirectory=".length()), "allure-2.34.0", "lib"));
            } else {
                Files.writeString(Path.of(last, "index.html"), page);
            }
            return new Programs.Ended(0, "");
        };
    }

    private ReportException refusal(Map<String, String> environment, Programs programs) {
        ReportException refusal = catchThrowableOfType(
                ReportException.class, () -> new AllureHtml(environment, cache(), programs).write(results(), page()));
        assertThat(refusal).isNotNull();
        assertThat(refusal).hasMessageStartingWith("Cannot make the page of Allure: ");
        assertThat(page()).doesNotExist();
        return refusal;
    }

    @Test
    void itIsFetchedOnceAndToldNotToTell() throws IOException {
        AllureHtml html = new AllureHtml(Map.of(), cache(), working("<html>"));
        html.write(results(), page());
        html.write(results(), page());

        assertThat(page()).hasContent("<html>");
        assertThat(commands)
                .extracting(command -> command.get(0).replaceAll(".*/", ""))
                .containsExactly("mvn", "java", "java");
        assertThat(commands.get(0)).contains("-Dartifact=io.qameta.allure:allure-commandline:2.34.0:zip");
        assertThat(commands.get(1))
                .contains("generate", "--single-file", results().toString());
        assertThat(variables.get(1)).containsEntry("ALLURE_NO_ANALYTICS", "true");
        assertThat(cache()).as("nothing but what is kept").isDirectoryContaining("glob:**/allure-2.34.0");
        try (var left = Files.list(cache())) {
            assertThat(left).hasSize(1);
        }
    }

    @Test
    void theOneThatIsNamedIsTaken() throws IOException {
        Path home = Files.createDirectories(folder.resolve("mine/lib")).getParent();
        new AllureHtml(Map.of("ALLURE_HOME", String.valueOf(home)), cache(), working("<html>"))
                .write(results(), page());

        assertThat(commands).hasSize(1);
        assertThat(variables.get(0)).containsEntry("APP_HOME", String.valueOf(home));
    }

    @Test
    void anAllureHomeWithoutAllureIsNamed() {
        assertThat(refusal(Map.of("ALLURE_HOME", "/no/such"), working("")))
                .hasMessageContaining("ALLURE_HOME is /no/such")
                .satisfies(e -> assertThat(e.remedy()).contains("allure-commandline 2.34.0"));
    }

    @Test
    void withoutMavenTheRemedyIsNamed() {
        assertThat(refusal(Map.of("MVN", folder.resolve("no-maven").toString()), Programs.ofSystem()))
                .hasMessageContaining("Maven was not found")
                .satisfies(e -> assertThat(e.remedy()).contains("MVN", "ALLURE_HOME", "report.html"));
    }

    @Test
    void withoutANetworkTheFirstErrorAndTheRemedyAreNamed() {
        String said =
                "\u001b[0m\u001b[0m[ERROR] \n\u001b[0m[ERROR] Could not transfer artifact: Unknown host\n[ERROR] Re-run it\n";

        assertThat(refusal(Map.of(), (command, in, more, atMost) -> new Programs.Ended(1, said)))
                .hasMessageEndingWith(":zip: Could not transfer artifact: Unknown host")
                .satisfies(e -> assertThat(e.remedy()).contains("Maven Central", "mirror", "ALLURE_HOME"));
        assertThat(cache()).isEmptyDirectory();
    }

    @Test
    void anAllureThatSaysItSucceededAndMadeNothingIsNotBelieved() throws IOException {
        Files.createDirectories(cache().resolve("allure-2.34.0/lib"));

        assertThat(refusal(Map.of(), (command, in, more, atMost) -> new Programs.Ended(0, "results do not exist\n")))
                .hasMessageContaining("ended with 0: results do not exist");
    }

    @Test
    void aPageThatTellsIsNotWritten() {
        assertThat(refusal(Map.of(), working("<script src='https://www.googletagmanager.com/gtag/js'>")))
                .hasMessageContaining("when they are read");
    }

    @Test
    void resultsThatAreNotThereAreNamed() {
        assertThat(catchThrowableOfType(ReportException.class, () -> new AllureHtml(Map.of(), cache(), working(""))
                        .write(folder.resolve("none"), page())))
                .hasMessageContaining("there is no folder");
    }

    @Test
    void aProgramThatDoesNotEndIsEnded() throws Exception {
        Programs.Ended ended =
                Programs.ofSystem().run(List.of("sleep", "600"), folder, Map.of(), Duration.ofMillis(50));

        assertThat(ended.code()).isNotZero();
        assertThat(ended.said()).contains("did not end");
    }

    /** The real thing, where somebody asks for it: it needs Maven Central once. */
    @Test
    void allureReadsWhatIsWrittenForIt() throws IOException {
        String asked = System.getProperty("conformance.allure", "");
        assumeThat(asked)
                .as("-Dconformance.allure=true has Allure itself make a page")
                .isEqualTo("true");
        new AllureHtml(System.getenv(), cache()).write(results(), page());

        String html = Files.readString(page());
        assertThat(html).contains("<title>Allure Report</title>").doesNotContain("googletagmanager.com");
        assertThat(inside(html, "widgets/summary.json"))
                .contains("\"failed\":1,\"broken\":1,\"skipped\":1,\"passed\":3,\"unknown\":0,\"total\":6");
        assertThat(inside(html, "widgets/categories.json"))
                .contains(
                        "Deviations from documented behavior",
                        "No verdict: a control failed",
                        "Documented limitations that are not there",
                        "Does not apply to this cluster")
                .doesNotContain("Product defects", "Test defects");
        assertThat(inside(html, "widgets/environment.json")).contains("SIMULATED", "1.19.4");
    }

    /** A file that the page carries along. */
    private static String inside(String html, String name) {
        Matcher carried = Pattern.compile(Pattern.quote("d('" + name + "','") + "([^']*)'")
                .matcher(html);
        assertThat(carried.find()).as(name).isTrue();
        return new String(Base64.getDecoder().decode(carried.group(1)), StandardCharsets.UTF_8);
    }
}
