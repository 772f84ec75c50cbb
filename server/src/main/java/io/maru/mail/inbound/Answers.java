package io.maru.mail.inbound;

import io.maru.mail.message.Authentication;
import io.maru.mail.message.ParsedMail;
import io.maru.mail.outbound.OutgoingMail;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.Language;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Tells who sent a mail what did not become of it. */
@Component
class Answers {

    private static final double MEGABYTE = 1_000_000;

    /** Two programs that write to each other would never end. */
    private static final Duration ONCE_IN = Duration.ofDays(1);

    /** Nobody waits any more for what became of an older mail, such as one that lay there before its mailbox was set up. */
    private static final Duration WAITED_FOR = Duration.ofDays(7);

    private final ReceivedStore store;
    private final SenderRuleStore rules;
    private final MailboxStore mailboxes;
    private final Persons persons;
    private final OutgoingMails outgoing;
    private final Installations installations;
    private final MessageSource messages;
    private final Clock clock;

    Answers(
            ReceivedStore store,
            SenderRuleStore rules,
            MailboxStore mailboxes,
            Persons persons,
            OutgoingMails outgoing,
            Installations installations,
            MessageSource messages,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.mailboxes = mailboxes;
        this.persons = persons;
        this.outgoing = outgoing;
        this.installations = installations;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * That a mail was fetched which is larger than its mailbox takes: where mail is sent, its sender hears so at once. Not to programs, and
     * not to those who have left or whose mail would not have been taken in any case.
     *
     * @param mail its headers
     * @param at when it came
     */
    void tooLarge(long mailboxId, ParsedMail mail, Instant at) {
        Instant now = clock.instant();
        String address = Filing.address(mail.from());
        if (address == null || !mail.automatic().isEmpty() || at.isBefore(now.minus(WAITED_FOR))) {
            return;
        }
        Mailbox mailbox = mailboxes.require(mailboxId);
        Optional<Long> sender = persons.withAddress(address);
        if (sender.isPresent() && persons.active(List.of(sender.get())).isEmpty()) {
            return;
        }
        Optional<CurrentPerson> known = sender.map(id -> persons.acting(id, CurrentPerson.Channel.MAIL));
        boolean welcome = rules.allowed(mailbox.deskId(), address)
                .orElseGet(() -> mail.authentication() != Authentication.FAILED
                        && (known.isPresent() || mailbox.newcomers() == Mailbox.Newcomers.CREATE));
        if (!welcome || store.countTooLarge(mailboxId, address, now.minus(ONCE_IN)) > 0) {
            return;
        }
        Language language = known.map(CurrentPerson::language)
                .orElseGet(() -> Filing.languageOf(
                        mail.from().name() + mail.subject(),
                        installations.find().orElseThrow()));
        Object[] values = {PlainText.shortened(mail.subject(), 200), mailbox.sizeLimit() / MEGABYTE, mailbox.address()};
        write(
                address,
                known.map(CurrentPerson::id).orElse(null),
                null,
                mailbox.deskId(),
                language,
                messages.getMessage("mail.too_large.subject", values, language.locale()),
                messages.getMessage("mail.too_large.answer", values, language.locale()));
    }

    /**
     * A mail to who sent one, where mails are sent; about a ticket only to who works on it.
     *
     * @param personId null for somebody who is not known
     * @param ticketId null when no ticket came of it
     */
    void write(
            String address,
            @Nullable Long personId,
            @Nullable Long ticketId,
            long deskId,
            Language language,
            String subject,
            String text) {
        if (!outgoing.areSent()) {
            return;
        }
        Installation installation = installations.find().orElseThrow();
        outgoing.send(new OutgoingMail(
                address,
                personId,
                ticketId,
                deskId,
                List.of(),
                ticketId != null,
                installation.organisationName(),
                subject,
                text,
                "<!DOCTYPE html><html lang=\"" + language.tag() + "\"><body>"
                        + RichText.ofPlain(text).html() + "</body></html>",
                null));
    }
}
