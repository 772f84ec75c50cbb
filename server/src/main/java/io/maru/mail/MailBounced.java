package io.maru.mail;

import org.jspecify.annotations.Nullable;

/**
 * A server reports that a mail did not reach an address. Published in the transaction that files the report.
 *
 * @param messageId of the mail that was sent, without brackets; null when the report does not say
 * @param address to whom it was sent, in lower case
 * @param permanent whether another mail would fare no better
 * @param diagnostic what the server said that refused it, on one line; empty when the report does not say
 */
public record MailBounced(@Nullable String messageId, String address, boolean permanent, String diagnostic) {}
