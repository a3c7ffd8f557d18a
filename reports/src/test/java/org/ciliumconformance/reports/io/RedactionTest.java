package org.ciliumconformance.reports.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer SECRETabcdef0123456789",
                "Authorization: Basic U0VDUkVUSECRET==",
                "got 401 for eyJSECRETciOi.eyJSECRETzdWIi.SECRETsig",
                "-----BEGIN RSA PRIVATE KEY-----\nSECRET\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nSECRET cut off",
                "client-key-data: SECRETdGVzdA==",
                "certificate-authority-data: LS0tLS1CRUdJTiBSECRET==",
                "LS0tLS1CRUdJTiBSECRETnothing",
                "--token=SECRETvalue --lanes 2",
                "{\"password\": \"SECRETvalue\"}",
                "GET https://user:SECRETvalue@host:6443/api",
                "api_key=SECRETvalue",
                "db-password: SECRETvalue",
            })
    void secretsAreRemoved(String text) {
        assertThat(Redaction.text(text)).doesNotContain("SECRET").contains(Redaction.REPLACEMENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x/a -> y/b TCP 80: expected DROPPED, saw ALLOWED",
                "pods \"web\" is forbidden: User \"system:serviceaccount:ci:runner\" cannot create resource",
                "https://learn.microsoft.com/azure/aks: answered 200",
                "basic connectivity: ok",
            })
    void ordinaryMessagesStayAsTheyAre(String text) {
        assertThat(Redaction.text(text)).isSameAs(text);
    }

    @Test
    void valuesOfSecretKeysAreRemovedAndSwitchesKept(@TempDir Path folder) throws Exception {
        Environment environment = new Environment(
                "kubeconfig",
                false,
                null,
                null,
                null,
                null,
                Map.of(
                        "etcd-password", "SECRETvalue",
                        "bootstrap-token", "SECRETvalue",
                        "enable-policy-secrets-sync", "true",
                        "policy-secrets-namespace", "cilium-secrets"),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                null);
        Run run = Run.begun("r", "1", Samples.START, Map.of("token", "SECRETvalue"), "run --token SECRETvalue");
        Path file = folder.resolve("results.json");
        try (ResultsWriter writer = ResultsWriter.open(file, run, environment)) {
            writer.add(Samples.concluded("a", Verdict.INCONCLUSIVE, "401 with Bearer SECRETabcdefgh"));
            var document = writer.end(Samples.START, false);

            assertThat(document.environment().config())
                    .containsEntry("enable-policy-secrets-sync", "true")
                    .containsEntry("policy-secrets-namespace", "cilium-secrets");
            assertThat(document.toString()).doesNotContain("SECRET");
        }
        assertThat(Files.readString(file)).doesNotContain("SECRET");
    }
}
