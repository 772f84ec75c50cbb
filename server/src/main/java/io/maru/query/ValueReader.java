package io.maru.query;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads values as they are written in queries: by a calendar they are of the day, hour and zone of the one who asks. */
final class ValueReader {

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,20}(\\.[0-9]{1,12})?");
    private static final Pattern DAY = Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})\\.?");
    private static final Pattern DAY_TIME =
            Pattern.compile("([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})[ T]([0-9]{1,2}):([0-9]{2})");
    private static final Pattern STEP = Pattern.compile("([0-9]{1,6})([yMwdhms])");
    private static final Pattern STEPS = Pattern.compile("([+-]?)((?:[0-9]{1,6}[yMwdhms] ?)+)");
    private static final Pattern LENGTH = Pattern.compile("(?:[0-9]{1,6}(?:\\.[0-9]{1,3})?[wdhms] ?)+");
    private static final Pattern LENGTH_PART = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)([wdhms])");

    private final Instant now;
    private final ZoneId zone;
    private boolean askedForNow;

    ValueReader(Instant now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** Whether one of the values that were read depends on the time. */
    boolean askedForNow() {
        return askedForNow;
    }

    /** A value that is none of its kind. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;

        private final String code;

        Unreadable(String code) {
            super(code, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    Object read(QueryKind kind, String written) throws Unreadable {
        String text = written.strip();
        return switch (kind) {
            case LINE -> written;
            case NUMBER -> number(text);
            case DURATION -> duration(text);
            case DATE -> moment(text, "date_expected").from().atZone(zone).toLocalDate();
            case INSTANT -> moment(text, "time_expected");
            case TICKET -> key(text);
            case TRUTH -> truth(text);
            case TEXT, NAMED, RANKED -> throw new IllegalArgumentException(kind.name());
        };
    }

    private static BigDecimal number(String text) throws Unreadable {
        if (!NUMBER.matcher(text).matches()) {
            throw new Unreadable("number_expected");
        }
        return new BigDecimal(text);
    }

    private static Boolean truth(String text) throws Unreadable {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "예" -> true;
            case "false", "no", "아니요", "아니오" -> false;
            default -> throw new Unreadable("truth_expected");
        };
    }

    private static String key(String text) throws Unreadable {
        String key = text.toUpperCase(Locale.ROOT);
        if (!key.matches("[A-Z][A-Z0-9]{0,19}-[1-9][0-9]{0,17}")) {
            throw new Unreadable("key_expected");
        }
        return key;
    }

    /** A length such as {@code 2d 4h}, in milliseconds; a day has 24 hours. */
    static Long duration(String text) throws Unreadable {
        if (!LENGTH.matcher(text).matches()) {
            throw new Unreadable("duration_expected");
        }
        BigDecimal milliseconds = BigDecimal.ZERO;
        Matcher parts = LENGTH_PART.matcher(text);
        while (parts.find()) {
            Duration unit = switch (parts.group(2)) {
                case "w" -> Duration.ofDays(7);
                case "d" -> Duration.ofDays(1);
                case "h" -> Duration.ofHours(1);
                case "m" -> Duration.ofMinutes(1);
                default -> Duration.ofSeconds(1);
            };
            milliseconds = milliseconds.add(new BigDecimal(parts.group(1)).multiply(new BigDecimal(unit.toMillis())));
        }
        return milliseconds.longValue();
    }

    private Moment moment(String text, String otherwise) throws Unreadable {
        try {
            Matcher day = DAY.matcher(text);
            if (day.matches()) {
                LocalDate date = date(day);
                return new Moment(
                        date.atStartOfDay(zone).toInstant(),
                        date.plusDays(1).atStartOfDay(zone).toInstant());
            }
            Matcher minute = DAY_TIME.matcher(text);
            if (minute.matches()) {
                LocalDateTime time =
                        date(minute).atTime(Integer.parseInt(minute.group(4)), Integer.parseInt(minute.group(5)));
                Instant from = time.atZone(zone).toInstant();
                return new Moment(from, from.plus(1, ChronoUnit.MINUTES));
            }
            if (STEPS.matcher(text).matches()) {
                askedForNow = true;
                return Moment.at(shifted(now.atZone(zone), text).toInstant());
            }
            return Moment.at(Instant.parse(text));
        } catch (DateTimeException | ArithmeticException noTime) {
            throw new Unreadable(otherwise);
        }
    }

    private static LocalDate date(Matcher matcher) {
        return LocalDate.of(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }

    static boolean isShift(String text) {
        return STEPS.matcher(text).matches();
    }

    /** A time moved by something like {@code -2w} or {@code +1M 2d}. */
    static ZonedDateTime shifted(ZonedDateTime from, String shift) {
        Matcher whole = STEPS.matcher(shift);
        if (!whole.matches()) {
            throw new DateTimeException(shift);
        }
        int sign = "-".equals(whole.group(1)) ? -1 : 1;
        ZonedDateTime to = from;
        Matcher steps = STEP.matcher(whole.group(2));
        while (steps.find()) {
            int amount = sign * Integer.parseInt(steps.group(1));
            to = switch (steps.group(2)) {
                case "y" -> to.plus(Period.ofYears(amount));
                case "M" -> to.plus(Period.ofMonths(amount));
                case "w" -> to.plusWeeks(amount);
                case "d" -> to.plusDays(amount);
                case "h" -> to.plusHours(amount);
                case "m" -> to.plusMinutes(amount);
                default -> to.plusSeconds(amount);
            };
        }
        return to;
    }

    /** A value as the history keeps it. */
    static String inHistory(Object value) {
        String text =
                value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
        return text.length() > 255 ? text.substring(0, 255) : text;
    }
}
