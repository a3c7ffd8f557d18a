package org.ciliumconformance.reports.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"page-data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    private Path folder;

    private String page(ResultsDocument document) throws IOException {
        Path file = folder.resolve("report.html");
        new HtmlReport(folder).write(file, PageSamples.judged(document));
        return Files.readString(file);
    }

    private static JsonNode data(String page) {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).as("the page has data").isTrue();
        return JsonMapper.shared().readTree(data.group(1));
    }

    private static String withoutData(String page) {
        return DATA.matcher(page).replaceAll("");
    }

    @Test
    void saysFirstWhetherItIsFine() throws IOException {
        assertThat(page(Samples.everyVerdict()))
                .containsSubsequence(
                        "<h1", "1 behavior deviates", "</h1>", "1 behavior has no verdict", "Cilium 1.19.4");
        assertThat(page(Samples.of(Samples.conforming("one.two"))))
                .containsSubsequence("<h1", "Fine: nothing deviates", "</h1>");
    }

    @Test
    void whatIsBrokenIsThereWithoutItsScript() throws IOException {
        Files.createDirectories(folder.resolve("evidence/network-policy.ipblock.egress-excludes-pods"));
        assertThat(withoutData(page(Samples.everyVerdict())))
                .containsSubsequence(
                        "id=\"network-policy.ipblock.egress-excludes-pods\"",
                        "1 of 4 probes differs: x/a reached y/b",
                        "expected DROPPED",
                        "href=\"evidence/network-policy.ipblock.egress-excludes-pods/policy.yaml\"",
                        "href=\"https://learn.microsoft.com/azure/aks/azure-cni-powered-by-cilium\"")
                .contains("the baseline did not answer", "only local backends answered");
    }

    @Test
    void evidenceThatIsNotThereIsNamedWithoutALink() throws IOException {
        assertThat(page(Samples.everyVerdict())).contains("policy.yaml").doesNotContain("href=\"evidence");
    }

    @Test
    void whatConformsIsOnlyInTheData() throws IOException {
        String page = page(Samples.everyVerdict());

        assertThat(withoutData(page)).doesNotContain("id=\"network-policy.label.allow\"");
        assertThat(data(page).get("results").size()).isEqualTo(6);
        assertThat(data(page).get("results").toString()).contains("network-policy.label.allow");
    }

    @Test
    void saysThatAClusterIsSimulated() throws IOException {
        assertThat(page(Samples.everyVerdict())).containsSubsequence("SIMULATED</strong> cluster", "<h1");
        assertThat(page(Samples.unprepared())).doesNotContain("SIMULATED</strong>");
    }

    @Test
    void saysWhyNothingRan() throws IOException {
        assertThat(page(Samples.unprepared()))
                .containsSubsequence(
                        "could not be reached or prepared",
                        "did not answer within 2 min",
                        "What to do",
                        "Check the address of context prod.",
                        "Nothing was run.");
    }

    @Test
    void theSecurityPolicyAllowsTheStylesAndTheScriptOfThePageAndNothingElse() throws Exception {
        String page = page(Samples.everyVerdict());

        String policy = between(page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")
                .replace("&#39;", "'");
        assertThat(policy)
                .isEqualTo("default-src 'none'; style-src 'sha256-" + sha256(between(page, "<style>", "</style>"))
                        + "'; script-src 'sha256-" + sha256(between(page, "<script>", "</script>"))
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(page.indexOf("Content-Security-Policy")).isLessThan(page.indexOf("<style"));
    }

    private static String between(String text, String from, String to) {
        int start = text.indexOf(from) + from.length();
        return text.substring(start, text.indexOf(to, start));
    }

    private static String sha256(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void foreignTextAddsNoMarkup() throws IOException {
        String page = page(PageSamples.hostile());

        assertThat(page).doesNotContain("<img", "<script>window", "<!--", "\u0000", "\u001b", "\u202e", "\u2028");
        assertThat(count(page, "<script")).isEqualTo(2);
        assertThat(page).doesNotContain("href=\"javascript:", "href=\"../../etc", "href=\"//");
        assertThat(page).contains("&lt;/script&gt;&lt;script&gt;window.hacked=1", "\\u202ekcatta", "\\u0000");
    }

    @Test
    void aMegabyteOfTextIsCutAndThatIsSaid() throws IOException {
        String page = page(PageSamples.hostile());

        assertThat(page.length()).isLessThan(600_000);
        assertThat(page).contains("W... (998000 more characters)");
    }

    @Test
    void theDataHasNoCharacterThatCouldEndIt() throws IOException {
        Matcher data = DATA.matcher(page(PageSamples.hostile()));
        assertThat(data.find()).isTrue();

        assertThat(data.group(1)).doesNotContain("<", ">", "&", "\u2028", "\u2029");
        assertThat(data(page(PageSamples.hostile())).get("results").size()).isEqualTo(11);
    }

    @Test
    void fiveThousandBehaviorsStayUnderThreeMegabytesAndThreeSecondsOfCpu() throws IOException {
        ResultsDocument document = PageSamples.realistic(5_000);
        Path file = folder.resolve("report.html");

        long begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        new HtmlReport(folder).write(file, PageSamples.judged(document));
        long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begun;

        System.out.printf(
                "reports benchmark: report.html of 5000 behaviors in %d ms of CPU, %d KB%n",
                Duration.ofNanos(cpu).toMillis(), Files.size(file) / 1024);
        assertThat(Files.size(file)).isLessThan(3_000_000);
        assertThat(Duration.ofNanos(cpu)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aRunInWhichEverythingIsBrokenNamesAThousandAndSaysHowManyMore() throws IOException {
        List<BehaviorResult> results = PageSamples.realistic(5_000).results().stream()
                .map(result -> BehaviorResult.of(result.declaration(), result.startedAt())
                        .verdict(Verdict.DEVIATES, "x/a reached y/b")
                        .build())
                .toList();

        String page = page(Samples.of(results));

        assertThat(page).contains("5,000 behaviors deviate", "1000 more, in brief", "3900 more are in the list");
        assertThat(page.length()).isLessThan(3_000_000);
    }

    private static int count(String text, String part) {
        int count = 0;
        for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            count++;
        }
        return count;
    }
}
