package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.ciliumconformance.cluster.cleanup.Ownership;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors that no other test produces, each as its user meets it: the message, what to do, and the exit code. */
class ErrorMessagesIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    private void expect(int code, String message, String... words) {
        assertThat(session.execute(words)).as(session.out() + session.err()).isEqualTo(code);
        assertThat(session.err()).contains(message, "what to do: ").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--outside=127.0.0.1:0     | '127.0.0.1:0' has no port from 1 to 65535",
                "--outside=1.2.3:80        | '1.2.3' is no IPv4 address",
                "--outside=[1:2:3:4]:80    | '1:2:3:4' is no IP address",
                "--outside=example.org:80  | 'example.org:80' is no server: write ADDRESS:PORT",
                "--timeout=soon            | 'soon' is no duration: write 90s, 2m, 1m30s or 500ms",
                "--timeout=0s              | '0s' must be more than nothing and at most a day",
                "--toleration=key          | 'key' is no taint to tolerate: write KEY[=VALUE]:EFFECT",
                "--cilium-version=new      | 'new' is no version of Cilium.",
                "--profile=gke             | There is no profile 'gke'.",
                "--allow=everything        | There is nothing to allow that is called 'everything'.",
                "--before=/no/such/results | --before /no/such/results cannot be used: ",
                "--expect=min-pods=3       | --expect min-pods=3 cannot be expected.",
                "--tag=nonsense            | No behavior has the tag 'nonsense'.",
                "--simulate=noodles=3      | The simulated cluster 'noodles=3' cannot be made: ",
                "--pods-per-node=3         | --pods-per-node 3 is too few: a lane has 7 pods on one node.",
                "--qps=-1                  | --qps is too small: -1.",
            })
    void aMistakeOnTheCommandLineIsNamed(String option, String message) {
        int code = option.startsWith("--simulate") || option.startsWith("--pods") ? -1 : 2;
        int actual = session.execute("run", "connectivity.pod.pod-ip", option, "--out", folder.toString());
        assertThat(session.err()).contains(message, "what to do: ");
        assertThat(actual).isEqualTo(code < 0 ? actual : code).isNotZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cleanup --k3s --context=c                     | --k3s removes whole clusters from this machine, and a live",
                "plan --nodes=2                                | describes the cluster of --target k3s, and another one was",
                "plan --target=k3s --context=c                 | --target k3s starts a cluster of its own, and another one",
                "run --target=k3s --nodes=0                    | --nodes is too small: 0",
                "run --target=k3s --cilium-version=1.19.4 --cilium-chart=c.tgz | Cilium is to come from more than one place.",
            })
    void aMistakeAboutAThrowawayClusterIsNamed(String words, String message) {
        expect(2, message, words.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | 401 | 4 | does not accept the credentials (401 Unauthorized).",
                "403 | 403 | 4 | forbids reading its version (403 Forbidden).",
                "200 | 401 | 4 | The server no longer accepts the credentials (401 Unauthorized), asked to list nodes.",
                "200 | 403 | 4 | The user of this context may not list nodes (403 Forbidden): told so",
                "200 | 418 | 4 | The server refused to list nodes (418): told so",
                "200 | 0   | 4 | The server did not answer when asked to list nodes: ",
            })
    void whatAServerRefusesIsNamed(int version, int others, int code, String message) throws IOException {
        try (StubServer server = StubServer.answering(version, others)) {
            expect(code, message, "run", "--kubeconfig=" + server.kubeconfig(folder), "--out=" + folder.resolve("out"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "list pods                            | what is free on n1",
                "list namespaces                      | whether another run is in progress",
                "list ciliumclusterwidenetworkpolicies | whether cluster-wide policies of others select the pods",
                "create selfsubjectaccessreviews      | whether the user may list nodes",
            })
    void whatDoctorMayNotAskIsNamed(String forbidden, String what) {
        session.execute("doctor", "--simulate", "fault=forbidden-verb:" + forbidden);
        assertThat(session.out()).contains("It could not be found out " + what);
    }

    @Test
    void aTrialThatDoesNotGoAwayIsNamed() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("fault=namespace-deletion-stuck")) {
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            assertThat(session.execute("doctor", "--kubeconfig=" + kubeconfig, "--try-pods", "--timeout=5s"))
                    .isEqualTo(4);
            assertThat(session.out())
                    .containsPattern("The namespace cc-\\S+ of the trial does not go away: ")
                    .contains("of the trial does not go away: ", "kubectl describe namespace");
        }
    }

    @Test
    void aRunThatCannotBePreparedInTimeIsNamed() {
        expect(
                4,
                "s: a lane is still being created.",
                "run",
                "connectivity.pod.pod-ip",
                "--simulate=fault=api-latency:1.5",
                "--lanes=1",
                "--timeout=1s",
                "--settle-timeout=1s",
                "--out=" + folder.resolve("out"));
    }

    @Test
    void whatAClusterRefusesALaneIsNamed() {
        expect(
                4,
                "The cluster refuses an object that the run needs: ",
                "run",
                "connectivity.pod.pod-ip",
                "--simulate=fault=quota-exceeded",
                "--lanes=1",
                "--out=" + folder.resolve("out"));
        assertThat(session.out()).contains("A pod of a lane would be refused in namespace default: ");
    }

    @Test
    void whatAKilledRunLeftIsNamed() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            cluster.client()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName("cc-dead")
                            .withLabels(Ownership.labels("dead"))
                            .endMetadata()
                            .build())
                    .create();
            cluster.client()
                    .resource(new io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder()
                            .withNewMetadata()
                            .withNamespace("cc-dead")
                            .withName("run")
                            .endMetadata()
                            .withNewSpec()
                            .withHolderIdentity("dead")
                            .withLeaseDurationSeconds(60)
                            .withRenewTime(
                                    ZonedDateTime.now(java.time.ZoneOffset.UTC).minusHours(1))
                            .endSpec()
                            .build())
                    .create();
            Path kubeconfig = folder.resolve("kubeconfig");
            cluster.writeKubeconfig(kubeconfig);
            assertThat(session.execute("doctor", "--kubeconfig=" + kubeconfig)).isZero();
            assertThat(session.out()).contains("The killed run dead left 1 namespaces.", "cilium-conformance cleanup");
        }
    }

    @Test
    void runsOfDifferentClustersAreNotCompared() {
        String one = folder.resolve("one").toString();
        String other = folder.resolve("other").toString();
        session.execute("run", "platform.kube-proxy.absent", "--out", one);
        session.execute("run", "platform.kube-proxy.absent", "--simulate=profile=not-cilium", "--out", other);
        expect(2, "These two runs should not be compared. ", "compare", one, other);
    }

    @Test
    void aFolderWithoutAnAcceptedRunHasNothingToCompareWith() throws IOException {
        String one = folder.resolve("one").toString();
        session.execute("run", "platform.kube-proxy.absent", "--out", one);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        expect(2, "There is nothing in " + empty + " to compare with.", "compare", empty.toString(), one);
    }

    @Test
    void allureResultsThatCannotBeRemovedAreNamed() throws IOException {
        String out = folder.resolve("out").toString();
        session.execute("run", "platform.kube-proxy.absent", "--out", out);
        Path allure = folder.resolve("out").resolve("allure-results");
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(allure, "*-result.json")) {
            found.forEach(files::add);
        }
        assertThat(files).isNotEmpty();
        // A folder that is not empty stands where a result was.
        Files.delete(files.get(0));
        Files.createFile(Files.createDirectory(files.get(0)).resolve("inside"));
        expect(
                2,
                "Cannot remove the Allure results of an earlier run from " + allure,
                "run",
                "platform.kube-proxy.absent",
                "--out",
                out);
    }
}
