package org.ciliumconformance.reports.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ciliumconformance.reports.Samples;
import org.ciliumconformance.reports.model.Attempt;
import org.ciliumconformance.reports.model.BehaviorResult;
import org.ciliumconformance.reports.model.Cell;
import org.ciliumconformance.reports.model.Environment;
import org.ciliumconformance.reports.model.Matrix;
import org.ciliumconformance.reports.model.Phase;
import org.ciliumconformance.reports.model.Problem;
import org.ciliumconformance.reports.model.Run;
import org.ciliumconformance.reports.model.SettleTime;
import org.ciliumconformance.reports.model.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing here is or was a credential; what must not stay says SECRET, or is in one of the constants. */
class RedactionTest {

    private static final String KEY_BODY = "MIIEowIBAAKCAQEAsecretsecretsecretsecretsecretsecretsecretsecret";
    private static final String PEM =
            "-----BEGIN RSA PRIVATE KEY-----\n" + KEY_BODY + "\n" + KEY_BODY + "\n-----END RSA PRIVATE KEY-----\n";
    private static final String ENCRYPTED_PEM = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n"
            + "DEK-Info: AES-256-CBC,00112233\n\n" + KEY_BODY + "\n-----END RSA PRIVATE KEY-----\n";
    private static final String ENCODED_PEM = encoded(PEM);
    private static final String JWT =
            "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJpc3MiOiJrdWJlcm5ldGVzIn0.c2lnbmF0dXJlc2VjcmV0";

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<String> secrets() {
        return Stream.of(
                "Authorization: Bearer SECRETabcdef0123456789",
                "Authorization: Basic U0VDUkVUSECRET==",
                "got 401 for eyJSECRETciOi.eyJSECRETzdWIi.SECRETsig",
                "eyJhbGciOiJkaXIi.SECRETaaaa.SECRETbbbb.SECRETcccc.SECRETdddd",
                "-----BEGIN RSA PRIVATE KEY-----\nSECRET\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN CERTIFICATE-----\nSECRET cut off",
                "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nSECRET\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN OPENSSH PRIVATE KEY-----\\nSECRET\\n-----END OPENSSH PRIVATE KEY-----",
                "client-key-data: SECRETdGVzdA==",
                "certificate-authority-data: LS0tLS1CRUdJTiBSECRET==",
                "LS0tLS1CRUdJTiBSECRETnothing",
                "caBundle: LS0tLS1CRUdJTiBD\n    SECRET" + "a".repeat(60) + "\n    SECRET" + "b".repeat(60),
                "--token=SECRETvalue --lanes 2",
                "--token SECRETvalue --lanes 2",
                "{\"password\": \"SECRETvalue\"}",
                "{\"password\": \"SECRET of several SECRET words\"}",
                "{\"body\":\"{\\\"token\\\":\\\"SECRETvalue\\\"}\"}",
                "password: 'SECRET value'",
                "GET https://user:SECRETvalue@host:6443/api",
                "https://user:p@SECRETvalue@host:6443/api",
                "postgres://admin:SECRETvalue@db:5432/x",
                "api_key=SECRETvalue",
                "db-password: SECRETvalue",
                "DB_PASSWORD=SECRETvalue",
                "ARM_ACCESS_KEY=SECRETvalue",
                "azure-client-secret=SECRETvalue",
                "AccountName=x;AccountKey=SECRETvalue==;EndpointSuffix=y",
                "GET https://x.example/c?sv=2024&sig=SECRETvalue%3D&se=2026",
                "PUT https://x.example/c?X-Amz-Signature=SECRETvalue",
                "https://login.example/cb?access_token=SECRETvalue&x=1",
                "Set-Cookie: session=SECRETvalue; HttpOnly",
                "remote: ghp_SECRETaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa was refused",
                "key AKIASECRETABCDEFGHIJ was refused");
    }

    @ParameterizedTest
    @MethodSource
    void secrets(String text) {
        assertThat(Redaction.text(text)).doesNotContain("SECRET").contains(Redaction.REPLACEMENT);
    }

    @Test
    void secretsThatAreKnownByTheirFormAreRemoved() {
        assertThat(Redaction.text("join with abcdef.0123456789abcdef now")).isEqualTo("join with [redacted] now");
        assertThat(Redaction.text("3+ rfc4106(gcm(aes)) 0123456789abcdef0123456789abcdef01234567 128"))
                .isEqualTo("3+ rfc4106(gcm(aes)) [redacted] 128");
        assertThat(Redaction.text("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI")).isEqualTo("AWS_SECRET_ACCESS_KEY=[redacted]");
        assertThat(Redaction.text("token: " + encoded(JWT)))
                .doesNotContain(encoded(JWT).substring(10, 40));
        assertThat(Redaction.text("kubeconfig: " + encoded("apiVersion: v1\nkind: Config\nusers: []\n")))
                .isEqualTo("kubeconfig: [redacted]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x/a -> y/b TCP 80: expected DROPPED, saw ALLOWED",
                "pods \"web\" is forbidden: User \"system:serviceaccount:ci:runner\" cannot create resource",
                "https://learn.microsoft.com/azure/aks: answered 200",
                "basic connectivity: ok",
                "egress.endpointselectors and policy.enforcementmodes as documented",
                "sha256:2f1a7a1d4c2b5e6f7a8b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f",
                "the Lease is held by run abcd of user@host since 2026-03-01",
                "server \"https://10.0.0.1:6443\" mail admin@example.org",
            })
    void ordinaryMessagesStayAsTheyAre(String text) {
        assertThat(Redaction.text(text)).isEqualTo(text);
    }

    /** A whole kubeconfig, as a message of a broken client may quote it. */
    @Test
    void nothingOfAKubeconfigStaysButNamesAndServers() {
        String kubeconfig =
                """
                apiVersion: v1
                kind: Config
                clusters:
                - name: prod
                  cluster:
                    certificate-authority-data: %s
                    server: https://prod.example.org:6443
                users:
                - name: ops
                  user:
                    client-certificate-data: %s
                    client-key-data: %s
                - name: robot
                  user:
                    token: %s
                - name: old
                  user:
                    username: admin
                    password: hunter2-and-more
                    auth-provider:
                      config:
                        access-token: plainaccess
                        refresh-token: plainrefresh
                        id-token: %s
                - name: inline
                  user:
                    key: |
                      %s
                """.formatted(ENCODED_PEM, ENCODED_PEM, ENCODED_PEM, JWT, JWT, ENCRYPTED_PEM.replace("\n", "\n      "));

        String clean = Redaction.text(kubeconfig);

        assertThat(clean)
                .contains("name: prod", "server: https://prod.example.org:6443", "username: admin")
                .doesNotContain(
                        ENCODED_PEM.substring(0, 20),
                        ENCODED_PEM.substring(60, 90),
                        KEY_BODY,
                        JWT.substring(0, 20),
                        JWT.substring(40),
                        "hunter2",
                        "plainaccess",
                        "plainrefresh",
                        "BEGIN");
    }

    /** Wherever a cluster or a command line can put text, it does not reach the file. */
    @Test
    void noSecretReachesTheFileThroughAnyField(@TempDir Path folder) throws Exception {
        String leak = "failed with " + ENCRYPTED_PEM + " and Bearer SECRETabcdefgh and https://u:SECRETpw@h/ "
                + ENCODED_PEM + " " + JWT + " password=SECRETvalue";
        Environment environment = new Environment(
                "kubeconfig",
                false,
                "v1.32.4",
                "aks-byocni",
                leak,
                "1.19.4",
                Map.of(
                        "etcd-password", "SECRETvalue",
                        "bootstrap-token", "SECRETvalue",
                        "azure-client-secret", "SECRETvalue",
                        "ipsec.psk", "SECRETvalue",
                        "kvstore-opt",
                                "{\"consul.token\": \"SECRETvalue\", \"etcd.address\": \"https://u:SECRETpw@e:1\"}",
                        "hubble-tls-key", leak,
                        "enable-policy-secrets-sync", "true",
                        "policy-secrets-namespace", "cilium-secrets",
                        "hubble-tls-key-file", "/var/lib/cilium/tls/hubble/server.key"),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                leak);
        Run run = Run.begun(
                "r",
                "1",
                Samples.START,
                Map.of("token", "SECRETvalue", "outside", leak),
                "run --token SECRETvalue --x=https://u:SECRETpw@h/");
        Path file = folder.resolve("results.json");
        try (ResultsWriter writer = ResultsWriter.open(file, run, environment)) {
            writer.problem(new Problem(leak, leak));
            writer.add(BehaviorResult.of(Samples.declaration("a", "area"), Samples.START)
                    .verdict(Verdict.INCONCLUSIVE, leak)
                    .observation(leak)
                    .matrix(new Matrix(
                            leak,
                            Phase.POLICY,
                            List.of(new Cell("x", "y", "TCP", 80, List.of("ALLOWED"), "ALLOWED", leak))))
                    .settled(new SettleTime(leak, Duration.ZERO, 1))
                    .attempt(new Attempt(1, Verdict.INCONCLUSIVE, leak, Samples.START, Duration.ZERO))
                    .build());
            var document = writer.end(Samples.START, false);

            assertThat(document.environment().config())
                    .containsEntry("enable-policy-secrets-sync", "true")
                    .containsEntry("policy-secrets-namespace", "cilium-secrets")
                    .containsEntry("hubble-tls-key-file", "/var/lib/cilium/tls/hubble/server.key");
            assertThat(document.toString()).doesNotContain("SECRET", KEY_BODY);
        }
        assertThat(Files.readString(file))
                .doesNotContain("SECRET", KEY_BODY, ENCODED_PEM.substring(60, 90), JWT.substring(0, 20), "BEGIN");
    }

    /** Whatever the text, looking for secrets takes time in proportion to its length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN A-----",
                "LS0tLS1aaaaaaaa ",
                "eyJaaaaaa.",
                "eyJaaaaaa.aaaaaaa",
                "bearer ",
                "--token ",
                "://a",
                "token: \"",
                "secret=\\\"",
                "Cookie:",
                "aaaaaa.1",
                "a@://",
            })
    @Timeout(20)
    void megabytesOfNearMissesTakeNoTime(String text) {
        String many = text.repeat(2_000_000 / text.length());

        assertThat(Redaction.text(many)).isNotNull();
        assertThat(Redaction.text(many + " password=SECRETvalue")).doesNotContain("SECRETvalue");
    }
}
