package io.maru.notification;

import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import io.maru.platform.RichText;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Something that people are told of, and how it is put into words. Spring beans of the modules that tell. */
public interface NotificationKind {

    /** By which it is known for ever. */
    String key();

    /** What it is called where people choose what they want to hear. */
    String label(Language language);

    /** How somebody hears of it who has chosen nothing. */
    Set<Way> ways(boolean customer);

    /** Whether customers hear of such things. */
    default boolean forCustomers() {
        return false;
    }

    /** Whether it is about a ticket; what is not is told in the web app to whom it concerns, and nobody chooses. */
    default boolean aboutTicket() {
        return true;
    }

    /** Whether nobody can do without it: somebody waits for them. */
    default boolean mandatory() {
        return false;
    }

    /** Whether it tells what a ticket's customers may not know. */
    default boolean internal() {
        return false;
    }

    /** How long a mail waits for more to tell. */
    default Duration patience() {
        return Duration.ofMinutes(1);
    }

    /**
     * One sentence in the reader's language, with instants in their time zone.
     *
     * @param content as it was told
     */
    String words(CurrentPerson reader, JsonNode content);

    /**
     * Something for the reader to do that is done elsewhere than on the ticket.
     *
     * @param path of the web app; it may let whoever has it act, and is made for one mail
     */
    record Act(String label, String path) {}

    /** What the reader is to do; asked when a mail is written, and in its transaction. */
    default Optional<Act> act(CurrentPerson reader, long ticketId, JsonNode content) {
        return Optional.empty();
    }

    /** What was said, where something was and this reader may read it. */
    default Optional<RichText> said(CurrentPerson reader, long ticketId, JsonNode content) {
        return Optional.empty();
    }

    /** The ticket's comment that it tells of, beside which the mail's delivery is shown. */
    default Optional<Long> comment(JsonNode content) {
        return Optional.empty();
    }

    /** What it says when mails of it are tried on a ticket, and what was said, if that is told with it. */
    record Sample(String words, @Nullable RichText said) {}

    /** For this reader, who may see the ticket; nothing for a kind that has no example. */
    default Optional<Sample> sample(CurrentPerson reader, long ticketId) {
        return Optional.empty();
    }

    /** Whether it is still to be told; what was taken back meanwhile is not. */
    default boolean stands(CurrentPerson reader, long ticketId, JsonNode content) {
        return true;
    }
}
