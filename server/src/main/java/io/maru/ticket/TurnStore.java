package io.maru.ticket;

import static io.maru.db.ticket.Tables.TALLY;
import static io.maru.db.ticket.Tables.TURN;
import static org.jooq.impl.DSL.sum;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Whose turn it is to be given a ticket. */
@Repository
class TurnStore {

    private final DSLContext database;

    TurnStore(DSLContext database) {
        this.database = database;
    }

    /**
     * The next of these persons. Of several transactions that ask for the same transition, one goes on at a time.
     *
     * @param candidates by id, at least one
     */
    long next(long workflowId, String transition, List<Long> candidates) {
        database.insertInto(TURN)
                .set(TURN.WORKFLOW_ID, workflowId)
                .set(TURN.TRANSITION, transition)
                .set(TURN.PERSON_ID, candidates.getLast())
                .onConflictDoNothing()
                .execute();
        long last = database.select(TURN.PERSON_ID)
                .from(TURN)
                .where(TURN.WORKFLOW_ID.eq(workflowId).and(TURN.TRANSITION.eq(transition)))
                .forUpdate()
                .fetchSingle()
                .value1();
        long next = candidates.stream()
                .filter(candidate -> candidate > last)
                .findFirst()
                .orElse(candidates.getFirst());
        database.update(TURN)
                .set(TURN.PERSON_ID, next)
                .where(TURN.WORKFLOW_ID.eq(workflowId).and(TURN.TRANSITION.eq(transition)))
                .execute();
        return next;
    }

    /**
     * The one of these persons with the fewest open tickets on a desk.
     *
     * @param candidates at least one; the earliest of equals is answered
     */
    long leastLoaded(long deskId, List<Long> candidates) {
        Map<Long, BigDecimal> open = database.select(TALLY.ASSIGNEE_ID, sum(TALLY.TICKETS))
                .from(TALLY)
                .where(TALLY.DESK_ID.eq(deskId))
                .and(TicketStore.tallied(TicketList.State.OPEN))
                .and(TALLY.ASSIGNEE_ID.in(candidates))
                .groupBy(TALLY.ASSIGNEE_ID)
                .fetchMap(TALLY.ASSIGNEE_ID, sum(TALLY.TICKETS));
        return candidates.stream()
                .min(Comparator.comparing(candidate -> open.getOrDefault(candidate, BigDecimal.ZERO)))
                .orElseThrow();
    }
}
