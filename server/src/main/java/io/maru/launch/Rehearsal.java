package io.maru.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A working day in fast motion, on a data folder of its own: what the ahead-of-time cache is trained on. The cache keeps
 * which classes were needed and how the methods were used, so that a server is compiled for its work soon after it starts.
 */
final class Rehearsal {

    private static final int ROUNDS = 250;

    /** What a first visitor and an operator ask for; some of it is refused before the set-up. */
    private static final List<String> FIRST_PAGES = List.of(
            "/",
            "/api/setup",
            "/api/installation",
            "/api/session",
            "/api/openapi.json",
            "/actuator/health/readiness",
            "/actuator/prometheus");

    private final String address;
    private final JsonMapper mapper = new JsonMapper();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    Rehearsal(String address) {
        this.address = address;
    }

    void perform() {
        FIRST_PAGES.forEach(this::ask);
        send(
                "/api/setup",
                "",
                Map.of(
                        "organisationName", "Rehearsal",
                        "administrator",
                                Map.of(
                                        "displayName", "Rehearsal",
                                        "email", "rehearsal@example.com",
                                        "password", "only for a moment"),
                        "language", "ko",
                        "timeZone", "Asia/Seoul",
                        "firstDesk", Map.of("key", "IT", "template", "it")));
        long requestType = mapper.readTree(ask("/api/portal")).findValues("requestTypes").stream()
                .flatMap(JsonNode::valueStream)
                .filter(each -> each.path("icon").asString().equals("alert-triangle"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        for (int round = 0; round < ROUNDS; round++) {
            day(requestType, round);
        }
    }

    /** A request from its raising to its end, and the lists that people look at meanwhile. */
    private void day(long requestType, int round) {
        String key = send(
                        "/api/requests",
                        "",
                        Map.of(
                                "requestTypeId",
                                requestType,
                                "values",
                                Map.of(
                                        "summary", "메일이 보내지지 않아요 " + round,
                                        "description",
                                                "<p>오늘 오전부터 <strong>계속</strong> 실패합니다. It fails with error 0x80040115.</p>",
                                        "system", "mail",
                                        "impact", "person",
                                        "urgency", "medium")))
                .path("key")
                .asString();
        String ticket = "/api/tickets/" + key;
        ask("/api/portal");
        ask("/api/requests?scope=all");
        ask("/api/desks/IT/queues");
        ask("/api/desks/IT/queues/unassigned/tickets");
        ask("/api/desks/IT/queues/open/tickets?sort=priority&direction=asc");
        ask(ticket);
        send(ticket + "/comments", "", Map.of("body", "<p>인증서를 먼저 볼 것</p>", "internal", true));
        send(ticket + "/comments", "", Map.of("body", "<p>어느 PC에서 그런가요?</p>", "internal", false));
        send("/api/requests/" + key + "/comments", "", Map.of("body", "<p>제 노트북이요</p>"));
        String version = mapper.readTree(ask(ticket)).path("version").asString();
        send(ticket + "/transitions", version, Map.of("transition", "resolve", "fields", Map.of("resolution", "done")));
        ask("/api/requests/" + key);
        ask(ticket + "/history");
        ask("/api/desks/IT/queues/resolved/tickets");
    }

    private String ask(String path) {
        return send(request(path).GET().build()).body();
    }

    /** @param version of what is written; empty for a create */
    private JsonNode send(String path, String version, Object body) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .header("X-XSRF-TOKEN", csrfToken())
                .POST(BodyPublishers.ofString(mapper.writeValueAsString(body)));
        if (!version.isEmpty()) {
            request.header("If-Match", "\"" + version + "\"");
        }
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(path + " was refused: " + answer.body());
        }
        return mapper.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Accept", "*/*");
    }

    private String csrfToken() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
