package io.maru.sla;

import static io.maru.db.sla.Tables.ESCALATION;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.insertInto;

import io.maru.platform.FixedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What is to follow from thresholds that clocks came to. */
@Repository
class EscalationStore {

    private static final FixedQuery PLAN = new FixedQuery(insertInto(ESCALATION)
            .set(ESCALATION.CLOCK_ID, value("clock", ESCALATION.CLOCK_ID))
            .set(ESCALATION.TICKET_ID, value("ticket", ESCALATION.TICKET_ID))
            .set(ESCALATION.POLICY_ID, value("policy", ESCALATION.POLICY_ID))
            .set(ESCALATION.POLICY_VERSION, value("version", ESCALATION.POLICY_VERSION))
            .set(ESCALATION.THRESHOLD, value("threshold", ESCALATION.THRESHOLD))
            .set(ESCALATION.DUE_AT, value("due", ESCALATION.DUE_AT))
            .set(ESCALATION.LATE, value("late", ESCALATION.LATE))
            .set(ESCALATION.TRY_AT, value("try", ESCALATION.TRY_AT)));

    private final DSLContext database;

    EscalationStore(DSLContext database) {
        this.database = database;
    }

    /** @param failures how often it was tried in vain */
    record Planned(
            long id,
            long clockId,
            long ticketId,
            long policyId,
            int policyVersion,
            String threshold,
            Instant dueAt,
            boolean late,
            int failures) {}

    /** In the transaction that notices it. */
    void plan(SlaClock clock, Policy policy, Reached reached, Instant now) {
        PLAN.execute(
                database,
                List.of(Map.of(
                        "clock", clock.id(),
                        "ticket", clock.ticketId(),
                        "policy", policy.id(),
                        "version", policy.version(),
                        "threshold", reached.threshold(),
                        "due", reached.dueAt(),
                        "late", reached.late(),
                        "try", now)));
    }

    /** One whose time has come, the earliest first; other servers take others. */
    Optional<Planned> claim(Instant now) {
        return database.selectFrom(ESCALATION)
                .where(ESCALATION.TRY_AT.le(now))
                .orderBy(ESCALATION.TRY_AT, ESCALATION.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(row -> new Planned(
                        row.getId(),
                        row.getClockId(),
                        row.getTicketId(),
                        row.getPolicyId(),
                        row.getPolicyVersion(),
                        row.getThreshold(),
                        row.getDueAt(),
                        row.getLate(),
                        row.getFailures()));
    }

    void delete(long id) {
        database.deleteFrom(ESCALATION).where(ESCALATION.ID.eq(id)).execute();
    }

    void failed(long id, Instant tryAt) {
        database.update(ESCALATION)
                .set(ESCALATION.TRY_AT, tryAt)
                .set(ESCALATION.FAILURES, ESCALATION.FAILURES.plus(1))
                .where(ESCALATION.ID.eq(id))
                .execute();
    }
}
