package io.maru.bulk;

import io.maru.people.CurrentPerson;
import io.maru.ticket.TicketChanges.Alike;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of many tickets that somebody asked for.
 *
 * @param query by which they were found; null when they were picked one by one
 * @param undoesId the job that this one takes back
 * @param undoneById the job that takes this one back
 */
record Job(
        long id,
        long personId,
        CurrentPerson.Channel channel,
        @Nullable String query,
        Alike changes,
        @Nullable Long undoesId,
        @Nullable Long undoneById,
        JobState state,
        Instant createdAt,
        @Nullable Instant endedAt) {}
