package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.platform.LocalizedText;
import io.maru.sla.Happening.Kind;
import io.maru.sla.PolicyDefinition.CustomerSight;
import io.maru.sla.PolicyDefinition.Cycles;
import io.maru.workflow.StatusCategory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The policies that nearly every desk has, to begin with. */
public enum PolicyTemplates {
    FIRST_RESPONSE(
            new LocalizedText("첫 응답까지 시간", "Time to first response"),
            List.of(Happening.of(Kind.CREATED)),
            List.of(Happening.of(Kind.AGENT_COMMENTED), Happening.of(Kind.STATUS_ENTERED, StatusCategory.DONE)),
            List.of(),
            Cycles.ONCE,
            CustomerSight.DUE,
            30,
            60,
            120,
            240,
            480),

    RESOLUTION(
            new LocalizedText("해결까지 시간", "Time to resolution"),
            List.of(Happening.of(Kind.CREATED), Happening.of(Kind.STATUS_LEFT, StatusCategory.DONE)),
            List.of(Happening.of(Kind.STATUS_ENTERED, StatusCategory.DONE)),
            List.of(Standing.in(StatusCategory.WAITING)),
            Cycles.CONTINUING,
            CustomerSight.DUE,
            240,
            480,
            960,
            1_440,
            2_400),

    APPROVAL(
            new LocalizedText("승인까지 시간", "Time to approve"),
            List.of(Happening.of(Kind.APPROVAL_ASKED)),
            List.of(Happening.of(Kind.APPROVAL_DECIDED), Happening.of(Kind.STATUS_ENTERED, StatusCategory.DONE)),
            List.of(),
            Cycles.FRESH,
            CustomerSight.NOTHING,
            480),

    CLOSURE(
            new LocalizedText("종료까지 시간", "Time to close after resolution"),
            List.of(Happening.of(Kind.CREATED), Happening.of(Kind.STATUS_LEFT, StatusCategory.DONE)),
            List.of(Happening.of(Kind.STATUS_ENTERED, StatusCategory.DONE)),
            List.of(),
            Cycles.CONTINUING,
            CustomerSight.NOTHING,
            7_200),

    NEXT_UPDATE(
            new LocalizedText("다음 소식까지 시간", "Next update due"),
            List.of(Happening.of(Kind.CREATED), Happening.of(Kind.STATUS_LEFT, StatusCategory.DONE)),
            List.of(Happening.of(Kind.AGENT_COMMENTED), Happening.of(Kind.STATUS_ENTERED, StatusCategory.DONE)),
            List.of(Standing.in(StatusCategory.WAITING)),
            Cycles.REPEATING,
            CustomerSight.NOTHING,
            60,
            240,
            480,
            960,
            960),

    /** What teams promise each other: each has its time from when a ticket comes to it. */
    TEAM(
            new LocalizedText("팀 처리 시간(OLA)", "Time with a team (OLA)"),
            List.of(
                    Happening.of(Kind.CREATED),
                    Happening.of(Kind.TEAM_CHANGED),
                    Happening.of(Kind.STATUS_LEFT, StatusCategory.DONE)),
            List.of(Happening.of(Kind.TEAM_CHANGED), Happening.of(Kind.STATUS_ENTERED, StatusCategory.DONE)),
            List.of(Standing.in(StatusCategory.WAITING)),
            Cycles.REPEATING,
            CustomerSight.NOTHING,
            120,
            240,
            480,
            960,
            1_440),

    /** What a supplier has promised: its time from when a ticket is handed over, each time anew. */
    SUPPLIER(
            new LocalizedText("외부 업체 처리 시간(UC)", "Time with a supplier (UC)"),
            List.of(Happening.ofStatus(Kind.STATUS_ENTERED, "waiting_for_supplier")),
            List.of(Happening.ofStatus(Kind.STATUS_LEFT, "waiting_for_supplier")),
            List.of(),
            Cycles.FRESH,
            CustomerSight.NOTHING,
            240,
            480,
            960,
            1_440,
            2_400);

    /** What every desk begins with. */
    static final List<PolicyTemplates> OF_EVERY_DESK = List.of(FIRST_RESPONSE, RESOLUTION);

    private static final List<String> PRIORITIES = List.of("Highest", "High", "Medium", "Low");

    private final LocalizedText name;
    private final List<Happening> start;
    private final List<Happening> stop;
    private final List<Standing> pause;
    private final Cycles cycles;
    private final CustomerSight customers;
    private final int[] minutes;

    /** @param minutes of working time by priority from the highest on; a single one is for all */
    PolicyTemplates(
            LocalizedText name,
            List<Happening> start,
            List<Happening> stop,
            List<Standing> pause,
            Cycles cycles,
            CustomerSight customers,
            int... minutes) {
        this.name = name;
        this.start = start;
        this.stop = stop;
        this.pause = pause;
        this.cycles = cycles;
        this.customers = customers;
        this.minutes = minutes.clone();
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public LocalizedText title() {
        return name;
    }

    /** @param calendarId in which its targets count */
    public PolicyDefinition definition(long calendarId) {
        List<Goal> byPriority = IntStream.range(0, minutes.length - 1)
                .mapToObj(index -> goal("priority = " + PRIORITIES.get(index), minutes[index], calendarId))
                .toList();
        return new PolicyDefinition(
                start,
                stop,
                pause,
                Stream.concat(byPriority.stream(), Stream.of(goal(null, minutes[minutes.length - 1], calendarId)))
                        .toList(),
                List.of(new Threshold(80, null)),
                List.of(),
                cycles,
                customers);
    }

    private static Goal goal(@Nullable String query, int minutes, long calendarId) {
        return new Goal(query, Duration.ofMinutes(minutes).toMillis(), null, calendarId);
    }
}
