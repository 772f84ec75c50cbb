package io.maru.bench;

import io.maru.generate.Product;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Who shapes the bench's desk: gives its incidents a transition with ten rules, and publishes under load. */
final class Administrator {

    static final String SESSION = "bench-administrator";

    /** The calendar of working days that every installation has. */
    private static final long WEEKDAYS = 2;

    private static final JsonMapper JSON = new JsonMapper();

    private final Product product;
    private final String desk;
    private final String workflow;

    Administrator(int port, String desk) throws IOException, InterruptedException {
        product = new Product(port, SESSION);
        this.desk = desk;
        long id = 0;
        for (JsonNode each : product.get("/api/desks/" + desk + "/workflows")) {
            if (each.path("ticketTypes").toString().contains("incident")) {
                id = each.path("id").asLong();
            }
        }
        workflow = "/api/desks/" + desk + "/workflows/" + id;
    }

    /** A step that leads from "in progress" to itself, with four conditions, three validators and three post-functions. */
    void addTransitionWithTenRules() throws IOException, InterruptedException {
        JsonNode draft = product.get(workflow + "/draft");
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

    /** Lets five policies measure the desk's tickets: what each desk begins with, and three more. */
    void promiseFive() throws IOException, InterruptedException {
        JsonNode policies = product.get("/api/sla/policies?desk=" + desk);
        if (policies.size() >= 5) {
            return;
        }
        for (String template : List.of("closure", "approval", "next_update")) {
            JsonNode made = product.post(
                    "/api/sla/policies", Map.of("deskKey", desk, "template", template, "calendarId", WEEKDAYS));
            String address = "/api/sla/policies/" + made.path("id").asLong();
            String version = product.get(address + "/draft").path("version").asString();
            product.ask("POST", address + "/publication", version, Map.of());
        }
    }

    /** Publishes a version in which "in progress" gives way to another status. */
    void replaceStatus() throws IOException, InterruptedException {
        JsonNode draft = product.get(workflow + "/draft");
        String definition = draft.path("definition").toString().replace("\"in_progress\"", "\"working\"");
        publish(
                draft.path("version").asLong(),
                JSON.readTree(definition),
                "{\"moves\": [{\"from\": \"in_progress\", \"to\": \"working\"}]}");
    }

    private void publish(long version, JsonNode definition, String publication) throws IOException, InterruptedException {
        JsonNode saved = product.ask("PUT", workflow + "/draft", Long.toString(version), definition.toString());
        product.ask("POST", workflow + "/publications", saved.path("version").asString(), publication);
    }

    /** How many tickets are still in statuses that publications took away. */
    long moving() throws IOException, InterruptedException {
        return product.get(workflow + "/vanished-statuses")
                .valueStream()
                .mapToLong(status -> status.path("tickets").asLong())
                .sum();
    }
}
