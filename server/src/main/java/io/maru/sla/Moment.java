package io.maru.sla;

import io.maru.ticket.Channel;
import io.maru.ticket.HistoryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What happened to a ticket in one change, and how it stood afterwards.
 *
 * @param at to the millisecond
 * @param changes as the history has them
 * @param after the ticket's values by the names that the history has for them; those that are empty are left out
 */
record Moment(
        Instant at,
        long ticketVersion,
        long personId,
        Channel channel,
        long reporterId,
        List<HistoryEntry.Change> changes,
        Map<String, JsonNode> after) {}
