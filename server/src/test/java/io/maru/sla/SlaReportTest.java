package io.maru.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.Calendars;
import io.maru.desk.Desk;
import io.maru.sla.Mark.Mode;
import io.maru.sla.Mark.Reason;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.Workflows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Figures of reports are counted from clocks of a generated past, and each is what its query finds. */
@MaruTest
class SlaReportTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final LocalDate FROM = LocalDate.of(2026, 3, 10);
    private static final LocalDate TO = LocalDate.of(2026, 6, 20);
    private static final String RESOLUTION = "Time to resolution";
    private static final int TICKETS = 36;

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    @Autowired
    ClockStore store;

    @Autowired
    TicketProcess process;

    @Autowired
    PoliciesInUse policies;

    @Autowired
    Calendars calendars;

    @Autowired
    Workflows workflows;

    Desk desk;
    Desk other;
    TestPerson customer;
    TestPerson agent;
    TestPerson ofBoth;
    TestPerson administrator;

    /** What the world says of a cycle that stopped. */
    private record Cycle(
            String key,
            String deskKey,
            int priority,
            boolean assigned,
            String policy,
            @Nullable Integer goal,
            Instant stoppedAt,
            boolean missed,
            long elapsed,
            Map<String, Long> waiting) {}

    private final List<Cycle> world = new ArrayList<>();

    @BeforeEach
    void aWorldWithAPast() {
        desk = desks.aDesk().create();
        other = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person()
                .named("김민지 " + System.nanoTime())
                .agentOf(desk.id())
                .create();
        ofBoth = people.person().agentOf(desk.id()).agentOf(other.id()).create();
        administrator = people.administrator();
        SplittableRandom random = new SplittableRandom(7);
        for (int number = 0; number < TICKETS; number++) {
            Desk of = number % 3 == 0 ? other : desk;
            String key = tickets.incident(of).by(customer).path("key").asString();
            int priority = random.nextInt(1, 6);
            boolean assigned = of.equals(desk) && random.nextInt(3) > 0;
            change(key, Map.of("priority", priority));
            if (assigned) {
                change(key, Map.of("assigneeId", agent.id()));
            }
            past(of, key, priority, assigned, random);
        }
    }

    private void change(String key, Map<String, Object> change) {
        long version =
                ofBoth.api().get("/api/tickets/" + key).body().path("version").asLong();
        ofBoth.api().ifMatch(version).patch("/api/tickets/" + key, change).expect(200);
    }

    /** In place of the clocks that began today, cycles of the past: of some tickets none, of some several, some going on. */
    private void past(Desk of, String key, int priority, boolean assigned, SplittableRandom random) {
        long ticketId = process.visible(ofBoth.current(), key).id();
        List<SlaClock> begun = store.of(ticketId);
        store.delete(begun);
        for (SlaClock clock : begun) {
            Instant at = LocalDate.of(2026, 2, 25)
                    .atStartOfDay(SEOUL)
                    .plusMinutes(random.nextInt(90 * 24 * 60))
                    .toInstant();
            int cycles = random.nextInt(4);
            for (int number = 1; number <= cycles; number++) {
                boolean ongoing = number == cycles && random.nextInt(4) == 0;
                List<Mark> marks = new ArrayList<>();
                at = mark(marks, at, Mode.RUNNING, "created", null, random);
                for (int pauses = random.nextInt(3); pauses > 0; pauses--) {
                    at = random.nextBoolean()
                            ? mark(marks, at, Mode.PAUSED, "in_status", waitingStatus(of, random), random)
                            : mark(marks, at, Mode.PAUSED, "unassigned", null, random);
                    at = mark(marks, at, Mode.RUNNING, "resumed", null, random);
                }
                if (!ongoing) {
                    at = mark(marks, at, Mode.STOPPED, "status_entered", null, random);
                }
                int goal = random.nextInt(-1, 5);
                Promise promise = new Promise(
                        goal < 0 ? null : goal,
                        goal < 0 ? null : Duration.ofHours(4L << goal).toMillis(),
                        null,
                        clock.promise().calendarId(),
                        clock.promise().calendarVersion());
                SlaClock cycle = new SlaClock(
                        0,
                        ticketId,
                        clock.policyId(),
                        number,
                        of.id(),
                        clock.policyVersion(),
                        promise,
                        new Timeline(0, marks),
                        List.of());
                BusinessTime time = calendars
                        .time(promise.calendarId(), promise.calendarVersion())
                        .time();
                store.insert(List.of(new ClockStore.Counted(cycle, time, List.of())), Instant.now());
                if (!ongoing) {
                    world.add(new Cycle(
                            key,
                            of.key(),
                            priority,
                            assigned,
                            name(clock.policyId()),
                            promise.goal(),
                            marks.getLast().at(),
                            cycle.breached(time, Instant.now()),
                            cycle.timeline().elapsed(time, Instant.now()),
                            cycle.timeline().waiting(time)));
                }
            }
        }
    }

    private String name(long policyId) {
        Policy policy =
                Objects.requireNonNull(policies.published(List.of(policyId)).get(policyId));
        return Objects.requireNonNull(policy.name().en());
    }

    private static Instant mark(
            List<Mark> marks, Instant at, Mode mode, String what, @Nullable Long statusId, SplittableRandom random) {
        marks.add(new Mark(at, mode, new Reason(what, 1, statusId, 1)));
        return at.plus(random.nextInt(1, 70), ChronoUnit.HOURS).plusMillis(random.nextInt(60_000));
    }

    private Long waitingStatus(Desk of, SplittableRandom random) {
        List<Long> waiting = workflows.statusesEver(List.of(of.id())).stream()
                .filter(status -> status.category() == io.maru.workflow.StatusCategory.WAITING)
                .map(io.maru.workflow.Status::id)
                .toList();
        return waiting.get(random.nextInt(waiting.size()));
    }

    private JsonNode report(TestPerson asker, String by, String rest) {
        return asker.api()
                .get("/api/reports/service-levels?by=" + encoded(by) + "&from=" + FROM + "&to=" + TO + rest)
                .expect(200)
                .body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String ofResolution(Desk of) {
        return ofResolution() + "&desk=" + of.key();
    }

    private static String ofResolution() {
        return "&policy=" + encoded(RESOLUTION);
    }

    private List<Cycle> inPeriod(String policy, LocalDate from, LocalDate to, Predicate<Cycle> which) {
        return world.stream()
                .filter(each -> each.policy().equals(policy))
                .filter(each -> {
                    LocalDate day = LocalDate.ofInstant(each.stoppedAt(), SEOUL);
                    return !day.isBefore(from) && !day.isAfter(to);
                })
                .filter(which)
                .toList();
    }

    /** Tickets, those of them that missed, median, ninetieth percentile and mean, counted the simple way. */
    private static String expected(List<Cycle> cycles) {
        Map<String, List<Cycle>> byTicket = cycles.stream().collect(Collectors.groupingBy(Cycle::key));
        List<Long> elapsed = byTicket.values().stream()
                .map(each -> each.stream().mapToLong(Cycle::elapsed).max().orElseThrow())
                .sorted()
                .toList();
        if (elapsed.isEmpty()) {
            return "0 0   ";
        }
        long missed = byTicket.values().stream()
                .filter(each -> each.stream().anyMatch(Cycle::missed))
                .count();
        return elapsed.size() + " " + missed + " "
                + elapsed.get((int) Math.ceil(elapsed.size() * 0.5) - 1) + " "
                + elapsed.get((int) Math.ceil(elapsed.size() * 0.9) - 1) + " "
                + elapsed.stream().mapToLong(each -> each).sum() / elapsed.size();
    }

    private static String told(JsonNode row) {
        assertThat(row.at("/met/tickets").asLong() + row.at("/missed/tickets").asLong())
                .isEqualTo(row.at("/completed/tickets").asLong());
        return row.at("/completed/tickets").asLong() + " "
                + row.at("/missed/tickets").asLong() + " "
                + row.path("median").asString() + " "
                + row.path("ninetieth").asString() + " "
                + row.path("mean").asString();
    }

    private static Map<String, String> told(JsonNode report, Function<JsonNode, String> row) {
        Map<String, String> told = new TreeMap<>();
        report.path("rows").forEach(each -> told.put(row.apply(each), told(each)));
        return told;
    }

    private Map<String, String> expected(List<Cycle> cycles, Function<Cycle, String> part) {
        Map<String, String> expected = new TreeMap<>();
        cycles.stream()
                .collect(Collectors.groupingBy(part))
                .forEach((name, each) -> expected.put(name, expected(each)));
        return expected;
    }

    @Test
    void figuresAreThoseOfTheClocks() {
        List<Cycle> all = inPeriod(RESOLUTION, FROM, TO, each -> each.deskKey().equals(desk.key()));
        JsonNode byMonth = report(agent, "month", ofResolution(desk));
        assertThat(told(byMonth.path("total"))).isEqualTo(expected(all));
        Map<String, String> months = new TreeMap<>();
        for (YearMonth month = YearMonth.from(FROM); !month.isAfter(YearMonth.from(TO)); month = month.plusMonths(1)) {
            YearMonth then = month;
            months.put(
                    month.toString(),
                    expected(all.stream()
                            .filter(each -> YearMonth.from(each.stoppedAt().atZone(SEOUL))
                                    .equals(then))
                            .toList()));
        }
        assertThat(told(byMonth, row -> row.path("label").asString())).isEqualTo(months);

        List<String> priorities = List.of("Highest", "High", "Medium", "Low", "Lowest");
        assertThat(told(
                        report(agent, "priority", ofResolution(desk)),
                        row -> row.path("label").asString()))
                .containsAllEntriesOf(expected(all, each -> priorities.get(each.priority() - 1)));
        assertThat(told(
                        report(agent, "assignee", ofResolution(desk)),
                        row -> row.path("label").asString()))
                .containsAllEntriesOf(expected(all, each -> each.assigned() ? agent.displayName() : "None"));
        assertThat(told(
                        report(agent, "goal", ofResolution(desk)),
                        row -> row.path("label").asString()))
                .containsAllEntriesOf(expected(
                        all,
                        each -> each.goal() == null
                                ? "Without a goal"
                                : each.goal() == 4 ? "All others" : "priority = " + priorities.get(each.goal())));
        assertThat(told(
                        report(agent, "policy", "&desk=" + desk.key()),
                        row -> row.path("label").asString()))
                .containsAllEntriesOf(expected(
                        List.of(
                                        inPeriod(
                                                RESOLUTION,
                                                FROM,
                                                TO,
                                                each -> each.deskKey().equals(desk.key())),
                                        inPeriod(
                                                "Time to first response",
                                                FROM,
                                                TO,
                                                each -> each.deskKey().equals(desk.key())))
                                .stream()
                                .flatMap(List::stream)
                                .toList(),
                        Cycle::policy));
        assertThat(told(
                        report(ofBoth, "desk", ofResolution()),
                        row -> row.at("/completed/query").asString().contains("#")
                                ? "#"
                                : row.path("label").asString()))
                .isNotEmpty();
        assertThat(told(report(ofBoth, "month", ofResolution()).path("total")))
                .isEqualTo(expected(inPeriod(RESOLUTION, FROM, TO, each -> true)));
    }

    private void holds(TestPerson asker, JsonNode figure) {
        long count = asker.api()
                .post("/api/queries/count", Map.of("query", figure.path("query").asString()))
                .expect(200)
                .body()
                .path("count")
                .asLong();
        assertThat(count)
                .as(figure.path("query").asString())
                .isEqualTo(figure.path("tickets").asLong());
    }

    @Test
    void eachFigureIsWhatItsQueryFindsWhoeverAsks() {
        int figures = 0;
        for (TestPerson asker : List.of(agent, ofBoth, administrator)) {
            for (String by : List.of("policy", "goal", "month", "priority", "desk", "assignee", "type", "team")) {
                for (String rest : List.of("", "&desk=" + desk.key())) {
                    JsonNode report = report(asker, by, by.equals("policy") ? rest : rest + ofResolution());
                    List<JsonNode> rows =
                            new ArrayList<>(report.path("rows").valueStream().toList());
                    if (report.path("total").isObject()) {
                        rows.add(report.path("total"));
                    }
                    // What an administrator sees of other tests' desks says no more.
                    for (JsonNode row : rows.subList(0, Math.min(rows.size(), 12))) {
                        for (String figure : List.of("completed", "met", "missed", "overdue")) {
                            if (row.path(figure).isObject()) {
                                holds(asker, row.path(figure));
                                figures++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(figures).isGreaterThan(300);
    }

    @Test
    void ofATimeInWhichNothingWasCompletedItTellsSo() {
        for (String by : List.of("policy", "goal", "month", "priority", "desk", "assignee", "type", "team")) {
            JsonNode report = agent.api()
                    .get("/api/reports/service-levels?by=" + by + "&from=2020-01-01&to=2020-02-29")
                    .expect(200)
                    .body();
            assertThat(report.path("rows").valueStream())
                    .as(by)
                    .allMatch(row -> row.at("/completed/tickets").asLong() == 0);
            if (!by.equals("policy")) {
                assertThat(told(report.path("total"))).as(by).isEqualTo("0 0   ");
            }
        }
    }

    @Test
    void itBeginsWithAPolicyThatIsInUse() {
        String address = "/api/reports/service-levels";
        JsonNode first = administrator
                .api()
                .get("/api/sla/policies?desk=" + desk.key())
                .expect(200)
                .body()
                .get(0);
        String retired = first.at("/name/en").asString();
        assertThat(agent.api().get(address).expect(200).body().path("policy").asString())
                .isEqualTo(retired);
        administrator
                .api()
                .ifMatch(first.path("version").asLong())
                .patch("/api/sla/policies/" + first.path("id").asLong(), Map.of("retired", true))
                .expect(200);
        JsonNode report = agent.api().get(address).expect(200).body();
        assertThat(report.path("policy").asString()).isNotEqualTo(retired);
        assertThat(report.path("policies").valueStream().map(JsonNode::asString))
                .endsWith(retired);
    }

    @Test
    void waitingIsToldByWhatPausedTheClock() {
        JsonNode report = agent.api()
                .get("/api/reports/service-levels/waiting?from=" + FROM + "&to=" + TO + ofResolution(desk))
                .expect(200)
                .body();
        List<Cycle> all = inPeriod(RESOLUTION, FROM, TO, each -> each.deskKey().equals(desk.key()));
        Map<String, Long> sums = new HashMap<>();
        all.forEach(each -> each.waiting()
                .forEach((reason, waited) -> sums.merge(
                        reason.startsWith("in_status:")
                                ? workflows
                                        .status(Long.parseLong(reason.substring("in_status:".length())))
                                        .name()
                                        .en()
                                : "Nobody assigned",
                        waited,
                        Long::sum)));
        Map<String, Long> told = new HashMap<>();
        report.path("rows").forEach(row -> {
            told.put(row.path("label").asString(), row.path("sum").asLong());
            holds(agent, row.path("tickets"));
        });
        assertThat(told).isEqualTo(sums).isNotEmpty();
    }

    @Test
    void namesAreTheReadersAndSoAreTheQueries() {
        TestPerson korean = people.person()
                .speaking(io.maru.platform.Language.KO)
                .agentOf(desk.id())
                .create();
        JsonNode report = report(korean, "priority", "&policy=" + encoded("해결까지 시간"));
        assertThat(report.path("policy").asString()).isEqualTo("해결까지 시간");
        assertThat(report.at("/total/met/query").asString()).isEqualTo("\"해결까지 시간\" = met(2026-03-10, 2026-06-20)");
        holds(korean, report.at("/total/met"));
        holds(korean, report.at("/rows/0/completed"));
    }

    @Test
    void clocksOfSeveralTicketsAreToldTheFirstDueFirstAndOnlyToThoseWhoWorkOnThem() {
        List<String> keys = world.stream().map(Cycle::key).distinct().toList();
        String address = "/api/sla/clocks?key=" + String.join(",", keys);
        List<JsonNode> told =
                ofBoth.api().get(address).expect(200).body().valueStream().toList();
        assertThat(told.stream()
                        .map(each -> Instant.parse(each.at("/clock/dueAt").asString())))
                .isNotEmpty()
                .isSorted();
        assertThat(told.stream().map(each -> each.path("key").asString())).anyMatch(key -> key.startsWith(other.key()));
        assertThat(agent.api()
                        .get(address)
                        .expect(200)
                        .body()
                        .valueStream()
                        .map(each -> each.path("key").asString()))
                .isNotEmpty()
                .noneMatch(key -> key.startsWith(other.key() + "-"));
        assertThat(agent.api().get("/api/sla/clocks").expect(200).body()).isEmpty();
        customer.api().get(address).expect(403);
        agent.api().get("/api/sla/clocks?key=" + "IT-1,".repeat(300)).expect(400);
    }

    @Test
    void whatCannotBeAskedIsToldAndCustomersAreRefused() {
        String address = "/api/reports/service-levels";
        customer.api().get(address).expect(403);
        customer.api().get(address + "/waiting").expect(403);
        agent.api().get(address + "?desk=" + other.key()).expect(403);
        agent.api().get(address + "?desk=NOSUCH").expect(404);
        agent.api().get(address + "?by=summary").expect(400);
        agent.api().get(address + "?by=nothing").expect(400);
        agent.api().get(address + "?policy=nothing").expect(400);
        agent.api().get(address + "?from=2026-03-02&to=2026-03-01").expect(400);
        agent.api().get(address + "?from=yesterday").expect(400);
        for (String wrong :
                List.of("met()", "met(2026-03-01)", "missed(yesterday, now())", "waited(2026-03-01, 2026-03-02)")) {
            agent.api()
                    .post("/api/queries/page", Map.of("query", "\"" + RESOLUTION + "\" = " + wrong))
                    .expect(400);
        }
    }
}
