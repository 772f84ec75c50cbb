package io.maru.webhook;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A system that is told what happens, on this machine. */
final class OtherSystem implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    volatile int answer = 204;
    volatile boolean hangs;

    OtherSystem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            calls.add(new Call(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (hangs) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write('a');
                exchange.getResponseBody().flush();
                try {
                    ended.await();
                } catch (InterruptedException ending) {
                    Thread.currentThread().interrupt();
                }
            } else {
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(answer, -1);
            }
            exchange.close();
        });
        server.start();
    }

    /** @param signature null for one that is not signed */
    record Call(
            String path,
            String id,
            String timestamp,
            @Nullable String signature,
            String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }

        String type() {
            return json().path("type").asString();
        }
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    String address() {
        return "http://" + host() + "/hook";
    }

    /** With its port. */
    String host() {
        return "localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
    }
}
