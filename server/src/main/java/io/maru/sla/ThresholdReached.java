package io.maru.sla;

import io.maru.event.Recorded;
import java.time.Instant;

/**
 * A clock came to a threshold. Published in the transaction that notices it, once for each cycle of a clock.
 *
 * @param threshold its {@linkplain Threshold#key key}; {@code share:100} is the breach
 * @param late whether it is noticed after its time, as when no server ran
 */
public record ThresholdReached(
        long clockId, long ticketId, long deskId, long policyId, String threshold, Instant dueAt, boolean late)
        implements Recorded {

    @Override
    public String recordedAs() {
        return "sla.threshold";
    }
}
