package io.maru.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The server just started, seen from outside, as a browser sees it. */
record Server(String address) {

    private static final Pattern SETUP_REQUIRED = Pattern.compile("\"required\"\\s*:\\s*true");

    /** Whether nobody has answered the set-up wizard yet. */
    boolean awaitsSetup() {
        return SETUP_REQUIRED.matcher(get("/api/setup")).find();
    }

    private String get(String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address + path).toURL().openConnection(Proxy.NO_PROXY);
            boolean answered = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
            try (@Nullable InputStream body = answered ? connection.getInputStream() : connection.getErrorStream()) {
                return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
