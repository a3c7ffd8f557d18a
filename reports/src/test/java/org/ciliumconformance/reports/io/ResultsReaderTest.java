package org.ciliumconformance.reports.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.ciliumconformance.reports.ReportException;
import org.ciliumconformance.reports.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void deepNestingIsRefused() throws IOException {
        refusalOf("{\"x\":".repeat(100_000));
    }
}
