package io.maru.calendar;

import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.time4j.PlainDate;
import net.time4j.calendar.EastAsianMonth;
import net.time4j.calendar.EastAsianYear;
import net.time4j.calendar.KoreanCalendar;

/**
 * The public holidays of the Republic of Korea, computed as the law stands in each year from 2000 on: 공휴일에 관한 법률 and
 * 관공서의 공휴일에 관한 규정 (law.go.kr). Sundays are public holidays by that law, and not in this list.
 *
 * <p>How the law came to be as it is:
 * <ul>
 *   <li>식목일 ended with 2005, 제헌절 with 2007; 한글날 came back with 2013;
 *   <li>5 November 2013 (대통령령 24828): substitute holidays for 설날 and 추석 on a Sunday or another holiday, and for 어린이날 on a
 *       Saturday, too;
 *   <li>4 August 2021 (대통령령 31930): also for 삼일절, 광복절, 개천절 and 한글날, on Saturdays and Sundays;
 *   <li>4 May 2023 (대통령령 33448): also for 부처님오신날 and 성탄절;
 *   <li>2026: 제헌절 is a holiday again (공휴일에 관한 법률 as promulgated on 10 February) and 노동절 becomes one (as passed on 31 March,
 *       in force for 1 May), both with substitute holidays, as the almanac for 2027 (월력요항, 우주항공청) has them.
 * </ul>
 *
 * <p>Elections and 임시공휴일 are proclaimed one by one; those until 2026 are listed below, later ones are closures that
 * administrators add.
 */
final class KoreanHolidays {

    private static final String LAW = "관공서의 공휴일에 관한 규정";
    private static final String LAW_IN_ENGLISH = "Regulations on Holidays of Public Agencies";

    private static final LocalDate SUBSTITUTES = LocalDate.of(2013, 11, 5);
    private static final LocalDate SUBSTITUTES_OF_NATIONAL_DAYS = LocalDate.of(2021, 8, 4);
    private static final LocalDate SUBSTITUTES_OF_RELIGIOUS_DAYS = LocalDate.of(2023, 5, 4);

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final Set<DayOfWeek> SUNDAY = EnumSet.of(DayOfWeek.SUNDAY);

    private KoreanHolidays() {}

    /**
     * A holiday as the law has it.
     *
     * @param feast what a substitute is called after
     * @param substituted the days of the week that call for a substitute
     * @param since when that became law
     */
    private record Statutory(
            LocalDate date,
            LocalizedText name,
            LocalizedText feast,
            LocalizedText rule,
            Set<DayOfWeek> substituted,
            LocalDate since) {

        boolean isSubstituted() {
            return !substituted.isEmpty() && !date.isBefore(since);
        }
    }

    /** Proclaimed for one day: 관보 (gwanbo.go.kr), by decision of the Cabinet on the day that the rule names, or an election by law. */
    private static final List<Holiday> PROCLAIMED = List.of(
            election(2020, 4, 15, "국회의원 선거일", "National Assembly election"),
            proclaimed(2020, 8, 17, LocalDate.of(2020, 7, 21)),
            election(2022, 3, 9, "대통령 선거일", "Presidential election"),
            election(2022, 6, 1, "전국동시지방선거일", "Local elections"),
            proclaimed(2023, 10, 2, LocalDate.of(2023, 9, 5)),
            election(2024, 4, 10, "국회의원 선거일", "National Assembly election"),
            proclaimed(2024, 10, 1, LocalDate.of(2024, 9, 3)),
            proclaimed(2025, 1, 27, LocalDate.of(2025, 1, 14)),
            new Holiday(
                    LocalDate.of(2025, 6, 3),
                    new LocalizedText("대통령 선거일", "Presidential election"),
                    new LocalizedText(
                            "임시공휴일: 2025-04-08 국무회의 의결", "Temporary holiday, decided by the Cabinet on 2025-04-08")),
            election(2026, 6, 3, "전국동시지방선거일", "Local elections"));

    private static Holiday election(int year, int month, int day, String ko, String en) {
        return new Holiday(
                LocalDate.of(year, month, day),
                new LocalizedText(ko, en),
                new LocalizedText("공직선거법 제34조의 선거일", "Election day by the Public Official Election Act, article 34"));
    }

    private static Holiday proclaimed(int year, int month, int day, LocalDate decided) {
        return new Holiday(
                LocalDate.of(year, month, day),
                new LocalizedText("임시공휴일", "Temporary holiday"),
                new LocalizedText(
                        "임시공휴일: " + decided + " 국무회의 의결", "Temporary holiday, decided by the Cabinet on " + decided));
    }

    /** Those of a year, by date; two may fall on one day. */
    static List<Holiday> in(int year) {
        List<Statutory> statutory = statutory(year);
        List<Holiday> holidays = new ArrayList<>();
        statutory.forEach(each -> holidays.add(new Holiday(each.date(), each.name(), each.rule())));
        PROCLAIMED.stream().filter(each -> each.date().getYear() == year).forEach(holidays::add);
        Set<LocalDate> taken = holidays.stream().map(Holiday::date).collect(Collectors.toCollection(HashSet::new));
        SortedMap<LocalDate, List<Statutory>> byDate = new TreeMap<>();
        statutory.forEach(each ->
                byDate.computeIfAbsent(each.date(), date -> new ArrayList<>()).add(each));
        byDate.forEach((date, of) -> {
            for (int count = substitutes(date, of); count > 0; count--) {
                LocalDate substitute = firstWorkingDayAfter(date, taken);
                taken.add(substitute);
                holidays.add(substitute(substitute, date, of));
            }
        });
        holidays.sort(Comparator.comparing(Holiday::date));
        return List.copyOf(holidays);
    }

    /** How many a day calls for: one for each holiday that a weekend takes, and one for each that falls on another holiday. */
    private static int substitutes(LocalDate date, List<Statutory> of) {
        int substituted = (int) of.stream().filter(Statutory::isSubstituted).count();
        int onWeekend = (int) of.stream()
                .filter(Statutory::isSubstituted)
                .filter(each -> each.substituted().contains(date.getDayOfWeek()))
                .count();
        return WEEKEND.contains(date.getDayOfWeek()) ? onWeekend : Math.min(substituted, of.size() - 1);
    }

    private static LocalDate firstWorkingDayAfter(LocalDate date, Set<LocalDate> taken) {
        LocalDate next = date.plusDays(1);
        while (WEEKEND.contains(next.getDayOfWeek()) || taken.contains(next)) {
            next = next.plusDays(1);
        }
        return next;
    }

    private static Holiday substitute(LocalDate substitute, LocalDate date, List<Statutory> of) {
        String ko = of.stream().map(each -> each.feast().in(Language.KO)).collect(Collectors.joining("·"));
        String en = of.stream().map(each -> each.feast().in(Language.EN)).collect(Collectors.joining(" and "));
        return new Holiday(
                substitute,
                new LocalizedText("대체공휴일(" + ko + ")", "Substitute holiday for " + en),
                new LocalizedText(
                        LAW + " 제3조: " + date + " " + day(date, Locale.KOREAN) + (of.size() > 1 ? ", 두 공휴일이 겹침" : ""),
                        LAW_IN_ENGLISH + ", article 3: " + date + " is a " + day(date, Locale.ENGLISH)
                                + (of.size() > 1 ? " with two holidays" : "")));
    }

    private static String day(LocalDate date, Locale locale) {
        return date.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
    }

    private static List<Statutory> statutory(int year) {
        List<Statutory> days = new ArrayList<>();
        days.add(solar(year, 1, 1, "1월 1일", "New Year's Day", Set.of(), LocalDate.MAX));
        aroundLunar(days, year, 1, 1, "설날", "Seollal");
        days.add(solar(year, 3, 1, "삼일절", "Independence Movement Day", WEEKEND, SUBSTITUTES_OF_NATIONAL_DAYS));
        if (year <= 2005) {
            days.add(solar(year, 4, 5, "식목일", "Arbor Day", Set.of(), LocalDate.MAX));
        }
        if (year >= 2026) {
            days.add(solar(year, 5, 1, "노동절", "Labour Day", WEEKEND, SUBSTITUTES));
        }
        days.add(solar(year, 5, 5, "어린이날", "Children's Day", WEEKEND, SUBSTITUTES));
        days.add(lunar(year, 4, 8, 0, "부처님오신날", "Buddha's Birthday", WEEKEND, SUBSTITUTES_OF_RELIGIOUS_DAYS));
        days.add(solar(year, 6, 6, "현충일", "Memorial Day", Set.of(), LocalDate.MAX));
        if (year <= 2007 || year >= 2026) {
            days.add(solar(year, 7, 17, "제헌절", "Constitution Day", WEEKEND, SUBSTITUTES_OF_NATIONAL_DAYS));
        }
        days.add(solar(year, 8, 15, "광복절", "Liberation Day", WEEKEND, SUBSTITUTES_OF_NATIONAL_DAYS));
        aroundLunar(days, year, 8, 15, "추석", "Chuseok");
        days.add(solar(year, 10, 3, "개천절", "National Foundation Day", WEEKEND, SUBSTITUTES_OF_NATIONAL_DAYS));
        if (year >= 2013) {
            days.add(solar(year, 10, 9, "한글날", "Hangul Day", WEEKEND, SUBSTITUTES_OF_NATIONAL_DAYS));
        }
        days.add(solar(year, 12, 25, "성탄절", "Christmas Day", WEEKEND, SUBSTITUTES_OF_RELIGIOUS_DAYS));
        return days;
    }

    private static void aroundLunar(List<Statutory> days, int year, int month, int day, String ko, String en) {
        for (int shift = -1; shift <= 1; shift++) {
            days.add(lunar(year, month, day, shift, ko, en, SUNDAY, SUBSTITUTES));
        }
    }

    private static Statutory solar(
            int year, int month, int day, String ko, String en, Set<DayOfWeek> substituted, LocalDate since) {
        MonthDay always = MonthDay.of(month, day);
        LocalizedText name = new LocalizedText(ko, en);
        return new Statutory(
                always.atYear(year),
                name,
                name,
                new LocalizedText(
                        LAW + " 제2조: " + month + "월 " + day + "일",
                        LAW_IN_ENGLISH + ", article 2: " + day + " "
                                + always.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)),
                substituted,
                since);
    }

    private static Statutory lunar(
            int year,
            int month,
            int day,
            int shift,
            String ko,
            String en,
            Set<DayOfWeek> substituted,
            LocalDate since) {
        LocalDate date = KoreanCalendar.of(EastAsianYear.forGregorian(year), EastAsianMonth.valueOf(month), day)
                .transform(PlainDate.axis())
                .toTemporalAccessor()
                .plusDays(shift);
        String beside = shift < 0 ? " 전날" : shift > 0 ? " 다음 날" : "";
        String besideInEnglish = shift < 0 ? "Day before " : shift > 0 ? "Day after " : "";
        return new Statutory(
                date,
                new LocalizedText(ko + beside, besideInEnglish + en),
                new LocalizedText(ko, en),
                new LocalizedText(
                        LAW + " 제2조: 음력 " + month + "월 " + day + "일" + beside,
                        LAW_IN_ENGLISH + ", article 2: " + besideInEnglish.toLowerCase(Locale.ROOT) + "day " + day
                                + " of lunar month " + month),
                substituted,
                since);
    }
}
