package io.maru.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to the server over HTTP as one caller. Immutable: {@code with} answers another caller. */
public final class Api {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String CSRF = "csrf-token-of-a-test";

    private final URI server;
    private final Map<String, String> headers;

    private Api(URI server, Map<String, String> headers) {
        this.server = server;
        this.headers = headers;
    }

    /** Somebody who has not signed in. */
    public static Api anonymous(int port) {
        return new Api(URI.create("http://localhost:" + port), Map.of());
    }

    /** A browser with this session, which sends the cookies and the CSRF header as the web app does. */
    public Api withSession(String token) {
        return with("Cookie", "maru_session=" + token + "; XSRF-TOKEN=" + CSRF).with("X-XSRF-TOKEN", CSRF);
    }

    /** A browser about to sign in: the CSRF cookie and header, and no session. */
    public Api withCsrf() {
        return with("Cookie", "XSRF-TOKEN=" + CSRF).with("X-XSRF-TOKEN", CSRF);
    }

    /** A program with this API token. */
    public Api withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Api speaking(String acceptLanguage) {
        return with("Accept-Language", acceptLanguage);
    }

    /** Based on this version of what is written. */
    public Api ifMatch(long version) {
        return with("If-Match", "\"" + version + "\"");
    }

    public Api with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Api(server, more);
    }

    public Api without(String header) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(header);
        return new Api(server, fewer);
    }

    /** The same caller at another server. */
    public Api at(String address) {
        return new Api(URI.create(address), headers);
    }

    /** An answer that is read as it comes. */
    public HttpResponse<InputStream> open(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        headers.forEach(request::setHeader);
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, body);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Answer put(String path) {
        return send("PUT", path, null);
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** @param body sent as JSON; a string is sent as it is */
    public Answer send(String method, String path, @Nullable Object body) {
        byte[] content = body == null
                ? new byte[0]
                : body instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : JSON.writeValueAsBytes(body);
        return sendRaw(method, path, "application/json", content);
    }

    public Answer sendRaw(String method, String path, String contentType, byte[] content) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .method(method, content.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(content));
        if (content.length > 0) {
            request.setHeader("Content-Type", contentType);
        }
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response =
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
