package io.maru.generate;

import io.maru.bench.Server;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Tests the generator: twice the same data from the same seed, histories that replay to their tickets, and a product that opens
 * them. Arguments: two folders that were filled alike. Prints "N passed, N failed".
 */
final class Check {

    private static final String SESSION = "generate-check";

    private static final List<String> TABLES = List.of(
            "people.person",
            "people.person_group",
            "people.group_member",
            "desk.desk",
            "desk.request_type",
            "field.field",
            "field.field_option",
            "field.form_field",
            "workflow.status",
            "workflow.workflow_version",
            "ticket.ticket",
            "ticket.comment",
            "ticket.history",
            "ticket.participant",
            "ticket.watcher",
            "ticket.link",
            "ticket.tally",
            "attachment.attachment");

    /** What must not be, and how many of it there are. */
    private static final Map<String, String> NEVER = new LinkedHashMap<>();

    static {
        NEVER.put("a version that is missing in a history", """
                select count(*) from ticket.ticket t where t.version <> (select count(distinct h.ticket_version) from ticket.history h
                    where h.ticket_id = t.id) or t.version <> (select max(h.ticket_version) from ticket.history h where h.ticket_id = t.id)
                """);
        NEVER.put("an entry that is older than the one before it", """
                select count(*) from (select changed_at < lag(changed_at) over entries
                    or ticket_version < lag(ticket_version) over entries as wrong from ticket.history
                    window entries as (partition by ticket_id order by id)) each where wrong
                """);
        NEVER.put("an entry of one version with another time or person", """
                select count(*) from (select 1 from ticket.history group by ticket_id, ticket_version
                    having count(distinct (changed_at, person_id, channel)) > 1) each
                """);
        NEVER.put("an old value that was not the value before", """
                select count(*) from (select old_value is distinct from lag(new_value) over entries and ticket_version > 1
                    and lag(id) over entries is not null as wrong from ticket.history
                    where field not in ('created', 'comment', 'watcher', 'participant', 'link', 'attachment')
                    window entries as (partition by ticket_id, field order by id)) each where wrong
                """);
        NEVER.put("a value that was held since another time, or by another, than its history says", """
                select count(*) from (select h.ticket_version, h.held_since, h.held_by,
                        coalesce(lag(h.changed_at) over entries, t.created_at) at, coalesce(lag(h.person_id) over entries, t.created_by_id) person
                    from ticket.history h join ticket.ticket t on t.id = h.ticket_id
                    where h.field not in ('created', 'comment', 'watcher', 'participant', 'link', 'attachment')
                    window entries as (partition by h.ticket_id, h.field order by h.id)) each
                where case when ticket_version = 1 then held_since is not null
                    else (held_since, held_by) is distinct from (at, person) end
                """);
        NEVER.put("a person who was there since another time, or by another, than the history says", """
                select count(*) from (select h.held_since, h.held_by,
                        coalesce(case when h.old_value is null then lag(h.changed_at) over entries else lag(h.changed_at) over own end, t.created_at) at,
                        coalesce(case when h.old_value is null then lag(h.person_id) over entries else lag(h.person_id) over own end, t.created_by_id) person
                    from ticket.history h join ticket.ticket t on t.id = h.ticket_id
                    where h.field in ('watcher', 'participant')
                    window entries as (partition by h.ticket_id, h.field order by h.id),
                        own as (partition by h.ticket_id, h.field, coalesce(h.old_value, h.new_value) order by h.id)) each
                where (held_since, held_by) is distinct from (at, person)
                """);
        NEVER.put("a person who is there but went last, or is not but came last", """
                select count(*) from (select distinct on (ticket_id, field, person) ticket_id, field,
                        coalesce(old_value, new_value)::bigint person, new_value is not null came
                    from ticket.history where field in ('watcher', 'participant')
                    order by ticket_id, field, person, id desc) last
                where came <> exists (select from (select 'watcher' field, * from ticket.watcher union all select 'participant', * from ticket.participant) there
                    where there.field = last.field and there.ticket_id = last.ticket_id and there.person_id = last.person)
                """);
        NEVER.put("a ticket that is not what its history says last", """
                select count(*) from ticket.ticket t join lateral (select distinct on (field) field, new_value from ticket.history h
                    where h.ticket_id = t.id order by field, h.id desc) last on true
                where case last.field
                    when 'status' then to_jsonb(t.status_id) when 'priority' then to_jsonb(t.priority)
                    when 'assignee' then to_jsonb(t.assignee_id) when 'team' then to_jsonb(t.team_id)
                    when 'resolution' then to_jsonb(t.resolution) when 'labels' then to_jsonb(t.labels)
                    when 'due_date' then to_jsonb(t.due_date) when 'summary' then to_jsonb(t.summary)
                    when 'reporter' then to_jsonb(t.reporter_id)
                    else case when last.field like 'value:%' then t.field_values -> substr(last.field, 7) else last.new_value end
                    end is distinct from last.new_value
                """);
        NEVER.put("an end without a resolution, or a resolution without an end", """
                select count(*) from ticket.ticket where (status_category = 'done') <> (resolution is not null)
                    or (status_category = 'done') <> (resolved_at is not null)
                """);
        NEVER.put("a ticket that was changed at another time than its history says", """
                select count(*) from ticket.ticket t where (t.created_at, t.updated_at) is distinct from
                    (select (min(h.changed_at), max(h.changed_at)) from ticket.history h where h.ticket_id = t.id)
                """);
        NEVER.put("a step that the workflow does not have", """
                select count(*) from (select h.ticket_id, h.old_value, h.new_value from ticket.history h
                    where h.field = 'status' and h.old_value is not null) step
                join ticket.ticket t on t.id = step.ticket_id
                join workflow.workflow w on w.id = t.workflow_id
                join workflow.workflow_version v on v.workflow_id = w.id and v.number = w.published_version
                join workflow.status a on a.id = (step.old_value)::bigint
                join workflow.status b on b.id = (step.new_value)::bigint
                where not exists (select from jsonb_array_elements(v.definition -> 'transitions') transition
                    where transition ->> 'to' = b.key and transition -> 'from' ? a.key)
                """);
        NEVER.put("a status of another workflow or category", """
                select count(*) from ticket.ticket t join workflow.status s on s.id = t.status_id
                where s.workflow_id <> t.workflow_id or s.category <> t.status_category
                """);
        NEVER.put("a comment that its history does not know", """
                select count(*) from ticket.comment c full join (select ticket_id, (new_value ->> 'id')::bigint id from ticket.history
                    where field = 'comment') h on h.id = c.id and h.ticket_id = c.ticket_id where c.id is null or h.id is null
                """);
        NEVER.put("a tally that is not the count", """
                select count(*) from (select desk_id, status_category, assignee_id, sum(tickets) tickets from ticket.tally group by 1, 2, 3) a
                full join (select desk_id, status_category, assignee_id, count(*) tickets from ticket.ticket group by 1, 2, 3) b
                on a.desk_id = b.desk_id and a.status_category = b.status_category and a.assignee_id is not distinct from b.assignee_id
                where a.tickets is distinct from b.tickets
                """);
        NEVER.put("anything after the end of the three years", """
                select count(*) from ticket.history where changed_at > '2026-11-22 00:00+09'
                """);
        NEVER.put("a missing index or reference",
                "select count(*) from pg_index where not indisvalid or not indisready");
        NEVER.put("a trigger that is still off", "select count(*) from pg_trigger where tgenabled = 'D'");
    }

    private int passed;
    private int failed;

    private Check() {}

    public static void main(String[] arguments) throws Exception {
        Check check = new Check();
        Map<String, String> first = check.whole(Path.of(arguments[0]));
        check.same(first, Path.of(arguments[1]));
        System.out.printf("%d passed, %d failed%n", check.passed, check.failed);
        System.exit(check.failed == 0 ? 0 : 1);
    }

    private void expect(String what, boolean met) {
        if (met) {
            passed++;
        } else {
            failed++;
        }
        System.out.printf("%s  %s%n", met ? "ok    " : "FAILED", what);
    }

    private interface Work<T> {
        T with(Connection connection, Product product, Statement statement) throws Exception;
    }

    private static <T> T on(Path data, Work<T> work) throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (Server server = Server.start(data, port, List.of(), List.of("-Ddb-scheduler.enabled=false"));
                Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            return work.with(connection, new Product(port, SESSION), statement);
        }
    }

    private static Map<String, String> sums(Statement statement) throws SQLException {
        Map<String, String> sums = new LinkedHashMap<>();
        for (String table : TABLES) {
            // The administrator's password has its salt.
            String which = table.equals("people.person") ? " where password_hash is null" : "";
            try (ResultSet row = statement.executeQuery("select count(*) || ' rows, ' || coalesce(sum(hashtextextended(each::text, 0)::numeric), 0)"
                    + " from " + table + " each" + which)) {
                row.next();
                sums.put(table, row.getString(1));
            }
        }
        return sums;
    }

    private void same(Map<String, String> first, Path other) throws Exception {
        Map<String, String> second = on(other, (connection, product, statement) -> sums(statement));
        first.forEach((table, sum) -> expect("the same " + table + " twice: " + sum, sum.equals(second.get(table))));
    }

    private Map<String, String> whole(Path data) throws Exception {
        return on(data, (connection, product, statement) -> {
            Map<String, String> sums = sums(statement);
            for (Map.Entry<String, String> each : NEVER.entrySet()) {
                long found = Founding.number(statement, each.getValue());
                expect("never " + each.getKey() + (found == 0 ? "" : ": " + found), found == 0);
            }
            long tickets = Founding.number(statement, "select count(*) from ticket.ticket");
            expect("ten entries a ticket", Founding.number(statement, "select count(*) from ticket.history") >= 10 * tickets);
            texts(statement);
            opens(connection, product, statement);
            return sums;
        });
    }

    /** Stored texts are what the product makes of what people send. */
    private void texts(Statement statement) throws SQLException {
        List<String> wrong = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("select description, description_text from ticket.ticket where description <> ''"
                + " union all select body, body_text from ticket.comment")) {
            while (row.next()) {
                io.maru.platform.RichText kept = io.maru.platform.RichText.of(row.getString(1));
                if (!kept.html().equals(row.getString(1)) || !kept.text().equals(row.getString(2))) {
                    wrong.add(row.getString(1) + "\n  is kept as " + kept.html() + "\n  text " + row.getString(2) + "\n  is kept as " + kept.text());
                }
            }
        }
        wrong.stream().limit(3).forEach(System.out::println);
        expect("texts as the product keeps them", wrong.isEmpty());
    }

    private record Opened(String key, long reporter, long agent, String desk) {}

    private void opens(Connection connection, Product product, Statement statement) throws Exception {
        List<Opened> tickets = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("""
                select t.key, t.reporter_id, m.person_id, d.key from ticket.ticket t join desk.desk d on d.id = t.desk_id
                join lateral (select m.person_id from people.role_assignment a join people.group_member m on m.group_id = a.group_id
                    where a.role = 'agent' and a.desk_id = t.desk_id order by m.person_id limit 1) m on true
                order by t.id
                """)) {
            while (row.next()) {
                tickets.add(new Opened(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4)));
            }
        }
        int opened = 0;
        for (Opened ticket : tickets) {
            Product.signIn(connection, SESSION, ticket.agent());
            JsonNode view = product.get("/api/tickets/" + ticket.key());
            JsonNode history = product.get("/api/tickets/" + ticket.key() + "/history");
            Product.signIn(connection, SESSION, ticket.reporter());
            JsonNode request = product.get("/api/requests/" + ticket.key());
            if (view.path("key").asString().equals(ticket.key())
                    && !history.path("items").isEmpty()
                    && request.path("key").asString().equals(ticket.key())) {
                opened++;
            }
        }
        expect("the product opens " + opened + " of " + tickets.size() + " tickets for their agents and reporters", opened == tickets.size());
        Opened any = tickets.getFirst();
        Product.signIn(connection, SESSION, any.agent());
        String queues = "/api/desks/" + any.desk() + "/queues";
        expect("queues have their totals", !product.get(queues).isEmpty());
        expect("a page of resolved tickets", !product.get(queues + "/resolved/tickets").path("items").isEmpty());
        String file;
        try (ResultSet row = statement.executeQuery("""
                select f.id from attachment.attachment f join ticket.ticket t on t.id = f.owner_id join desk.desk d on d.id = t.desk_id
                where d.key = '%s' and f.content_type like 'text/%%' order by f.id limit 1
                """.formatted(any.desk()))) {
            file = row.next() ? row.getString(1) : "";
        }
        expect("a file is there with its bytes", !file.isEmpty() && !product.text("/api/attachments/" + file).isEmpty());
    }
}
