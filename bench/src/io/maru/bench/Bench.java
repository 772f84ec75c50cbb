package io.maru.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fills a database of its own with generated tickets, starts the packaged server on it, and asks over HTTP as agents and
 * customers do. Prints a table; the options are at the end of {@code docs/performance.md}.
 */
final class Bench {

    private final Map<String, String> options;

    private Bench(Map<String, String> options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of(
                "--tickets", "100000", "--seconds", "10", "--clients", "1,8", "--port", "18990", "--data", "", "--only", "", "--publish", "no"));
        for (int index = 0; index + 1 < arguments.length; index += 2) {
            if (!options.containsKey(arguments[index]) && !arguments[index].equals("--home")) {
                System.err.println("Unknown option " + arguments[index] + "; there are " + options.keySet());
                System.exit(2);
            }
            options.put(arguments[index], arguments[index + 1]);
        }
        new Bench(options).run();
    }

    private void run() throws Exception {
        Path home = Path.of(options.get("--home"));
        Path data = options.get("--data").isEmpty()
                ? home.resolve("target/data-" + options.get("--tickets") + (options.get("--publish").equals("yes") ? "-publish" : ""))
                : Path.of(options.get("--data"));
        int port = Integer.parseInt(options.get("--port"));
        Files.createDirectories(data);
        try (Server server = Server.start(data, port, home.resolve("setup.yaml"))) {
            Population population =
                    Population.prepare(data, home.resolve("sql"), Integer.parseInt(options.get("--tickets")));
            System.out.printf(
                    "%n%,d tickets, %,d comments, %,d history entries; PostgreSQL %s; Java %s; %d processors%n%n",
                    population.tickets(),
                    population.comments(),
                    population.historyEntries(),
                    population.postgres(),
                    Runtime.version().feature(),
                    Runtime.getRuntime().availableProcessors());
            Administrator administrator = new Administrator(port, population.largestDesk());
            administrator.addTransitionWithTenRules();
            if (options.get("--publish").equals("yes")) {
                publish(port, data, administrator, Scenario.all(population));
                return;
            }
            List<Scenario> scenarios = Scenario.all(population).stream()
                    .filter(scenario -> scenario.name().contains(options.get("--only")))
                    .toList();
            for (Scenario scenario : scenarios) {
                measure(port, scenario, 8, Duration.ofSeconds(seconds()));
            }
            System.out.printf(
                    "%-34s %8s %10s %9s %9s %9s %9s   %s%n",
                    "",
                    "clients",
                    "per second",
                    "p50 ms",
                    "p95 ms",
                    "p99 ms",
                    "failed",
                    "processor ms: server, database, client");
            for (Scenario scenario : scenarios) {
                for (String clients : options.get("--clients").split(",")) {
                    Processors before = server.processors();
                    Samples samples = measure(
                            port, scenario, Integer.parseInt(clients.strip()), Duration.ofSeconds(seconds()));
                    System.out.printf(
                            "%-34s %8s %10.0f %9.2f %9.2f %9.2f %9d   %s%n",
                            scenario.name(),
                            clients.strip(),
                            samples.perSecond(),
                            samples.percentile(50),
                            samples.percentile(95),
                            samples.percentile(99),
                            samples.failed(),
                            server.processors().since(before).each(samples.count()));
                }
            }
            System.out.printf("%nServer: %d MB resident, at most %d MB%n", server.residentMegabytes(), server.mostResidentMegabytes());
        }
    }

    /** Takes a status away that every ticket is in, while four clients go on working. */
    private void publish(int port, Path data, Administrator administrator, List<Scenario> scenarios) throws Exception {
        Population.startAll(data);
        List<Scenario> working = scenarios.stream()
                .filter(scenario -> scenario.name().startsWith("view ticket") || scenario.name().startsWith("comment"))
                .toList();
        for (Scenario scenario : working) {
            measure(port, scenario, 4, Duration.ofSeconds(seconds()));
        }
        long began = System.nanoTime();
        administrator.replaceStatus();
        System.out.printf("Published in %.2f s; %,d tickets to move%n", since(began), administrator.moving());
        for (int turn = 0; administrator.moving() > 0; turn++) {
            Scenario scenario = working.get(turn % working.size());
            Samples samples = measure(port, scenario, 4, Duration.ofSeconds(2));
            System.out.printf(
                    "%5.0f s  %,9d to move   %-18s %6.0f/s, p95 %6.2f ms, %d failed%n",
                    since(began),
                    administrator.moving(),
                    scenario.name(),
                    samples.perSecond(),
                    samples.percentile(95),
                    samples.failed());
        }
        System.out.printf("All moved after %.1f s%n", since(began));
    }

    private static double since(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private int seconds() {
        return Integer.parseInt(options.get("--seconds"));
    }

    private static Samples measure(int port, Scenario scenario, int clients, Duration duration) throws Exception {
        long end = System.nanoTime() + duration.toNanos();
        List<Future<Samples>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            for (int client = 0; client < clients; client++) {
                int number = client;
                running.add(threads.submit(() -> {
                    Samples samples = new Samples();
                    try (Connection connection = new Connection(port)) {
                        for (long turn = 0; System.nanoTime() < end; turn++) {
                            byte[] request = scenario.request(number, turn);
                            long began = System.nanoTime();
                            int status = connection.send(request);
                            samples.add(System.nanoTime() - began, status);
                        }
                    }
                    return samples;
                }));
            }
            Samples all = new Samples();
            for (Future<Samples> each : running) {
                all.add(each.get());
            }
            all.took(duration);
            return all;
        }
    }
}
