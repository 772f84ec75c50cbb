package io.maru.reply;

/**
 * A canned reply to choose from, in the reader's language.
 *
 * @param excerpt how it begins, its places not filled
 * @param own whether it is the reader's own, and not the desk's
 */
public record OfferedReply(long id, String name, String excerpt, boolean own) {}
