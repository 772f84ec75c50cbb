package io.maru.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.CalendarDefinition;
import io.maru.calendar.SpecialHours;
import io.maru.calendar.WallTime;
import io.maru.calendar.WeeklyHours;
import io.maru.platform.LocalizedText;
import io.maru.ticket.Channel;
import io.maru.ticket.HistoryEntry;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases of docs/domain/sla.md. */
@Tag("T04")
@Tag("T08")
class SlaCasesTest {

    private static final Path PAGE = Path.of("..", "docs", "domain", "sla.md");
    private static final JsonMapper JSON = new JsonMapper();
    private static final long CUSTOMER = 1;
    private static final long AGENT = 2;
    private static final Pattern AT = Pattern.compile("(\\w{3}) (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d)");
    private static final Pattern HOURS = Pattern.compile("(\\w{3})–(\\w{3}) (\\d\\d:\\d\\d)–(\\d\\d:\\d\\d)");
    private static final Pattern SPECIAL =
            Pattern.compile("(closed|open) (\\d{4}-\\d\\d-\\d\\d) (\\d\\d:\\d\\d)–(\\d\\d:\\d\\d)");

    private static final List<StatusCategory> CATEGORIES =
            List.of(StatusCategory.NEW, StatusCategory.ACTIVE, StatusCategory.WAITING, StatusCategory.DONE);

    record Case(
            String number,
            String policy,
            String calendar,
            String happened,
            String asked,
            String arithmetic,
            String elapsed,
            String due,
            String state) {

        @Override
        public String toString() {
            return number + ": " + policy + ", " + calendar + ", " + happened;
        }
    }

    private static List<List<String>> rows(int columns) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .filter(cells -> cells.size() == columns)
                .toList();
    }

    static Stream<Case> cases() throws IOException {
        return rows(9).stream()
                .filter(cells -> !cells.getFirst().equals("#"))
                .map(cells -> new Case(
                        cells.get(0),
                        cells.get(1),
                        cells.get(2),
                        cells.get(3),
                        cells.get(4),
                        cells.get(5),
                        cells.get(6),
                        cells.get(7),
                        cells.get(8)));
    }

    @Test
    void thereAreAtLeastSixty() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(60);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void eachIsAsItIsWorkedOut(Case worked) throws IOException {
        Map<String, BusinessTime> calendars = calendars();
        BusinessTime time = Objects.requireNonNull(calendars.get(worked.calendar()));
        PolicyDefinition definition = PolicyTemplates.valueOf(
                        worked.policy().split(" ")[0].toUpperCase(Locale.ROOT))
                .definition(1);
        String promised = worked.policy().substring(worked.policy().indexOf(' ') + 1);
        Clockwork clockwork = new Clockwork(definition, SlaCasesTest::status);
        List<SlaClock> cycles = new ArrayList<>();
        Map<String, JsonNode> fields = new HashMap<>(Map.of("priority", JSON.valueToTree(3)));
        ZoneId zone = time.definition().zone();

        for (String happening : worked.happened().split(" · ")) {
            Instant at = at(happening, zone);
            String what = happening.replaceFirst(AT.pattern() + " ", "");
            SlaClock last = cycles.isEmpty() ? null : cycles.getLast();
            if (what.startsWith("calendar ")) {
                time = Objects.requireNonNull(calendars.get(what.substring("calendar ".length())));
                continue;
            }
            if (what.startsWith("target ")) {
                promised = what.substring("target ".length());
            }
            Moment moment = moment(what, at, fields);
            SlaClock ongoing = last != null && last.ongoing() ? last : null;
            Clockwork.Outcome outcome =
                    clockwork.after(ongoing == null ? null : ongoing.timeline(), cycles.size(), moment);
            Promise promise = promise(promised, fields, zone);
            if (ongoing != null) {
                Timeline then = Objects.requireNonNull(outcome.ended() != null ? outcome.ended() : outcome.ongoing());
                cycles.set(cycles.size() - 1, ongoing.with(1, promise).with(then));
            }
            if (outcome.ongoing() != null && (ongoing == null || outcome.ended() != null)) {
                BusinessTime counting = time;
                Timeline begun = definition.goingOn(last, any -> counting, outcome.ongoing());
                cycles.add(new SlaClock(0, 1, 1, cycles.size() + 1, 1, 1, promise, begun, List.of()));
            }
        }

        SlaClock clock = cycles.getLast();
        Instant asked = at(worked.asked(), zone);
        Instant due = clock.due(time);
        assertThat(written(clock.timeline().elapsed(time, asked))).as("elapsed").isEqualTo(worked.elapsed());
        assertThat(due == null ? "—" : written(due, zone)).as("due").isEqualTo(worked.due());
        assertThat(state(clock, time, asked)).as("state").isEqualTo(worked.state());
    }

    private static String state(SlaClock clock, BusinessTime time, Instant asked) {
        if (clock.breached(time, asked)) {
            return "breached";
        }
        return switch (clock.timeline().mode()) {
            case RUNNING -> "running";
            case PAUSED -> "paused";
            case STOPPED -> "met";
        };
    }

    private static Status status(long id) {
        return new Status(id, 1, "s" + id, LocalizedText.EMPTY, LocalizedText.EMPTY, CATEGORIES.get((int) id - 1));
    }

    /** What one word means, written into the ticket's values as it goes. */
    private static Moment moment(String what, Instant at, Map<String, JsonNode> fields) {
        List<HistoryEntry.Change> changes = new ArrayList<>();
        long person = AGENT;
        for (String word : what.split("\\+")) {
            switch (word) {
                case "created" -> {
                    person = CUSTOMER;
                    changes.add(new HistoryEntry.Change("created", null, JSON.valueToTree("IT-1")));
                    change(changes, fields, "status", 1);
                }
                case "work", "reopen" -> change(changes, fields, "status", 2);
                case "wait" -> change(changes, fields, "status", 3);
                case "done" -> change(changes, fields, "status", 4);
                case "answer", "note" -> comment(changes, word.equals("note"));
                case "customer" -> {
                    person = CUSTOMER;
                    comment(changes, false);
                }
                default -> {
                    if (word.matches("P[1-5]")) {
                        change(changes, fields, "priority", word.charAt(1) - '0');
                    }
                }
            }
        }
        return new Moment(at, 1, person, Channel.WORKSPACE, CUSTOMER, changes, Map.copyOf(fields));
    }

    private static void comment(List<HistoryEntry.Change> changes, boolean internal) {
        changes.add(new HistoryEntry.Change("comment", null, JSON.valueToTree(Map.of("id", 1, "internal", internal))));
    }

    private static void change(
            List<HistoryEntry.Change> changes, Map<String, JsonNode> fields, String field, int value) {
        JsonNode then = JSON.valueToTree(value);
        changes.add(new HistoryEntry.Change(field, fields.get(field), then));
        fields.put(field, then);
    }

    /** {@code 4h}, {@code P1 1h, P2 2h, else 8h} or {@code by 2026-11-24}. */
    private static Promise promise(String promised, Map<String, JsonNode> fields, ZoneId zone) {
        if (promised.startsWith("by ")) {
            Instant end = LocalDate.parse(promised.substring(3))
                    .plusDays(1)
                    .atStartOfDay(zone)
                    .toInstant();
            return new Promise(0, null, end, 1, 1);
        }
        String priority = "P" + Objects.requireNonNull(fields.get("priority")).asInt() + " ";
        String goal = Arrays.stream(promised.split(", "))
                .filter(each -> each.startsWith(priority) || each.startsWith("else ") || !each.contains(" "))
                .findFirst()
                .orElseThrow();
        return new Promise(0, length(goal.substring(goal.lastIndexOf(' ') + 1)), null, 1, 1);
    }

    private static long length(String text) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT)).toMillis();
    }

    private static String written(long milliseconds) {
        Duration length = Duration.ofMillis(milliseconds);
        String hours = length.toHours() > 0 ? length.toHours() + "h" : "";
        String minutes = length.toMinutesPart() > 0 || hours.isEmpty() ? length.toMinutesPart() + "m" : "";
        return (hours + " " + minutes).strip();
    }

    private static String written(Instant at, ZoneId zone) {
        LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
        return "%s %s %s"
                .formatted(
                        wall.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH),
                        wall.toLocalDate(),
                        wall.toLocalTime());
    }

    private static Instant at(String text, ZoneId zone) {
        Matcher at = AT.matcher(text);
        assertThat(at.find()).as(text).isTrue();
        LocalDate date = LocalDate.parse(at.group(2));
        assertThat(date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH))
                .as(text)
                .isEqualTo(at.group(1));
        return date.atTime(LocalTime.parse(at.group(3))).atZone(zone).toInstant();
    }

    private static Map<String, BusinessTime> calendars() throws IOException {
        Set<LocalDate> holidays = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(?=[,.])")
                .matcher(Files.readString(PAGE))
                .results()
                .map(MatchResult::group)
                .map(LocalDate::parse)
                .collect(Collectors.toSet());
        Map<String, BusinessTime> calendars = new HashMap<>();
        for (List<String> cells : rows(5)) {
            if (cells.getFirst().equals("calendar")) {
                continue;
            }
            List<WeeklyHours> hours = HOURS.matcher(cells.get(2))
                    .results()
                    .map(found -> new WeeklyHours(
                            EnumSet.range(day(found.group(1)), day(found.group(2))),
                            WallTime.of(found.group(3)),
                            WallTime.of(found.group(4))))
                    .toList();
            calendars.put(
                    cells.getFirst(),
                    new BusinessTime(
                            new CalendarDefinition(
                                    ZoneId.of(cells.get(1)),
                                    hours,
                                    cells.get(3).equals("yes") ? List.of("KR") : List.of(),
                                    Set.of(),
                                    special(cells.get(4), "closed"),
                                    special(cells.get(4), "open")),
                            (set, year) -> holidays.stream()
                                    .filter(date -> date.getYear() == year)
                                    .collect(Collectors.toSet())));
        }
        return calendars;
    }

    private static List<SpecialHours> special(String text, String kind) {
        Matcher found = SPECIAL.matcher(text);
        if (!found.find() || !found.group(1).equals(kind)) {
            return List.of();
        }
        LocalDate date = LocalDate.parse(found.group(2));
        return List.of(new SpecialHours(kind, date, date, WallTime.of(found.group(3)), WallTime.of(found.group(4))));
    }

    private static DayOfWeek day(String text) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day ->
                        day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH).equals(text))
                .findFirst()
                .orElseThrow();
    }
}
