package io.maru.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How PostgreSQL went about what it was asked: each statement's plan with what it really read, written to its log by
 * {@code auto_explain}. A question is conspicuous when it reads a large table from end to end.
 */
final class Plans {

    /** A table that is read from end to end may have as many rows as this. */
    private static final long SMALL_TABLE = 100_000;

    private static final String SETTINGS = """
            # Written by ./maru bench --plans yes, which takes it away again.
            session_preload_libraries = 'auto_explain'
            auto_explain.log_min_duration = 0
            auto_explain.log_analyze = on
            auto_explain.log_timing = off
            auto_explain.log_buffers = on
            auto_explain.log_format = json
            """;

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What one question cost.
     *
     * @param buffers pages of eight kilobytes that were looked at
     * @param scans what was walked, with the number of rows that were read there, in all statements together
     * @param wholeTables large tables that were read from end to end
     */
    record Plan(String name, long buffers, Map<String, Long> scans, List<String> wholeTables) {

        private String written() {
            return "%-52s %8d   %s%s".formatted(
                    name,
                    buffers,
                    scans.entrySet().stream()
                            .map(scan -> scan.getKey() + " " + scan.getValue())
                            .collect(Collectors.joining(", ")),
                    wholeTables.isEmpty() ? "" : "   WHOLE TABLE: " + String.join(", ", wholeTables));
        }
    }

    private final Path folder;
    private long read;

    private Plans(Path folder) {
        this.folder = folder;
    }

    /** Lets the embedded database of a data folder tell its plans from its next start on. */
    static void wanted(Path data) throws IOException {
        Path settings = settings(data);
        if (Files.exists(settings) && !Files.readString(settings).equals(SETTINGS)) {
            throw new IllegalStateException(settings + " has settings of somebody else");
        }
        Files.writeString(settings, SETTINGS);
    }

    static void wantedNoMore(Path data) throws IOException {
        Files.deleteIfExists(settings(data));
    }

    private static Path settings(Path data) {
        return data.resolve("postgres/local.conf");
    }

    /** Asks each question once and prints what was walked for it. */
    static void ask(Path data, int port, List<Scenario> questions, Results results) throws Exception {
        Plans plans = new Plans(data.resolve("postgres/log"));
        List<Plan> all = new ArrayList<>();
        System.out.printf("%-52s %8s   %s%n", "", "buffers", "walked, and rows read there");
        try (Connection connection = new Connection(port)) {
            for (Scenario question : questions) {
                // The first time, the server also asks for what it then keeps in mind.
                connection.send(question.request(0, 0));
                plans.news();
                connection.send(question.request(0, 0));
                Plan plan = plan(question.name(), plans.news());
                all.add(plan);
                System.out.println(plan.written());
            }
        }
        long conspicuous = all.stream().filter(plan -> !plan.wholeTables().isEmpty()).count();
        System.out.println();
        results.plans(all);
        results.note("questions that read a whole table of more than %,d rows".formatted(SMALL_TABLE), conspicuous + " of " + all.size());
    }

    private static Plan plan(String name, List<JsonNode> statements) {
        long buffers = 0;
        Map<String, Long> scans = new LinkedHashMap<>();
        List<String> whole = new ArrayList<>();
        for (JsonNode statement : statements) {
            JsonNode top = statement.path("Plan");
            buffers += top.path("Shared Hit Blocks").asLong() + top.path("Shared Read Blocks").asLong();
            nodes(top).forEach(node -> {
                String type = node.path("Node Type").asString();
                if (!type.contains("Scan") || !node.has("Relation Name") && !node.has("Index Name")) {
                    return;
                }
                long rows = rows(node);
                boolean sequential = type.equals("Seq Scan");
                String table = node.path("Relation Name").asString("");
                scans.merge(sequential ? table : node.path("Index Name").asString(table), rows, Long::sum);
                if (sequential && rows > SMALL_TABLE) {
                    whole.add(table);
                }
            });
        }
        return new Plan(name, buffers, scans, whole);
    }

    private static long rows(JsonNode node) {
        double each = node.path("Actual Rows").asDouble()
                + node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        return Math.round(each * node.path("Actual Loops").asDouble());
    }

    private static Stream<JsonNode> nodes(JsonNode node) {
        return Stream.concat(Stream.of(node), node.path("Plans").valueStream().flatMap(Plans::nodes));
    }

    /** The plans of statements about tickets that were written since the last look. */
    private List<JsonNode> news() throws Exception {
        Path log;
        try (Stream<Path> logs = Files.list(folder)) {
            log = logs.max((one, other) -> Long.compare(one.toFile().lastModified(), other.toFile().lastModified()))
                    .orElseThrow();
        }
        long size = -1;
        while (size != Files.size(log)) {
            size = Files.size(log);
            TimeUnit.MILLISECONDS.sleep(100);
        }
        byte[] written = new byte[(int) Math.max(0, size - read)];
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            file.seek(read);
            file.readFully(written);
        }
        read = size;
        List<JsonNode> plans = new ArrayList<>();
        StringBuilder plan = null;
        for (String line : new String(written, StandardCharsets.UTF_8).split("\n")) {
            if (line.startsWith("\t") && plan != null) {
                plan.append(line.strip()).append('\n');
                continue;
            }
            add(plans, plan);
            plan = line.toLowerCase(Locale.ROOT).contains("plan:") ? new StringBuilder() : null;
        }
        add(plans, plan);
        return plans;
    }

    private static void add(List<JsonNode> plans, StringBuilder plan) {
        if (plan != null) {
            JsonNode read = JSON.readTree(plan.toString());
            if (read.path("Query Text").asString().contains("\"ticket\".")) {
                plans.add(read);
            }
        }
    }
}
