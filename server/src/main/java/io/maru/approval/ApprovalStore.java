package io.maru.approval;

import static io.maru.db.approval.Tables.LINK;
import static io.maru.db.approval.Tables.ROUND;
import static io.maru.db.approval.Tables.STANDING_IN;
import static io.maru.db.approval.Tables.STEP;
import static io.maru.db.approval.Tables.VOTE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.maru.db.approval.tables.records.RoundRecord;
import io.maru.db.approval.tables.records.StepRecord;
import io.maru.db.approval.tables.records.VoteRecord;
import io.maru.platform.Cursor;
import io.maru.platform.Json;
import io.maru.platform.Page;
import io.maru.ticket.Channel;
import io.maru.workflow.StatusApproval;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

@Repository
class ApprovalStore {

    private static final TypeReference<List<Hindrance>> HINDRANCES = new TypeReference<>() {};

    private final DSLContext database;

    ApprovalStore(DSLContext database) {
        this.database = database;
    }

    /** Why a ticket could not be moved, as a violation is kept. */
    record Hindrance(String pointer, String code, List<String> arguments) {}

    record RoundRow(
            long id,
            long ticketId,
            long deskId,
            long workflowId,
            long statusId,
            int number,
            StatusApproval approval,
            RoundState state,
            long openedBy,
            Instant openedAt,
            @Nullable Long endedBy,
            @Nullable Instant endedAt,
            List<Hindrance> hindrances) {}

    record StepRow(
            long id,
            long roundId,
            int position,
            StatusApproval.Step definition,
            StepState state,
            boolean finalStep,
            boolean unattended,
            @Nullable Instant openedAt,
            @Nullable Instant endedAt,
            @Nullable Instant remindedAt,
            @Nullable Instant escalatedAt) {}

    record VoteRow(
            long id,
            long stepId,
            long roundId,
            long personId,
            boolean waiting,
            @Nullable Instant askedAt,
            @Nullable Decision decision,
            @Nullable Long decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Channel channel,
            String comment,
            @Nullable Long escalatedTo,
            @Nullable Long addedBy,
            @Nullable Long removedBy,
            @Nullable Instant removedAt) {

        boolean removed() {
            return removedAt != null;
        }
    }

    // ------------------------------------------------------------------ rounds

    RoundRow insertRound(
            long ticketId,
            long deskId,
            long workflowId,
            long statusId,
            StatusApproval approval,
            RoundState state,
            long openedBy,
            Instant now) {
        return round(database.insertInto(ROUND)
                .set(ROUND.TICKET_ID, ticketId)
                .set(ROUND.DESK_ID, deskId)
                .set(ROUND.WORKFLOW_ID, workflowId)
                .set(ROUND.STATUS_ID, statusId)
                .set(
                        ROUND.NUMBER,
                        select(coalesce(max(ROUND.NUMBER), 0).plus(1))
                                .from(ROUND)
                                .where(ROUND.TICKET_ID.eq(ticketId)))
                .set(ROUND.APPROVAL, Json.of(approval))
                .set(ROUND.STATE, state.key())
                .set(ROUND.OPENED_BY, openedBy)
                .set(ROUND.OPENED_AT, now)
                .returning()
                .fetchSingle());
    }

    /** Those that are under way on any of these tickets. */
    List<RoundRow> underWay(Collection<Long> ticketIds) {
        return database.selectFrom(ROUND)
                .where(ROUND.TICKET_ID.eq(any(ticketIds.toArray(Long[]::new))))
                .and(ROUND.STATE.in(inline("composing"), inline("running")))
                .fetch(ApprovalStore::round);
    }

    /** A ticket's, the newest first. */
    List<RoundRow> ofTicket(long ticketId) {
        return database.selectFrom(ROUND)
                .where(ROUND.TICKET_ID.eq(ticketId))
                .orderBy(ROUND.NUMBER.desc())
                .fetch(ApprovalStore::round);
    }

    /** The round that says how a ticket stands where it is. */
    Optional<RoundRow> present(long ticketId) {
        return database.selectFrom(ROUND)
                .where(ROUND.TICKET_ID.eq(ticketId), ROUND.PAST.isFalse())
                .fetchOptional(ApprovalStore::round);
    }

    /** Those of any of these tickets, which do not say so any more from now on. */
    List<RoundRow> makePast(Collection<Long> ticketIds) {
        return database.update(ROUND)
                .set(ROUND.PAST, true)
                .where(ROUND.TICKET_ID.eq(any(ticketIds.toArray(Long[]::new))), ROUND.PAST.isFalse())
                .returning()
                .fetch(ApprovalStore::round);
    }

    Optional<RoundRow> newest(long ticketId) {
        return database.selectFrom(ROUND)
                .where(ROUND.TICKET_ID.eq(ticketId))
                .orderBy(ROUND.NUMBER.desc())
                .limit(1)
                .fetchOptional(ApprovalStore::round);
    }

    RoundRow requireRound(long id) {
        return database.selectFrom(ROUND).where(ROUND.ID.eq(id)).fetchSingle(ApprovalStore::round);
    }

    List<RoundRow> rounds(Collection<Long> ids) {
        return database.selectFrom(ROUND)
                .where(ROUND.ID.eq(any(ids.toArray(Long[]::new))))
                .fetch(ApprovalStore::round);
    }

    void setRunning(long roundId) {
        database.update(ROUND)
                .set(ROUND.STATE, RoundState.RUNNING.key())
                .where(ROUND.ID.eq(roundId))
                .execute();
    }

    void endRound(long roundId, RoundState state, long endedBy, Instant now) {
        database.update(ROUND)
                .set(ROUND.STATE, state.key())
                .set(ROUND.ENDED_BY, endedBy)
                .set(ROUND.ENDED_AT, now)
                .where(ROUND.ID.eq(roundId))
                .execute();
    }

    void setHindrances(long roundId, List<Hindrance> hindrances) {
        database.update(ROUND)
                .set(ROUND.HINDRANCES, Json.of(hindrances))
                .where(ROUND.ID.eq(roundId))
                .execute();
    }

    // ------------------------------------------------------------------ steps

    long insertStep(long roundId, int position, StatusApproval.Step definition) {
        return database.insertInto(STEP)
                .set(STEP.ROUND_ID, roundId)
                .set(STEP.POSITION, position)
                .set(STEP.DEFINITION, Json.of(definition))
                .set(STEP.STATE, StepState.PENDING.key())
                .returning(STEP.ID)
                .fetchSingle(STEP.ID);
    }

    /** By round and position. */
    List<StepRow> steps(Collection<Long> roundIds) {
        return database.selectFrom(STEP)
                .where(STEP.ROUND_ID.eq(any(roundIds.toArray(Long[]::new))))
                .orderBy(STEP.ROUND_ID, STEP.POSITION)
                .fetch(ApprovalStore::step);
    }

    Optional<StepRow> step(long id) {
        return database.selectFrom(STEP).where(STEP.ID.eq(id)).fetchOptional(ApprovalStore::step);
    }

    void openStep(long id, boolean unattended, @Nullable Instant remindAt, @Nullable Instant escalateAt, Instant now) {
        database.update(STEP)
                .set(STEP.STATE, StepState.OPEN.key())
                .set(STEP.UNATTENDED, unattended)
                .set(STEP.OPENED_AT, now)
                .set(STEP.REMIND_AT, remindAt)
                .set(STEP.ESCALATE_AT, escalateAt)
                .where(STEP.ID.eq(id))
                .execute();
        askUndecided(id, now);
    }

    /** Makes it the turn of everybody who has not decided in a step. */
    void askUndecided(long stepId, Instant now) {
        database.update(VOTE)
                .set(VOTE.WAITING, true)
                .set(VOTE.ASKED_AT, now)
                .where(VOTE.STEP_ID.eq(stepId), VOTE.DECISION.isNull(), VOTE.REMOVED_AT.isNull())
                .and(VOTE.WAITING.isFalse())
                .execute();
    }

    void setUnattended(long id, boolean unattended) {
        database.update(STEP)
                .set(STEP.UNATTENDED, unattended)
                .where(STEP.ID.eq(id))
                .execute();
    }

    /** Ends a step: nobody is waited for in it any more. */
    void endStep(long id, StepState state, boolean finalStep, Instant now) {
        database.update(STEP)
                .set(STEP.STATE, state.key())
                .set(STEP.FINAL, finalStep)
                .set(STEP.UNATTENDED, false)
                .set(STEP.ENDED_AT, now)
                .setNull(STEP.REMIND_AT)
                .setNull(STEP.ESCALATE_AT)
                .where(STEP.ID.eq(id))
                .execute();
        database.update(VOTE)
                .set(VOTE.WAITING, false)
                .where(VOTE.STEP_ID.eq(id), VOTE.WAITING.isTrue())
                .execute();
        if (state == StepState.NOTED) {
            database.update(VOTE)
                    .set(VOTE.ASKED_AT, now)
                    .where(VOTE.STEP_ID.eq(id), VOTE.REMOVED_AT.isNull())
                    .execute();
        }
    }

    /** Steps whose reminder is due, with their tickets. */
    Map<Long, Long> dueReminders(Instant now, int most) {
        return due(STEP.REMIND_AT, now, most);
    }

    Map<Long, Long> dueEscalations(Instant now, int most) {
        return due(STEP.ESCALATE_AT, now, most);
    }

    private Map<Long, Long> due(org.jooq.Field<Instant> at, Instant now, int most) {
        return database.select(STEP.ID, ROUND.TICKET_ID)
                .from(STEP)
                .join(ROUND)
                .on(ROUND.ID.eq(STEP.ROUND_ID))
                .where(at.le(now))
                .orderBy(at)
                .limit(most)
                .fetchMap(STEP.ID, ROUND.TICKET_ID);
    }

    /** @return whether it was still due: of any number of servers, one is told true */
    boolean takeReminder(long stepId, Instant now) {
        return database.update(STEP)
                        .setNull(STEP.REMIND_AT)
                        .set(STEP.REMINDED_AT, now)
                        .where(STEP.ID.eq(stepId), STEP.REMIND_AT.le(now))
                        .execute()
                == 1;
    }

    boolean takeEscalation(long stepId, Instant now) {
        return database.update(STEP)
                        .setNull(STEP.ESCALATE_AT)
                        .set(STEP.ESCALATED_AT, now)
                        .where(STEP.ID.eq(stepId), STEP.ESCALATE_AT.le(now))
                        .execute()
                == 1;
    }

    // ------------------------------------------------------------------ votes

    void insertVotes(long roundId, long stepId, Collection<Long> personIds, @Nullable Long addedBy) {
        if (personIds.isEmpty()) {
            return;
        }
        var insert = database.insertInto(VOTE, VOTE.ROUND_ID, VOTE.STEP_ID, VOTE.PERSON_ID, VOTE.ADDED_BY);
        for (long personId : personIds) {
            insert = insert.values(roundId, stepId, personId, addedBy);
        }
        insert.execute();
    }

    void removeVote(long id, long removedBy, Instant now) {
        database.update(VOTE)
                .set(VOTE.WAITING, false)
                .set(VOTE.REMOVED_BY, removedBy)
                .set(VOTE.REMOVED_AT, now)
                .where(VOTE.ID.eq(id), VOTE.DECISION.isNull())
                .execute();
    }

    List<VoteRow> votes(Collection<Long> roundIds) {
        return database.selectFrom(VOTE)
                .where(VOTE.ROUND_ID.eq(any(roundIds.toArray(Long[]::new))))
                .orderBy(VOTE.ID)
                .fetch(ApprovalStore::vote);
    }

    Optional<VoteRow> vote(long id) {
        return database.selectFrom(VOTE).where(VOTE.ID.eq(id)).fetchOptional(ApprovalStore::vote);
    }

    /** @return false when it was decided before */
    boolean decide(long id, Decision decision, long decidedBy, String comment, Channel channel, Instant now) {
        return database.update(VOTE)
                        .set(VOTE.WAITING, false)
                        .set(VOTE.DECISION, decision.key())
                        .set(VOTE.DECIDED_BY, decidedBy)
                        .set(VOTE.DECIDED_AT, now)
                        .set(VOTE.COMMENT, comment)
                        .set(VOTE.CHANNEL, channel.key())
                        .where(VOTE.ID.eq(id), VOTE.DECISION.isNull())
                        .execute()
                == 1;
    }

    void escalate(long voteId, long managerId) {
        database.update(VOTE)
                .set(VOTE.ESCALATED_TO, managerId)
                .where(VOTE.ID.eq(voteId), VOTE.DECISION.isNull())
                .execute();
    }

    // ------------------------------------------------------------------ whose turn it is

    /** Votes that wait for any of these persons, or for this one because others did not decide in time. */
    private static Condition waitingFor(long me, Collection<Long> personIds) {
        return VOTE.WAITING
                .isTrue()
                .and(VOTE.PERSON_ID.eq(any(personIds.toArray(Long[]::new))).or(VOTE.ESCALATED_TO.eq(me)));
    }

    /** The longest waiting first. */
    Page<VoteRow> waiting(long me, Collection<Long> personIds, @Nullable Cursor after, int limit) {
        List<VoteRow> rows = database.selectFrom(VOTE)
                .where(waitingFor(me, personIds))
                .and(
                        after == null
                                ? noCondition()
                                : row(VOTE.ASKED_AT, VOTE.ID).gt(val(after.instant(0)), val(after.number(1))))
                .orderBy(VOTE.ASKED_AT, VOTE.ID)
                .limit(limit + 1)
                .fetch(ApprovalStore::vote);
        return Page.of(rows, limit, last -> Cursor.of(Objects.requireNonNull(last.askedAt()), last.id()));
    }

    int countWaiting(long me, Collection<Long> personIds) {
        return database.fetchCount(VOTE, waitingFor(me, personIds));
    }

    /** What somebody has decided, the latest first. */
    Page<VoteRow> decided(long me, @Nullable Cursor after, int limit) {
        List<VoteRow> rows = database.selectFrom(VOTE)
                .where(VOTE.DECIDED_BY.eq(me), VOTE.DECISION.isNotNull())
                .and(
                        after == null
                                ? noCondition()
                                : row(VOTE.DECIDED_AT, VOTE.ID).lt(val(after.instant(0)), val(after.number(1))))
                .orderBy(VOTE.DECIDED_AT.desc(), VOTE.ID.desc())
                .limit(limit + 1)
                .fetch(ApprovalStore::vote);
        return Page.of(rows, limit, last -> Cursor.of(Objects.requireNonNull(last.decidedAt()), last.id()));
    }

    /** What somebody was given to read, the latest first. */
    Page<VoteRow> referenced(long me, @Nullable Cursor after, int limit) {
        List<VoteRow> rows = database.select(VOTE.fields())
                .from(VOTE)
                .join(STEP)
                .on(STEP.ID.eq(VOTE.STEP_ID).and(STEP.STATE.eq(inline("noted"))))
                .where(VOTE.PERSON_ID.eq(me), VOTE.DECISION.isNull(), VOTE.WAITING.isFalse(), VOTE.REMOVED_AT.isNull())
                .and(after == null ? noCondition() : VOTE.ID.lt(after.number(0)))
                .orderBy(VOTE.ID.desc())
                .limit(limit + 1)
                .fetch(each -> vote(each.into(VOTE)));
        return Page.of(rows, limit, last -> Cursor.of(last.id()));
    }

    /** Everybody for whom a vote waits. */
    Set<Long> waitedFor() {
        return database.selectDistinct(VOTE.PERSON_ID)
                .from(VOTE)
                .where(VOTE.WAITING.isTrue())
                .fetchSet(VOTE.PERSON_ID);
    }

    /** Tickets on which a vote waits for any of these persons. */
    Set<Long> ticketsWaitingFor(Collection<Long> personIds) {
        return database.selectDistinct(ROUND.TICKET_ID)
                .from(VOTE)
                .join(ROUND)
                .on(ROUND.ID.eq(VOTE.ROUND_ID))
                .where(VOTE.WAITING.isTrue())
                .and(VOTE.PERSON_ID.eq(any(personIds.toArray(Long[]::new))))
                .fetchSet(ROUND.TICKET_ID);
    }

    Map<Long, Set<Long>> standingIn() {
        Map<Long, Set<Long>> pairs = new HashMap<>();
        database.selectFrom(STANDING_IN)
                .forEach(each -> pairs.computeIfAbsent(each.getPersonId(), person -> new HashSet<>())
                        .add(each.getSubstituteId()));
        return pairs;
    }

    void setStandingIn(long personId, Set<Long> substitutes) {
        database.deleteFrom(STANDING_IN)
                .where(STANDING_IN.PERSON_ID.eq(personId))
                .execute();
        for (long substituteId : substitutes) {
            database.insertInto(STANDING_IN)
                    .set(STANDING_IN.PERSON_ID, personId)
                    .set(STANDING_IN.SUBSTITUTE_ID, substituteId)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    // ------------------------------------------------------------------ links

    record LinkRow(
            long voteId,
            long personId,
            Instant expiresAt,
            @Nullable Instant usedAt) {}

    /** A further one ends an earlier one that was not used. */
    void insertLink(
            byte[] tokenHash, long voteId, long personId, @Nullable Long createdBy, Instant now, Instant expiresAt) {
        database.deleteFrom(LINK)
                .where(LINK.VOTE_ID.eq(voteId), LINK.PERSON_ID.eq(personId), LINK.USED_AT.isNull())
                .execute();
        database.insertInto(LINK)
                .set(LINK.TOKEN_HASH, tokenHash)
                .set(LINK.VOTE_ID, voteId)
                .set(LINK.PERSON_ID, personId)
                .set(LINK.CREATED_BY, createdBy)
                .set(LINK.CREATED_AT, now)
                .set(LINK.EXPIRES_AT, expiresAt)
                .execute();
    }

    Optional<LinkRow> link(byte[] tokenHash) {
        return database.selectFrom(LINK)
                .where(LINK.TOKEN_HASH.eq(tokenHash))
                .fetchOptional(each ->
                        new LinkRow(each.getVoteId(), each.getPersonId(), each.getExpiresAt(), each.getUsedAt()));
    }

    /** Uses the link up: of any number that try at once, one is told true. */
    boolean useLink(byte[] tokenHash, Instant now) {
        return database.update(LINK)
                        .set(LINK.USED_AT, now)
                        .where(LINK.TOKEN_HASH.eq(tokenHash), LINK.USED_AT.isNull(), LINK.EXPIRES_AT.gt(now))
                        .execute()
                == 1;
    }

    int deleteLinksExpiredBefore(Instant instant) {
        return database.deleteFrom(LINK).where(LINK.EXPIRES_AT.lt(instant)).execute();
    }

    // ------------------------------------------------------------------ rows

    private static RoundRow round(RoundRecord row) {
        return new RoundRow(
                row.getId(),
                row.getTicketId(),
                row.getDeskId(),
                row.getWorkflowId(),
                row.getStatusId(),
                row.getNumber(),
                Json.read(row.getApproval(), StatusApproval.class),
                RoundState.of(row.getState()),
                row.getOpenedBy(),
                row.getOpenedAt(),
                row.getEndedBy(),
                row.getEndedAt(),
                row.getHindrances() == null ? List.of() : Json.read(row.getHindrances(), HINDRANCES));
    }

    private static StepRow step(StepRecord row) {
        return new StepRow(
                row.getId(),
                row.getRoundId(),
                row.getPosition(),
                Json.read(row.getDefinition(), StatusApproval.Step.class),
                StepState.of(row.getState()),
                row.getFinal(),
                row.getUnattended(),
                row.getOpenedAt(),
                row.getEndedAt(),
                row.getRemindedAt(),
                row.getEscalatedAt());
    }

    private static VoteRow vote(VoteRecord row) {
        return new VoteRow(
                row.getId(),
                row.getStepId(),
                row.getRoundId(),
                row.getPersonId(),
                row.getWaiting(),
                row.getAskedAt(),
                row.getDecision() == null ? null : Decision.of(row.getDecision()),
                row.getDecidedBy(),
                row.getDecidedAt(),
                row.getChannel() == null ? null : Channel.of(row.getChannel()),
                row.getComment(),
                row.getEscalatedTo(),
                row.getAddedBy(),
                row.getRemovedBy(),
                row.getRemovedAt());
    }
}
