package org.ciliumconformance.suites.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ciliumconformance.cluster.cleanup.Ownership;
import org.ciliumconformance.cluster.cleanup.RunLease;
import org.ciliumconformance.cluster.rights.Right;
import org.ciliumconformance.cluster.rights.RightSet;
import org.ciliumconformance.cluster.rights.Rights;
import org.ciliumconformance.cluster.target.SimulatedTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code doctor} finds, what it says to do, and how it ends. */
class DoctorCommandIT {
    @TempDir
    private Path folder;

    private final CommandSession session = new CommandSession();

    private int doctor(SimulatedTarget cluster, String... args) throws IOException {
        Path kubeconfig = folder.resolve("kubeconfig");
        cluster.writeKubeconfig(kubeconfig);
        return doctor(kubeconfig, args);
    }

    private int doctor(Path kubeconfig, String... args) {
        List<String> words = new ArrayList<>(List.of("doctor", "--kubeconfig", kubeconfig.toString()));
        words.addAll(List.of(args));
        return session.execute(words.toArray(String[]::new));
    }

    private static List<String> namespaces(SimulatedTarget cluster) {
        return cluster.client().namespaces().list().getItems().stream()
                .map(namespace -> namespace.getMetadata().getName())
                .toList();
    }

    @Test
    void aClusterThatIsFineEndsWithZeroAndNothingIsCreated() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            List<String> before = namespaces(cluster);
            assertThat(doctor(cluster)).as(session.out() + session.err()).isZero();
            assertThat(session.out())
                    .contains("A run can be made: 0 problems, 0 warnings.")
                    .contains("Kubernetes 1.32.4", "Cilium 1.19.5", "self-managed: neither AKS nor k3s nodes")
                    .contains("2 of 2 Linux nodes can take pods", "namespaces may have the level restricted")
                    .contains("11 pods of a lane are let into namespace default", "no policy of others selects")
                    .containsPattern(
                            "not tried +image +whether nodes can pull registry.k8s.io/e2e-test-images/agnhost");
            assertThat(namespaces(cluster)).isEqualTo(before);
        }
    }

    @Test
    void everyRightHasALineOfItsOwn() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("kubernetes=1.35.0")) {
            doctor(cluster);
            for (Right right : Rights.of(List.of(RightSet.STANDARD))) {
                assertThat(session.out()).containsPattern("ok +permission +may " + right + "( |\\R)");
            }
        }
    }

    @Test
    void aRightOfNewerClustersIsNotAskedForOnOlderOnes() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("kubernetes=1.34.0")) {
            doctor(cluster);
            assertThat(session.out()).contains("may get pods/exec").doesNotContain("create pods/exec");
        }
    }

    @Test
    void anAccountWithTheShippedRightsIsFine() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("rbac=enforced", true)) {
            assertThat(doctor(ServiceAccountUser.kubeconfig(cluster, folder, RightSet.STANDARD)))
                    .as(session.out())
                    .isZero();
            assertThat(session.out()).contains("0 problems, 0 warnings.");
        }
    }

    @Test
    void anAccountWithoutRightsIsToldEachOfThem() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("rbac=enforced", true)) {
            Path kubeconfig = ServiceAccountUser.kubeconfig(cluster, folder, RightSet.STANDARD);
            cluster.client()
                    .rbac()
                    .clusterRoleBindings()
                    .withName("cilium-conformance")
                    .delete();
            assertThat(doctor(kubeconfig)).isEqualTo(4);
            assertThat(session.out())
                    .contains("forbidden to list nodes, needed for which nodes can take pods")
                    .contains("forbidden to create pods, needed for the pods of a lane")
                    .contains("kubectl apply -f deploy/base/rbac.yaml")
                    .contains("may not list nodes (403 Forbidden)");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fault=forbidden-verb:create pods     | permission | forbidden to create pods       | deploy/base/rbac.yaml",
                "fault=forbidden-verb:list nodes      | permission | forbidden to list nodes        | deploy/base/rbac.yaml",
                "fault=unschedulable-nodes            | node       | No Linux node can take pods    | Uncordon",
            })
    void aProblemIsNamedWithWhatToDoAndEndsWithFour(String cluster, String check, String text, String remedy) {
        assertThat(session.execute("doctor", "--simulate", cluster)).isEqualTo(4);
        assertThat(session.out())
                .containsPattern("problem +" + check + " +.*" + text)
                .contains(remedy, "A run cannot be made");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fault=forbidden-verb:list events     | permission | forbidden to list events       | deploy/base/rbac.yaml",
                "fault=quota-exceeded                 | admission  | exceeded quota                 | --try-pods",
                "config.enable-policy=always          | policy     | enable-policy is always        | INCONCLUSIVE",
                "config.enable-policy=never           | policy     | enable-policy is never         | default",
                "config.policy-audit-mode=true        | policy     | policy-audit-mode is true      | false",
                "nodes=1                              | node       | 1 of 1 Linux nodes             | --toleration",
            })
    void aWarningIsNamedWithWhatToDoAndEndsWithZero(String cluster, String check, String text, String remedy) {
        assertThat(session.execute("doctor", "--simulate", cluster))
                .as(session.out())
                .isZero();
        assertThat(session.out())
                .containsPattern("warning +" + check + " +.*" + text)
                .contains(remedy, "A run can be made");
    }

    @Test
    void whatAdditionsNeedIsAskedForWhenTheyAreAllowed() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("rbac=enforced", true)) {
            Path kubeconfig = ServiceAccountUser.kubeconfig(cluster, folder, RightSet.STANDARD);
            assertThat(doctor(kubeconfig, "--allow=cluster-scoped,host-network"))
                    .isZero();
            assertThat(session.out())
                    .contains("forbidden to create ciliumclusterwidenetworkpolicies.cilium.io")
                    .contains("deploy/base/rbac-cluster-scoped.yaml", "namespaces may have the level privileged");
        }
    }

    @Test
    void aFullNodeIsAProblem() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            var node = cluster.client().nodes().withName("n1").get();
            String all = Quantity.getAmountInBytes(
                            node.getStatus().getAllocatable().get("cpu"))
                    .toPlainString();
            cluster.client()
                    .resource(new PodBuilder()
                            .withNewMetadata()
                            .withNamespace("default")
                            .withName("greedy")
                            .endMetadata()
                            .withNewSpec()
                            .withNodeName("n1")
                            .addNewContainer()
                            .withName("c")
                            .withImage("registry.k8s.io/pause")
                            .withNewResources()
                            .withRequests(Map.of("cpu", new Quantity(all)))
                            .endResources()
                            .endContainer()
                            .endSpec()
                            .build())
                    .create();
            assertThat(doctor(cluster, "--lanes=1")).isEqualTo(4);
            assertThat(session.out())
                    .contains("The node n1 has no room for the pods of 1 lane")
                    .contains("n2 has room for 4 pods");
        }
    }

    @Test
    void aRunInProgressIsAProblemAndTheRestOfAKilledOneAWarning() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            namespace(cluster, "alive");
            try (RunLease lease = RunLease.take(cluster.client(), "cc-alive", "alive", words -> {})) {
                assertThat(lease).isNotNull();
                assertThat(doctor(cluster)).isEqualTo(4);
                assertThat(session.out()).contains("Another run is in progress on this cluster: alive");
            }
        }
    }

    private static void namespace(SimulatedTarget cluster, String run) {
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("cc-" + run)
                        .withLabels(Ownership.labels(run))
                        .endMetadata()
                        .build())
                .create();
    }

    @Test
    void aTrialStartsOnePodAndLeavesNothing() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            List<String> before = namespaces(cluster);
            assertThat(doctor(cluster, "--try-pods", "--allow=host-network"))
                    .as(session.out())
                    .isZero();
            assertThat(session.out()).contains("can be pulled: a pod was ready after");
            assertThat(namespaces(cluster)).isEqualTo(before);
        }
    }

    @Test
    void aTrialTellsThatTheImageCannotBePulled() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("fault=image-pull-failure")) {
            List<String> before = namespaces(cluster);
            assertThat(doctor(cluster, "--try-pods", "--timeout=3s")).isEqualTo(4);
            assertThat(session.out()).containsPattern("problem +image +Pod cc-.*(ErrImagePull|ImagePullBackOff)");
            assertThat(session.out()).contains("--image");
            assertThat(namespaces(cluster)).isEqualTo(before);
        }
    }

    @Test
    void aTrialTellsWhatOfALaneIsRefused() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("fault=quota-exceeded")) {
            List<String> before = namespaces(cluster);
            assertThat(doctor(cluster, "--try-pods")).isEqualTo(4);
            assertThat(session.out()).containsPattern("problem +admission +.*exceeded quota");
            assertThat(namespaces(cluster)).isEqualTo(before);
        }
    }

    @Test
    void aClusterThatIsDownIsAProblemAndNoStackTrace() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            Path file = folder.resolve("down");
            cluster.writeKubeconfig(file);
            Files.writeString(
                    file, Files.readString(file).replaceAll("server: .*", "server: https://127.0.0.1:" + port));
            assertThat(doctor(file)).isEqualTo(4);
        }
        assertThat(session.out()).contains("does not answer", "what to do: ").doesNotContain("Exception");
    }

    @Test
    void aContextThatIsNotThereIsWrongUsage() throws IOException {
        try (SimulatedTarget cluster = SimulatedTarget.start("")) {
            assertThat(doctor(cluster, "--context=nope")).isEqualTo(2);
            assertThat(session.err()).contains("no context 'nope'");
        }
    }

    @Test
    void scriptsGetEachLineAndWhetherARunCouldBeMade() {
        assertThat(session.execute("doctor", "--simulate=fault=unschedulable-nodes", "--output=json"))
                .isEqualTo(4);
        JsonNode document = JsonMapper.shared().readTree(session.out());
        assertThat(document.path("ready").asBoolean()).isFalse();
        assertThat(document.path("checks")).anySatisfy(check -> {
            assertThat(check.path("state").asString()).isEqualTo("PROBLEM");
            assertThat(check.path("text").asString()).contains("No Linux node can take pods");
            assertThat(check.path("remedy").asString()).isNotBlank();
        });
        assertThat(document.path("checks"))
                .anySatisfy(check -> assertThat(check.path("check").asString()).isEqualTo("permission"));
    }
}
