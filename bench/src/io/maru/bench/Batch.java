package io.maru.bench;

import io.maru.generate.Generate;
import io.maru.generate.Product;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * What is done once for many: how long it takes and how much memory the server has meanwhile.
 *
 * @param each what there are many of
 * @param before the same for fewer, so that the server's compiler is done with most of its work
 */
record Batch(String name, String each, Work before, Work work) {

    private static final int CHANGED = 20_000;
    private static final String POLICY = "Bench";

    /** The calendar of working days that every installation begins with. */
    private static final int WEEKDAYS = 2;

    /** How many, and how large the file is in which they are; 0 bytes where there is none. */
    private record Done(long number, long bytes) {}

    private interface Work {
        Done on(Product product) throws IOException, InterruptedException;
    }

    static List<Batch> all(Population population, Path data, int port) {
        String desk = population.largestDesk();
        return List.of(
                new Batch("bulk change", "tickets", product -> change(product, desk)),
                new Batch("export csv", "tickets", product -> export(product, "csv")),
                new Batch("export xlsx", "tickets", product -> export(product, "xlsx")),
                new Batch("sla simulation", "tickets", Batch::simulate),
                new Batch("sla recalculation", "tickets", Batch::recalculate),
                new Batch("sla breaches", "tickets", product -> breach(data)),
                new Batch("mail in", "mails", product -> file(product, data, port, desk, 4_000), product ->
                        file(product, data, port, desk, 10_000)),
                new Batch("rule runs", "runs", product -> runRules(product, data, desk, 4_000), product ->
                        runRules(product, data, desk, 6_000)));
    }

    private Batch(String name, String each, Work work) {
        this(name, each, product -> new Done(0, 0), work);
    }

    private static Done file(Product product, Path data, int port, String desk, int mails)
            throws IOException, InterruptedException {
        return new Done(Following.file(product, data, port, desk, mails), 0);
    }

    private static Done runRules(Product product, Path data, String desk, int runs)
            throws IOException, InterruptedException {
        return new Done(Following.runRules(product, data, desk, runs), 0);
    }

    void measure(Server server, int port, Results results) throws IOException, InterruptedException {
        Product product = new Product(port, Administrator.SESSION);
        before.on(product);
        server.forgetMostResident();
        long before = server.residentMegabytes();
        Processors used = server.processors();
        long began = System.nanoTime();
        Done done = work.on(product);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        double seconds = took.toNanos() / 1e9;
        results.note(
                name,
                String.format(
                        Locale.ROOT,
                        "%,d %s in %.1f s, %,.0f a second%s; server %d MB resident before, at most %d; processor ms each:"
                                + " server, database, client %s",
                        done.number(),
                        each,
                        seconds,
                        done.number() / seconds,
                        done.bytes() == 0 ? "" : String.format(Locale.ROOT, ", %.1f MB", done.bytes() / 1e6),
                        before,
                        server.mostResidentMegabytes(),
                        server.processors().since(used).each((int) done.number())));
    }

    /** The oldest tickets of a desk get a label that none of them has. */
    private static Done change(Product product, String desk) throws IOException, InterruptedException {
        JsonNode job = product.post(
                "/api/bulk-changes",
                Map.of(
                        "tickets", Map.of("query", "key <= " + desk + "-" + CHANGED),
                        "changes", Map.of("addLabels", List.of("bulk-" + System.currentTimeMillis()))));
        String address = "/api/bulk-changes/" + job.path("id").asLong();
        while (job.path("state").asString().equals("running")) {
            TimeUnit.MILLISECONDS.sleep(250);
            job = product.get(address);
        }
        long changed = job.path("changed").asLong();
        if (changed != job.path("tickets").asLong()) {
            throw new IllegalStateException("Not all were changed: " + job);
        }
        return new Done(changed, 0);
    }

    /** All tickets with the columns that a list usually has. */
    private static Done export(Product product, String format) throws IOException, InterruptedException {
        long tickets = product.post("/api/queries/count", Map.of("query", "")).path("count").asLong();
        try (InputStream file = product.open("/api/queries/export?query=&format=" + format)) {
            byte[] part = new byte[1 << 16];
            long bytes = 0;
            for (int read = file.read(part); read >= 0; read = file.read(part)) {
                bytes += read;
            }
            return new Done(tickets, bytes);
        }
    }

    /** A draft over all tickets of all desks, as somebody does who changes a policy of the installation. */
    private static Done simulate(Product product) throws IOException, InterruptedException {
        String policy = policy(product);
        JsonNode run = product.post(
                "/api/sla/simulations",
                Map.of(
                        "policyId", Long.parseLong(policy.substring(policy.lastIndexOf('/') + 1)),
                        "from", "2000-01-01T00:00:00Z",
                        "to", "2100-01-01T00:00:00Z"));
        return awaited(product, "/api/sla/simulations/" + run.path("id").asLong());
    }

    /** The promises of all clocks that run are broken at one instant; done is when the last of them was noticed. */
    private static Done breach(Path data) throws IOException, InterruptedException {
        try (Connection connection = Generate.embedded(data);
                Statement statement = connection.createStatement()) {
            long clocks = statement.executeUpdate("update sla.clock set goal = 0, target = null, due_by = now() + interval '2 seconds',"
                    + " due_at = now() + interval '2 seconds', next_at = now() + interval '2 seconds', breached = false, reached = '[]'"
                    + " where mode = 'running'");
            long noticed = 0;
            while (noticed < clocks) {
                TimeUnit.MILLISECONDS.sleep(100);
                noticed = Population.number(
                        statement,
                        "select count(*) from sla.clock where mode = 'running' and reached @> '[{\"threshold\": \"share:100\"}]'");
            }
            if (Population.number(statement, "select count(*) from sla.clock where mode = 'running' and jsonb_array_length("
                            + "jsonb_path_query_array(reached, '$[*] ? (@.threshold == \"share:100\")')) <> 1")
                    > 0) {
                throw new IllegalStateException("A breach was noticed twice");
            }
            return new Done(clocks, 0);
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    /** The draft put in force: the clocks of all open tickets begin, or are counted anew. */
    private static Done recalculate(Product product) throws IOException, InterruptedException {
        String policy = policy(product);
        JsonNode draft = product.get(policy + "/draft");
        JsonNode saved = product.ask("PUT", policy + "/draft", draft.path("version").asString(), draft.path("definition"));
        product.ask("POST", policy + "/publication", saved.path("version").asString(), Map.of("note", "bench"));
        return awaited(product, policy + "/recalculation");
    }

    private static Done awaited(Product product, String address) throws IOException, InterruptedException {
        JsonNode state = product.get(address);
        while (state.path("state").asString().equals("running")) {
            TimeUnit.MILLISECONDS.sleep(250);
            state = product.get(address);
        }
        return new Done(state.path("done").asLong(), 0);
    }

    /** The address of a policy of the installation that measures the tickets of all desks. */
    private static String policy(Product product) throws IOException, InterruptedException {
        for (JsonNode each : product.get("/api/sla/policies")) {
            if (each.at("/name/en").asString("").equals(POLICY)) {
                return "/api/sla/policies/" + each.path("id").asLong();
            }
        }
        JsonNode made = product.post(
                "/api/sla/policies",
                Map.of("name", Map.of("en", POLICY), "template", "resolution", "calendarId", WEEKDAYS));
        String address = "/api/sla/policies/" + made.path("id").asLong();
        List<String> desks = product.get("/api/desks")
                .valueStream()
                .map(desk -> desk.path("key").asString())
                .toList();
        product.ask("PATCH", address, made.path("version").asString(), Map.of("deskKeys", desks));
        return address;
    }
}
