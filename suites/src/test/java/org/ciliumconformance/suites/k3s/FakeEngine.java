package org.ciliumconformance.suites.k3s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Answers as a Docker engine does whose disk is full, or that is too old: what no engine at hand can be made to be. Knows
 * the requests of one start, no more.
 */
public final class FakeEngine implements AutoCloseable {
    private static final String NEW_CONTAINER = "POST /containers/create";
    private static final String NEW_NETWORK = "POST /networks/create";

    private final HttpServer server;
    private final String api;
    private final String refused;
    private final String refusal;
    private volatile String labels = "{}";
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /**
     * @param refused the method and the path of a request without the version
     * @param refusal what is said to it
     */
    private FakeEngine(String api, String refused, String refusal) throws IOException {
        this.api = api;
        this.refused = refused;
        this.refusal = refusal;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that has every image, and no room for a container. */
    public static FakeEngine full() throws IOException {
        return new FakeEngine("1.43", NEW_CONTAINER, "mkdir /var/lib/docker/overlay2/0a: no space left on device");
    }

    /** One that has every image, and makes no container for a reason of its own. */
    public static FakeEngine withoutContainers(String why) throws IOException {
        return new FakeEngine("1.43", NEW_CONTAINER, why);
    }

    /** One that has every image, and makes no network for a reason of its own. */
    public static FakeEngine withoutNetworks(String why) throws IOException {
        return new FakeEngine("1.43", NEW_NETWORK, why);
    }

    /** One that speaks this version of the API at most. */
    public static FakeEngine speaking(String api) throws IOException {
        return new FakeEngine(api, "", "");
    }

    /** For {@code DOCKER_HOST}. */
    public String host() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What was asked, as method and path without the version. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
            String asked = exchange.getRequestMethod() + " " + path;
            requests.add(asked);
            if (asked.equals(refused)) {
                say(exchange, 500, "{\"message\":\"" + refusal + "\"}");
            } else if (asked.equals(NEW_NETWORK)) {
                labels = body.replaceAll("(?s).*\"Labels\":(\\{[^}]*}).*", "$1");
                say(exchange, 201, "{\"Id\":\"n1\"}");
            } else if (path.equals("/_ping")) {
                say(exchange, 200, "OK");
            } else if (path.equals("/version")) {
                say(exchange, 200, "{\"Version\":\"0\",\"ApiVersion\":\"" + api + "\",\"Os\":\"linux\"}");
            } else if (path.equals("/info")) {
                say(exchange, 200, "{\"OSType\":\"linux\",\"MemTotal\":1,\"CgroupVersion\":\"2\"}");
            } else if (asked.startsWith("GET /images/json") || asked.startsWith("GET /containers/json")) {
                say(exchange, 200, "[]");
            } else if (asked.startsWith("GET /images/") && asked.contains("cilium/")) {
                say(exchange, 404, "{\"message\":\"No such image\"}");
            } else if (asked.startsWith("GET /images/")) {
                say(exchange, 200, "{\"Id\":\"sha256:00\",\"Created\":\"2026-01-01T00:00:00Z\"}");
            } else if (asked.equals("GET /networks")) {
                say(
                        exchange,
                        200,
                        requests.contains(NEW_NETWORK) && !requests.contains("DELETE /networks/n1")
                                ? "[{\"Id\":\"n1\",\"Labels\":" + labels + "}]"
                                : "[]");
            } else if (asked.startsWith("DELETE /networks/")) {
                exchange.sendResponseHeaders(204, -1);
            } else {
                say(exchange, 404, "{\"message\":\"page not found\"}");
            }
        }
    }

    private static void say(HttpExchange exchange, int code, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
