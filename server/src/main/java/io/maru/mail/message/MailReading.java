package io.maru.mail.message;

/** What comes of reading a mail. */
public sealed interface MailReading permits ParsedMail, NotUnderstood {}
