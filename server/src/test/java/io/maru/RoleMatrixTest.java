package io.maru;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.people.Role;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may ask what: every endpoint of the API times every role is a cell of {@code role-matrix.txt}, and each is tried.
 * The roles are held on one desk that only its members may use; {@code elsewhere} is an agent of another desk. The ticket is
 * the customer's.
 */
@MaruTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixTest {

    private static final List<String> ROLES = List.of(
            "anonymous", "outsider", "elsewhere", "customer", "collaborator", "agent", "manager", "administrator");

    /** One endpoint and what each role is answered: a status, or {@code ok} for anything but 401, 403, 404 and 5xx. */
    record Row(String method, String path, List<String> expected) {
        @Override
        public String toString() {
            return method + " " + path;
        }

        /** Whether persons and their sessions are afterwards as they were. */
        boolean sparesPersons() {
            return method.equals("GET")
                    || Stream.of("/api/session", "/api/me", "/api/people", "/api/groups", "/api/password")
                            .noneMatch(path::startsWith);
        }
    }

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    RequestMappingHandlerMapping requestMappingHandlerMapping;

    Desk desk;
    Desk other;

    Map<String, Api> callers;

    TestPerson customer;
    TestPerson agent;
    TestPerson bystander;

    @BeforeAll
    void twoDesks() {
        desk = desks.aDesk().forMembersOnly().create();
        other = desks.aDesk().forMembersOnly().create();
        somebodyOfEachRole();
    }

    private void somebodyOfEachRole() {
        bystander = people.person().create();
        customer = people.withRole(Role.CUSTOMER, desk.id());
        agent = people.withRole(Role.AGENT, desk.id());
        callers = new LinkedHashMap<>();
        callers.put("anonymous", people.anonymous().withCsrf());
        callers.put("outsider", people.person().create().api());
        callers.put("elsewhere", people.withRole(Role.AGENT, other.id()).api());
        callers.put("customer", customer.api());
        callers.put(
                "collaborator", people.withRole(Role.COLLABORATOR, desk.id()).api());
        callers.put("agent", agent.api());
        callers.put("manager", people.withRole(Role.DESK_MANAGER, desk.id()).api());
        callers.put("administrator", people.administrator().api());
    }

    /** What spares persons comes first, so that the same ones can do all of it. */
    static List<Row> rows() throws IOException {
        return new ClassPathResource("role-matrix.txt")
                .getContentAsString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> Arrays.asList(line.strip().split("\\s+")))
                .map(cells -> new Row(cells.get(0), cells.get(1), cells.subList(2, cells.size())))
                .sorted(Comparator.comparing(row -> !row.sparesPersons()))
                .toList();
    }

    @Test
    void everyEndpointIsARow() throws IOException {
        Set<String> served = new TreeSet<>();
        for (Map.Entry<RequestMappingInfo, HandlerMethod> entry :
                requestMappingHandlerMapping.getHandlerMethods().entrySet()) {
            for (String path : entry.getKey().getPatternValues()) {
                entry.getKey().getMethodsCondition().getMethods().stream()
                        .filter(method -> path.startsWith("/api/"))
                        // Does not end by itself; LiveUpdatesTest asks it.
                        .filter(method -> !path.equals("/api/live"))
                        .filter(method ->
                                entry.getValue().getBeanType().getPackageName().startsWith("io.maru"))
                        .forEach(method -> served.add(method + " " + path));
            }
        }
        Set<String> described = new TreeSet<>();
        rows().forEach(row -> described.add(row.toString()));

        assertThat(described).isEqualTo(served);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void eachRoleIsAnsweredAsTheMatrixSays(Row row) {
        assertThat(row.expected()).as("one cell for each role").hasSize(ROLES.size());
        if (!row.sparesPersons()) {
            somebodyOfEachRole();
        }
        List<String> answered = new ArrayList<>();
        StringBuilder details = new StringBuilder();
        for (String role : ROLES) {
            Answer answer = ask(caller(role), row);
            answered.add(
                    Set.of(401, 403, 404).contains(answer.status()) || answer.status() >= 500
                            ? Integer.toString(answer.status())
                            : "ok");
            details.append(role).append(": ").append(answer).append('\n');
        }
        assertThat(answered).as(details.toString()).isEqualTo(row.expected());
    }

    /** Asks for something that exists, anew each time, so that one role's answer does not depend on another's act. */
    private Answer ask(Api caller, Row row) {
        String path = row.path()
                .replace("{deskKey}", desk.key())
                .replace("{queue}", "open")
                .replace("{personId}", Long.toString(bystander.id()))
                .replace("{token}", "unknown")
                .replace("{follower}", "nobody")
                .replace("{number}", "1")
                .replace("{run}", "0")
                .replace("{year}", "2026")
                .replace("{transition}", row.path().startsWith("/api/requests") ? "withdraw" : "start")
                .replace("{stepId}", "0")
                .replace("{codeId}", "00000000-0000-4000-8000-000000000000")
                .replace("{file}", "swagger-ui.css");
        if (path.contains("{key}")) {
            path = path.replace("{key}", ticketFor());
        }
        if (path.contains("{commentId}")) {
            path = path.replace("{commentId}", commentOn(path));
        }
        if (path.contains("{linkId}")) {
            path = path.replace("{linkId}", linkOf(path));
        }
        if (path.contains("{clock}")) {
            path = path.replace(
                    "{clock}",
                    agent.api()
                            .get("/api/tickets/" + path.split("/")[3] + "/sla")
                            .at("/0/id")
                            .asString());
        }
        if (path.contains("{id}")) {
            path = path.replace("{id}", idFor(row.path()));
        }
        Api sender = caller.ifMatch(1);
        return switch (row.method()) {
            case "GET" -> sender.get(path + parameters(path));
            case "DELETE" -> sender.delete(path);
            default -> sender.send(row.method(), path, body(row));
        };
    }

    private String parameters(String path) {
        if (path.endsWith("/queries/export")) {
            return "?format=csv&query=key%3DNONE-1";
        }
        if (path.endsWith("/sla/rebuilds")) {
            return "?policy=" + policy();
        }
        return path.contains("search") || path.contains("lookup") ? "?query=x" : "";
    }

    private Map<String, Object> rebuild() {
        return Map.of("policyId", policy(), "from", "2026-10-01T00:00:00Z", "to", "2026-11-01T00:00:00Z");
    }

    private String policy() {
        Api manager = caller("manager");
        String id = manager.post(
                        "/api/sla/policies", Map.of("deskKey", desk.key(), "template", "closure", "calendarId", 1))
                .expect(201)
                .at("/id")
                .asString();
        manager.ifMatch(1)
                .post("/api/sla/policies/" + id + "/publication", Map.of())
                .expect(200);
        return id;
    }

    private Map<String, Object> rule() {
        return Map.of(
                "deskKey",
                desk.key(),
                "name",
                Map.of("en", "Rule"),
                "definition",
                Map.of(
                        "trigger",
                        Map.of("type", "linked"),
                        "steps",
                        List.of(Map.of("type", "log", "text", "-")),
                        "mayTriggerItself",
                        false));
    }

    private Api caller(String role) {
        return Objects.requireNonNull(callers.get(role));
    }

    private String ticketFor() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private String commentOn(String path) {
        String key = path.split("/")[3];
        if (path.startsWith("/api/requests/")) {
            return customer.api()
                    .post("/api/requests/" + key + "/comments", Map.of("body", "<p>x</p>"))
                    .expect(201)
                    .body()
                    .path("conversation")
                    .valueStream()
                    .filter(turn -> turn.path("kind").asString().equals("comment"))
                    .map(turn -> turn.at("/comment/id").asString())
                    .findFirst()
                    .orElseThrow();
        }
        return agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>x</p>"))
                .expect(201)
                .at("/id")
                .asString();
    }

    private String linkOf(String path) {
        String key = path.split("/")[3];
        String other = tickets.incident(desk).by(customer).path("key").asString();
        return agent.api()
                .post(
                        "/api/tickets/" + key + "/links",
                        Map.of("type", "relates_to", "outward", true, "targetKey", other))
                .expect(200)
                .at("/links/0/id")
                .asString();
    }

    private String idFor(String path) {
        Api manager = caller("manager");
        Api administrator = caller("administrator");
        String ofDesk = "/api/desks/" + desk.key();
        if (path.startsWith("/api/attachments/")) {
            String id = customer.api()
                    .sendRaw("POST", "/api/attachments?fileName=a.png", "image/png", picture())
                    .expect(201)
                    .at("/id")
                    .asString();
            tickets.incident(desk).answering("attachments", List.of(id)).by(customer);
            return id;
        }
        if (path.startsWith("/api/bulk-changes/")) {
            return agent.api()
                    .post(
                            "/api/bulk-changes",
                            Map.of("tickets", Map.of("keys", List.of(ticketFor())), "changes", Map.of("priority", 1)))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.startsWith("/api/calendars/")) {
            return manager.post("/api/calendars", calendar())
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.startsWith("/api/holiday-sets/")) {
            return manager.post("/api/holiday-sets", holidaySet())
                    .expect(201)
                    .at("/read/id")
                    .asString();
        }
        if (path.startsWith("/api/approval")
                || path.startsWith("/api/events")
                || path.startsWith("/api/mail/")
                || path.startsWith("/api/hooks/automation/")
                || path.contains("/rules/{id}/runs") && path.startsWith("/api/tickets/")
                || path.startsWith("/api/webhook")
                || path.contains("/absences/")) {
            return "0";
        }
        if (path.startsWith("/api/queues/")) {
            return manager.post(
                            "/api/queues",
                            Map.of(
                                    "deskKey", desk.key(),
                                    "name", Map.of("en", "Queue"),
                                    "shares", List.of(Map.of("deskKey", desk.key()))))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.startsWith("/api/automation/rules/")) {
            String id = manager.post("/api/automation/rules", rule())
                    .expect(201)
                    .at("/id")
                    .asString();
            manager.ifMatch(1)
                    .post("/api/automation/rules/" + id + "/publication", Map.of())
                    .expect(200);
            return id;
        }
        if (path.startsWith("/api/sla/policies/")) {
            return policy();
        }
        if (path.startsWith("/api/sla/rebuilds/")) {
            return manager.post("/api/sla/rebuilds", rebuild())
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.startsWith("/api/sla/simulations/")) {
            return manager.post("/api/sla/simulations", Map.of("policyId", policy()))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.startsWith("/api/fields/")) {
            return administrator
                    .post(
                            "/api/fields",
                            Map.of("key", "f" + System.nanoTime(), "type", "number", "name", Map.of("en", "Field")))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.contains("/fields/")) {
            return last(manager.get(ofDesk + "/fields"));
        }
        if (path.contains("/canned-replies/{id}")) {
            return path.startsWith("/api/me/")
                    ? "0"
                    : manager.post(ofDesk + "/canned-replies", cannedReply())
                            .expect(201)
                            .at("/id")
                            .asString();
        }
        if (path.contains("/services/{id}")) {
            return manager.post(
                            ofDesk + "/services",
                            Map.of("key", "s" + System.nanoTime(), "name", Map.of("en", "Service")))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.contains("/members/{id}")) {
            TestPerson member = people.person().create();
            return manager.post(ofDesk + "/members", Map.of("role", "customer", "personId", member.id()))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.contains("/widgets/")) {
            manager.get(ofDesk + "/widgets")
                    .expect(200)
                    .body()
                    .forEach(widget -> manager.delete(
                            ofDesk + "/widgets/" + widget.path("id").asString()));
            return manager.post(ofDesk + "/widgets", Map.of("name", "Widget"))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.contains("/request-type-groups/")) {
            return manager.post(ofDesk + "/request-type-groups", Map.of("name", Map.of("ko", "묶음", "en", "Group")))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        if (path.contains("/workflows/")) {
            return manager.get(ofDesk + "/workflows").at("/0/id").asString();
        }
        if (path.contains("/request-types/")) {
            return Long.toString(desks.requestType(desk, "Report an incident").id());
        }
        if (path.startsWith("/api/people/")) {
            return Long.toString(people.person().create().id());
        }
        if (path.startsWith("/api/groups/")) {
            return administrator
                    .post("/api/groups", Map.of("name", "Group " + System.nanoTime(), "description", ""))
                    .expect(201)
                    .at("/id")
                    .asString();
        }
        return "00000000-0000-4000-8000-000000000000";
    }

    private static String last(Answer list) {
        var items = list.expect(200).body();
        var array = items.isArray() ? items : items.path("items");
        return array.get(array.size() - 1).path("id").asString();
    }

    /** Well-formed, so that what refuses is the permission. */
    private Object body(Row row) {
        return switch (row.toString()) {
            case "POST /api/tickets" ->
                Map.of("deskKey", desk.key(), "type", "problem", "values", Map.of("summary", "x"));
            case "POST /api/requests" -> tickets.incident(desk).body();
            case "POST /api/search/similar", "POST /api/portal/similar-requests" -> Map.of("summary", "x");
            case "POST /api/tickets/{key}/comments", "POST /api/requests/{key}/comments" -> Map.of("body", "<p>x</p>");
            case "PATCH /api/tickets/{key}/comments/{commentId}", "PATCH /api/requests/{key}/comments/{commentId}" ->
                Map.of("body", "<p>y</p>");
            case "POST /api/approvals/{id}/decision", "POST /api/approval-links/{token}" ->
                Map.of("decision", "approved");
            case "POST /api/approvals/decisions" -> Map.of("ids", List.of(), "decision", "approved");
            case "POST /api/approval-lines", "PUT /api/approval-lines/{id}", "PUT /api/tickets/{key}/approvals/line" ->
                Map.of("name", "x", "steps", List.of());
            case "PUT /api/tickets/{key}/approvals/steps/{stepId}/approvers" -> Map.of("personIds", List.of());
            case "POST /api/tickets/{key}/transitions" -> Map.of("transition", "start");
            case "POST /api/requests/{key}/transitions" -> Map.of("transition", "withdraw");
            case "POST /api/tickets/{key}/transitions/{transition}/form-state",
                    "POST /api/requests/{key}/transitions/{transition}/form-state" -> Map.of("fields", Map.of());
            case "POST /api/portal/request-types/{id}/form-state" -> Map.of("values", Map.of());
            case "POST /api/queries/page",
                    "POST /api/queries/count",
                    "POST /api/queries/check",
                    "POST /api/queries/board",
                    "POST /api/queries/tree" -> Map.of("query", "");
            case "POST /api/queries/text" -> Map.of("order", List.of());
            case "POST /api/queries/values" -> Map.of("field", "status", "text", "");
            case "POST /api/bulk-changes", "POST /api/bulk-changes/forecast", "POST /api/bulk-changes/choices" ->
                Map.of("tickets", Map.of("keys", List.of("NONE-1")), "changes", Map.of("priority", 1));
            case "POST /api/notifications/read" -> Map.of("latest", 1);
            case "POST /api/automation/rules" -> rule();
            case "PUT /api/automation/rules/{id}/draft" -> Objects.requireNonNull(rule().get("definition"));
            case "POST /api/automation/rules/{id}/draft/import" -> Map.of("text", "?");
            case "POST /api/tickets/{key}/rules/{id}/runs" -> Map.of("inputs", Map.of());
            case "POST /api/automation/rules/{id}/trial" -> Map.of("ticketKey", ticketFor());
            case "POST /api/sla/policies" -> Map.of("deskKey", desk.key(), "calendarId", 1);
            case "PUT /api/sla/policies/{id}/draft" ->
                Map.of(
                        "start", List.of(),
                        "stop", List.of(),
                        "pause", List.of(),
                        "goals", List.of(),
                        "warnings", List.of(),
                        "escalations", List.of(),
                        "cycles", "fresh",
                        "customers", "nothing");
            case "POST /api/sla/policies/{id}/draft/import" -> Map.of("text", "?");
            case "POST /api/sla/simulations" -> Map.of("policyId", policy());
            case "POST /api/sla/rebuilds" -> rebuild();
            case "PUT /api/sla/policies/{id}/recalculation" -> Map.of("paused", false);
            case "PUT /api/mail/server" ->
                Map.of(
                        "active", false,
                        "host", "mail.example",
                        "port", 25,
                        "security", "none",
                        "senderAddress", "desk@maru.example",
                        "senderName", "x",
                        "webAddress", "https://maru.example");
            case "POST /api/webhooks", "PUT /api/webhooks/{id}" ->
                Map.of(
                        "name", "x",
                        "active", false,
                        "format", "standard",
                        "address", "https://hooks.example",
                        "events", List.of("ticket.created"));
            case "POST /api/mail/mailboxes", "PUT /api/mail/mailboxes/{id}" -> Map.of();
            case "POST /api/mail/sender-rules" -> Map.of("sender", "matrix.example", "allowed", true);
            case "POST /api/mail/server/test" -> Map.of("recipient", "x@maru.example");
            case "PUT /api/me/browsers/current" -> Map.of("endpoint", "", "publicKey", "", "secret", "");
            case "POST /api/me/browsers/current" -> Map.of("endpoint", "https://push.example/a");
            case "PUT /api/browser-notifications" -> Map.of("active", true);
            case "PUT /api/me/notification-choices" -> Map.of("ways", Map.of());
            case "PUT /api/desks/{deskKey}/notification-rules" -> Map.of("told", Map.of());
            case "PUT /api/desks/{deskKey}/mail-wording", "PUT /api/mail/wording" -> wording();
            case "POST /api/desks/{deskKey}/mail-wording/preview", "POST /api/mail/wording/preview" ->
                Map.of("kind", "commented", "ticketKey", "NONE-1", "wording", wording());
            case "PUT /api/queues/{id}/look" -> Map.of("columns", List.of());
            case "PUT /api/desks/{deskKey}/queues/order" -> Map.of("queueIds", List.of());
            case "POST /api/queries/choices" -> Map.of("query", "", "caret", 0);
            case "POST /api/desks/{deskKey}/request-types/form-trials" ->
                Map.of("sections", List.of(), "values", Map.of());
            case "PUT /api/desks/{deskKey}/fields/{id}/option-lines",
                    "PUT /api/fields/{id}/option-lines",
                    "POST /api/desks/{deskKey}/request-types/form-imports" -> Map.of("text", "?");
            case "POST /api/desks/{deskKey}/canned-replies", "POST /api/me/canned-replies" -> cannedReply();
            case "POST /api/desks/{deskKey}/services" ->
                Map.of("key", "s" + System.nanoTime(), "name", Map.of("en", "Service"));
            case "POST /api/tickets/{key}/links" ->
                Map.of("type", "relates_to", "outward", true, "targetKey", desk.key() + "-1");
            case "POST /api/tickets/{key}/attachments" -> Map.of("attachmentIds", List.of());
            case "PATCH /api/tickets/{key}" -> Map.of("priority", 1);
            case "POST /api/desks" ->
                Map.of(
                        "key",
                        "R" + Long.toString(System.nanoTime() % 10_000_000, 36).toUpperCase(java.util.Locale.ROOT),
                        "name",
                        Map.of("ko", "새 데스크", "en", "New desk"));
            case "POST /api/calendars" -> calendar();
            case "PATCH /api/calendars/{id}" -> Map.of("retired", true);
            case "POST /api/calendars/{id}/versions" ->
                Map.of("name", Map.of("en", "Hours"), "content", calendarContent());
            case "POST /api/calendars/year-preview" ->
                Map.of("deskKey", desk.key(), "content", calendarContent(), "year", 2026);
            case "POST /api/calendars/calculate" ->
                Map.of(
                        "deskKey",
                        desk.key(),
                        "content",
                        calendarContent(),
                        "from",
                        "2026-11-20T17:30",
                        "milliseconds",
                        1);
            case "POST /api/holiday-sets" -> holidaySet();
            case "POST /api/desks/{deskKey}/members" -> Map.of("role", "customer", "personId", bystander.id());
            case "POST /api/desks/{deskKey}/fields", "POST /api/fields" ->
                Map.of("key", "f" + System.nanoTime(), "type", "short_text", "name", Map.of("en", "Field"));
            case "POST /api/desks/{deskKey}/request-types" ->
                Map.of("ticketType", "task", "name", Map.of("en", "Task"), "fields", List.of());
            case "PUT /api/desks/{deskKey}/request-types/{id}/form" -> Map.of("fields", List.of());
            case "PUT /api/desks/{deskKey}/workflows/{id}/draft" ->
                Map.of("name", Map.of("en", "x"), "initial", "x", "statuses", List.of(), "transitions", List.of());
            case "PUT /api/desks/{deskKey}/workflows/{id}/sharing" -> Map.of("shared", false);
            case "POST /api/desks/{deskKey}/workflows/{id}/draft/import" -> Map.of("text", "maru: workflow");
            case "POST /api/desks/{deskKey}/workflows/{id}/draft/try-out" ->
                Map.of(
                        "ticketKey",
                        desk.key() + "-1",
                        "personId",
                        bystander.id(),
                        "asCustomer",
                        false,
                        "steps",
                        List.of());
            default -> Map.of();
        };
    }

    private static Map<String, Object> cannedReply() {
        return Map.of("name", Map.of("en", "Restart"), "body", Map.of("en", "Please restart it, {{ticket.reporter}}."));
    }

    private static Map<String, Object> wording() {
        return Map.of("senderName", Map.of(), "brand", Map.of(), "footer", Map.of(), "words", Map.of());
    }

    private Map<String, Object> calendar() {
        return Map.of("deskKey", desk.key(), "name", Map.of("en", "Hours"), "content", calendarContent());
    }

    private static Map<String, Object> calendarContent() {
        return Map.of(
                "zone",
                "Asia/Seoul",
                "hours",
                List.of(Map.of("days", List.of("monday"), "from", "09:00", "to", "18:00")),
                "holidaySets",
                List.of(),
                "workedHolidays",
                List.of(),
                "closures",
                List.of(),
                "openings",
                List.of());
    }

    private Map<String, Object> holidaySet() {
        return Map.of(
                "deskKey",
                desk.key(),
                "name",
                Map.of("en", "Holidays"),
                "text",
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20260501\r\n"
                        + "RRULE:FREQ=YEARLY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
    }

    private static byte[] picture() {
        var bytes = new java.io.ByteArrayOutputStream();
        try {
            javax.imageio.ImageIO.write(
                    new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
