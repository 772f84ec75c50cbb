package io.maru.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.maru.desk.Desk;
import io.maru.platform.LocalizedText;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Calendars over HTTP: what a year looks like, what is counted, and holidays from elsewhere. */
@MaruTest
@RecordApplicationEvents
class CalendarApiTest {

    private static final List<String> WEEKDAYS = List.of("monday", "tuesday", "wednesday", "thursday", "friday");

    @Autowired
    Calendars calendars;

    @Autowired
    CalendarStore store;

    @Autowired
    HolidaySets holidaySets;

    @Autowired
    io.maru.desk.Desks allDesks;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    MovableClock clock;

    @Autowired
    ApplicationEvents events;

    Desk desk;
    TestPerson manager;
    TestPerson agent;

    @BeforeEach
    void aDeskWithPeople() {
        desk = desks.aDesk().create();
        manager = people.person().managerOf(desk.id()).create();
        agent = people.person().agentOf(desk.id()).create();
    }

    @Test
    void aYearSaysOfEachDayWhenItIsOpenAndWhyNot() {
        Map<String, Object> content = content(WEEKDAYS, "09:00", "18:00");
        content.put("holidaySets", List.of("KR"));
        content.put("workedHolidays", List.of("2026-05-01"));
        content.put(
                "closures",
                List.of(special("창립기념일", "2026-06-08", null, null), special("재고 조사", "2026-06-09", "13:00", "18:00")));
        content.put("openings", List.of(special("비상 근무", "2026-06-06", "10:00", "12:00")));

        JsonNode days = agent.api()
                .post("/api/calendars/year-preview", Map.of("deskKey", desk.key(), "content", content, "year", 2026))
                .expect(200)
                .body();

        assertThat(days).hasSize(365);
        assertThat(shown(days, "2026-06-05")).isEqualTo("open 09:00–18:00");
        assertThat(shown(days, "2026-06-06")).isEqualTo("open 10:00–12:00 holiday Memorial Day, opening 비상 근무");
        assertThat(shown(days, "2026-06-07")).isEqualTo("closed");
        assertThat(shown(days, "2026-06-08")).isEqualTo("closed closure 창립기념일");
        assertThat(shown(days, "2026-06-09")).isEqualTo("part 09:00–13:00 closure 재고 조사");
        assertThat(shown(days, "2026-05-01")).isEqualTo("open 09:00–18:00 worked_holiday Labour Day");
        assertThat(shown(days, "2026-02-17")).isEqualTo("closed holiday Seollal");
        JsonNode substitute = day(days, "2026-03-02").path("reasons").path(0);
        assertThat(substitute.path("rule").asString()).contains("article 3").contains("2026-03-01");
        assertThat(substitute.path("holidaySet").asString()).isEqualTo("KR");
    }

    @Test
    void nightsAndChangedClocksAreShownByTheClockOnTheWall() {
        Map<String, Object> content = content(List.of("friday", "saturday", "sunday"), "22:00", "06:00");
        content.put("zone", "Europe/Berlin");

        JsonNode days = agent.api()
                .post("/api/calendars/year-preview", Map.of("deskKey", desk.key(), "content", content, "year", 2026))
                .expect(200)
                .body();

        assertThat(shown(days, "2026-03-27")).isEqualTo("open 22:00–24:00");
        assertThat(shown(days, "2026-03-29")).isEqualTo("open 00:00–06:00 22:00–24:00");
        assertThat(shown(days, "2026-03-30")).isEqualTo("open 00:00–06:00");
    }

    @Test
    void fourHoursAfterFridayAtHalfPastFiveAreCountedLineByLine() {
        JsonNode answer = agent.api()
                .post(
                        "/api/calendars/calculate",
                        Map.of(
                                "deskKey",
                                desk.key(),
                                "content",
                                content(WEEKDAYS, "09:00", "18:00"),
                                "from",
                                "2026-11-20T17:30",
                                "milliseconds",
                                Duration.ofHours(4).toMillis()))
                .expect(200)
                .body();

        assertThat(answer.path("to").asString()).isEqualTo("2026-11-23T12:30:00+09:00");
        assertThat(answer.path("stretches")
                        .valueStream()
                        .map(each -> each.path("from").asString() + " "
                                + each.path("milliseconds").asLong() / 60_000)
                        .toList())
                .containsExactly("2026-11-20T17:30:00+09:00 30", "2026-11-23T09:00:00+09:00 210");
        assertThat(answer.path("more").asBoolean()).isFalse();
    }

    @Test
    void howMuchIsBetweenTwoTimesAndWhatNeverComesAreAnswers() {
        String id = create(content(WEEKDAYS, "09:00", "18:00")).at("/id").asString();
        JsonNode aYear = agent.api()
                .post(
                        "/api/calendars/calculate",
                        Map.of("calendarId", id, "from", "2026-11-16T00:00", "to", "2027-11-16T00:00"))
                .expect(200)
                .body();
        assertThat(aYear.path("milliseconds").asLong())
                .isEqualTo(Duration.ofHours(9L * 261).toMillis());
        assertThat(aYear.path("stretches")).hasSize(100);
        assertThat(aYear.path("more").asBoolean()).isTrue();

        Map<String, Object> once = content(List.of(), "09:00", "18:00");
        once.put("hours", List.of());
        once.put("openings", List.of(special("한 번", "2026-12-01", "09:00", "10:00")));
        JsonNode never = agent.api()
                .post(
                        "/api/calendars/calculate",
                        Map.of(
                                "deskKey",
                                desk.key(),
                                "content",
                                once,
                                "from",
                                "2026-11-16T00:00",
                                "milliseconds",
                                Duration.ofHours(2).toMillis()))
                .expect(200)
                .body();
        assertThat(never.path("to").isNull()).isTrue();
        assertThat(never.path("milliseconds").asLong())
                .isEqualTo(Duration.ofHours(1).toMillis());
        agent.api()
                .post("/api/calendars/calculate", Map.of("from", "2026-11-16T00:00"))
                .expect(400);
    }

    @Test
    void aVersionIsPublishedWithItsNoteAndAnOlderOneTakenBack() {
        Answer made = create(content(WEEKDAYS, "09:00", "18:00"));
        String at = "/api/calendars/" + made.at("/id").asString();

        JsonNode published = manager.api()
                .ifMatch(1)
                .post(
                        at + "/versions",
                        Map.of(
                                "name", Map.of("ko", "단축 근무"),
                                "content", content(WEEKDAYS, "10:00", "16:00"),
                                "note", "겨울"))
                .expect(200)
                .body();

        assertThat(published.path("published").asInt()).isEqualTo(2);
        assertThat(published.at("/content/hours/0/from").asString()).isEqualTo("10:00");
        JsonNode versions = agent.api().get(at + "/versions").expect(200).body();
        assertThat(versions.at("/0/note").asString()).isEqualTo("겨울");
        assertThat(versions.at("/0/publishedBy/displayName").asString()).isEqualTo(manager.displayName());
        JsonNode first = agent.api().get(at + "/versions/1").expect(200).body();
        assertThat(first.at("/hours/0/from").asString()).isEqualTo("09:00");
        manager.api()
                .ifMatch(1)
                .post(at + "/versions", Map.of("name", Map.of("ko", "x"), "content", first))
                .expect(409);
        manager.api()
                .post(at + "/versions", Map.of("name", Map.of("ko", "x"), "content", first))
                .expect(428);
        manager.api()
                .ifMatch(2)
                .post(at + "/versions", Map.of("name", Map.of("ko", "x"), "content", first))
                .expect(200);
    }

    @Test
    void mistakesAreToldInTheReadersLanguageAtTheirPlace() {
        Map<String, Object> wrong = content(WEEKDAYS, "09:00", "09:00");
        wrong.put("zone", "Mars/Olympus");

        JsonNode problem = manager.api()
                .speaking("ko")
                .post("/api/calendars", Map.of("deskKey", desk.key(), "name", Map.of("ko", "x"), "content", wrong))
                .expect(400)
                .body();

        assertThat(problem.path("errors")
                        .valueStream()
                        .map(each -> each.path("pointer").asString()))
                .containsExactlyInAnyOrder("/content/zone", "/content/hours/0/to");
    }

    @Test
    void setsAreFoundByNamesInEitherLanguage() {
        assertThat(keys("/api/holiday-sets?query=독일")).startsWith("DE").contains("DE-by");
        assertThat(keys("/api/holiday-sets?query=germany+bavaria"))
                .contains("DE-by")
                .doesNotContain("DE");
        assertThat(keys("/api/holiday-sets?query=korea")).contains("KR");
        assertThat(keys("/api/holiday-sets?key=KR&key=DE-by")).containsExactlyInAnyOrder("KR", "DE-by");
        assertThat(keys("/api/holiday-sets?query=zzz")).isEmpty();
    }

    @Test
    void importedHolidaysCloseACalendarUntilAnotherFileTakesTheirPlace() {
        JsonNode set = manager.api()
                .post(
                        "/api/holiday-sets",
                        Map.of(
                                "deskKey", desk.key(),
                                "name", Map.of("ko", "회사 휴일"),
                                "text", ical("20261124", "창립기념일")))
                .expect(201)
                .body();
        String key = set.path("key").asString();
        String at = "/api/holiday-sets/" + set.at("/read/id").asString();
        Map<String, Object> content = content(WEEKDAYS, "09:00", "18:00");
        content.put("holidaySets", List.of(key));
        long id = create(content).at("/id").asLong();
        assertThat(calendars.time(id).time().definition().holidaySets()).containsExactly(key);
        assertThat(closedOn(id, LocalDate.of(2026, 11, 24))).isTrue();

        manager.api()
                .ifMatch(1)
                .patch(at, Map.of("text", ical("20261125", "옮긴 기념일")))
                .expect(200);

        assertThat(closedOn(id, LocalDate.of(2026, 11, 24))).isFalse();
        assertThat(closedOn(id, LocalDate.of(2026, 11, 25))).isTrue();
        assertThat(shown(
                        agent.api()
                                .get("/api/calendars/" + id + "/year/2026")
                                .expect(200)
                                .body(),
                        "2026-11-25"))
                .isEqualTo("closed holiday 옮긴 기념일");
        manager.api().delete(at).expect(400);
        assertThat(keys("/api/holiday-sets?desk=" + desk.key())).contains(key);
        assertThat(keys("/api/holiday-sets")).doesNotContain(key);
    }

    @Test
    void anotherDesksHolidaysAreNotToBeUsed() {
        Desk other = desks.aDesk().create();
        String key = people.person()
                .managerOf(other.id())
                .create()
                .api()
                .post(
                        "/api/holiday-sets",
                        Map.of(
                                "deskKey", other.key(),
                                "name", Map.of("ko", "다른 곳"),
                                "text", ical("20261124", "x")))
                .expect(201)
                .at("/key")
                .asString();
        Map<String, Object> content = content(WEEKDAYS, "09:00", "18:00");
        content.put("holidaySets", List.of(key));

        manager.api()
                .post("/api/calendars", Map.of("deskKey", desk.key(), "name", Map.of("ko", "x"), "content", content))
                .expect(400);
    }

    @Test
    void whatIsFetchedEveryDayChangesTheCalendarsThatUseItAndAFailureLeavesItsDays() throws IOException {
        String[] served = {ical("20261124", "첫날")};
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] body = served[0].getBytes(StandardCharsets.UTF_8);
            boolean moved = exchange.getRequestURI().getPath().equals("/moved");
            exchange.getResponseHeaders().add("Location", "/calendar.ics");
            exchange.sendResponseHeaders(moved ? 302 : 200, moved ? -1 : body.length);
            if (!moved) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        other.start();
        try {
            String address = "http://localhost:" + other.getAddress().getPort() + "/moved";
            HolidaySubscriptions subscriptions = subscriptions(Set.of("localhost"));
            HolidaySet set = Objects.requireNonNull(subscriptions
                    .create(
                            manager.current(),
                            new HolidaySubscriptions.NewHolidaySet(
                                    desk.key(), new LocalizedText("구독", null), null, address))
                    .read());
            Map<String, Object> content = content(WEEKDAYS, "09:00", "18:00");
            content.put("holidaySets", List.of(set.key()));
            long id = create(content).at("/id").asLong();
            assertThat(closedOn(id, LocalDate.of(2026, 11, 24))).isTrue();

            served[0] = ical("20261125", "둘째 날");
            subscriptions.fetchAll();

            assertThat(closedOn(id, LocalDate.of(2026, 11, 24))).isFalse();
            assertThat(closedOn(id, LocalDate.of(2026, 11, 25))).isTrue();
            assertThat(events.stream(CalendarChanged.class)).contains(new CalendarChanged(id, 1));

            served[0] = "<html>Sign in</html>";
            subscriptions.fetchAll();

            assertThat(closedOn(id, LocalDate.of(2026, 11, 25))).isTrue();
            assertThat(store.holidaySet(set.id()).orElseThrow().failure()).isEqualTo("ical_unreadable");
            JsonNode read = agent.api()
                    .get("/api/holiday-sets?desk=" + desk.key() + "&key=" + set.key())
                    .expect(200)
                    .at("/0/read");
            assertThat(read.path("failure").asString()).contains("iCalendar");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void theOwnNetworkIsNotReachedNorAnythingWithoutEncryption() {
        for (String address : List.of(
                "https://127.0.0.1/x.ics",
                "https://[::1]/x.ics",
                "https://169.254.169.254/latest",
                "http://example.com/x.ics",
                "https://user:secret@example.com/x.ics",
                "file:///etc/passwd")) {
            assertThat(manager.api()
                            .post(
                                    "/api/holiday-sets",
                                    Map.of("deskKey", desk.key(), "name", Map.of("ko", "x"), "address", address))
                            .expect(400)
                            .at("/errors/0/code")
                            .asString())
                    .as(address)
                    .isIn("ical_address", "ical_address_inner");
        }
    }

    private HolidaySubscriptions subscriptions(Set<String> innerHosts) {
        return new HolidaySubscriptions(
                store,
                holidaySets,
                calendars,
                new HolidayFetch(new CalendarProperties(innerHosts, Duration.ofSeconds(5))),
                allDesks,
                transaction,
                clock);
    }

    private boolean closedOn(long id, LocalDate date) {
        BusinessTime time = calendars.time(id).time();
        return time.elapsed(
                        date.atStartOfDay(time.definition().zone()).toInstant(),
                        date.plusDays(1).atStartOfDay(time.definition().zone()).toInstant())
                .isZero();
    }

    private Answer create(Map<String, Object> content) {
        return manager.api()
                .post(
                        "/api/calendars",
                        Map.of("deskKey", desk.key(), "name", Map.of("ko", "근무 시간"), "content", content))
                .expect(201);
    }

    private List<String> keys(String path) {
        return agent.api()
                .get(path)
                .expect(200)
                .body()
                .valueStream()
                .map(set -> set.path("key").asString())
                .toList();
    }

    private static Map<String, Object> content(List<String> days, String from, String to) {
        Map<String, Object> content = new HashMap<>();
        content.put("zone", "Asia/Seoul");
        content.put("hours", List.of(Map.of("days", days, "from", from, "to", to)));
        content.put("holidaySets", List.of());
        content.put("workedHolidays", List.of());
        content.put("closures", List.of());
        content.put("openings", List.of());
        return content;
    }

    private static Map<String, Object> special(String name, String date, @Nullable String from, @Nullable String to) {
        Map<String, Object> special = new HashMap<>();
        special.put("name", name);
        special.put("first", date);
        special.put("last", date);
        special.put("from", from);
        special.put("to", to);
        return special;
    }

    private static String ical(String date, String name) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:" + date + "\r\nSUMMARY:"
                + name + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    }

    private static JsonNode day(JsonNode days, String date) {
        return days.valueStream()
                .filter(day -> day.path("date").asString().equals(date))
                .findFirst()
                .orElseThrow();
    }

    private static String shown(JsonNode days, String date) {
        JsonNode day = day(days, date);
        StringBuilder shown = new StringBuilder(day.path("state").asString());
        day.path("open")
                .forEach(open -> shown.append(' ')
                        .append(open.path("from").asString())
                        .append('–')
                        .append(open.path("to").asString()));
        List<String> reasons = day.path("reasons")
                .valueStream()
                .map(reason -> reason.path("kind").asString() + " "
                        + reason.path("name").asString())
                .toList();
        return reasons.isEmpty() ? shown.toString() : shown + " " + String.join(", ", reasons);
    }
}
