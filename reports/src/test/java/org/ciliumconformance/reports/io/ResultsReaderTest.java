package org.ciliumconformance.reports.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.ResultsDocument;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsReaderTest {

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("results.json");
    }

    private String document() throws IOException {
        ResultsWriter.write(file(), Samples.everyVerdict());
        return Files.readString(file());
    }

    private ReportException refusalOf(String content) throws IOException {
        Files.writeString(file(), content);
        return refusal(file());
    }

    private static ReportException refusal(Path path) {
        ReportException refusal = catchThrowableOfType(ReportException.class, () -> new ResultsReader().read(path));
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.getMessage()).startsWith("Cannot read " + path).doesNotContain("Exception");
        assertThat(refusal.remedy()).isNotBlank();
        return refusal;
    }

    @Test
    void aMissingFileIsCalledMissing() {
        assertThat(refusal(folder.resolve("nothing.json"))).hasMessageContaining("no such file");
    }

    @Test
    void aFolderWithoutADocumentIsCalledMissing() {
        assertThat(catchThrowableOfType(ReportException.class, () -> new ResultsReader().read(folder)))
                .hasMessageContaining("no such file");
    }

    @Test
    void anEmptyFileIsCalledEmpty() throws IOException {
        assertThat(refusalOf("")).hasMessageContaining("empty");
    }

    @Test
    void atWhateverByteItIsCutItIsRefused() throws IOException {
        byte[] whole = document().getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < whole.length - 2; length += 37) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(refusal(file())).hasMessageContaining("ends in the middle");
        }
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsPlace() throws IOException {
        assertThat(refusalOf("{\"format\": nonsense}"))
                .hasMessageContaining("not JSON")
                .hasMessageContaining("line 1");
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        Files.write(file(), document().replace("lane-1", "lane-\u00e9").getBytes(StandardCharsets.ISO_8859_1));

        assertThat(refusal(file())).hasMessageContaining("not JSON in UTF-8");
    }

    @Test
    void binaryIsRefused() throws IOException {
        Files.write(file(), new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});

        refusal(file());
    }

    @Test
    void otherJsonIsNotOurs() throws IOException {
        assertThat(refusalOf("[1, 2]")).hasMessageContaining("not a results document");
        assertThat(refusalOf("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}"))
                .hasMessageContaining("not a results document");
        assertThat(refusalOf("{\"format\":\"other\",\"schemaVersion\":1}"))
                .hasMessageContaining("not a results document");
    }

    @Test
    void aNewerDocumentIsCalledNewerEvenWhereItsFormIsUnknown() throws IOException {
        assertThat(refusalOf("{\"results\":7,\"schemaVersion\":2,\"format\":\"cilium-conformance-results\"}"))
                .hasMessageContaining("newer version")
                .hasMessageContaining("schema version 2");
    }

    @Test
    void aWrongFieldIsNamedByItsPath() throws IOException {
        assertThat(refusalOf(document().replaceFirst("\"phase\":\"baseline\"", "\"phase\":\"sometime\"")))
                .hasMessageContaining("results[0].matrices[0].phase")
                .hasMessageContaining("SOMETIME");
        assertThat(refusalOf(document().replaceFirst("\"port\":80", "\"port\":\"80\"")))
                .hasMessageContaining("results[0].matrices[0].cells[0].port is not a whole number");
        assertThat(refusalOf(document().replaceFirst("\"port\":80", "\"port\":99999")))
                .hasMessageContaining("results[0]");
        assertThat(refusalOf(document().replaceFirst("\"startedAt\":\"[^\"]*\"", "\"startedAt\":\"yesterday\"")))
                .hasMessageContaining("run.startedAt is not a time");
        assertThat(refusalOf(document().replaceFirst("\"plan\":\\{[^}]*},", "")))
                .hasMessageContaining("plan is missing");
        assertThat(refusalOf(document().replace("service.nodeport.udp", "service.windows")))
                .hasMessageContaining("second result of service.windows");
        assertThat(refusalOf(document().replace("\"reason\":\"needs a Windows node\",", "")))
                .hasMessageContaining("needs a reason");
    }

    @Test
    void additionsAreIgnored() throws IOException {
        String added = document().replaceFirst("\"run\":\\{", "\"extra\":{\"a\":[1,{}]},\"run\":{\"more\":null,");
        Files.writeString(file(), added);

        assertThat(new ResultsReader().read(file()).results()).hasSize(6);
    }

    @Test
    void whatIsTooLargeIsRefusedWithoutReadingIt() throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
            sparse.setLength(200L * 1024 * 1024);
        }

        assertThat(refusal(file())).hasMessageContaining("200 MiB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":", "[", "{\"format\":[", "{\"x\":[{\"y\":"})
    void deepNestingIsRefusedForWhatItIs(String opening) throws IOException {
        assertThat(refusalOf("{\"x\":" + opening.repeat(100_000))).hasMessageContaining("nested deeper");
        assertThat(refusalOf(document().replace("\"run\":{", "\"run\":{\"more\":" + opening.repeat(100_000))))
                .hasMessageContaining("nested deeper");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"port\":80', '\"port\":1e400', port is not a whole number",
        "'\"port\":80', '\"port\":80.5', port is not a whole number",
        "'\"port\":80', '\"port\":99999999999999999999999', port is not a whole number",
        "'\"port\":80', '\"port\":-80', port is negative",
        "'\"durationMillis\":420', '\"durationMillis\":9223372036854775807', durationMillis is not between",
        "'\"durationMillis\":420', '\"durationMillis\":-1', durationMillis is not between",
        "'\"selected\":6', '\"selected\":6000000000', plan.selected is not a whole number",
        "2026-03-01T02:00:08.250Z, +1000000000-12-31T23:59:59.999999999Z, run.endedAt is not a time between",
        "2026-03-01T02:00:08.250Z, -1000000000-01-01T00:00:00Z, run.endedAt is not a time between",
    })
    void numbersThatCannotBeAreNamed(String good, String bad, String says) throws IOException {
        String changed = document().replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad));

        assertThat(changed).isNotEqualTo(document());
        assertThat(refusalOf(changed)).hasMessageContaining(says);
    }

    @Test
    void aNumberOfAThousandDigitsIsRefused() throws IOException {
        assertThat(refusalOf(document().replaceFirst("\"port\":80", "\"port\":" + "9".repeat(1_000))))
                .hasMessageContaining("longer number");
    }

    @Test
    void aVersionBeyondEveryIntegerIsNewer() throws IOException {
        assertThat(refusalOf("{\"format\":\"cilium-conformance-results\",\"schemaVersion\":99999999999}"))
                .hasMessageContaining("newer version")
                .hasMessageContaining("99999999999");
    }

    @Test
    void aPartThatWouldFillTheMemoryIsRefused() throws IOException {
        String many = "[" + "[],".repeat(PartReader.LARGEST_PART) + "[]]";

        assertThat(refusalOf(document().replace("\"run\":{", "\"run\":{\"more\":" + many + ",")))
                .hasMessageContaining("run is larger than any that a run writes");
    }

    @Test
    void twoDocumentsInOneFileAreRefused() throws IOException {
        assertThat(refusalOf(document() + document())).hasMessageContaining("something else follows");
        assertThat(refusalOf(document() + "\u0000\u0000")).hasMessageContaining("ends in the middle");
    }

    @Test
    void aFieldThatIsThereTwiceIsRefused() throws IOException {
        assertThat(refusalOf(document().replaceFirst("\"port\":80", "\"port\":80,\"port\":81")))
                .hasMessageContaining("results[0] has port twice");
        assertThat(refusalOf(document()
                        .replaceFirst("\"results\":", "\"results\":[],\"x\":1,\"results\":")
                        .replaceFirst("\\]\\}\\s*$", "],\"results\":[]}")))
                .hasMessageContaining("results is there twice");
    }

    @Test
    void whatIsNoOrdinaryFileIsNotOpened() throws IOException {
        Files.createDirectory(file());
        assertThat(refusal(file().resolve("."))).hasMessageContaining("no such file");
        assertThat(catchThrowableOfType(ReportException.class, () -> new ResultsReader().read(folder)))
                .hasMessageContaining("it is a folder");

        Path device = Path.of("/dev/zero");
        assumeThat(device).exists();
        assertThat(refusal(device)).hasMessageContaining("not an ordinary file");
    }

    /** As the first runs wrote it: without the fields that came later. */
    @Test
    void aDocumentOfTheFirstReleaseStillReads() {
        ResultsDocument old = new ResultsReader()
                .read(Path.of("src/test/resources/org/ciliumconformance/reports/io/results-version-1-first.json"));

        assertThat(old.schemaVersion()).isEqualTo(1);
        assertThat(old.run().accepted()).isNull();
        assertThat(old.environment().boots()).isEmpty();
        assertThat(old.environment().daemonSets()).isEmpty();
        assertThat(old.environment().customResources()).isEmpty();
        assertThat(old.summary().count(Verdict.CONFORMS)).isEqualTo(1);
        assertThat(old.summary().count(Verdict.NOT_APPLICABLE)).isEqualTo(1);
    }
}
