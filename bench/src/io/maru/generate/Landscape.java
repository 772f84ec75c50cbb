package io.maru.generate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be asked of which desk, and how work flows there: read from the database, as the product has made it. */
final class Landscape {

    private static final JsonMapper JSON = new JsonMapper();

    /** @param category new, active, waiting or done */
    record Status(long id, String key, String category) {

        boolean done() {
            return category.equals("done");
        }
    }

    /** @param resolution that it sets by itself; null when its screen asks for one or it leads to no end */
    record Step(
            String key,
            Status to,
            boolean customers,
            boolean onCustomerComment,
            boolean harsh,
            String resolution,
            Set<String> asked) {}

    /** @param steps that lead away from each status */
    record Flow(long id, Status initial, Map<Long, List<Step>> steps) {

        List<Step> from(Status status) {
            return steps.getOrDefault(status.id(), List.of());
        }
    }

    record Question(
            long fieldId, String key, String type, boolean required, boolean system, JsonNode settings, List<String> options) {}

    record Kind(long requestTypeId, long formId, String ticketType, boolean portal, Flow flow, List<Question> questions) {}

    private Landscape() {}

    /** What can be asked of each desk, in the order in which it is offered, by the desk's id. */
    static Map<Long, List<Kind>> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<Long, Flow> flows = flows(statement);
            Map<Long, List<Question>> questions = questions(statement);
            Map<Long, List<Kind>> kinds = new HashMap<>();
            try (ResultSet row = statement.executeQuery("""
                    select r.desk_id, r.id, r.form_id, r.ticket_type, r.portal, w.workflow_id
                    from desk.request_type r
                    join workflow.ticket_type_workflow w on w.desk_id = r.desk_id and w.ticket_type = r.ticket_type
                    where r.active order by r.desk_id, not r.portal, r.position, r.id
                    """)) {
                while (row.next()) {
                    kinds.computeIfAbsent(row.getLong(1), desk -> new ArrayList<>())
                            .add(new Kind(
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getString(4),
                                    row.getBoolean(5),
                                    flows.get(row.getLong(6)),
                                    questions.getOrDefault(row.getLong(3), List.of())));
                }
            }
            return kinds;
        }
    }

    private static Map<Long, List<Question>> questions(Statement statement) throws SQLException {
        Map<Long, List<String>> options = new HashMap<>();
        try (ResultSet row = statement.executeQuery(
                "select field_id, key from field.field_option where active order by field_id, position")) {
            while (row.next()) {
                options.computeIfAbsent(row.getLong(1), field -> new ArrayList<>()).add(row.getString(2));
            }
        }
        Map<Long, List<Question>> questions = new HashMap<>();
        try (ResultSet row = statement.executeQuery("""
                select q.form_id, f.id, f.key, f.type, q.required, f.system, f.settings
                from field.form_field q join field.field f on f.id = q.field_id
                where q.visible_when is null and q.read_only_when is null
                order by q.form_id, q.section, q.position
                """)) {
            while (row.next()) {
                questions
                        .computeIfAbsent(row.getLong(1), form -> new ArrayList<>())
                        .add(new Question(
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getBoolean(5),
                                row.getBoolean(6),
                                JSON.readTree(row.getString(7)),
                                options.getOrDefault(row.getLong(2), List.of())));
            }
        }
        return questions;
    }

    private static Map<Long, Flow> flows(Statement statement) throws SQLException {
        Map<Long, Map<String, Status>> statuses = new HashMap<>();
        try (ResultSet row = statement.executeQuery("select workflow_id, id, key, category from workflow.status order by id")) {
            while (row.next()) {
                statuses.computeIfAbsent(row.getLong(1), workflow -> new LinkedHashMap<>())
                        .put(row.getString(3), new Status(row.getLong(2), row.getString(3), row.getString(4)));
            }
        }
        Map<Long, Flow> flows = new HashMap<>();
        try (ResultSet row = statement.executeQuery("""
                select w.id, v.definition from workflow.workflow w
                join workflow.workflow_version v on v.workflow_id = w.id and v.number = w.published_version
                """)) {
            while (row.next()) {
                flows.put(row.getLong(1), flow(row.getLong(1), JSON.readTree(row.getString(2)), statuses.get(row.getLong(1))));
            }
        }
        return flows;
    }

    /** Rules and approvals ask for more than a ticket's own state: what has them is left to people. */
    private static Flow flow(long id, JsonNode definition, Map<String, Status> statuses) {
        Map<Long, List<Step>> steps = new HashMap<>();
        for (JsonNode transition : definition.path("transitions")) {
            boolean ruled = !transition.path("conditions").isEmpty()
                    || !transition.path("validators").isEmpty()
                    || !transition.path("postFunctions").isEmpty();
            if (ruled || definition.path("approvals").has(transition.path("to").asString())) {
                continue;
            }
            Set<String> asked = new HashSet<>();
            for (JsonNode field : transition.path("screen")) {
                asked.add(field.isString() ? field.asString() : field.path("field").asString());
            }
            JsonNode resolution = transition.path("set").path("resolution");
            Step step = new Step(
                    transition.path("key").asString(),
                    statuses.get(transition.path("to").asString()),
                    transition.path("customer").asBoolean(false),
                    transition.path("onCustomerComment").asBoolean(false),
                    transition.path("style").asString("").equals("danger"),
                    resolution.isString() ? resolution.asString() : null,
                    Set.copyOf(asked));
            for (JsonNode from : transition.path("from")) {
                steps.computeIfAbsent(statuses.get(from.asString()).id(), status -> new ArrayList<>()).add(step);
            }
        }
        return new Flow(id, statuses.get(definition.path("initial").asString()), steps);
    }
}
