package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A kubeconfig's token and client key are in no file that a run writes, no log of any level, and nothing that it says. */
class SecretsIT {
    private static final String PASSWORD = "changeit";
    private static final List<String> OURS_AND_THE_CLIENTS = List.of("io.fabric8", "org.ciliumconformance", "jdk");

    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();
    private final List<String> secrets = new ArrayList<>();
    private SimulatedTarget cluster;
    private Path kubeconfig;

    @BeforeEach
    void start() throws Exception {
        cluster = SimulatedTarget.start("fault=egress-not-enforced", true);
        Path plain = folder.resolve("plain");
        cluster.writeKubeconfig(plain);
        String text = Files.readString(plain);
        Matcher token = Pattern.compile("token: (\\S+)").matcher(text);
        assertThat(token.find()).isTrue();
        secrets.add(token.group(1));
        kubeconfig = folder.resolve("kubeconfig");
        Files.writeString(kubeconfig, text.replaceFirst("(?m)^(\\s*)token: .*$", "$0\n" + clientKey("$1")));
        // A level that is set for a logger itself outweighs the one of a run.
        OURS_AND_THE_CLIENTS.forEach(name -> logger(name).setLevel(Level.ALL));
    }

    @AfterEach
    void stop() {
        OURS_AND_THE_CLIENTS.forEach(name -> logger(name).setLevel(null));
        cluster.close();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    /** A key of somebody who does not exist, made anew each time. */
    private String clientKey(String indent) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("client.p12");
        List<String> keytool = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "client",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=client",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(keytool).inheritIO().start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        String key =
                pem("PRIVATE KEY", keys.getKey("client", PASSWORD.toCharArray()).getEncoded());
        String data = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.US_ASCII));
        secrets.add(data);
        key.lines().filter(line -> !line.startsWith("-----")).limit(3).forEach(secrets::add);
        return indent + "client-certificate-data: "
                + Base64.getEncoder()
                        .encodeToString(
                                pem("CERTIFICATE", keys.getCertificate("client").getEncoded())
                                        .getBytes(StandardCharsets.US_ASCII))
                + "\n" + indent + "client-key-data: " + data;
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }

    private void assertNothingTold(Path out) throws IOException {
        assertThat(session.out()).isNotEmpty();
        for (String secret : secrets) {
            assertThat(session.out() + session.err()).doesNotContain(secret);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(out)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(3);
        for (Path file : files) {
            String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (String secret : secrets) {
                assertThat(content.contains(secret))
                        .as(file + " holds a secret")
                        .isFalse();
            }
        }
    }

    @Test
    void aRunThatWritesEvidenceAndEverythingToItsLogTellsNone() throws IOException {
        Path out = folder.resolve("out");
        assertThat(session.execute(
                        "run",
                        "network-policy.default-deny.egress",
                        "--kubeconfig=" + kubeconfig,
                        "--lanes=1",
                        "--attempts=1",
                        "--settle-timeout=3s",
                        "--verbose",
                        "--out=" + out))
                .as(session.out() + session.err())
                .isEqualTo(1);
        assertThat(out.resolve("run.log")).content().contains("DEBUG");
        assertThat(out.resolve("evidence")).isNotEmptyDirectory();
        assertNothingTold(out);
    }

    @Test
    void aRunThatIsRefusedTellsNone() throws IOException {
        Path out = folder.resolve("out");
        String wrong = Files.readString(kubeconfig).replaceFirst("token: \\S+", "token: not-the-one");
        secrets.add("not-the-one");
        Files.writeString(kubeconfig, wrong);
        assertThat(session.execute("run", "--kubeconfig=" + kubeconfig, "--verbose", "--out=" + out))
                .isEqualTo(4);
        assertThat(session.err()).contains("401");
        for (String secret : secrets) {
            assertThat(session.out() + session.err()).doesNotContain(secret);
            assertThat(Files.readString(out.resolve("results.json"))).doesNotContain(secret);
            assertThat(Files.readString(out.resolve("run.log"))).doesNotContain(secret);
        }
    }

    @Test
    void doctorTellsNone() {
        session.execute("doctor", "--kubeconfig=" + kubeconfig, "--output=json");
        assertThat(session.out()).contains("\"ready\" : true");
        for (String secret : secrets) {
            assertThat(session.out() + session.err()).doesNotContain(secret);
        }
    }
}
