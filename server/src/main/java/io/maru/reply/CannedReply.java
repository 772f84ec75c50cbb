package io.maru.reply;

import io.maru.platform.LocalizedText;

/**
 * What somebody answers often.
 *
 * @param name by which people look for it
 * @param body plain text with lines, and with places such as {@code {{ticket.reporter}}}
 */
public record CannedReply(long id, LocalizedText name, LocalizedText body, long version) {}
