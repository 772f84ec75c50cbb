package io.maru.bench;

import io.maru.generate.Generate;
import io.maru.generate.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The generated organisation: who asks, and what there is to ask for. */
final class Population {

    private static final int AGENTS = 50;
    private static final int CUSTOMERS = 400;
    private static final int UNDER = 10_000;

    /** A request, and the session of its reporter. */
    record Own(String key, String session) {}

    /** A ticket as it was when it was looked at. */
    record Started(String key, long version) {}

    private final String largestDesk;
    private final String smallDesk;
    private final String[] ticketKeys;
    private final List<Started> startedIncidents = new ArrayList<>();
    private final List<Own> ownRequests = new ArrayList<>();
    private final long[] people;
    private final int agents;
    private final int customers;
    private final String request;
    private final String sizes;
    private final boolean administrator;

    /**
     * Signs in those who are going to ask.
     *
     * @param administrator whether questions are asked by somebody who works on all desks
     */
    Population(Path data, boolean administrator) throws IOException, SQLException {
        this.administrator = administrator;
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            Product.signIn(
                    connection,
                    Administrator.SESSION,
                    number(statement, "select id from people.person where email = 'bench@example.com'"));
            long large = number(statement, "select desk_id from ticket.tally group by desk_id order by sum(tickets) desc limit 1");
            long small = number(statement, "select desk_id from ticket.tally where desk_id <> " + large
                    + " group by desk_id having sum(tickets) < " + UNDER + " order by sum(tickets) desc limit 1");
            largestDesk = text(statement, "select key from desk.desk where id = " + large);
            smallDesk = text(statement, "select key from desk.desk where id = " + small);
            // Those of the largest desk help out on a smaller one.
            statement.execute("insert into people.role_assignment (role, group_id, desk_id, assigned_at)"
                    + " select 'agent', group_id, " + small + ", now() from people.role_assignment where desk_id = " + large
                    + " and role = 'agent' and group_id is not null on conflict do nothing");
            long[] agentIds = numbers(statement, "select m.person_id from people.group_member m join people.role_assignment a"
                    + " on a.group_id = m.group_id where a.desk_id = " + large + " and a.role = 'agent' order by 1 limit " + AGENTS);
            agents = agentIds.length;
            for (int i = 0; i < agents; i++) {
                Product.signIn(connection, "bench-agent-" + i, agentIds[i]);
            }
            long[] customerIds = numbers(statement, "select reporter_id from (select reporter_id from ticket.ticket where channel = 'portal'"
                    + " and desk_id = " + large + " order by id desc limit 20000) latest where reporter_id <> all(array"
                    + Arrays.toString(agentIds) + "::bigint[]) group by reporter_id order by hashint8(reporter_id) limit "
                    + CUSTOMERS);
            customers = customerIds.length;
            for (int i = 0; i < customers; i++) {
                Product.signIn(connection, "bench-customer-" + i, customerIds[i]);
                for (String key : texts(statement, "select key from ticket.ticket where desk_id = " + large + " and reporter_id = "
                        + customerIds[i] + " order by updated_at desc limit 20")) {
                    ownRequests.add(new Own(key, "bench-customer-" + i));
                }
            }
            people = numbers(statement, "select id from people.person where active order by id desc limit 5000");
            sizes = "%s with %,d open and %,d resolved, %s with %,d open".formatted(
                    largestDesk,
                    tally(statement, large, "<> 'done'"),
                    tally(statement, large, "= 'done'"),
                    smallDesk,
                    tally(statement, small, "<> 'done'"));
            ticketKeys = texts(statement, "select key from ticket.ticket where desk_id = " + large + " order by id limit 200000")
                    .toArray(String[]::new);
            try (ResultSet row = statement.executeQuery("select t.key, t.version from ticket.ticket t join workflow.status s"
                    + " on s.id = t.status_id where s.key = 'in_progress' and t.type = 'incident' and t.desk_id = " + large
                    + " order by t.id limit 20000")) {
                while (row.next()) {
                    startedIncidents.add(new Started(row.getString(1), row.getLong(2)));
                }
            }
            request = request(number(statement, "select id from desk.request_type where name ->> 'en' = 'Report an incident'"
                    + " and desk_id = " + large));
        }
    }

    private static String request(long requestType) {
        return "{\"requestTypeId\": " + requestType
                + ", \"values\": {\"summary\": \"%s\", \"system\": \"mail\", \"impact\": \"person\", \"urgency\": \"medium\","
                + " \"description\": \"<p>오늘 오전부터 메일이 보내지지 않습니다. It fails with error 0x80040115.</p>\"}}";
    }

    /** What the data holds, for the head of the figures. */
    static String facts(Path data) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            return "%,d tickets (%,d open), %,d comments, %,d history entries, %,d people, %,d desks; PostgreSQL %s; database %,d MB"
                    .formatted(
                            number(statement, "select count(*) from ticket.ticket"),
                            number(statement, "select count(*) from ticket.ticket where status_category <> 'done'"),
                            number(statement, "select count(*) from ticket.comment"),
                            number(statement, "select count(*) from ticket.history"),
                            number(statement, "select count(*) from people.person"),
                            number(statement, "select count(*) from desk.desk"),
                            text(statement, "show server_version"),
                            number(statement, "select pg_database_size(current_database()) / 1000000"));
        }
    }

    /** Whether the server still makes of the tickets what it makes by itself, which others would wait for. */
    static boolean isBeingPrepared(Path data) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            return number(statement, "select count(*) from field.field where index_state in ('waiting', 'building')") > 0
                    || number(statement, "select count(to_regclass('search.document'))") > 0
                            && number(statement, "select (select count(*) from search.stale) + (select count(*) from ticket.ticket)"
                                    + " - (select count(*) from search.document)") > 0
                    || number(statement, "select count(to_regclass('sla.recalculation'))") > 0
                            && number(statement, "select count(*) from sla.recalculation where state = 'running'") > 0;
        }
    }

    /** Lets every ticket have been approved by two agents, once. */
    static void approve(Path data, Path sql) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            if (number(statement, "select count(*) from (select from approval.round limit 1) any_of_them") == 0) {
                System.out.println("Generating approvals …");
                statement.execute(Files.readString(sql.resolve("approvals.sql")));
                statement.execute("vacuum (analyze) approval.round, approval.step, approval.vote");
            }
        }
    }

    /** Lets tickets have been measured by the policies of their desks that are done, and those that nobody measures yet. */
    static void measure(Path data, Path sql) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            if (number(statement, "select count(*) from (select from sla.clock c join ticket.ticket t on t.id = c.ticket_id"
                            + " where t.status_category = 'done' limit 1) any_of_them") == 0) {
                System.out.println("Generating clocks …");
                statement.execute(Files.readString(sql.resolve("clocks.sql")));
                statement.execute("vacuum (analyze) sla.clock");
            }
        }
    }

    /** Makes every ticket of the data an incident that is in progress and that nobody decides about. */
    static void startAll(Path data) throws IOException, SQLException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            statement.execute("update ticket.ticket t set type = 'incident', workflow_id = s.workflow_id, status_id = s.id,"
                    + " status_category = s.category, resolution = null, resolved_at = null"
                    + " from workflow.status s join workflow.ticket_type_workflow w on w.workflow_id = s.workflow_id"
                    + " where w.desk_id = t.desk_id and w.ticket_type = 'incident' and s.key = 'in_progress'");
            statement.execute("truncate approval.round, approval.step, approval.vote, approval.link");
            statement.execute("vacuum (analyze) ticket.ticket");
        }
    }

    private static long tally(Statement statement, long desk, String category) throws SQLException {
        return number(statement, "select coalesce(sum(tickets), 0) from ticket.tally where desk_id = " + desk
                + " and status_category " + category);
    }

    static long number(Statement statement, String sql) throws SQLException {
        return numbers(statement, sql)[0];
    }

    private static long[] numbers(Statement statement, String sql) throws SQLException {
        return texts(statement, sql).stream().mapToLong(Long::parseLong).toArray();
    }

    private static String text(Statement statement, String sql) throws SQLException {
        return texts(statement, sql).getFirst();
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** How long the queues are that are asked for. */
    String sizes() {
        return sizes;
    }

    String largestDesk() {
        return largestDesk;
    }

    String smallDesk() {
        return smallDesk;
    }

    String ticketKey(SplittableRandom random) {
        return ticketKeys[random.nextInt(ticketKeys.length)];
    }

    Started startedIncident(SplittableRandom random) {
        return startedIncidents.get(random.nextInt(startedIncidents.size()));
    }

    Own ownRequest(SplittableRandom random) {
        return ownRequests.get(random.nextInt(ownRequests.size()));
    }

    long anybody(SplittableRandom random) {
        return people[random.nextInt(people.length)];
    }

    String agentSession(int client) {
        return "bench-agent-" + client % agents;
    }

    /** Of those who ask questions. */
    String querySession(int client) {
        return administrator ? Administrator.SESSION : agentSession(client);
    }

    String customerSession(SplittableRandom random) {
        return "bench-customer-" + random.nextInt(customers);
    }

    String newRequest(SplittableRandom random) {
        return request.formatted("메일이 보내지지 않아요 " + random.nextInt(1_000_000));
    }
}
