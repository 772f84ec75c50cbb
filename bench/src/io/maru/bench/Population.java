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
    private final String largestDesk;
    private final String request;
    private final Map<String, Long> counts;
    private final long comments;
    private final long historyEntries;
    private final String postgres;

    private Population(
            String[] ticketKeys,
            String largestDesk,
            String request,
            Map<String, Long> counts,
            long comments,
            long historyEntries,
            String postgres) {
        this.ticketKeys = ticketKeys;
        this.largestDesk = largestDesk;
        this.request = request;
        this.counts = counts;
        this.comments = comments;
        this.historyEntries = historyEntries;
        this.postgres = postgres;
    }

    /** Generates what is missing; the same number always gives the same tickets. */
    static Population prepare(Path data, Path sql, int tickets) throws IOException, SQLException {
        Properties database = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("database.properties"))) {
            database.load(reader);
        }
        try (Connection connection = DriverManager.getConnection(
                        database.getProperty("database-url"),
                        database.getProperty("database-user"),
                        database.getProperty("database-password"));
                Statement statement = connection.createStatement()) {
            if (number(statement, "select count(*) from ticket.ticket") < tickets) {
                System.out.printf("Generating %,d tickets …%n", tickets);
                statement.execute("select set_config('bench.tickets', '" + tickets + "', false),"
                        + " set_config('bench.agents', '" + AGENTS + "', false),"
                        + " set_config('bench.customers', '" + CUSTOMERS + "', false),"
                        + " set_config('bench.customers_signed_in', '" + CUSTOMERS_SIGNED_IN + "', false)");
                statement.execute(Files.readString(sql.resolve("generate.sql")));
                statement.execute("vacuum (analyze)");
                statement.execute("checkpoint");
            }
            String desk = text(
                    statement,
                    "select d.key from desk.desk d join ticket.ticket t on t.desk_id = d.id group by d.key order by count(*) desc limit 1");
            Map<String, Long> counts = new HashMap<>();
            String of = "select count(*) from ticket.ticket t join desk.desk d on d.id = t.desk_id where d.key = '" + desk + "' and ";
            counts.put("unassigned", number(statement, of + "status_category <> 'done' and assignee_id is null"));
            counts.put("open", number(statement, of + "status_category <> 'done'"));
            counts.put("resolved", number(statement, of + "status_category = 'done'"));
            List<String> keys = new java.util.ArrayList<>();
            try (ResultSet rows = statement.executeQuery("select key from ticket.ticket order by id limit 200000")) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            long requestType = number(
                    statement,
                    "select id from desk.request_type where name ->> 'en' = 'Report an incident' order by id limit 1");
            String request = "{\"requestTypeId\": " + requestType
                    + ", \"values\": {\"summary\": \"%s\", \"system\": \"mail\", \"impact\": \"person\", \"urgency\": \"medium\","
                    + " \"description\": \"<p>오늘 오전부터 메일이 보내지지 않습니다. It fails with error 0x80040115.</p>\"}}";
            return new Population(
                    keys.toArray(String[]::new),
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
