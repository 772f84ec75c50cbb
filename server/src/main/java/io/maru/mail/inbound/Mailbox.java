package io.maru.mail.inbound;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a desk gets mail.
 *
 * @param requestTypeId what a mail that answers nothing becomes a request of
 * @param address in lower case
 * @param aliases further addresses whose mail comes here, in lower case
 * @param access from where its mail is fetched; null when it is sent here
 * @param copiesJoin whether those who get a copy of a mail take part in its ticket
 * @param sizeLimit of one mail, in bytes
 */
public record Mailbox(
        long id,
        long deskId,
        long requestTypeId,
        String address,
        List<String> aliases,
        Way way,
        @Nullable MailAccess access,
        Newcomers newcomers,
        boolean copiesJoin,
        ClosedReplies closedReplies,
        long sizeLimit,
        boolean active,
        long version) {

    /** How mail gets here. */
    public enum Way {
        /** It is fetched. */
        IMAP,
        /** It is sent to the server's own receiver. */
        SMTP;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Way of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** What becomes of a mail from somebody who is not known. */
    public enum Newcomers {
        /** They become known, as customers. */
        CREATE,
        /** It waits for somebody to look at it. */
        QUARANTINE,
        REFUSE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Newcomers of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** What an answer to a ticket that is done becomes, when the workflow does not offer to go on with it. */
    public enum ClosedReplies {
        COMMENT,
        /** A ticket of its own, linked to the one that is done. */
        NEW_TICKET;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static ClosedReplies of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public Mailbox {
        aliases = List.copyOf(aliases);
    }

    /** All addresses of it. */
    Stream<String> addresses() {
        return Stream.concat(Stream.of(address), aliases.stream());
    }
}
