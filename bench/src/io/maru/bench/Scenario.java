package io.maru.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/** What one kind of client asks again and again. */
record Scenario(String name, Requests requests) {

    /** Where a question is asked: its text and how many tickets are wanted. */
    private static final String QUERY_PAGE = "/api/queries/page";

    private static final String QUERY_COUNT = "/api/queries/count";

    private static final String THREE_YEARS = "&policy=Time%20to%20resolution&from="
            + LocalDate.now(ZoneOffset.UTC).minusYears(3) + "&to=" + LocalDate.now(ZoneOffset.UTC);

    private static final JsonMapper JSON = new JsonMapper();

    /** The request of a client's turn. */
    interface Requests {
        byte[] of(int client, SplittableRandom random);
    }

    byte[] request(int client, long turn) {
        return requests.of(client, new SplittableRandom(client * 1_000_003L + turn));
    }

    static List<Scenario> all(Population population) {
        String large = population.largestDesk();
        return List.of(
                new Scenario(
                        "view ticket",
                        (client, random) -> Connection.request(
                                "GET",
                                "/api/tickets/" + population.ticketKey(random),
                                population.agentSession(client),
                                "",
                                "")),
                new Scenario(
                        "queue open of a small desk",
                        (client, random) -> Connection.request(
                                "GET",
                                "/api/desks/" + population.smallDesk() + "/queues/open/tickets",
                                population.agentSession(client),
                                "",
                                "")),
                queue(population, large, "unassigned", ""),
                queue(population, large, "open", ""),
                queue(population, large, "open", "?sort=priority&direction=desc"),
                queue(population, large, "resolved", ""),
                new Scenario(
                        "counts of all queues",
                        (client, random) -> Connection.request(
                                "GET", "/api/desks/" + large + "/queues", population.agentSession(client), "", "")),
                new Scenario(
                        "my requests (customer)",
                        (client, random) -> Connection.request(
                                "GET", "/api/requests?scope=all", population.customerSession(random), "", "")),
                new Scenario(
                        "approvals waiting for me",
                        (client, random) -> Connection.request(
                                "GET", "/api/approvals", population.agentSession(random.nextInt(1_000)), "", "")),
                new Scenario(
                        "count of approvals waiting for me",
                        (client, random) -> Connection.request(
                                "GET", "/api/approvals/count", population.agentSession(random.nextInt(1_000)), "", "")),
                report("three years by month", "?by=month" + THREE_YEARS),
                report("three years by policy", "?by=policy" + THREE_YEARS),
                report("three years by goal", "?by=goal" + THREE_YEARS),
                report("three years by priority", "?by=priority" + THREE_YEARS),
                report("three years by assignee", "?by=assignee" + THREE_YEARS),
                report("three years of waiting", "/waiting?" + THREE_YEARS.substring(1)),
                report("three months by month", "?by=month&policy=Time%20to%20resolution"),
                search(population, "a frequent word", "접속"),
                search(population, "two words", "VPN 접속"),
                search(population, "an English word", "printer"),
                search(population, "a phrase", "\"비밀번호 초기화\""),
                search(population, "a word in few tickets", population.ticketKey(new SplittableRandom(1))),
                search(population, "while typing", "프린&typing=true&limit=8"),
                new Scenario(
                        "create request (customer)",
                        (client, random) -> Connection.request(
                                "POST",
                                "/api/requests",
                                population.customerSession(random),
                                "",
                                population.newRequest(random))),
                new Scenario("comment (agent)", comment(population)),
                // It leads back to where it began, so that it can be taken again and again from the version that was generated.
                new Scenario(
                        "transition with ten rules (agent)",
                        (client, random) -> {
                            Population.Started started = population.startedIncident(random);
                            return Connection.request(
                                    "POST",
                                    "/api/tickets/" + started.key() + "/transitions",
                                    population.agentSession(client),
                                    "\"" + started.version() + "\"",
                                    "{\"transition\": \"ten_rules\"}");
                        }));
    }

    /** Over the tickets of all desks. */
    private static Scenario report(String name, String asked) {
        return new Scenario(
                "report: " + name,
                (client, random) -> Connection.request(
                        "GET", "/api/reports/service-levels" + asked, Administrator.SESSION, "", ""));
    }

    /** A page of each question of the file, of which every line is {@code name | query}. */
    static List<Scenario> queries(Population population, Path file) throws IOException {
        return questions(population, file, "query: ", QUERY_PAGE);
    }

    /** How many each question of the file finds. */
    static List<Scenario> counts(Population population, Path file) throws IOException {
        return questions(population, file, "count: ", QUERY_COUNT);
    }

    private static List<Scenario> questions(Population population, Path file, String name, String path) throws IOException {
        return Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> {
                    int bar = line.indexOf('|');
                    Map<String, Object> asked = path.equals(QUERY_PAGE)
                            ? Map.of("query", line.substring(bar + 1).strip(), "limit", 50)
                            : Map.of("query", line.substring(bar + 1).strip());
                    return new Scenario(
                            name + line.substring(0, bar).strip(),
                            (client, random) -> Connection.request(
                                    "POST", path, population.querySession(client), "", JSON.writeValueAsString(asked)));
                })
                .toList();
    }

    static Requests comment(Population population) {
        return (client, random) -> Connection.request(
                "POST",
                "/api/tickets/" + population.ticketKey(random) + "/comments",
                population.agentSession(client),
                "",
                "{\"body\": \"<p>확인했습니다. 담당자가 살펴보고 있습니다. We are looking into it.</p>\", \"internal\": "
                        + random.nextBoolean() + "}");
    }

    /** @param words what is looked for, and further parameters behind an ampersand */
    private static Scenario search(Population population, String name, String words) {
        int more = words.indexOf('&');
        String query = URLEncoder.encode(more < 0 ? words : words.substring(0, more), StandardCharsets.UTF_8)
                + (more < 0 ? "" : words.substring(more));
        return new Scenario(
                "search: " + name,
                (client, random) -> Connection.request(
                        "GET", "/api/search?query=" + query, population.agentSession(client), "", ""));
    }

    private static Scenario queue(Population population, String desk, String queue, String sorted) {
        return new Scenario(
                "queue " + queue + (sorted.isEmpty() ? "" : " by priority"),
                (client, random) -> Connection.request(
                        "GET",
                        "/api/desks/" + desk + "/queues/" + queue + "/tickets" + sorted,
                        population.agentSession(client),
                        "",
                        ""));
    }
}
