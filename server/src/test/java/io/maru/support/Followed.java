package io.maru.support;

import static io.maru.db.event.Tables.DELIVERY;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

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
}
