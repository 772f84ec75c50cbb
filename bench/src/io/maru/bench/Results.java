package io.maru.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was measured, as a table for people and as JSON for the next time. */
final class Results {

    private static final JsonMapper JSON = new JsonMapper();

    /** @param costs processor milliseconds of one request: server, database, client; empty where others ran at the same time */
    record Row(
            String name, int clients, int count, int failed, double perSecond, double p50, double p95, double p99, String costs) {

        static Row of(String name, int clients, Samples samples, String costs) {
            return new Row(
                    name,
                    clients,
                    samples.count(),
                    samples.failed(),
                    samples.perSecond(),
                    samples.percentile(50),
                    samples.percentile(95),
                    samples.percentile(99),
                    costs);
        }

        private String title() {
            return name + " @" + clients;
        }
    }

    private final List<Row> rows = new ArrayList<>();
    private final List<Plans.Plan> plans = new ArrayList<>();
    private final Map<String, Object> facts = new LinkedHashMap<>();

    static void printHead() {
        System.out.printf(
                "%-42s %8s %8s %10s %9s %9s %9s %8s   %s%n",
                "", "clients", "count", "per second", "p50 ms", "p95 ms", "p99 ms", "failed", "processor ms: server, database, client");
    }

    void add(Row row) {
        rows.add(row);
        System.out.printf(
                Locale.ROOT,
                "%-42s %8s %8d %10.1f %9.2f %9.2f %9.2f %8d   %s%n",
                row.name(),
                row.clients() == 0 ? "" : row.clients(),
                row.count(),
                row.perSecond(),
                row.p50(),
                row.p95(),
                row.p99(),
                row.failed(),
                row.costs());
    }

    /** Says something beside the rows. */
    void note(String name, Object value) {
        facts.put(name, value);
        System.out.printf("%s: %s%n", name, value);
    }

    void plans(List<Plans.Plan> asked) {
        plans.addAll(asked);
    }

    void write(Path file) throws IOException {
        Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("facts", facts, "rows", rows, "plans", plans)) + "\n");
    }

    /** The 95th percentiles beside those of an earlier run. */
    void compare(Path earlier) throws IOException {
        Map<String, Double> before = new LinkedHashMap<>();
        for (JsonNode row : JSON.readTree(Files.readString(earlier)).path("rows")) {
            before.put(
                    row.path("name").asString() + " @" + row.path("clients").asInt(),
                    row.path("p95").asDouble());
        }
        System.out.printf("%n%-50s %12s %9s %8s%n", "p95 ms, compared with " + earlier.getFileName(), "before", "now", "times");
        for (Row row : rows) {
            Double then = before.get(row.title());
            System.out.printf(
                    Locale.ROOT,
                    "%-50s %12s %9.2f %8s%n",
                    row.title(),
                    then == null ? "-" : "%.2f".formatted(then),
                    row.p95(),
                    then == null ? "" : "%.2f".formatted(row.p95() / then));
        }
    }

    /** How much more a request costs with more data: the 95th percentiles of the same rows. */
    static void printGrowth(Map<Integer, Results> bySize) {
        List<Integer> sizes = List.copyOf(bySize.keySet());
        System.out.printf("%n%-50s", "growth of p95 ms");
        sizes.forEach(size -> System.out.printf("%,14d", size));
        System.out.printf("%8s%n", "times");
        for (Row row : bySize.get(sizes.getFirst()).rows) {
            System.out.printf("%-50s", row.title());
            double last = row.p95();
            for (int size : sizes) {
                last = bySize.get(size).p95(row.title());
                System.out.printf(Locale.ROOT, "%14.2f", last);
            }
            System.out.printf(Locale.ROOT, "%8.2f%n", last / row.p95());
        }
    }

    private double p95(String title) {
        return rows.stream().filter(row -> row.title().equals(title)).mapToDouble(Row::p95).findFirst().orElse(Double.NaN);
    }
}
