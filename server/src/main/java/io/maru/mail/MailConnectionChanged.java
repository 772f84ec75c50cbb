package io.maru.mail;

import org.jspecify.annotations.Nullable;

/**
 * Mail no longer comes from somewhere or leaves, or does so again. Published once for each, in the transaction that notes it.
 *
 * @param mailbox the address whose mail is fetched; null for the server that mails leave by
 * @param failure what the mail server said; null when it works again
 */
public record MailConnectionChanged(
        @Nullable String mailbox, @Nullable String failure) {}
