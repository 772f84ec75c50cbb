package io.maru.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.CalendarDefinition;
import io.maru.calendar.HolidayDates;
import io.maru.calendar.WallTime;
import io.maru.calendar.WeeklyHours;
import io.maru.sla.Mark.Mode;
import io.maru.sla.Mark.Reason;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When something follows before a promise is due. */
class ThresholdTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final BusinessTime WEEKDAYS = new BusinessTime(
            CalendarDefinition.of(
                    SEOUL,
                    List.of(new WeeklyHours(
                            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                            WallTime.of("09:00"),
                            WallTime.of("18:00")))),
            HolidayDates.NONE);

    private static Instant at(String wall) {
        return LocalDateTime.parse(wall).atZone(SEOUL).toInstant();
    }

    private static SlaClock created(String wall, Promise promise) {
        Mark mark = new Mark(at(wall), Mode.RUNNING, new Reason("created", 1, null, 1));
        return new SlaClock(1, 1, 1, 1, 1, 1, promise, new Timeline(0, List.of(mark)), List.of());
    }

    private static Promise within(Duration target) {
        return new Promise(0, target.toMillis(), null, 1, 1);
    }

    private static Threshold before(Duration length) {
        return new Threshold(null, length.toMillis());
    }

    @Test
    @Tag("T07")
    void anHourBeforeItIsDueIsAnHourOfTheCalendarAlsoWhenThatIsTheDayBefore() {
        List<Threshold> anHour = List.of(before(Duration.ofHours(1)));

        assertThat(created("2026-11-20T17:30:00", within(Duration.ofHours(4))).next(WEEKDAYS, anHour))
                .as("due on Monday at 12:30")
                .contains(at("2026-11-23T11:30:00"));
        assertThat(created("2026-11-20T16:30:00", within(Duration.ofHours(2))).next(WEEKDAYS, anHour))
                .as("due on Monday at 09:30")
                .contains(at("2026-11-20T17:30:00"));
    }

    @Test
    @Tag("T07")
    void anHourBeforeADateIsAnHourOfTheCalendarAndNotBeforeMidnight() {
        Promise byTuesday = new Promise(0, null, at("2026-11-25T00:00:00"), 1, 1);
        assertThat(created("2026-11-20T17:30:00", byTuesday).next(WEEKDAYS, List.of(before(Duration.ofHours(1)))))
                .contains(at("2026-11-24T17:00:00"));
    }

    @Test
    void aShareOfTheTargetIsReachedInOpeningHours() {
        assertThat(created("2026-11-20T17:00:00", within(Duration.ofHours(2)))
                        .next(WEEKDAYS, List.of(new Threshold(75, null))))
                .contains(at("2026-11-23T09:30:00"));
    }

    @Test
    void whatIsLongerBeforeThanAllOfTheTargetIsReachedAtOnceAndOnce() {
        SlaClock clock = created("2026-11-20T17:00:00", within(Duration.ofHours(2)));
        List<Threshold> aDay = List.of(before(Duration.ofHours(9)));
        Instant soon = at("2026-11-20T17:00:01");

        List<Reached> news = clock.news(WEEKDAYS, aDay, soon);

        assertThat(news).extracting(Reached::threshold).containsExactly("before:32400000");
        assertThat(clock.noticed(news).news(WEEKDAYS, aDay, soon)).isEmpty();
        assertThat(clock.noticed(news).next(WEEKDAYS, aDay)).contains(at("2026-11-23T10:00:00"));
    }

    @Test
    void whatStoppedBeforeAThresholdNeverReachesIt() {
        SlaClock running = created("2026-11-20T09:00:00", within(Duration.ofHours(2)));
        Mark stop = new Mark(at("2026-11-20T10:00:00"), Mode.STOPPED, new Reason("agent_commented", 2, null, 2));
        SlaClock stopped =
                running.with(new Timeline(0, List.of(running.timeline().marks().getFirst(), stop)));

        assertThat(stopped.next(WEEKDAYS, List.of(new Threshold(75, null)))).isEmpty();
        assertThat(stopped.news(WEEKDAYS, List.of(new Threshold(75, null)), at("2026-11-23T12:00:00")))
                .isEmpty();
    }
}
