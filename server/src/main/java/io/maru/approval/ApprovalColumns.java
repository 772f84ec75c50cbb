package io.maru.approval;

import static io.maru.db.approval.Tables.ROUND;
import static io.maru.db.approval.Tables.VOTE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.maru.ticket.TicketColumns;
import java.util.Collection;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** What queries can ask about the approvals of a ticket. */
final class ApprovalColumns {

    private ApprovalColumns() {}

    /** That somebody was asked at all. */
    static Condition asked() {
        return TicketColumns.ID.in(select(ROUND.TICKET_ID).from(ROUND));
    }

    /** That the newest round of the ticket is in one of these states. */
    static Condition newestIn(Collection<RoundState> states) {
        var later = ROUND.as("later");
        return TicketColumns.ID.in(select(ROUND.TICKET_ID)
                .from(ROUND)
                .where(ROUND.STATE.in(states.stream().map(RoundState::key).toList()))
                .and(notExists(selectOne()
                        .from(later)
                        .where(later.TICKET_ID.eq(ROUND.TICKET_ID), later.NUMBER.gt(ROUND.NUMBER)))));
    }

    /**
     * That somebody is or was to decide about the ticket, in any of its rounds.
     *
     * @param persons null for anybody
     */
    static Condition approver(@Nullable Collection<Long> persons) {
        return TicketColumns.ID.in(select(ROUND.TICKET_ID)
                .from(VOTE)
                .join(ROUND)
                .on(ROUND.ID.eq(VOTE.ROUND_ID))
                .where(VOTE.REMOVED_AT.isNull())
                .and(persons == null ? noCondition() : VOTE.PERSON_ID.in(persons)));
    }

    /**
     * That it is somebody's turn to decide.
     *
     * @param persons null for anybody
     * @param escalatedTo who may decide, too, what others did not in time; null for nobody
     */
    static Condition waitingFor(@Nullable Collection<Long> persons, @Nullable Long escalatedTo) {
        Condition theirs = persons == null ? noCondition() : VOTE.PERSON_ID.in(persons);
        return TicketColumns.ID.in(select(ROUND.TICKET_ID)
                .from(VOTE)
                .join(ROUND)
                .on(ROUND.ID.eq(VOTE.ROUND_ID))
                .where(VOTE.WAITING.isTrue())
                .and(escalatedTo == null ? theirs : theirs.or(VOTE.ESCALATED_TO.eq(escalatedTo))));
    }
}
