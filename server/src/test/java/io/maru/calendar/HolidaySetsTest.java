package io.maru.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.LocalizedText;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Holiday sets by their keys. */
class HolidaySetsTest {

    private final HolidaySets sets = new HolidaySets();

    @Test
    void aRegionHasItsOwnHolidaysBesideItsCountrys() {
        assertThat(sets.in("DE", 2026))
                .contains(LocalDate.of(2026, 10, 3), LocalDate.of(2026, 12, 25))
                .doesNotContain(LocalDate.of(2026, 1, 6));
        assertThat(sets.in("DE-by", 2026)).contains(LocalDate.of(2026, 1, 6), LocalDate.of(2026, 10, 3));
        assertThat(sets.in("JP", 2026)).contains(LocalDate.of(2026, 5, 5));
        assertThat(sets.in("US", 2026)).contains(LocalDate.of(2026, 11, 26));
    }

    @Test
    void aSetThatIsNotKnownHasNone() {
        for (String key : List.of("", "XX", "de", "DE-xx", "DE-by-xx-", "kr", "KR-", "../DE", "DE-")) {
            assertThat(sets.exists(key)).as(key).isFalse();
            assertThat(sets.in(key, 2026)).as(key).isEmpty();
        }
        assertThat(sets.exists("KR")).isTrue();
        assertThat(sets.exists("DE-by")).isTrue();
    }

    @Test
    void namesAreInKoreanAndEnglish() {
        SortedMap<String, LocalizedText> names = CountryHolidays.names();

        assertThat(names).hasSizeGreaterThan(500).doesNotContainKey("KR");
        assertThat(names.get("DE")).isEqualTo(new LocalizedText("독일", "Germany"));
        assertThat(names.get("DE-by")).isEqualTo(new LocalizedText("독일 › Bavaria", "Germany › Bavaria"));
        assertThat(names.keySet()).allMatch(sets::exists);
    }

    @Test
    void everySetHasAnAnswerForEveryYearThatIsCounted() {
        for (String key : CountryHolidays.names().keySet()) {
            if (!key.contains("-")) {
                for (int year : new int[] {1969, 1970, 2000, 2100, 2249}) {
                    assertThat(sets.holidays(key, year))
                            .as("%s in %d", key, year)
                            .allSatisfy(holiday ->
                                    assertThat(holiday.date().getYear()).isEqualTo(year));
                }
            }
        }
    }
}
