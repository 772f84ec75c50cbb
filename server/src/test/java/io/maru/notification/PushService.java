package io.maru.notification;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.apps.webpush.WebPushHybridDecrypt;
import com.google.crypto.tink.subtle.EllipticCurves;
import com.google.crypto.tink.subtle.EllipticCurves.CurveType;
import com.google.crypto.tink.subtle.EllipticCurves.PointFormatType;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The push service of a maker of browsers, on this machine, with browsers that read what it is given. */
final class PushService implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final HttpServer server;
    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final List<Message> messages = new CopyOnWriteArrayList<>();

    PushService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            messages.add(new Message(
                    path,
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes()));
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.getResponseHeaders().add("Retry-After", "120");
            exchange.sendResponseHeaders(answers.getOrDefault(path, 201), -1);
            exchange.close();
        });
        server.start();
    }

    private record Message(String path, Headers headers, byte[] body) {}

    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    Browser browser() throws GeneralSecurityException {
        return new Browser();
    }

    /** One that is told by this service. */
    final class Browser {

        private final String path = "/push/" + UUID.randomUUID();
        private final KeyPair pair = EllipticCurves.generateKeyPair(CurveType.NIST_P256);
        private final byte[] secret = new byte[16];

        private Browser() throws GeneralSecurityException {
            new SecureRandom().nextBytes(secret);
        }

        private byte[] publicKey() throws GeneralSecurityException {
            return EllipticCurves.pointEncode(
                    CurveType.NIST_P256, PointFormatType.UNCOMPRESSED, ((ECPublicKey) pair.getPublic()).getW());
        }

        String endpoint() {
            return origin() + path;
        }

        /** As its Push API says it. */
        Map<String, Object> subscription() throws GeneralSecurityException {
            return Map.of(
                    "endpoint",
                    endpoint(),
                    "publicKey",
                    BASE64.encodeToString(publicKey()),
                    "secret",
                    BASE64.encodeToString(secret));
        }

        /** With which status the service answers what is for it, once nothing is on the way. */
        void answer(int status) {
            answers.put(path, status);
        }

        private List<Message> taken() {
            return messages.stream().filter(each -> each.path().equals(path)).toList();
        }

        List<Headers> headers() {
            return taken().stream().map(Message::headers).toList();
        }

        /** What was told, in its order. */
        List<JsonNode> told() throws GeneralSecurityException {
            var decryption = new WebPushHybridDecrypt.Builder()
                    .withAuthSecret(secret)
                    .withRecipientPublicKey(publicKey())
                    .withRecipientPrivateKey((ECPrivateKey) pair.getPrivate())
                    .build();
            List<JsonNode> told = new CopyOnWriteArrayList<>();
            for (Message each : taken()) {
                told.add(JSON.readTree(new String(decryption.decrypt(each.body(), null), UTF_8)));
            }
            return told;
        }
    }

    /** What an {@code Authorization} claims, as RFC 8292 has it. @throws AssertionError when its key did not sign it */
    static JsonNode claims(String authorization, String serverKey) throws GeneralSecurityException {
        String token = authorization.replaceFirst("^vapid t=([^,]+), k=.*$", "$1");
        if (!authorization.endsWith(", k=" + serverKey)) {
            throw new AssertionError("Another key: " + authorization);
        }
        String[] parts = token.split("\\.");
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(EllipticCurves.getEcPublicKey(
                CurveType.NIST_P256,
                PointFormatType.UNCOMPRESSED,
                Base64.getUrlDecoder().decode(serverKey)));
        signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        if (!signature.verify(Base64.getUrlDecoder().decode(parts[2]))) {
            throw new AssertionError("Not signed: " + authorization);
        }
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
