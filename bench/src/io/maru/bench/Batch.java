package io.maru.bench;

import io.maru.generate.Product;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What is done once for many tickets: how long it takes and how much memory the server has meanwhile. */
record Batch(String name, Work work) {

    private static final int CHANGED = 20_000;

    /** How many tickets, and how large the file is in which they are; 0 bytes where there is none. */
    private record Done(long tickets, long bytes) {}

    private interface Work {
        Done on(Product product) throws IOException, InterruptedException;
    }

    static List<Batch> all(Population population) {
        Batch bulk = new Batch("bulk change", product -> change(product, population.largestDesk()));
        return Stream.concat(
                        Stream.of(bulk),
                        Stream.of("csv", "xlsx").map(format -> new Batch("export " + format, product -> export(product, format))))
                .toList();
    }

    void measure(Server server, int port, Results results) throws IOException, InterruptedException {
        Product product = new Product(port, Administrator.SESSION);
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
                        "%,d tickets in %.1f s, %,.0f a second%s; server %d MB resident before, at most %d; processor ms a ticket:"
                                + " server, database, client %s",
                        done.tickets(),
                        seconds,
                        done.tickets() / seconds,
                        done.bytes() == 0 ? "" : String.format(Locale.ROOT, ", %.1f MB", done.bytes() / 1e6),
                        before,
                        server.mostResidentMegabytes(),
                        server.processors().since(used).each((int) done.tickets())));
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
}
