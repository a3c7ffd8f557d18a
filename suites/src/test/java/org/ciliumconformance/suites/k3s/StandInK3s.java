package org.ciliumconformance.suites.k3s;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.ciliumconformance.simulator.ClusterDescription;
import org.ciliumconformance.simulator.ClusterDescription.Profile;
import org.ciliumconformance.simulator.SimulatedCluster;
import org.ciliumconformance.simulator.fault.Fault;
import org.ciliumconformance.simulator.fault.FaultSetting;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /bin/k3s} is in the stand-in image. It starts only as k3s with Cilium would come up: with the arguments that
 * leave the network to Cilium, with the file systems mounted and shared, with a manifest of Cilium in its place. Its API
 * is the simulated cluster's, in which Cilium is missing until that manifest has been seen, and agents until they joined.
 *
 * <p>The manifest tells what to play: a ConfigMap {@code stand-in}, or the chart's value {@code standIn}, with
 * {@code faults} that stay (comma-separated), {@code end} for the words with which the server ends, and {@code joining}
 * for what is said to agents.
 */
public final class StandInK3s {
    private static final Path MANIFEST = Path.of("/var/lib/rancher/k3s/server/manifests/cilium.yaml");
    private static final Path IMAGES = Path.of("/var/lib/rancher/k3s/agent/images/local.tar");
    private static final Path REGISTRIES = Path.of("/etc/rancher/k3s/registries.yaml");
    private static final Path KUBECONFIG = Path.of("/etc/rancher/k3s/k3s.yaml");
    private static final int API_PORT = 6443;
    private static final int JOIN_PORT = 6440;

    /** As if Cilium were not there yet. */
    private static final List<Fault> WITHOUT_CILIUM =
            List.of(Fault.AGENT_MISSING, Fault.OPERATOR_MISSING, Fault.CRD_NOT_ESTABLISHED);

    private static final Pattern VERSION = Pattern.compile("quay\\.io/cilium/cilium:v(\\d+\\.\\d+\\.\\d+)");

    private StandInK3s() {}

    /** Runs a node; returns never, or ends the process with what k3s would say. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(args);
        mounted("/sys/fs/bpf", "bpf");
        mounted("/run/cilium/cgroupv2", "cgroup2");
        said("images", IMAGES);
        said("registries", REGISTRIES);
        if (words.get(0).equals("agent")) {
            join(value(words, "--server"), value(words, "--node-name"));
            new CountDownLatch(1).await();
        }
        for (String needed : List.of(
                "--flannel-backend=none",
                "--disable-network-policy",
                "--disable-kube-proxy",
                "--disable=traefik,servicelb,metrics-server")) {
            if (!words.contains(needed)) {
                end("started without " + needed + ": k3s would bring a network of its own");
            }
        }
        if (value(words, "--tls-san").isEmpty()) {
            end("started without --tls-san: the API's certificate would not be for the name by which it is reached");
        }
        serve(Files.readString(MANIFEST));
    }

    private static String value(List<String> words, String option) {
        return words.stream()
                .filter(word -> word.startsWith(option + "="))
                .map(word -> word.substring(option.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static void end(String why) {
        System.out.println("stand-in k3s: " + why);
        System.out.flush();
        Runtime.getRuntime().halt(1);
    }

    private static void said(String what, Path file) throws IOException {
        if (Files.exists(file)) {
            System.out.println("stand-in k3s: " + what + " of " + Files.size(file) + " bytes in " + file);
        }
    }

    /** Cilium's pods get these by mounts that are to propagate between node and pods. */
    private static void mounted(String point, String type) throws IOException {
        String last = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.split(" ")[4].equals(point))
                .reduce("", (before, after) -> after);
        if (!last.contains(" - " + type + " ") || !last.contains(" shared:")) {
            end(point + " is not a shared mount of type " + type + ": " + last);
        }
    }

    private static void serve(String manifest) throws IOException, InterruptedException {
        Played played = Played.in(manifest);
        if (!played.end().isEmpty()) {
            end(played.end());
        }
        List<FaultSetting> faults = new ArrayList<>(played.faults());
        WITHOUT_CILIUM.forEach(fault -> faults.add(new FaultSetting(fault, null)));
        ClusterDescription description =
                new ClusterDescription(Profile.K3S, played.version(), "1.32.4", played.nodes(), played.config(), false);
        CountDownLatch joined = new CountDownLatch(played.nodes() - 1);
        background(() -> admit(joined));
        SimulatedCluster cluster = SimulatedCluster.start(description, faults, true);
        background(() -> forward(cluster.uri().getPort()));
        Files.createDirectories(Path.of("/etc/rancher/k3s"));
        // k3s's own has nothing but this name, and Testcontainers counts on it.
        Files.writeString(
                KUBECONFIG, cluster.kubeconfig().replaceAll("(name|context|cluster|user): simulated", "$1: default"));
        System.out.println("stand-in k3s: serving");
        if (!joined.await(2, TimeUnit.MINUTES)) {
            end("not all agents joined");
        }
        for (Fault fault : WITHOUT_CILIUM) {
            if (played.faults().stream().noneMatch(stays -> stays.fault() == fault)) {
                cluster.faults().turnOff(fault);
            }
        }
        System.out.println("stand-in k3s: Cilium " + played.version() + " is installed");
        new CountDownLatch(1).await();
    }

    private static void admit(CountDownLatch joined) throws IOException {
        try (ServerSocket door = new ServerSocket(JOIN_PORT)) {
            while (true) {
                try (Socket agent = door.accept()) {
                    String said = line(agent);
                    boolean known = said.startsWith(System.getenv("K3S_TOKEN") + " ");
                    new PrintStream(agent.getOutputStream(), true, StandardCharsets.UTF_8)
                            .println(known ? "welcome" : "wrong token");
                    if (known) {
                        System.out.println("stand-in k3s: " + said.substring(said.indexOf(' ') + 1) + " joined");
                        joined.countDown();
                    }
                }
            }
        }
    }

    private static void join(String server, String name) throws IOException {
        String host = server.replaceAll("^https://(.*):6443$", "$1");
        try (Socket socket = new Socket(host, JOIN_PORT)) {
            new PrintStream(socket.getOutputStream(), true, StandardCharsets.UTF_8)
                    .println(System.getenv("K3S_TOKEN") + " " + name);
            String answer = line(socket);
            if (!answer.equals("welcome")) {
                end("the server says: " + answer);
            }
        }
    }

    private static String line(Socket socket) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    /** The simulated cluster serves on the loopback address alone. */
    private static void forward(int to) throws IOException {
        try (ServerSocket door = new ServerSocket(API_PORT, 200)) {
            while (true) {
                Socket from = door.accept();
                Socket target = new Socket("127.0.0.1", to);
                background(() -> pump(from, target));
                background(() -> pump(target, from));
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other end closed: both are closed now.
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void background(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) {
                end(e.toString());
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    /** What the manifest says, read as k3s's Helm controller and Cilium's chart would. */
    private record Played(
            String version, int nodes, Map<String, String> config, List<FaultSetting> faults, String end) {

        static Played in(String manifest) {
            String version = "";
            Map<String, String> config = new LinkedHashMap<>();
            Map<?, ?> instructions = Map.of();
            for (String document : manifest.split("(?m)^---\\s*$")) {
                Map<?, ?> object = map(Serialization.unmarshal(document, Object.class));
                String name = String.valueOf(map(object.get("metadata")).get("name"));
                if ("HelmChart".equals(object.get("kind"))) {
                    Map<?, ?> spec = map(object.get("spec"));
                    Map<?, ?> values =
                            map(Serialization.unmarshal(String.valueOf(spec.get("valuesContent")), Object.class));
                    instructions = map(values.get("standIn"));
                    version = spec.get("version") != null
                            ? String.valueOf(spec.get("version"))
                            : ofArchive(String.valueOf(spec.get("chartContent")));
                    if (Boolean.FALSE.equals(values.get("l7Proxy"))) {
                        config.put("enable-l7-proxy", "false");
                    }
                    if (Boolean.FALSE.equals(map(values.get("hubble")).get("enabled"))) {
                        config.put("enable-hubble", "false");
                    }
                } else if (name.equals("stand-in")) {
                    instructions = map(object.get("data"));
                } else if (name.equals("cilium-config")) {
                    map(object.get("data")).forEach((key, value) -> config.put(key.toString(), value.toString()));
                }
                Matcher matcher = VERSION.matcher(document);
                if (version.isEmpty() && matcher.find()) {
                    version = matcher.group(1);
                }
            }
            Object nodes = instructions.get("nodes");
            Object faults = instructions.get("faults");
            Object end = instructions.get("end");
            return new Played(
                    version,
                    nodes == null ? 1 : Integer.parseInt(nodes.toString()),
                    config,
                    faults == null
                            ? List.of()
                            : Arrays.stream(faults.toString().split(","))
                                    .map(FaultSetting::parse)
                                    .toList(),
                    end == null ? "" : end.toString());
        }

        private static String ofArchive(String base64) {
            try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(
                    new ByteArrayInputStream(Base64.getDecoder().decode(base64))))) {
                for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (entry.getName().equals("cilium/Chart.yaml")) {
                        String chart = new String(tar.readAllBytes(), StandardCharsets.UTF_8);
                        return String.valueOf(map(Serialization.unmarshal(chart, Object.class))
                                .get("version"));
                    }
                }
                return "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<?, ?> map(@Nullable Object value) {
            return value instanceof Map<?, ?> map ? map : Map.of();
        }
    }
}
