package io.maru.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A working hour of 50 agents and 150 customers, of whom each does a hundred things: what they do by their weights, at instants
 * that do not wait for the server. How long something took is counted from the instant at which it was to begin.
 */
final class Workload {

    private static final int ACTIONS_AN_HOUR = 20_000;
    private static final int AGENTS_ACTIONS_AN_HOUR = 5_000;
    private static final int CONNECTIONS = 16;
    private static final int WARM_UP = 10;

    /** @param requests null for what the product cannot do yet */
    private record Action(String name, int weight, Scenario.Requests requests) {}

    private record Planned(long at, int action, int client, long turn) {}

    private final List<Action> agents;
    private final List<Action> customers;

    Workload(Population population) {
        String large = population.largestDesk();
        String small = population.smallDesk();
        agents = List.of(
                new Action("agent: view ticket", 24, (client, random) -> get("/api/tickets/" + population.ticketKey(random), population.agentSession(client))),
                new Action("agent: comment", 26, Scenario.comment(population)),
                new Action("agent: queue under 10,000 tickets", 11, (client, random) ->
                        get("/api/desks/" + small + "/queues/open/tickets", population.agentSession(client))),
                new Action("agent: queue of the largest desk", 9, (client, random) ->
                        get("/api/desks/" + large + "/queues/open/tickets", population.agentSession(client))),
                new Action("agent: browse desks", 10, (client, random) -> get("/api/desks", population.agentSession(client))),
                new Action("agent: request list", 6, (client, random) -> get("/api/requests?scope=all", population.agentSession(client))),
                new Action("agent: workload report", 7, null),
                new Action("agent: created-vs-resolved report", 7, null));
        customers = List.of(
                new Action("customer: my requests", 25, (client, random) ->
                        get("/api/requests?scope=all", population.customerSession(random))),
                new Action("customer: comment", 24, (client, random) -> {
                    Population.Own own = population.ownRequest(random);
                    return Connection.request(
                            "POST",
                            "/api/requests/" + own.key() + "/comments",
                            own.session(),
                            "",
                            "{\"body\": \"<p>아직 같은 증상입니다. It still happens.</p>\"}");
                }),
                new Action("customer: create", 16, (client, random) -> Connection.request(
                        "POST", "/api/requests", population.customerSession(random), "", population.newRequest(random))),
                new Action("customer: view", 15, (client, random) -> {
                    Population.Own own = population.ownRequest(random);
                    return get("/api/requests/" + own.key(), own.session());
                }),
                new Action("customer: portal", 11, (client, random) -> get("/api/portal", population.customerSession(random))),
                new Action("customer: share", 9, (client, random) -> {
                    Population.Own own = population.ownRequest(random);
                    return Connection.request(
                            "PUT",
                            "/api/requests/" + own.key() + "/participants/" + population.anybody(random),
                            own.session(),
                            "",
                            "");
                }));
    }

    private static byte[] get(String path, String session) {
        return Connection.request("GET", path, session, "", "");
    }

    /** A server that has just started is compiled while it answers. */
    void warmUp(int port, Duration duration) throws Exception {
        work(port, everything(), plan(everything(), WARM_UP, duration));
    }

    /** Adds a row for each action, and one for all of them. */
    void run(int port, int times, Duration duration, Results results) throws Exception {
        List<Action> all = everything();
        List<Map<Integer, Samples>> gathered = work(port, all, plan(all, times, duration));
        System.out.printf("%nReference load × %d: %,d actions an hour, for %d s%n", times, times * ACTIONS_AN_HOUR, duration.toSeconds());
        Results.printHead();
        Samples whole = new Samples();
        for (int action = 0; action < all.size(); action++) {
            String name = all.get(action).name();
            if (all.get(action).requests() == null) {
                System.out.printf("%-42s the product has none yet; not measured%n", name);
                continue;
            }
            Samples samples = new Samples();
            for (Map<Integer, Samples> each : gathered) {
                if (each.containsKey(action)) {
                    samples.add(each.get(action));
                }
            }
            whole.add(samples);
            samples.took(duration);
            results.add(Results.Row.of("× " + times + " " + name, 0, samples, okShare(samples)));
        }
        whole.took(duration);
        results.add(Results.Row.of("× " + times + " all", 0, whole, okShare(whole)));
    }

    private static String okShare(Samples samples) {
        return "%.3f %% ok".formatted(100.0 * (samples.count() - samples.failed()) / Math.max(1, samples.count()));
    }

    private List<Planned> plan(List<Action> all, int times, Duration duration) {
        SplittableRandom random = new SplittableRandom(times);
        List<Planned> plan = new ArrayList<>();
        double perNanosecond = times * ACTIONS_AN_HOUR / 3.6e12;
        double at = 0;
        for (long turn = 0; ; turn++) {
            at += -Math.log(1 - random.nextDouble()) / perNanosecond;
            if (at >= duration.toNanos()) {
                return plan;
            }
            boolean agent = random.nextInt(ACTIONS_AN_HOUR) < AGENTS_ACTIONS_AN_HOUR;
            int action = agent ? drawn(agents, random) : agents.size() + drawn(customers, random);
            if (all.get(action).requests() != null) {
                plan.add(new Planned((long) at, action, random.nextInt(50), turn));
            }
        }
    }

    private static int drawn(List<Action> actions, SplittableRandom random) {
        int drawn = random.nextInt(actions.stream().mapToInt(Action::weight).sum());
        int action = 0;
        while (drawn >= actions.get(action).weight()) {
            drawn -= actions.get(action).weight();
            action++;
        }
        return action;
    }

    private List<Action> everything() {
        List<Action> all = new ArrayList<>(agents);
        all.addAll(customers);
        return all;
    }

    private static List<Map<Integer, Samples>> work(int port, List<Action> all, List<Planned> plan) throws Exception {
        AtomicInteger next = new AtomicInteger();
        List<Map<Integer, Samples>> gathered = new ArrayList<>();
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            List<Future<Map<Integer, Samples>>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                running.add(threads.submit(() -> work(port, all, plan, next, begin)));
            }
            for (Future<Map<Integer, Samples>> each : running) {
                gathered.add(each.get());
            }
        }
        return gathered;
    }

    private static Map<Integer, Samples> work(int port, List<Action> all, List<Planned> plan, AtomicInteger next, long begin)
            throws Exception {
        Map<Integer, Samples> samples = new LinkedHashMap<>();
        try (Connection connection = new Connection(port)) {
            for (int taken = next.getAndIncrement(); taken < plan.size(); taken = next.getAndIncrement()) {
                Planned planned = plan.get(taken);
                long due = begin + planned.at();
                byte[] request = all.get(planned.action()).requests().of(planned.client(), new SplittableRandom(planned.turn() * 7_919));
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                int status = connection.send(request);
                samples.computeIfAbsent(planned.action(), action -> new Samples()).add(System.nanoTime() - due, status);
            }
        }
        return samples;
    }
}
