package io.maru.automation;

import static io.maru.db.automation.Tables.RUN;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.maru.db.automation.tables.Run;
import io.maru.db.automation.tables.records.RunRecord;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** The runs of rules: those that wait, and what became of the others. */
@Repository
class RunStore {

    private static final FixedQuery CLAIM = claimOne();

    private static final TypeReference<List<StepRecord>> RECORDS = new TypeReference<>() {};

    private final DSLContext database;

    RunStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A run that is to be.
     *
     * @param chain what caused what lets it run, the first cause first
     * @param failures how often it was tried in vain
     */
    record Planned(long id, long ruleId, int ruleVersion, Occasion occasion, List<String> chain, int failures) {

        Planned {
            chain = List.copyOf(chain);
        }
    }

    /** Plans it, once for an event. */
    void plan(PublishedRule rule, @Nullable Long eventId, Occasion occasion, List<String> chain, Instant now) {
        insert(rule, eventId, occasion, chain, RunState.WAITING, null, now);
    }

    /** Notes one that cannot be. */
    void fail(PublishedRule rule, Occasion occasion, LocalizedText reason, Instant now) {
        insert(rule, null, occasion, List.of(), RunState.FAILED, reason, now);
    }

    /** How many of a rule were planned since, counted up to so many. */
    int plannedSince(long ruleId, Instant since, int most) {
        return database.fetchCount(selectOne()
                .from(RUN)
                .where(RUN.RULE_ID.eq(ruleId), RUN.PLANNED_AT.gt(since))
                .limit(most));
    }

    /** Notes one that is not to be. */
    void refuse(
            PublishedRule rule,
            long eventId,
            Occasion occasion,
            List<String> chain,
            LocalizedText reason,
            Instant now) {
        insert(rule, eventId, occasion, chain, RunState.REFUSED, reason, now);
    }

    private void insert(
            PublishedRule rule,
            @Nullable Long eventId,
            Occasion occasion,
            List<String> chain,
            RunState state,
            @Nullable LocalizedText reason,
            Instant now) {
        database.insertInto(RUN)
                .set(RUN.RULE_ID, rule.id())
                .set(RUN.RULE_VERSION, rule.version())
                .set(RUN.TICKET_ID, occasion.ticketId())
                .set(RUN.EVENT_ID, eventId)
                .set(RUN.OCCASION, Json.of(occasion))
                .set(RUN.CHAIN, chain.toArray(String[]::new))
                .set(RUN.STATE, state.key())
                .set(RUN.PLANNED_AT, now)
                .set(RUN.TRY_AT, now)
                .set(RUN.ENDED_AT, state == RunState.WAITING ? null : now)
                .set(RUN.REASON, Json.ofNullable(reason))
                .onConflictDoNothing()
                .execute();
    }

    /** Plans what failed once more, as it was. Answers its id. */
    long planAgain(long runId, int ruleVersion, Instant now) {
        RunRecord run = database.fetchSingle(RUN, RUN.ID.eq(runId));
        return database.insertInto(RUN)
                .set(RUN.RULE_ID, run.getRuleId())
                .set(RUN.RULE_VERSION, ruleVersion)
                .set(RUN.TICKET_ID, run.getTicketId())
                .set(RUN.EVENT_ID, run.getEventId())
                .set(RUN.OCCASION, run.getOccasion())
                .set(RUN.CHAIN, run.getChain())
                .set(RUN.AGAIN_OF_ID, runId)
                .set(RUN.STATE, RunState.WAITING.key())
                .set(RUN.PLANNED_AT, now)
                .set(RUN.TRY_AT, now)
                .returningResult(RUN.ID)
                .fetchSingle()
                .value1();
    }

    /** One whose time has come and whose ticket has no earlier one, for this transaction; other servers take others. */
    Optional<Planned> claim(Instant now) {
        return CLAIM.fetch(database, Map.of("now", now)).stream()
                .findFirst()
                .map(row -> new Planned(
                        row.get(RUN.ID),
                        row.get(RUN.RULE_ID),
                        row.get(RUN.RULE_VERSION),
                        Json.read(row.get(RUN.OCCASION), Occasion.class),
                        List.of(row.get(RUN.CHAIN)),
                        row.get(RUN.FAILURES)));
    }

    private static FixedQuery claimOne() {
        Run first = RUN.as("first");
        return new FixedQuery(select(RUN.ID, RUN.RULE_ID, RUN.RULE_VERSION, RUN.OCCASION, RUN.CHAIN, RUN.FAILURES)
                .from(RUN)
                .where(RUN.STATE.eq(inline("waiting")), RUN.TRY_AT.le(value("now", RUN.TRY_AT)))
                // Asked of each and by an index of its own: a plan that was made while none waited would read all that
                // wait.
                .and(RUN.TICKET_ID
                        .isNull()
                        .or(RUN.ID.eq(select(first.ID)
                                .from(first)
                                .where(first.ENDED_AT.isNull(), first.TICKET_ID.eq(RUN.TICKET_ID))
                                .orderBy(first.ID)
                                .limit(inline(1)))))
                .orderBy(RUN.TRY_AT, RUN.ID)
                .limit(inline(1))
                .forUpdate()
                .of(RUN)
                .skipLocked());
    }

    /**
     * Keeps what became of a run that waited.
     *
     * @param took in milliseconds
     */
    void end(
            long id, RunState state, List<StepRecord> records, @Nullable LocalizedText reason, long took, Instant now) {
        database.update(RUN)
                .set(RUN.STATE, state.key())
                .set(RUN.STEPS, Json.of(records))
                .set(RUN.REASON, Json.ofNullable(reason))
                .set(RUN.TOOK, took)
                .set(RUN.ENDED_AT, now)
                .where(RUN.ID.eq(id), RUN.STATE.eq(RunState.WAITING.key()))
                .execute();
    }

    void tryAgain(long id, Instant tryAt) {
        database.update(RUN)
                .set(RUN.TRY_AT, tryAt)
                .set(RUN.FAILURES, RUN.FAILURES.plus(1))
                .where(RUN.ID.eq(id), RUN.STATE.eq(RunState.WAITING.key()))
                .execute();
    }

    /**
     * What became of a run.
     *
     * @param reason why it failed or was refused; null for others
     * @param took in milliseconds; null while it waits
     * @param againOf the run that was tried again with it; null for the first
     */
    record Ended(
            long id,
            long ruleId,
            int ruleVersion,
            Occasion occasion,
            List<String> chain,
            RunState state,
            Instant plannedAt,
            @Nullable Instant endedAt,
            @Nullable Long took,
            List<StepRecord> records,
            @Nullable LocalizedText reason,
            @Nullable Long againOf) {}

    /** Those of a rule, the newest first. */
    List<Ended> of(long ruleId, @Nullable RunState state, @Nullable Long before, int most) {
        return database.selectFrom(RUN)
                .where(
                        RUN.RULE_ID.eq(ruleId),
                        state == null ? noCondition() : RUN.STATE.eq(state.key()),
                        before == null ? noCondition() : RUN.ID.lt(before))
                .orderBy(RUN.ID.desc())
                .limit(most)
                .fetch(RunStore::ended);
    }

    Optional<Ended> find(long id) {
        return database.selectFrom(RUN).where(RUN.ID.eq(id)).fetchOptional(RunStore::ended);
    }

    private static Ended ended(Record row) {
        JSONB reason = row.get(RUN.REASON);
        return new Ended(
                row.get(RUN.ID),
                row.get(RUN.RULE_ID),
                row.get(RUN.RULE_VERSION),
                Json.read(row.get(RUN.OCCASION), Occasion.class),
                List.of(row.get(RUN.CHAIN)),
                RunState.of(row.get(RUN.STATE)),
                row.get(RUN.PLANNED_AT),
                row.get(RUN.ENDED_AT),
                row.get(RUN.TOOK),
                Json.read(row.get(RUN.STEPS), RECORDS),
                reason == null ? null : Json.text(reason),
                row.get(RUN.AGAIN_OF_ID));
    }

    void deleteEndedBefore(Instant instant) {
        database.deleteFrom(RUN).where(RUN.ENDED_AT.lt(instant)).execute();
    }
}
