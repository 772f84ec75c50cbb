package io.maru.sla.web;

import io.maru.people.CurrentPerson;
import io.maru.sla.SlaReport.ServiceLevelReport;
import io.maru.sla.SlaReport.WaitingReport;
import io.maru.sla.SlaReports;
import io.maru.sla.SlaReports.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether promises are kept, over HTTP. */
@RestController
@RequestMapping("/api/reports/service-levels")
class SlaReportController {

    private final SlaReports reports;

    SlaReportController(SlaReports reports) {
        this.reports = reports;
    }

    /**
     * Tickets whose clocks stopped in a period, and how many of them kept what was promised.
     *
     * @param by {@code policy}, {@code goal}, {@code month}, or a field whose values have names, such as {@code priority}, {@code
     *     desk} or {@code assignee}
     * @param policy name of the policies that are meant; the first there is when it is missing
     * @param desk key of the desk whose tickets are meant; those of all desks when it is missing
     * @param from the first day
     * @param to the last day
     */
    @GetMapping
    ServiceLevelReport readServiceLevelReport(
            CurrentPerson current,
            @RequestParam(defaultValue = "month") String by,
            @RequestParam(required = false) @Nullable String policy,
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return reports.outcomes(current, new Scope(policy, desk, from, to), by);
    }

    /** What paused the clocks that stopped in a period, and for how long. */
    @GetMapping("/waiting")
    WaitingReport readWaitingReport(
            CurrentPerson current,
            @RequestParam(required = false) @Nullable String policy,
            @RequestParam(required = false) @Nullable String desk,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return reports.waiting(current, new Scope(policy, desk, from, to));
    }
}
