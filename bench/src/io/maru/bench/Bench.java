package io.maru.bench;

import io.maru.generate.Generate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Fills a database of its own with generated tickets, starts the packaged server on it, and asks over HTTP as agents and
 * customers do. Prints a table; the options are at the beginning of {@code docs/performance.md}.
 */
final class Bench {

    private final Map<String, String> options;
    private final Path home;

    private Bench(Map<String, String> options) {
        this.options = options;
        this.home = Path.of(options.get("--home"));
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new HashMap<>(Map.of("--tickets", "100000", "--seconds", "10", "--clients", "1,8"));
        options.putAll(Map.of("--port", "18990", "--data", "", "--only", "", "--publish", "no", "--until", ""));
        options.putAll(Map.of("--queries", "no", "--plans", "no", "--asker", "agent", "--warm-up", "60", "--backlog", "0"));
        options.putAll(Map.of("--growth", "", "--load", "", "--minutes", "5", "--json", "", "--compare", ""));
        for (int index = 0; index < arguments.length; index += 2) {
            boolean known = options.containsKey(arguments[index]) || arguments[index].equals("--home");
            if (!known || index + 1 == arguments.length) {
                System.err.printf("No option with a value: %s. There are %s.%n", arguments[index], new TreeSet<>(options.keySet()));
                System.exit(2);
            }
            options.put(arguments[index], arguments[index + 1]);
        }
        new Bench(options).run();
    }

    private void run() throws Exception {
        if (!given("--growth")) {
            Results results = measure(options.get("--tickets"));
            if (given("--json")) {
                results.write(Path.of(options.get("--json")));
            }
            if (given("--compare")) {
                results.compare(Path.of(options.get("--compare")));
            }
            return;
        }
        Map<Integer, Results> bySize = new LinkedHashMap<>();
        for (String size : options.get("--growth").split(",")) {
            bySize.put(Integer.parseInt(size.strip()), measure(size.strip()));
        }
        Results.printGrowth(bySize);
    }

    private boolean given(String option) {
        return !options.get(option).isEmpty();
    }

    private Results measure(String tickets) throws Exception {
        boolean publishing = options.get("--publish").equals("yes");
        Path data = given("--data") && !given("--growth")
                ? Path.of(options.get("--data"))
                : home.resolve("target/data-" + tickets + (publishing ? "-publish" : ""));
        generate(data, tickets);
        int port = Integer.parseInt(options.get("--port"));
        boolean explaining = options.get("--plans").equals("yes");
        if (explaining) {
            Plans.wanted(data);
        }
        Results results = new Results();
        List<String> settings = options.get("--only").contains("mail")
                ? List.of("-Dmaru.mail.receiver.port=" + Following.mailPort(port))
                : List.of();
        try (Server server = Server.start(data, port, List.of(), settings)) {
            awaitPrepared(data);
            System.out.println();
            results.note("data", Population.facts(data));
            results.note("Java", Runtime.version().feature());
            results.note("processors", Runtime.getRuntime().availableProcessors());
            if (options.get("--only").contains("approval")) {
                Population.approve(data, home.resolve("sql"));
            }
            if (options.get("--only").contains("report")) {
                Population.measure(data, home.resolve("sql"));
            }
            Population population = new Population(data, options.get("--asker").equals("administrator"));
            results.note("desks", population.sizes());
            if (given("--load")) {
                Workload workload = new Workload(population);
                workload.warmUp(port, Duration.ofMinutes(1));
                for (String times : options.get("--load").split(",")) {
                    workload.run(port, Integer.parseInt(times.strip()), Duration.ofMinutes(number("--minutes")), results);
                }
            } else {
                Administrator administrator = new Administrator(port, population.largestDesk());
                administrator.addTransitionWithTenRules();
                administrator.promiseFive();
                awaitPrepared(data);
                if (explaining) {
                    Plans.ask(data, port, questions(population), results);
                } else if (publishing) {
                    publish(port, data, administrator, Scenario.all(population));
                } else {
                    askOneByOne(server, port, data, population, results);
                }
            }
            System.out.println();
            results.note("server, MB resident", server.residentMegabytes());
            results.note("server, most MB resident", server.mostResidentMegabytes());
        } finally {
            if (explaining) {
                Plans.wantedNoMore(data);
            }
        }
        return results;
    }

    /** What the server does in the background with what was generated. */
    private static void awaitPrepared(Path data) throws Exception {
        while (Population.isBeingPrepared(data)) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** The same number always gives the same tickets. */
    private void generate(Path data, String tickets) throws Exception {
        Path done = data.resolve("generated");
        if (Files.exists(done)) {
            return;
        }
        List<String> wanted = new ArrayList<>(
                List.of("--home", home.toString(), "--tickets", tickets, "--data", data.toString()));
        if (given("--until")) {
            wanted.addAll(List.of("--until", options.get("--until")));
        }
        Generate.run(wanted.toArray(String[]::new));
        Files.createFile(done);
    }

    private void askOneByOne(Server server, int port, Path data, Population population, Results results) throws Exception {
        List<Scenario> of = switch (options.get("--queries")) {
            case "yes" -> Scenario.queries(population, questions());
            case "counts" -> Scenario.counts(population, questions());
            default -> Scenario.all(population);
        };
        List<Batch> batches = Batch.all(population, data, port).stream()
                .filter(batch -> given("--only") && isWanted(batch.name()))
                .toList();
        for (Batch batch : batches) {
            batch.measure(server, port, results);
        }
        if (!batches.isEmpty() && of.stream().noneMatch(scenario -> isWanted(scenario.name()))) {
            return;
        }
        List<Scenario> scenarios = wanted(of).stream()
                .filter(scenario -> given("--only")
                        || !scenario.name().contains("approval") && !scenario.name().contains("report"))
                .toList();
        warmUp(port, scenarios);
        Results.printHead();
        if (number("--backlog") > 0) {
            askWithBacklog(port, data, population, scenarios, results);
            return;
        }
        for (Scenario scenario : scenarios) {
            for (String clients : options.get("--clients").split(",")) {
                int many = Integer.parseInt(clients.strip());
                Processors before = server.processors();
                Samples samples = measure(port, scenario, many, Duration.ofSeconds(number("--seconds")));
                String costs = server.processors().since(before).each(samples.count());
                results.add(Results.Row.of(scenario.name(), many, samples, costs));
            }
        }
    }

    /** Each row three times with nothing that waits to be followed, and in between as often with so many events that do. */
    private void askWithBacklog(
            int port, Path data, Population population, List<Scenario> scenarios, Results results) throws Exception {
        int events = number("--backlog");
        int clients = Integer.parseInt(options.get("--clients").split(",")[0].strip());
        Duration seconds = Duration.ofSeconds(number("--seconds"));
        for (Scenario scenario : scenarios) {
            Map<String, Samples> all = new LinkedHashMap<>();
            for (int turn = 0; turn < 3; turn++) {
                for (String waiting : List.of("nothing waits", "%,d events wait".formatted(events), "being followed")) {
                    if (!waiting.startsWith("nothing")) {
                        Following.wait(data, population.largestDesk(), events, waiting.endsWith("wait"));
                    }
                    Samples samples = measure(port, scenario, clients, seconds);
                    all.computeIfAbsent(scenario.name() + ", " + waiting, name -> new Samples()).add(samples);
                    if (waiting.startsWith("being")) {
                        results.note(waiting, "%,d wait still".formatted(Following.waiting(data)));
                    }
                    Following.waitNoMore(data);
                }
            }
            all.forEach((name, samples) -> {
                samples.took(seconds.multipliedBy(3));
                results.add(Results.Row.of(name, clients, samples, ""));
            });
        }
    }

    /** Each for as long as it is measured, and then all of them in turn until the compiler has had its time. */
    private void warmUp(int port, List<Scenario> scenarios) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(number("--warm-up")).toNanos();
        for (Scenario scenario : scenarios) {
            measure(port, scenario, 8, Duration.ofSeconds(number("--seconds")));
        }
        for (int turn = 0; !scenarios.isEmpty() && System.nanoTime() < end; turn++) {
            measure(port, scenarios.get(turn % scenarios.size()), 8, Duration.ofSeconds(2));
        }
    }

    private Path questions() {
        return home.resolve("queries.txt");
    }

    /** A page of each question, and the number of what it finds. */
    private List<Scenario> questions(Population population) throws Exception {
        List<Scenario> all = new ArrayList<>(Scenario.queries(population, questions()));
        all.addAll(Scenario.counts(population, questions()));
        return wanted(all);
    }

    /** Those whose name has one of the words of {@code --only}. */
    private List<Scenario> wanted(List<Scenario> all) {
        List<Scenario> wanted =
                all.stream().filter(scenario -> isWanted(scenario.name())).toList();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("No row's name has any of " + options.get("--only"));
        }
        return wanted;
    }

    private boolean isWanted(String name) {
        return Stream.of(options.get("--only").split(",")).anyMatch(name::contains);
    }

    /** Takes a status away that every ticket of the largest desk is in, while four clients go on working. */
    private void publish(int port, Path data, Administrator administrator, List<Scenario> scenarios) throws Exception {
        Population.startAll(data);
        List<Scenario> working = scenarios.stream()
                .filter(scenario -> scenario.name().startsWith("view ticket") || scenario.name().startsWith("comment"))
                .toList();
        for (Scenario scenario : working) {
            measure(port, scenario, 4, Duration.ofSeconds(number("--seconds")));
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

    private int number(String option) {
        return Integer.parseInt(options.get(option));
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
