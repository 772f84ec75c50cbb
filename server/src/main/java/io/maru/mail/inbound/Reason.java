package io.maru.mail.inbound;

import java.util.Locale;

/** Why a mail was not filed, beside those for which it could not be understood. */
enum Reason {
    /** The same mail came before, or is on its ticket already. */
    DUPLICATE,
    /** We sent it. */
    OWN,
    /** It reports on a mail of ours; noted for the address. */
    BOUNCE,
    /** A rule says so. */
    BLOCKED,
    /** The sender's own mail server says that it is not theirs. */
    FORGED,
    /** Nobody knows them, and the mailbox lets no newcomers in. */
    SENDER_UNKNOWN,
    /** A person who is no longer active. */
    SENDER_INACTIVE,
    /** Requests at this desk are for its members. */
    MAY_NOT_RAISE,
    /** It is to be an internal note, and there is nothing to which its sender may write one. */
    NOTE_IMPOSSIBLE,
    /** It said nothing but commands, which were carried out. */
    COMMANDS,
    /** So many mails from one sender are not written by a person. */
    TOO_MANY,
    /** Malware was found in a file. */
    FILE_INFECTED,
    FILE_TOO_LARGE,
    /** It is larger than its mailbox takes; only its headers are kept. */
    TOO_LARGE,
    /** The mail server tells of it and does not hand it over, again and again. */
    NOT_FETCHED,
    /** An administrator left it so. */
    DISCARDED,
    /** It was tried many times. */
    FAILED,
    /** Servers stopped while they worked on it. */
    INTERRUPTED;

    /** Whether there is a mail that could be filed nevertheless. */
    boolean kept() {
        return this != TOO_LARGE && this != NOT_FETCHED;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
