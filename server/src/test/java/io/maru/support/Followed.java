package io.maru.support;

import static io.maru.db.event.Tables.DELIVERY;
import static io.maru.db.search.Tables.STALE;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.selectOne;

import java.time.Clock;
import org.jooq.DSLContext;

/** For what is to be looked at after all that happened was told to those who follow. */
public final class Followed {

    private Followed() {}

    /** Waits for what is due; what failed for another test waits for a time to which that one had moved the clock. */
    public static void allIsFollowed(DSLContext database, Clock clock) throws Throwable {
        eventually(() -> assertThat(database.fetchCount(DELIVERY, DELIVERY.TRY_AT.le(clock.instant())))
                .isZero());
    }

    /** Waits until the words of a desk's tickets are found as they are written. */
    public static void allIsFound(DSLContext database, long deskId) throws Throwable {
        eventually(() -> assertThat(database.fetchExists(selectOne()
                        .from(STALE)
                        .join(TICKET_)
                        .on(TICKET_.ID.eq(STALE.TICKET_ID))
                        .where(TICKET_.DESK_ID.eq(deskId))))
                .isFalse());
    }
}
