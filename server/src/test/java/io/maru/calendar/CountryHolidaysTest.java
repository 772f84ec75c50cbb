package io.maru.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.LocalizedText;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Countries and regions by their keys. */
class CountryHolidaysTest {

    @Test
    void aRegionHasItsOwnHolidaysBesideItsCountrys() {
        assertThat(dates("DE", 2026))
                .contains(LocalDate.of(2026, 10, 3), LocalDate.of(2026, 12, 25))
                .doesNotContain(LocalDate.of(2026, 1, 6));
        assertThat(dates("DE-by", 2026)).contains(LocalDate.of(2026, 1, 6), LocalDate.of(2026, 10, 3));
        assertThat(dates("JP", 2026)).contains(LocalDate.of(2026, 5, 5));
        assertThat(dates("US", 2026)).contains(LocalDate.of(2026, 11, 26));
    }

    @Test
    void aSetThatIsNotKnownHasNone() {
        for (String key : List.of("", "XX", "de", "DE-xx", "DE-by-xx-", "kr", "KR-", "../DE", "DE-")) {
            assertThat(CountryHolidays.exists(key)).as(key).isFalse();
            assertThat(dates(key, 2026)).as(key).isEmpty();
        }
        assertThat(CountryHolidays.exists("KR")).isTrue();
        assertThat(dates("KR", 2026)).contains(LocalDate.of(2026, 7, 17));
        assertThat(CountryHolidays.exists("DE-by")).isTrue();
    }

    @Test
    void namesAreInKoreanAndEnglish() {
        SortedMap<String, LocalizedText> names = CountryHolidays.names();

        assertThat(names).hasSizeGreaterThan(500);
        assertThat(names.get("KR")).isEqualTo(new LocalizedText("대한민국", "South Korea"));
        assertThat(names.get("DE")).isEqualTo(new LocalizedText("독일", "Germany"));
        assertThat(names.get("DE-by")).isEqualTo(new LocalizedText("독일 › Bavaria", "Germany › Bavaria"));
        assertThat(names.keySet()).allMatch(CountryHolidays::exists);
    }

    @Test
    void everySetHasAnAnswerForEveryYearThatIsCounted() {
        for (String key : CountryHolidays.names().keySet()) {
            if (!key.contains("-")) {
                for (int year : new int[] {1969, 1970, 2000, 2100, 2249}) {
                    assertThat(CountryHolidays.in(key, year))
                            .as("%s in %d", key, year)
                            .allSatisfy(holiday ->
                                    assertThat(holiday.date().getYear()).isEqualTo(year));
                }
            }
        }
    }

    private static Set<LocalDate> dates(String key, int year) {
        return CountryHolidays.in(key, year).stream().map(Holiday::date).collect(Collectors.toSet());
    }
}
