package io.maru.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of promises. Durations are in milliseconds of the calendars by which they were counted. */
public final class SlaReport {

    private SlaReport() {}

    /**
     * A number of tickets.
     *
     * @param query that finds just these
     */
    public record ReportFigure(long tickets, String query) {}

    /**
     * Tickets of which cycles stopped in the period; each counts once, by the longest of them.
     *
     * @param label what they have in common, in the reader's words; a month as {@code 2026-11}
     * @param policy by which they were measured, as it is asked for
     * @param completed all of them, of which some kept what was promised and the others did not
     * @param overdue those that go on now although their target has passed, whatever the period; null for a part of it
     * @param median within which half of them were completed; null when none was
     * @param ninetieth within which nine of ten were completed
     */
    public record ServiceLevelRow(
            String label,
            String policy,
            ReportFigure completed,
            ReportFigure met,
            ReportFigure missed,
            @Nullable ReportFigure overdue,
            @Nullable Long median,
            @Nullable Long ninetieth,
            @Nullable Long mean) {}

    /**
     * @param policies those that can be asked about, by their names
     * @param policy the one that was; null for all of them, and when there is none
     * @param total over the whole period; null where each row is another policy's
     */
    public record ServiceLevelReport(
            List<String> policies,
            @Nullable String policy,
            String by,
            LocalDate from,
            LocalDate to,
            @Nullable ServiceLevelRow total,
            List<ServiceLevelRow> rows,
            Instant asOf) {}

    /**
     * Tickets whose cycles stopped in the period after something had paused them.
     *
     * @param label what paused them: the name of a status, or how else the ticket stood
     * @param sum for how long in all
     */
    public record WaitingRow(String label, ReportFigure tickets, long sum, long median, long ninetieth) {}

    /** @param rows what was waited for longest first; a ticket that waited for several things counts in each */
    public record WaitingReport(
            @Nullable String policy, LocalDate from, LocalDate to, List<WaitingRow> rows, Instant asOf) {}
}
