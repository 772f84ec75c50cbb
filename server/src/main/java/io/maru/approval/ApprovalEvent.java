package io.maru.approval;

import io.maru.event.Recorded;
import java.util.Locale;
import java.util.Set;

/**
 * Something happened in an approval. Published in the writing transaction, for whoever tells people or counts time.
 *
 * @param personIds whom it is about: who is asked, reminded, told, or has decided
 */
public record ApprovalEvent(Kind kind, long ticketId, long roundId, Set<Long> personIds) implements Recorded {

    /** What happened. */
    public enum Kind {
        /** It is these persons' turn. */
        ASKED,
        /** These persons were given it to read. */
        REFERENCED,
        REMINDED,
        /** These persons may decide in the place of others who did not in time. */
        ESCALATED,
        DECIDED,
        APPROVED,
        REJECTED,
        WITHDRAWN,
        /** Nobody is left who could decide: an administrator of approvals must name somebody. */
        UNATTENDED
    }

    public ApprovalEvent {
        personIds = Set.copyOf(personIds);
    }

    @Override
    public String recordedAs() {
        return "approval." + kind.name().toLowerCase(Locale.ROOT);
    }
}
