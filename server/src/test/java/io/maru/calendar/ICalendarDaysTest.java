package io.maru.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.platform.Invalid;
import java.time.LocalDate;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole days of iCalendar texts, well meant and hostile. */
class ICalendarDaysTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 11, 22);
    private static final LocalDate LAST = LocalDate.of(2056, 11, 22);

    @Test
    void eventsOfWholeDaysTakeTheirDaysAndTheEndIsTheDayAfterTheLast() {
        assertThat(read("""
                        DTSTART;VALUE=DATE:20261224
                        DTEND;VALUE=DATE:20261227
                        SUMMARY:겨울 휴무
                        """))
                .containsExactly(day("2026-12-24", "겨울 휴무"), day("2026-12-25", "겨울 휴무"), day("2026-12-26", "겨울 휴무"));
        assertThat(read("DTSTART;VALUE=DATE:20261224\nDURATION:P2D\nSUMMARY:x\n"))
                .containsExactly(day("2026-12-24", "x"), day("2026-12-25", "x"));
        assertThat(read("DTSTART;VALUE=DATE:20261224\n")).containsExactly(day("2026-12-24", ""));
    }

    @Test
    void whatRecursWithoutEndIsTakenAsFarAsIsCounted() {
        List<ICalendarDays.Day> founding = read("DTSTART;VALUE=DATE:19800607\nRRULE:FREQ=YEARLY\nSUMMARY:창립기념일\n");

        assertThat(founding).hasSize(40).startsWith(day("2017-06-07", "창립기념일"));
        assertThat(read("DTSTART;VALUE=DATE:17760704\nRRULE:FREQ=YEARLY\n")).hasSize(40);
        assertThat(read("DTSTART;VALUE=DATE:20260525\nRRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO;COUNT=3\n"))
                .extracting(ICalendarDays.Day::date)
                .containsExactly(LocalDate.of(2026, 5, 25), LocalDate.of(2027, 5, 31), LocalDate.of(2028, 5, 29));
    }

    @Test
    void daysTakenOutAndMovedAreNotTaken() {
        String text = calendar("""
                UID:a
                DTSTART;VALUE=DATE:20260501
                RRULE:FREQ=YEARLY;COUNT=4
                EXDATE;VALUE=DATE:20270501
                SUMMARY:쉬는 날
                """, """
                UID:a
                RECURRENCE-ID;VALUE=DATE:20280501
                DTSTART;VALUE=DATE:20280502
                SUMMARY:옮긴 날
                """, """
                UID:b
                DTSTART;VALUE=DATE:20260601
                STATUS:CANCELLED
                """, """
                UID:c
                DTSTART:20260701T090000Z
                """);

        assertThat(ICalendarDays.read(text, FIRST, LAST, "/text"))
                .containsExactly(day("2026-05-01", "쉬는 날"), day("2028-05-02", "옮긴 날"), day("2029-05-01", "쉬는 날"));
    }

    @Test
    void aDayIsTheSameInEveryZoneOfTheServer() {
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("Asia/Seoul", "America/Los_Angeles", "Pacific/Apia", "America/Sao_Paulo")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                assertThat(read("DTSTART;VALUE=DATE:20181104\nRRULE:FREQ=WEEKLY;COUNT=2\n"))
                        .as(zone)
                        .extracting(ICalendarDays.Day::date)
                        .containsExactly(LocalDate.of(2018, 11, 4), LocalDate.of(2018, 11, 11));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\0\0\0\0",
                "not a calendar",
                "BEGIN:VCALENDAR",
                "BEGIN:VCALENDAR\r\nEND:VCALENDAR",
                "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nEND:VEVENT",
                "<html><body>Sign in</body></html>",
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:99999999\r\nEND:VEVENT\r\nEND:VCALENDAR"
            })
    void whatHoldsNoDayIsRefused(String text) {
        assertThatThrownBy(() -> ICalendarDays.read(text, FIRST, LAST, "/text"))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations().getFirst().code())
                                .isIn("ical_unreadable", "ical_without_days"));
    }

    @Test
    @Timeout(30)
    void hostileTextsEnd() {
        assertThat(code("x".repeat(ICalendarDays.LONGEST_TEXT + 1))).isEqualTo("ical_too_long");
        assertThat(code(calendar("DTSTART;VALUE=DATE:00010101\nRRULE:FREQ=DAILY\n")))
                .isEqualTo("ical_too_many_days");
        assertThat(code(calendar(many(5_001, "DTSTART;VALUE=DATE:20260101\n")))).isEqualTo("ical_too_many_events");
        assertThat(code(calendar(many(301, "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=YEARLY\n"))))
                .isEqualTo("ical_too_many_events");
        // A rule that never holds, one of every second, and as much as can be asked at once.
        assertThat(read("DTSTART;VALUE=DATE:20260228\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\n"))
                .hasSize(1);
        assertThat(read("DTSTART;VALUE=DATE:20260228\nRRULE:FREQ=SECONDLY\n")).hasSize(1);
        assertThat(read("DTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:99990101\n"))
                .hasSize(366);
        assertThat(code(calendar(many(300, "DTSTART;VALUE=DATE:19000101\nRRULE:FREQ=DAILY;COUNT=43000\n"))))
                .isIn("ical_without_days", "ical_too_many_days");
        assertThat(code("BEGIN:VCALENDAR\r\n" + "BEGIN:VTODO\r\n".repeat(70_000)))
                .isNotEmpty();
    }

    private static List<ICalendarDays.Day> read(String event) {
        return ICalendarDays.read(calendar(event), FIRST, LAST, "/text");
    }

    private static String code(String text) {
        try {
            return ICalendarDays.read(text, FIRST, LAST, "/text").size() + " days";
        } catch (Invalid invalid) {
            return invalid.violations().getFirst().code();
        }
    }

    private static String[] many(int count, String event) {
        String[] events = new String[count];
        for (int index = 0; index < count; index++) {
            events[index] = "UID:" + index + "\n" + event;
        }
        return events;
    }

    private static String calendar(String... events) {
        StringBuilder text = new StringBuilder("BEGIN:VCALENDAR\nVERSION:2.0\n");
        for (String event : events) {
            text.append("BEGIN:VEVENT\n").append(event).append("END:VEVENT\n");
        }
        return text.append("END:VCALENDAR\n").toString().replace("\n", "\r\n");
    }

    private static ICalendarDays.Day day(String date, String name) {
        return new ICalendarDays.Day(LocalDate.parse(date), name);
    }
}
