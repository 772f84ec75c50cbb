package io.maru.notification;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to hear, how and when. What they have said nothing about is as the product has it.
 *
 * @param ways by the key of a {@link NotificationKind}
 * @param quietFrom from when on neither mails nor browsers tell, by the clock on their wall; null for no quiet hours, and then {@code quietTo} is, too
 * @param quietTo until when; on the next day when it is not after {@code quietFrom}
 * @param digestAt when all of a day comes in one mail; null for each in its time
 */
public record NotificationChoices(
        Map<String, Set<Way>> ways,

        @JsonFormat(pattern = "HH:mm") @Nullable LocalTime quietFrom,

        @JsonFormat(pattern = "HH:mm") @Nullable LocalTime quietTo,

        @JsonFormat(pattern = "HH:mm") @Nullable LocalTime digestAt) {

    static final NotificationChoices NONE = new NotificationChoices(Map.of(), null, null, null);

    public NotificationChoices {
        ways = ways.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }

    /** How this person hears of something. */
    Set<Way> ways(NotificationKind kind, boolean customer) {
        return kind.mandatory() ? kind.ways(customer) : ways.getOrDefault(kind.key(), kind.ways(customer));
    }

    /** How long somebody has to read in the web app what their browsers need not tell then. */
    static final Duration BROWSERS_WAIT = Duration.ofSeconds(10);

    /** When a mail of something that has just happened is due; what is mandatory waits for no hour. */
    Instant due(NotificationKind kind, Instant now, ZoneId zone) {
        Instant due = now.plus(kind.patience());
        if (kind.mandatory()) {
            return due;
        }
        if (digestAt != null) {
            due = next(digestAt, due, zone);
        }
        return afterQuiet(due, zone);
    }

    /** When browsers tell of something that has just happened: no digest gathers that, and what is mandatory waits for no hour. */
    Instant dueInBrowsers(NotificationKind kind, Instant now, ZoneId zone) {
        Instant due = now.plus(BROWSERS_WAIT);
        return kind.mandatory() ? due : afterQuiet(due, zone);
    }

    private Instant afterQuiet(Instant due, ZoneId zone) {
        return quietFrom != null && quietTo != null && quiet(due.atZone(zone).toLocalTime(), quietFrom, quietTo)
                ? next(quietTo, due, zone)
                : due;
    }

    private static boolean quiet(LocalTime time, LocalTime from, LocalTime to) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }

    /** In the hour that a change of the clocks leaves out, the time after it. */
    private static Instant next(LocalTime time, Instant after, ZoneId zone) {
        LocalDate day = after.atZone(zone).toLocalDate();
        Instant today = day.atTime(time).atZone(zone).toInstant();
        return today.isBefore(after) ? day.plusDays(1).atTime(time).atZone(zone).toInstant() : today;
    }

    /** How long quiet hours may be: some of the day must be left. */
    static final Duration LONGEST_QUIET = Duration.ofHours(23);
}
