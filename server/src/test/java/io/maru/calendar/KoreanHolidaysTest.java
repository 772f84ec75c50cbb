package io.maru.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The holidays of eleven years, written down from the almanac (월력요항, published each June for the next year: 과학기술정보통신부 until
 * 2023, 우주항공청 since) as far as it goes, 2027; beyond it from KASI's tables of the lunar calendar (한국천문연구원, 음양력 변환) and
 * the law as it stands. Elections and 임시공휴일 as they were held until 2026.
 */
class KoreanHolidaysTest {

    @ParameterizedTest
    @CsvSource({
        "2020, 01-01 01-24 01-25 01-26 01-27 03-01 04-15 04-30 05-05 06-06 08-15 08-17 09-30 10-01 10-02 10-03 10-09 12-25",
        "2021, 01-01 02-11 02-12 02-13 03-01 05-05 05-19 06-06 08-15 08-16 09-20 09-21 09-22 10-03 10-04 10-09 10-11 12-25",
        "2022, 01-01 01-31 02-01 02-02 03-01 03-09 05-05 05-08 06-01 06-06 08-15 09-09 09-10 09-11 09-12 10-03 10-09 10-10 12-25",
        "2023, 01-01 01-21 01-22 01-23 01-24 03-01 05-05 05-27 05-29 06-06 08-15 09-28 09-29 09-30 10-02 10-03 10-09 12-25",
        "2024, 01-01 02-09 02-10 02-11 02-12 03-01 04-10 05-05 05-06 05-15 06-06 08-15 09-16 09-17 09-18 10-01 10-03 10-09 12-25",
        "2025, 01-01 01-27 01-28 01-29 01-30 03-01 03-03 05-05 05-06 06-03 06-06 08-15 10-03 10-05 10-06 10-07 10-08 10-09 12-25",
        "2026, 01-01 02-16 02-17 02-18 03-01 03-02 05-01 05-05 05-24 05-25 06-03 06-06 07-17 08-15 08-17 09-24 09-25 09-26 10-03 10-05 10-09 12-25",
        "2027, 01-01 02-06 02-07 02-08 02-09 03-01 05-01 05-03 05-05 05-13 06-06 07-17 07-19 08-15 08-16 09-14 09-15 09-16 10-03 10-04 10-09 10-11 12-25 12-27",
        "2028, 01-01 01-26 01-27 01-28 03-01 05-01 05-02 05-05 06-06 07-17 08-15 10-02 10-03 10-04 10-05 10-09 12-25",
        "2029, 01-01 02-12 02-13 02-14 03-01 05-01 05-05 05-07 05-20 05-21 06-06 07-17 08-15 09-21 09-22 09-23 09-24 10-03 10-09 12-25",
        "2030, 01-01 02-02 02-03 02-04 02-05 03-01 05-01 05-05 05-06 05-09 06-06 07-17 08-15 09-11 09-12 09-13 10-03 10-09 12-25",
    })
    void theHolidaysOfAYearAreThoseOfTheAlmanac(int year, String days) {
        Set<String> expected = Set.of(days.split(" "));

        Set<String> computed = KoreanHolidays.in(year).stream()
                .map(holiday -> holiday.date().toString().substring(5))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(computed).isEqualTo(new TreeSet<>(expected));
    }

    /** Seollal, 부처님오신날 and Chuseok; in 2027 and 2028 Seoul's new year is a day after Beijing's. KASI, 음양력 변환. */
    @ParameterizedTest
    @CsvSource({
        "2000, 02-05, 05-11, 09-12",
        "2005, 02-09, 05-15, 09-18",
        "2010, 02-14, 05-21, 09-22",
        "2015, 02-19, 05-25, 09-27",
        "2019, 02-05, 05-12, 09-13",
        "2027, 02-07, 05-13, 09-15",
        "2028, 01-27, 05-02, 10-03",
        "2033, 01-31, 05-06, 09-08",
        "2040, 02-12, 05-18, 09-21",
        "2050, 01-23, 05-28, 09-30",
    })
    void lunarDaysAreThoseOfTheKoreanCalendar(int year, String seollal, String buddha, String chuseok) {
        assertThat(dates(year, "설날")).containsExactly(year + "-" + seollal);
        assertThat(dates(year, "부처님오신날")).containsExactly(year + "-" + buddha);
        assertThat(dates(year, "추석")).containsExactly(year + "-" + chuseok);
    }

    @Test
    void aDayWithTwoHolidaysHasOneSubstituteThatSaysWhy() {
        Holiday substitute = on(LocalDate.of(2025, 5, 6)).getFirst();

        assertThat(on(LocalDate.of(2025, 5, 5))).hasSize(2);
        assertThat(substitute.name().ko()).isEqualTo("대체공휴일(어린이날·부처님오신날)");
        assertThat(substitute.rule().ko())
                .contains("제3조")
                .contains("2025-05-05")
                .contains("월요일");
        assertThat(substitute.rule().en()).contains("article 3").contains("Monday");
    }

    @Test
    void twoDaysOfOneFeastThatAreTakenHaveTwoSubstitutes() {
        // Chuseok of 2039 is a Sunday, and the day after it 개천절.
        assertThat(dates(2039, "추석")).containsExactly("2039-10-02");
        assertThat(on(LocalDate.of(2039, 10, 4))).hasSize(1);
        assertThat(on(LocalDate.of(2039, 10, 5))).hasSize(1);
        assertThat(on(LocalDate.of(2039, 10, 6))).isEmpty();
    }

    @Test
    void theLawOfAYearCountsAndNotThatOfToday() {
        assertThat(on(LocalDate.of(2007, 7, 17))).hasSize(1);
        assertThat(on(LocalDate.of(2008, 7, 17))).isEmpty();
        assertThat(on(LocalDate.of(2025, 5, 1))).isEmpty();
        assertThat(on(LocalDate.of(2005, 4, 5))).hasSize(1);
        assertThat(on(LocalDate.of(2012, 10, 9))).isEmpty();
        // 개천절 of 2020 was a Saturday, 부처님오신날 of 2022 a Sunday: before their substitutes.
        assertThat(on(LocalDate.of(2020, 10, 5))).isEmpty();
        assertThat(on(LocalDate.of(2022, 5, 9))).isEmpty();
    }

    @Test
    void aSubstituteIsNeverOnAWeekendNorOnAnotherHoliday() {
        IntStream.rangeClosed(2014, 2100)
                .forEach(year -> KoreanHolidays.in(year).stream()
                        .filter(holiday -> String.valueOf(holiday.name().ko()).startsWith("대체공휴일"))
                        .forEach(holiday -> {
                            assertThat(holiday.date().getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
                            assertThat(on(holiday.date())).as("%s", holiday).hasSize(1);
                        }));
    }

    @Test
    void everyYearThatIsCountedHasItsHolidays() {
        IntStream.rangeClosed(1969, 2249)
                .forEach(year -> assertThat(KoreanHolidays.in(year)).hasSizeGreaterThan(13));
    }

    private static List<String> dates(int year, String name) {
        return KoreanHolidays.in(year).stream()
                .filter(holiday -> name.equals(holiday.name().ko()))
                .map(holiday -> holiday.date().toString())
                .toList();
    }

    private static List<Holiday> on(LocalDate date) {
        return KoreanHolidays.in(date.getYear()).stream()
                .filter(holiday -> holiday.date().equals(date))
                .toList();
    }
}
