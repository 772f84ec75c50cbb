package io.maru.generate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server as somebody signed in uses it. */
public final class Product {

    /** What the server refused. */
    public static final class Refusal extends IllegalStateException {
        private final JsonNode problem;

        private Refusal(String story, JsonNode problem) {
            super(story);
            this.problem = problem;
        }

        /** Whether this is among what was wrong. */
        public boolean isFor(String code) {
            return problem.toString().contains('"' + code + '"');
        }
    }

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final String session;

    /** @param session the cookie's value */
    public Product(int port, String session) {
        this.port = port;
        this.session = session;
    }

    /** Signs somebody in without their password, as who holds the database can. */
    public static void signIn(Connection connection, String session, long personId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                insert into people.session (token_hash, id, person_id, created_at, last_seen_at, expires_at, address, user_agent)
                values (sha256(convert_to(?, 'UTF8')), gen_random_uuid(), ?, now(), now(), now() + interval '10 days', '127.0.0.1', 'bench')
                on conflict (token_hash) do update set expires_at = excluded.expires_at, person_id = excluded.person_id
                """)) {
            insert.setString(1, session);
            insert.setLong(2, personId);
            insert.execute();
        }
    }

    static void signOut(Connection connection, String session) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from people.session where token_hash = sha256(convert_to(?, 'UTF8'))")) {
            delete.setString(1, session);
            delete.execute();
        }
    }

    public JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, "", BodyPublishers.noBody());
    }

    /** @param body JSON, or anything that becomes JSON */
    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        return ask("POST", path, "", body);
    }

    /** @param ifMatch the version that it is based on; empty for none */
    public JsonNode ask(String method, String path, String ifMatch, Object body) throws IOException, InterruptedException {
        byte[] json = body instanceof String text
                ? text.getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(body);
        return send(method, path, ifMatch, BodyPublishers.ofByteArray(json));
    }

    JsonNode upload(String fileName, byte[] content) throws IOException, InterruptedException {
        return read(
                request("/api/attachments?fileName=" + URLEncoder.encode(fileName, StandardCharsets.UTF_8))
                        .header("Content-Type", "application/octet-stream")
                        .POST(BodyPublishers.ofByteArray(content))
                        .build());
    }

    /** What is there as it is. */
    String text(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    /** A file, read while it comes. */
    public InputStream open(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = http.send(request(path).build(), BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("GET " + path + ": " + answer.statusCode());
        }
        return answer.body();
    }

    private JsonNode send(String method, String path, String ifMatch, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").method(method, body);
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", "\"" + ifMatch + "\"");
        }
        return read(request.build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Cookie", "maru_session=" + session + "; XSRF-TOKEN=bench-csrf-token")
                .header("X-XSRF-TOKEN", "bench-csrf-token")
                .header("Accept-Language", "en");
    }

    private JsonNode read(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        JsonNode body = answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        if (answer.statusCode() >= 300) {
            throw new Refusal(
                    request.method() + " " + request.uri().getPath() + ": " + answer.statusCode() + " " + answer.body(), body);
        }
        return body;
    }
}
