package io.maru.bench.arithmetic;

import io.maru.calendar.BusinessTime;
import io.maru.calendar.CalendarDefinition;
import io.maru.calendar.HolidayDates;
import io.maru.calendar.WallTime;
import io.maru.calendar.WeeklyHours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How often a second one thread answers the two questions of business time: how much elapsed between two instants, and when an amount is
 * due. The instants lie in three years and are not asked for in order; amounts are up to two months.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BusinessTimeBenchmark {

    private static final int QUESTIONS = 1 << 14;

    /** {@code weekdays} has nine hours on working days; {@code shifts} has four intervals a day, over midnight, where clocks are changed. */
    @Param({"weekdays", "shifts"})
    public String calendar;

    private BusinessTime time;
    private final long[] from = new long[QUESTIONS];
    private final long[] to = new long[QUESTIONS];
    private final long[] amount = new long[QUESTIONS];

    @Setup
    public void questions() {
        time = calendar.equals("weekdays")
                ? calendar("Asia/Seoul", hours("09:00", "18:00", DayOfWeek.MONDAY, DayOfWeek.FRIDAY))
                : calendar(
                        "America/New_York",
                        hours("00:30", "05:00", DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        hours("06:00", "11:45", DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        hours("12:30", "18:00", DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                        hours("22:00", "00:15", DayOfWeek.MONDAY, DayOfWeek.SUNDAY));
        Random random = new Random(1);
        long begin = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();
        long threeYears = TimeUnit.DAYS.toMillis(3 * 365);
        for (int each = 0; each < QUESTIONS; each++) {
            from[each] = begin + random.nextLong(threeYears);
            to[each] = from[each] + random.nextLong(TimeUnit.DAYS.toMillis(60));
            amount[each] = random.nextLong(TimeUnit.HOURS.toMillis(360));
        }
    }

    private static WeeklyHours hours(String from, String to, DayOfWeek first, DayOfWeek last) {
        return new WeeklyHours(EnumSet.range(first, last), WallTime.of(from), WallTime.of(to));
    }

    /** Twelve holidays a year. */
    private static BusinessTime calendar(String zone, WeeklyHours... hours) {
        HolidayDates holidays = (set, year) -> IntStream.rangeClosed(1, 12)
                .mapToObj(month -> LocalDate.of(year, month, month + 3))
                .collect(Collectors.toUnmodifiableSet());
        return new BusinessTime(CalendarDefinition.of(ZoneId.of(zone), List.of(hours)), holidays);
    }

    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void elapsed(Blackhole answers) {
        for (int each = 0; each < QUESTIONS; each++) {
            answers.consume(time.elapsed(from[each], to[each]));
        }
    }

    @Benchmark
    @OperationsPerInvocation(QUESTIONS)
    public void due(Blackhole answers) {
        for (int each = 0; each < QUESTIONS; each++) {
            answers.consume(time.due(from[each], amount[each]));
        }
    }
}
