package io.maru.mail.outbound;

/** The mail server takes mails again after a time in which it did not. */
public record MailsLeaveAgain() {}
