package io.maru.notification;

import org.jspecify.annotations.Nullable;

/**
 * A text for mails cannot be used any more, such as when a field that it names is gone. Published once for each time that it was saved,
 * in the transaction that notes it.
 *
 * @param deskKey null for one of all desks
 */
record MailWordingBroken(@Nullable String deskKey, String kind) {}
