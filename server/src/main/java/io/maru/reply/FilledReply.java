package io.maru.reply;

/**
 * A canned reply as it may be said on a ticket.
 *
 * @param bodyHtml cleaned
 * @param filled whether its places were filled; they were not when one of them names what this desk does not have
 */
public record FilledReply(String bodyHtml, boolean filled) {}
