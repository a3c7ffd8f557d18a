package org.ciliumconformance.suites.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An API server that answers in a way in which the simulated one never does. */
final class StubServer implements AutoCloseable {
    private static final String VERSION =
            "{\"major\":\"1\",\"minor\":\"32\",\"gitVersion\":\"v1.32.4\",\"buildDate\":\"2026-01-01T00:00:00Z\"}";

    private final HttpServer server;

    private StubServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param version status of the answer to {@code /version}
     * @param others status of every other answer; 0 to break off
     */
    static StubServer answering(int version, int others) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean aboutVersion = exchange.getRequestURI().getPath().equals("/version");
            int status = aboutVersion ? version : others;
            if (status == 0) {
                exchange.close();
                return;
            }
            byte[] body = (status == 200
                            ? VERSION
                            : "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"told so\","
                                    + "\"code\":" + status + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        return new StubServer(server);
    }

    Path kubeconfig(Path folder) throws IOException {
        return Files.writeString(
                folder.resolve("stub"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: stub, cluster: {server: 'http://127.0.0.1:%d'}}]
                users: [{name: stub, user: {token: some}}]
                contexts: [{name: stub, context: {cluster: stub, user: stub}}]
                current-context: stub
                """.formatted(server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
