package io.maru.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who shapes the bench's desk: gives its incidents a transition with ten rules, and publishes under load. */
final class Administrator {

    static final String SESSION = "bench-administrator";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;
    private final String workflow;

    Administrator(int port, String desk) throws IOException, InterruptedException {
        server = "http://localhost:" + port;
        long id = 0;
        for (JsonNode each : ask("GET", "/api/desks/" + desk + "/workflows", "", null)) {
            if (each.path("ticketTypes").toString().contains("incident")) {
                id = each.path("id").asLong();
            }
        }
        workflow = "/api/desks/" + desk + "/workflows/" + id;
    }

    /** A step that leads from "in progress" to itself, with four conditions, three validators and three post-functions. */
    void addTransitionWithTenRules() throws IOException, InterruptedException {
        JsonNode draft = ask("GET", workflow + "/draft", "", null);
        ObjectNode definition = (ObjectNode) draft.path("definition");
        if (definition.path("transitions").toString().contains("\"ten_rules\"")) {
            return;
        }
        ((ArrayNode) definition.path("transitions")).add(JSON.readTree("""
                {"key": "ten_rules", "name": {"ko": "규칙 열 개", "en": "Ten rules"}, "from": ["in_progress"], "to": "in_progress",
                 "customer": false, "onCustomerComment": false, "screen": [], "set": {}, "style": "default",
                 "conditions": [
                   {"type": "permission", "parameters": {"permission": "ticket.transition"}},
                   {"type": "role", "parameters": {"role": ["agent", "desk_manager"]}},
                   {"type": "not_same_person_as", "parameters": {"field": "reporter"}},
                   {"type": "expression", "parameters": {"expression": "fields.priority <= 5 && 'agent' in person.roles"}}],
                 "validators": [
                   {"type": "required", "parameters": {"field": "summary"}},
                   {"type": "field_compare", "parameters": {"field": "priority", "comparison": "is_not_empty"}},
                   {"type": "expression", "parameters": {"field": "summary", "expression": "fields.summary.size() > 3",
                     "message": {"ko": "제목이 너무 짧습니다.", "en": "The summary is too short."}}}],
                 "postFunctions": [
                   {"type": "set_field", "parameters": {"field": "priority", "value": 3}},
                   {"type": "assign", "parameters": {"to": "actor"}},
                   {"type": "add_comment", "parameters": {"text": "{{ticket.key}}: {{actor.name}}", "visibility": "internal"}}]}
                """));
        publish(draft.path("version").asLong(), definition, "{}");
    }

    /** Publishes a version in which "in progress" gives way to another status. */
    void replaceStatus() throws IOException, InterruptedException {
        JsonNode draft = ask("GET", workflow + "/draft", "", null);
        String definition = draft.path("definition").toString().replace("\"in_progress\"", "\"working\"");
        publish(
                draft.path("version").asLong(),
                JSON.readTree(definition),
                "{\"moves\": [{\"from\": \"in_progress\", \"to\": \"working\"}]}");
    }

    private void publish(long version, JsonNode definition, String publication) throws IOException, InterruptedException {
        JsonNode saved = ask("PUT", workflow + "/draft", Long.toString(version), definition.toString());
        ask("POST", workflow + "/publications", saved.path("version").asString(), publication);
    }

    /** How many tickets are still in statuses that publications took away. */
    long moving() throws IOException, InterruptedException {
        return ask("GET", workflow + "/vanished-statuses", "", null)
                .valueStream()
                .mapToLong(status -> status.path("tickets").asLong())
                .sum();
    }

    private JsonNode ask(String method, String path, String ifMatch, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Cookie", "maru_session=" + SESSION + "; XSRF-TOKEN=bench-csrf-token")
                .header("X-XSRF-TOKEN", "bench-csrf-token")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!ifMatch.isEmpty()) {
            request.header("If-Match", "\"" + ifMatch + "\"");
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
