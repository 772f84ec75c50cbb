package io.maru.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When somebody hears of something: in their own hours, and at once when somebody waits for them. */
class NotificationChoicesTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static final NotificationKind ORDINARY = kind(false);
    private static final NotificationKind MANDATORY = kind(true);

    private static NotificationKind kind(boolean mandatory) {
        return new NotificationKind() {
            @Override
            public String key() {
                return "kind";
            }

            @Override
            public String label(Language language) {
                return "Kind";
            }

            @Override
            public Set<Way> ways(boolean customer) {
                return customer ? EnumSet.of(Way.MAIL) : EnumSet.of(Way.WEB);
            }

            @Override
            public boolean mandatory() {
                return mandatory;
            }

            @Override
            public Duration patience() {
                return Duration.ofMinutes(1);
            }

            @Override
            public String words(CurrentPerson reader, JsonNode content) {
                return "";
            }
        };
    }

    private static NotificationChoices quiet(String from, String to) {
        return new NotificationChoices(Map.of(), LocalTime.parse(from), LocalTime.parse(to), null);
    }

    private static NotificationChoices digest(String at, @Nullable String from, @Nullable String to) {
        return new NotificationChoices(
                Map.of(),
                from == null ? null : LocalTime.parse(from),
                to == null ? null : LocalTime.parse(to),
                LocalTime.parse(at));
    }

    private static Instant seoul(String local) {
        return LocalDateTime.parse(local).atZone(SEOUL).toInstant();
    }

    @Test
    void whoHasChosenNothingHearsAfterAMoment() {
        Instant now = seoul("2026-11-23T03:00:00");
        assertThat(NotificationChoices.NONE.due(ORDINARY, now, SEOUL)).isEqualTo(now.plusSeconds(60));
        assertThat(NotificationChoices.NONE.ways(ORDINARY, false)).containsExactly(Way.WEB);
        assertThat(NotificationChoices.NONE.ways(ORDINARY, true)).containsExactly(Way.MAIL);
    }

    @Test
    void quietHoursOverMidnightEndInTheMorning() {
        NotificationChoices choices = quiet("22:00", "07:30");
        assertThat(choices.due(ORDINARY, seoul("2026-11-23T23:10:00"), SEOUL)).isEqualTo(seoul("2026-11-24T07:30:00"));
        assertThat(choices.due(ORDINARY, seoul("2026-11-24T03:10:00"), SEOUL)).isEqualTo(seoul("2026-11-24T07:30:00"));
        assertThat(choices.due(ORDINARY, seoul("2026-11-24T07:29:00"), SEOUL)).isEqualTo(seoul("2026-11-24T07:30:00"));
        assertThat(choices.due(ORDINARY, seoul("2026-11-24T21:58:00"), SEOUL)).isEqualTo(seoul("2026-11-24T21:59:00"));
        assertThat(choices.due(ORDINARY, seoul("2026-11-24T21:59:00"), SEOUL)).isEqualTo(seoul("2026-11-25T07:30:00"));
    }

    @Test
    void quietHoursWithinADayEndInIt() {
        assertThat(quiet("12:00", "13:00").due(ORDINARY, seoul("2026-11-23T12:10:00"), SEOUL))
                .isEqualTo(seoul("2026-11-23T13:00:00"));
    }

    @Test
    void aDigestGathersADayAndRespectsQuietHours() {
        assertThat(digest("09:00", null, null).due(ORDINARY, seoul("2026-11-23T09:30:00"), SEOUL))
                .isEqualTo(seoul("2026-11-24T09:00:00"));
        assertThat(digest("09:00", null, null).due(ORDINARY, seoul("2026-11-23T08:30:00"), SEOUL))
                .isEqualTo(seoul("2026-11-23T09:00:00"));
        assertThat(digest("06:00", "22:00", "07:00").due(ORDINARY, seoul("2026-11-23T08:30:00"), SEOUL))
                .isEqualTo(seoul("2026-11-24T07:00:00"));
    }

    @Test
    void whatSomebodyWaitsForKnowsNoHoursAndCannotBeDoneWithout() {
        Instant night = seoul("2026-11-23T03:00:00");
        NotificationChoices choices = new NotificationChoices(
                Map.of("kind", Set.of()), LocalTime.of(22, 0), LocalTime.of(7, 0), LocalTime.of(9, 0));
        assertThat(choices.due(MANDATORY, night, SEOUL)).isEqualTo(night.plusSeconds(60));
        assertThat(choices.ways(MANDATORY, false)).containsExactly(Way.WEB);
        assertThat(choices.ways(ORDINARY, false)).isEmpty();
    }

    @Test
    void browsersTellAtOnceButInQuietHoursWhateverIsGatheredForMails() {
        Instant evening = seoul("2026-11-23T21:00:00");
        Instant night = seoul("2026-11-23T23:10:00");
        assertThat(digest("09:00", "22:00", "07:30").dueInBrowsers(ORDINARY, evening, SEOUL))
                .isEqualTo(evening.plusSeconds(10));
        assertThat(digest("09:00", "22:00", "07:30").dueInBrowsers(ORDINARY, night, SEOUL))
                .isEqualTo(seoul("2026-11-24T07:30:00"));
        assertThat(quiet("22:00", "07:30").dueInBrowsers(MANDATORY, night, SEOUL))
                .isEqualTo(night.plusSeconds(10));
    }

    @Test
    void aTimeThatTheClockLeavesOutIsTheOneAfterIt() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Instant before = Instant.parse("2027-03-27T22:30:00Z");
        assertThat(digest("02:30", null, null).due(ORDINARY, before, berlin))
                .isEqualTo(Instant.parse("2027-03-28T01:30:00Z"));
    }
}
