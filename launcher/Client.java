import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses a server over HTTP as the web app does: signed in by a session cookie, writing with the CSRF header. */
final class Client {

    static final String ADMINISTRATOR = "administrator@example.com";
    static final String PASSWORD = "a password of a test";

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final String cookies;
    private final String csrfToken;

    private Client(int port, String cookies, String csrfToken) {
        this.port = port;
        this.cookies = cookies;
        this.csrfToken = csrfToken;
    }

    /** Signs in as the administrator that the set-up has made, who is also the first desk's agent. */
    static Client signedIn(int port) throws IOException, InterruptedException {
        HttpResponse<String> first = new Client(port, "", "").get("/api/session");
        String csrfToken = cookie(first, "XSRF-TOKEN");
        Client visitor = new Client(port, "XSRF-TOKEN=" + csrfToken, csrfToken);
        HttpResponse<String> answer =
                visitor.post("/api/session", Map.of("email", ADMINISTRATOR, "password", PASSWORD));
        expect(200, answer);
        return new Client(port, visitor.cookies + "; maru_session=" + cookie(answer, "maru_session"), csrfToken);
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        headers().forEach(request::setHeader);
        return request;
    }

    /** What shows the server who asks, for those who write a request by hand. */
    Map<String, String> headers() {
        return Map.of("Cookie", cookies, "X-XSRF-TOKEN", csrfToken, "Accept-Language", "en");
    }

    int port() {
        return port;
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Object body) throws IOException, InterruptedException {
        return send(
                request(path)
                        .setHeader("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
                BodyHandlers.ofString());
    }

    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> reader)
            throws IOException, InterruptedException {
        return HTTP.send(request.build(), reader);
    }

    /** What a request to the first desk needs; its incident form asks the least. */
    Map<String, Object> newRequest(String summary) throws IOException, InterruptedException {
        HttpResponse<String> portal = get("/api/portal");
        expect(200, portal);
        long requestTypeId = json(portal)
                .at("/desks/0/groups")
                .valueStream()
                .flatMap(group -> group.path("requestTypes").valueStream())
                .filter(type -> type.path("name").asString().equals("Report an incident"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        return Map.of(
                "requestTypeId",
                requestTypeId,
                "values",
                Map.of("summary", summary, "system", "mail", "impact", "person", "urgency", "medium"));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** @throws IOException when the server failed, as it does when its database is gone */
    static void expect(int status, HttpResponse<?> answer) throws IOException {
        String story = answer.uri() + " answered " + answer.statusCode() + ", not " + status + ": " + answer.body();
        if (answer.statusCode() >= 500) {
            throw new IOException(story);
        }
        if (answer.statusCode() != status) {
            throw new IllegalStateException(story);
        }
    }

    private static String cookie(HttpResponse<?> answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.substring(name.length() + 1, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }
}
