package io.maru.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;

/** The generated organisation: who asks, and what there is to ask for. */
final class Population {

    private static final int AGENTS = 50;
    private static final int CUSTOMERS = 2000;
    private static final int CUSTOMERS_SIGNED_IN = 400;

    private final String[] ticketKeys;
    private final String[] startedIncidents;
    private final String largestDesk;
    private final String request;
    private final Map<String, Long> counts;
    private final long comments;
    private final long historyEntries;
    private final String postgres;

    private Population(
            String[] ticketKeys,
            String[] startedIncidents,
            String largestDesk,
            String request,
            Map<String, Long> counts,
            long comments,
            long historyEntries,
            String postgres) {
        this.ticketKeys = ticketKeys;
        this.startedIncidents = startedIncidents;
        this.largestDesk = largestDesk;
        this.request = request;
        this.counts = counts;
        this.comments = comments;
        this.historyEntries = historyEntries;
        this.postgres = postgres;
    }

    /** Generates what is missing; the same number always gives the same tickets. */
    static Population prepare(Path data, Path sql, int tickets) throws IOException, SQLException {
        try (Connection connection = connect(data); Statement statement = connection.createStatement()) {
            if (number(statement, "select count(*) from ticket.ticket") < tickets) {
                System.out.printf("Generating %,d tickets …%n", tickets);
                statement.execute("select set_config('bench.tickets', '" + tickets + "', false),"
                        + " set_config('bench.agents', '" + AGENTS + "', false),"
                        + " set_config('bench.customers', '" + CUSTOMERS + "', false),"
                        + " set_config('bench.customers_signed_in', '" + CUSTOMERS_SIGNED_IN + "', false)");
                statement.execute(Files.readString(sql.resolve("generate.sql")));
                statement.execute(Files.readString(sql.resolve("approvals.sql")));
                statement.execute("vacuum (analyze)");
                statement.execute("checkpoint");
            }
            statement.execute("insert into people.session (token_hash, id, person_id, created_at, last_seen_at, expires_at, address, user_agent)"
                    + " select sha256(convert_to('" + Administrator.SESSION + "', 'UTF8')), gen_random_uuid(), id, now(), now(),"
                    + " now() + interval '10 days', '127.0.0.1', 'bench' from people.person where email = 'bench@example.com'"
                    + " on conflict (token_hash) do update set expires_at = excluded.expires_at");
            String desk = text(
                    statement,
                    "select d.key from desk.desk d join ticket.ticket t on t.desk_id = d.id group by d.key order by count(*) desc limit 1");
            Map<String, Long> counts = new HashMap<>();
            String of = "select count(*) from ticket.ticket t join desk.desk d on d.id = t.desk_id where d.key = '" + desk + "' and ";
            counts.put("unassigned", number(statement, of + "status_category <> 'done' and assignee_id is null"));
            counts.put("open", number(statement, of + "status_category <> 'done'"));
            counts.put("resolved", number(statement, of + "status_category = 'done'"));
            String[] keys = texts(statement, "select key from ticket.ticket order by id limit 200000");
            String[] startedIncidents = texts(
                    statement,
                    "select t.key from ticket.ticket t join workflow.status s on s.id = t.status_id"
                            + " where s.key = 'in_progress' and t.type = 'incident' order by t.id limit 20000");
            long requestType = number(
                    statement,
                    "select id from desk.request_type where name ->> 'en' = 'Report an incident' order by id limit 1");
            String request = "{\"requestTypeId\": " + requestType
                    + ", \"values\": {\"summary\": \"%s\", \"system\": \"mail\", \"impact\": \"person\", \"urgency\": \"medium\","
                    + " \"description\": \"<p>오늘 오전부터 메일이 보내지지 않습니다. It fails with error 0x80040115.</p>\"}}";
            return new Population(
                    keys,
                    startedIncidents,
                    desk,
                    request,
                    counts,
                    number(statement, "select count(*) from ticket.comment"),
                    number(statement, "select count(*) from ticket.history"),
                    text(statement, "show server_version"));
        }
    }

    private static long number(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static String[] texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts.toArray(String[]::new);
    }

    /** Makes every ticket of the data an incident that is in progress and that nobody decides about. */
    static void startAll(Path data) throws IOException, SQLException {
        try (Connection connection = connect(data); Statement statement = connection.createStatement()) {
            statement.execute("update ticket.ticket t set type = 'incident', workflow_id = s.workflow_id, status_id = s.id,"
                    + " status_category = s.category, resolution = null, resolved_at = null"
                    + " from workflow.status s join workflow.ticket_type_workflow w on w.workflow_id = s.workflow_id"
                    + " where w.desk_id = t.desk_id and w.ticket_type = 'incident' and s.key = 'in_progress'");
            statement.execute("truncate approval.round, approval.step, approval.vote, approval.link");
            statement.execute("vacuum (analyze) ticket.ticket");
        }
    }

    private static Connection connect(Path data) throws IOException, SQLException {
        Properties database = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("database.properties"))) {
            database.load(reader);
        }
        return DriverManager.getConnection(
                database.getProperty("database-url"),
                database.getProperty("database-user"),
                database.getProperty("database-password"));
    }

    int tickets() {
        return ticketKeys.length;
    }

    long comments() {
        return comments;
    }

    long historyEntries() {
        return historyEntries;
    }

    String postgres() {
        return postgres;
    }

    String largestDesk() {
        return largestDesk;
    }

    long count(String queue) {
        return counts.getOrDefault(queue, 0L);
    }

    String ticketKey(SplittableRandom random) {
        return ticketKeys[random.nextInt(ticketKeys.length)];
    }

    String startedIncident(SplittableRandom random) {
        return startedIncidents[random.nextInt(startedIncidents.length)];
    }

    String agentSession(int client) {
        return "bench-agent-" + (client % AGENTS + 1);
    }

    String customerSession(SplittableRandom random) {
        return "bench-customer-" + (random.nextInt(CUSTOMERS_SIGNED_IN) + 1);
    }

    String newRequest(SplittableRandom random) {
        return request.formatted("메일이 보내지지 않아요 " + random.nextInt(1_000_000));
    }
}
