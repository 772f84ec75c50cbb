package io.maru.mail.inbound;

import io.maru.attachment.Attachments;
import io.maru.attachment.BlobStore;
import io.maru.attachment.FileInfected;
import io.maru.attachment.FileTooLarge;
import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestTypes;
import io.maru.mail.MailBounced;
import io.maru.mail.MailThreads;
import io.maru.mail.inbound.ReceivedStore.Known;
import io.maru.mail.inbound.ReceivedStore.Received;
import io.maru.mail.message.AttachmentSink;
import io.maru.mail.message.Authentication;
import io.maru.mail.message.Bounce;
import io.maru.mail.message.MailAddress;
import io.maru.mail.message.MailAttachment;
import io.maru.mail.message.MailParser;
import io.maru.mail.message.MailReading;
import io.maru.mail.message.MailText;
import io.maru.mail.message.NotUnderstood;
import io.maru.mail.message.ParsedMail;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.people.CurrentPerson;
import io.maru.people.NewPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.Language;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.ticket.Correspondence;
import io.maru.ticket.Correspondence.Letter;
import io.maru.ticket.Correspondence.Place;
import io.maru.ticket.TicketProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a mail where it belongs: a comment on its ticket, a new ticket, or before somebody who looks at it. */
@Service
class Filing {

    /** Nobody has this address: whoever is behind a mail that does not say it. */
    private static final String UNKNOWN_ADDRESS = "unknown-sender@mail.invalid";

    private static final Duration RATE_PERIOD = Duration.ofHours(1);

    /** An answer that overtook the mail it answers waits for it so long, and looks so often. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private static final Duration WAIT = Duration.ofSeconds(2);

    private static final Pattern KEY =
            Pattern.compile("(?<![A-Za-z0-9-])([A-Za-z][A-Za-z0-9]{1,15}-\\d{1,15})(?![A-Za-z0-9-])");

    private final ReceivedStore store;
    private final SenderRuleStore rules;
    private final MailboxStore mailboxes;
    private final MailThreads threads;
    private final MailParser parser;
    private final BlobStore blobs;
    private final Persons persons;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Correspondence correspondence;
    private final TicketProcess tickets;
    private final MailCommands commands;
    private final Answers answers;
    private final OutgoingMails outgoing;
    private final Attachments attachments;
    private final Installations installations;
    private final MailProperties properties;
    private final MessageSource messages;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Filing(
            ReceivedStore store,
            SenderRuleStore rules,
            MailboxStore mailboxes,
            MailThreads threads,
            BlobStore blobs,
            Persons persons,
            Desks desks,
            RequestTypes requestTypes,
            Correspondence correspondence,
            TicketProcess tickets,
            MailCommands commands,
            Answers answers,
            OutgoingMails outgoing,
            Attachments attachments,
            Installations installations,
            MailProperties properties,
            MessageSource messages,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.mailboxes = mailboxes;
        this.threads = threads;
        this.parser = new MailParser(properties.trustedServers());
        this.blobs = blobs;
        this.persons = persons;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.correspondence = correspondence;
        this.tickets = tickets;
        this.commands = commands;
        this.answers = answers;
        this.outgoing = outgoing;
        this.attachments = attachments;
        this.installations = installations;
        this.properties = properties;
        this.messages = messages;
        this.events = events;
        this.clock = clock;
    }

    /** Nothing of a mail is filed, for a reason that a person has to judge. */
    static final class KeptBack extends RuntimeException {

        private final String reason;

        KeptBack(Reason reason) {
            super(reason.key(), null, false, false);
            this.reason = reason.key();
        }

        String reason() {
            return reason;
        }
    }

    /** What became of it. */
    private sealed interface Outcome {

        record Filed(Place place) implements Outcome {}

        /** @param ticketId to which it belongs nevertheless; null without one */
        record Closed(
                MailState state, Reason reason, @Nullable Long ticketId) implements Outcome {}
    }

    /** @param internal whether it answers what the ticket's customers may not know */
    private record Thread(long ticketId, boolean internal) {}

    /**
     * Files a mail, unless another server does.
     *
     * @param answering whether it may move its ticket on
     * @throws KeptBack when it must not be filed as it is
     */
    @Transactional
    public void file(long id, boolean answering) {
        Received received = store.lockWaiting(id).orElse(null);
        if (received == null) {
            return;
        }
        switch (read(received, AttachmentSink.NONE)) {
            case NotUnderstood not ->
                store.close(id, MailState.QUARANTINED, not.reason().key(), null);
            case ParsedMail mail -> {
                Instant now = clock.instant();
                if (store.isWaitingFor(mail.references(), received, now.minus(LONGEST_WAIT))) {
                    store.postponeUncounted(id, now.plus(WAIT));
                    return;
                }
                Mailbox mailbox = mailboxes.require(received.mailboxId());
                boolean copy = store.understood(received, understood(mail), now);
                Outcome outcome = copy
                        ? new Outcome.Closed(MailState.DROPPED, Reason.DUPLICATE, null)
                        : outcome(received, mailbox, mail, answering);
                switch (outcome) {
                    case Outcome.Closed closed ->
                        store.close(id, closed.state(), closed.reason().key(), closed.ticketId());
                    case Outcome.Filed filed -> {
                        store.note(mail.messageId(), filed.place().ticketId(), mailbox.id(), now);
                        store.filed(id, filed.place().ticketId(), filed.place().commentId());
                    }
                }
            }
        }
    }

    private MailReading read(Received received, AttachmentSink sink) {
        try (InputStream raw = blobs.read(received.sha256()).getInputStream()) {
            return parser.read(raw, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReceivedStore.Understood understood(ParsedMail mail) {
        return new ReceivedStore.Understood(
                mail.messageId(),
                mail.from().name(),
                address(mail.from()),
                PlainText.shortened(mail.subject(), 1_000),
                recipients(mail).toList(),
                !mail.automatic().isEmpty());
    }

    private static Stream<String> recipients(ParsedMail mail) {
        return Stream.of(mail.to(), mail.cc(), mail.deliveredTo())
                .flatMap(List::stream)
                .map(Filing::address)
                .filter(address -> address != null)
                .distinct();
    }

    static @Nullable String address(MailAddress address) {
        return address.address() == null ? null : address.address().toLowerCase(Locale.ROOT);
    }

    private Outcome outcome(Received received, Mailbox mailbox, ParsedMail mail, boolean answering) {
        List<Known> itself = store.known(List.of(mail.messageId()));
        if (itself.stream().anyMatch(known -> known.mailboxId() == null)) {
            return dropped(Reason.OWN, itself.getFirst().ticketId());
        }
        if (mail.bounce() != null) {
            return bounced(mail.bounce());
        }
        @Nullable String address = address(mail.from());
        if (address != null && !mailboxes.own(Set.of(address)).isEmpty()) {
            return dropped(Reason.OWN, null);
        }
        Optional<Boolean> rule = address == null ? Optional.empty() : rules.allowed(mailbox.deskId(), address);
        boolean trusted = received.released() || rule.orElse(false);
        if (!trusted) {
            if (rule.isPresent()) {
                return new Outcome.Closed(MailState.REFUSED, Reason.BLOCKED, null);
            }
            if (mail.authentication() == Authentication.FAILED) {
                return quarantined(Reason.FORGED);
            }
        }
        if (!received.released() && address != null && isTooMany(address, null, properties.mostOfSender())) {
            return quarantined(Reason.TOO_MANY);
        }
        Optional<Thread> thread = thread(mailbox, mail);
        boolean invited = address != null
                && mailbox.copiesJoin()
                && thread.filter(found -> store.wasWrittenTo(found.ticketId(), address))
                        .isPresent();
        CurrentPerson sender;
        Optional<Long> known = address == null ? Optional.empty() : persons.withAddress(address);
        if (known.isPresent()) {
            if (persons.active(List.of(known.get())).isEmpty()) {
                return quarantined(Reason.SENDER_INACTIVE);
            }
            sender = acting(known.get());
        } else if (trusted || invited || mailbox.newcomers() == Mailbox.Newcomers.CREATE) {
            sender = acting(newcomer(mail.from(), mail));
        } else {
            return mailbox.newcomers() == Mailbox.Newcomers.REFUSE
                    ? new Outcome.Closed(MailState.REFUSED, Reason.SENDER_UNKNOWN, null)
                    : quarantined(Reason.SENDER_UNKNOWN);
        }
        // A key is no secret: only for somebody who has to do with its ticket it says where a mail belongs.
        if (thread.isEmpty()) {
            thread = keyed(sender, mail.subject());
        }
        if (thread.isPresent()) {
            Thread found = thread.get();
            if (itself.stream().anyMatch(each -> each.ticketId() == found.ticketId())) {
                return dropped(Reason.DUPLICATE, found.ticketId());
            }
            if (!received.released()
                    && address != null
                    && isTooMany(address, found.ticketId(), properties.mostOfSenderOnTicket())) {
                return quarantined(Reason.TOO_MANY);
            }
        }
        return placed(received, mailbox, mail, sender, thread, invited, answering);
    }

    private static Outcome dropped(Reason reason, @Nullable Long ticketId) {
        return new Outcome.Closed(MailState.DROPPED, reason, ticketId);
    }

    private static Outcome quarantined(Reason reason) {
        return new Outcome.Closed(MailState.QUARANTINED, reason, null);
    }

    private boolean isTooMany(String address, @Nullable Long ticketId, int most) {
        return store.countFiled(address, ticketId, clock.instant().minus(RATE_PERIOD)) >= most;
    }

    private CurrentPerson acting(long personId) {
        return persons.acting(personId, CurrentPerson.Channel.MAIL);
    }

    private Outcome bounced(Bounce bounce) {
        for (Bounce.Recipient recipient : bounce.recipients()) {
            if (recipient.failed()) {
                events.publishEvent(new MailBounced(
                        bounce.originalMessageId(),
                        recipient.address(),
                        recipient.permanent(),
                        recipient.diagnostic()));
            }
        }
        @Nullable
        Long ticketId = bounce.originalMessageId() == null
                ? null
                : threads.ticketOf(List.of(bounce.originalMessageId())).orElse(null);
        return dropped(Reason.BOUNCE, ticketId);
    }

    // ------------------------------------------------------------------ which ticket

    private Optional<Thread> thread(Mailbox mailbox, ParsedMail mail) {
        List<Known> known = store.known(mail.references());
        for (String reference : mail.references()) {
            // The same mail may have come to several mailboxes, of which each has a ticket of its own.
            Optional<Known> nearest = known.stream()
                    .filter(each -> each.messageId().equals(reference))
                    .min(Comparator.comparing(
                            each -> each.mailboxId() == null ? 1 : each.mailboxId() == mailbox.id() ? 0 : 2));
            if (nearest.isPresent()) {
                return nearest.map(each -> new Thread(each.ticketId(), each.internal()));
            }
        }
        return Stream.concat(recipients(mail), mail.references().stream())
                .flatMap(text -> threads.find(text).stream())
                .findFirst()
                .map(ticketId -> new Thread(ticketId, false));
    }

    private Optional<Thread> keyed(CurrentPerson sender, String subject) {
        Matcher key = KEY.matcher(subject);
        while (key.find()) {
            Optional<Long> ticketId =
                    correspondence.concerned(sender, key.group(1).toUpperCase(Locale.ROOT));
            if (ticketId.isPresent()) {
                return ticketId.map(id -> new Thread(id, false));
            }
        }
        return Optional.empty();
    }

    // ------------------------------------------------------------------ who

    private long newcomer(MailAddress who, ParsedMail mail) {
        Installation installation = installations.find().orElseThrow();
        boolean named = who.address() != null;
        String address = named ? who.address() : UNKNOWN_ADDRESS;
        if (!named) {
            Optional<Long> unknown = persons.withAddress(UNKNOWN_ADDRESS);
            if (unknown.isPresent()) {
                return unknown.get();
            }
        }
        Language language = languageOf(who.name() + mail.subject() + mail.text().plain(), installation);
        String name = named
                ? who.display()
                : messages.getMessage(
                        "mail.unknown_sender",
                        null,
                        installation.defaultLanguage().locale());
        return persons.createNewcomer(new NewPerson(
                PlainText.shortened(name, 200),
                address,
                language.tag(),
                installation.defaultTimeZone().getId(),
                null));
    }

    /** In which language somebody of whom nothing else is known wants to be written to. */
    static Language languageOf(String written, Installation installation) {
        boolean korean = written.chars().anyMatch(character -> character >= '가' && character <= '힣');
        return korean ? Language.KO : installation.defaultLanguage();
    }

    /** Those who get a copy and are known, but for mailboxes. */
    private List<Long> copied(Mailbox mailbox, ParsedMail mail, CurrentPerson sender) {
        if (!mailbox.copiesJoin()) {
            return List.of();
        }
        Set<String> addresses = Stream.concat(mail.to().stream(), mail.cc().stream())
                .map(Filing::address)
                .filter(address -> address != null)
                .collect(Collectors.toSet());
        Set<String> own = mailboxes.own(addresses);
        List<Long> copied = addresses.stream()
                .filter(address -> !own.contains(address))
                .flatMap(address -> persons.withAddress(address).stream())
                .filter(person -> person != sender.id())
                .toList();
        return List.copyOf(persons.active(copied));
    }

    // ------------------------------------------------------------------ filing

    private Outcome placed(
            Received received,
            Mailbox mailbox,
            ParsedMail mail,
            CurrentPerson sender,
            Optional<Thread> thread,
            boolean invited,
            boolean answering) {
        TicketProcess.Facts about =
                thread.map(found -> tickets.read(found.ticketId())).orElse(null);
        List<String> lines = commands(mail, sender, about == null ? mailbox.deskId() : about.deskId());
        MailText text = lines.isEmpty() ? mail.text() : mail.text().withoutInstructions();
        boolean note = MailCommands.wantNote(lines);
        if (note && (about == null || !sender.mayOnDesk(Permission.TICKET_COMMENT_INTERNAL, about.deskId()))) {
            return quarantined(Reason.NOTE_IMPOSSIBLE);
        }
        Map<String, UUID> pictures = new HashMap<>();
        Set<String> foldedPictures = thread.isPresent() ? mail.text().foldedPictures() : Set.of();
        Predicate<MailAttachment> folded =
                file -> file.contentId() != null && foldedPictures.contains(file.contentId());
        List<UUID> files = uploaded(received, mail, sender, folded.negate(), pictures);
        Function<String, Optional<UUID>> shown = id -> Optional.ofNullable(pictures.get(id));
        String subject = subject(mail);
        boolean movesOn = answering && mail.automatic().isEmpty();
        boolean silent = !lines.isEmpty() && text.saysNothing();
        if (about != null && silent && files.isEmpty()) {
            store.note(mail.messageId(), about.id(), mailbox.id(), clock.instant());
            carryOut(received, sender, about.id(), about.key(), about.deskId(), lines);
            return new Outcome.Closed(MailState.FILED, Reason.COMMANDS, about.id());
        }
        if (thread.isPresent()) {
            Optional<Place> said = correspondence.say(
                    sender,
                    thread.get().ticketId(),
                    invited,
                    thread.get().internal() || note,
                    mailbox.closedReplies() == Mailbox.ClosedReplies.COMMENT || !lines.isEmpty(),
                    new Letter(subject, silent ? RichText.EMPTY : text.said(shown), quoted(text), files, movesOn));
            if (said.isPresent()) {
                carryOut(received, sender, said.get(), lines);
                return new Outcome.Filed(said.get());
            }
        }
        if (note) {
            return quarantined(Reason.NOTE_IMPOSSIBLE);
        }
        Desk desk = desks.require(mailbox.deskId());
        boolean agent = sender.mayOnDesk(Permission.TICKET_CREATE, desk.id());
        if (!agent && !desks.mayRaise(sender, desk)) {
            return quarantined(Reason.MAY_NOT_RAISE);
        }
        // A ticket of its own shows what an answer folds away.
        files.addAll(uploaded(received, mail, sender, folded, pictures));
        long reporterId = agent && mail.forwardedFrom() != null ? reporter(mailbox, mail, sender) : sender.id();
        Place opened = correspondence.open(
                sender,
                desk,
                requestTypes.require(mailbox.requestTypeId()),
                reporterId,
                copied(mailbox, mail, sender),
                new Letter(subject, text.whole(shown), RichText.EMPTY, files, movesOn),
                thread.map(Thread::ticketId).orElse(null));
        carryOut(received, sender, opened, lines);
        return new Outcome.Filed(opened);
    }

    private RichText quoted(MailText text) {
        return outgoing.areSent() ? text.foldedOfOthers(outgoing.webAddress().getHost()) : text.folded();
    }

    // ------------------------------------------------------------------ commands

    /** What somebody who works on a desk tells it, when it is certain that they wrote it; for all others it is a text. */
    private static List<String> commands(ParsedMail mail, CurrentPerson sender, long deskId) {
        return mail.authentication() == Authentication.PASSED
                        && mail.automatic().isEmpty()
                        && sender.mayOnDesk(Permission.TICKET_VIEW, deskId)
                ? mail.text().instructions()
                : List.of();
    }

    private void carryOut(Received received, CurrentPerson sender, Place place, List<String> lines) {
        if (!lines.isEmpty()) {
            long deskId = tickets.read(place.ticketId()).deskId();
            carryOut(received, sender, place.ticketId(), place.key(), deskId, lines);
        }
    }

    /** Its sender hears what was not carried out. */
    private void carryOut(
            Received received, CurrentPerson sender, long ticketId, String key, long deskId, List<String> lines) {
        List<MailCommands.Refused> refused = commands.carryOut(sender, key, lines);
        if (refused.isEmpty()) {
            return;
        }
        store.refused(received.id(), refused);
        PersonReference person = persons.references(List.of(sender.id())).get(sender.id());
        if (person != null && person.email() != null) {
            Language language = sender.language();
            String text = messages.getMessage("mail.command.answer", new Object[] {key}, language.locale())
                    + refused.stream()
                            .map(each ->
                                    "\n\n" + each.line() + "\n" + each.reason().in(language))
                            .collect(Collectors.joining());
            String subject = messages.getMessage("mail.command.subject", new Object[] {key}, language.locale());
            answers.write(person.email(), sender.id(), ticketId, deskId, language, subject, text);
        }
    }

    // ------------------------------------------------------------------ by whom, and with what

    /** Whose mail an agent passes on. */
    private long reporter(Mailbox mailbox, ParsedMail mail, CurrentPerson agent) {
        MailAddress original = mail.forwardedFrom();
        @Nullable String address = original == null ? null : address(original);
        if (original == null
                || address == null
                || !mailboxes.own(Set.of(address)).isEmpty()) {
            return agent.id();
        }
        Optional<Long> known = persons.withAddress(address);
        if (known.isPresent()) {
            return persons.active(List.of(known.get())).isEmpty() ? agent.id() : known.get();
        }
        return mailbox.newcomers() == Mailbox.Newcomers.REFUSE ? agent.id() : newcomer(original, mail);
    }

    private List<UUID> uploaded(
            Received received,
            ParsedMail mail,
            CurrentPerson sender,
            Predicate<MailAttachment> wanted,
            Map<String, UUID> pictures) {
        List<UUID> files = new ArrayList<>();
        if (mail.attachments().stream().noneMatch(wanted)) {
            return files;
        }
        read(received, (attachment, content) -> {
            if (!wanted.test(attachment)) {
                return;
            }
            try {
                UUID id = attachments
                        .upload(sender, attachment.name(), content, -1)
                        .id();
                files.add(id);
                if (attachment.contentId() != null) {
                    pictures.put(attachment.contentId(), id);
                }
            } catch (FileInfected infected) {
                throw new KeptBack(Reason.FILE_INFECTED);
            } catch (FileTooLarge tooLarge) {
                throw new KeptBack(Reason.FILE_TOO_LARGE);
            }
        });
        return files;
    }

    private String subject(ParsedMail mail) {
        if (!mail.subject().isBlank()) {
            return mail.subject();
        }
        return mail.text()
                .plain()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElseGet(() -> messages.getMessage(
                        "mail.no_subject",
                        null,
                        installations.find().orElseThrow().defaultLanguage().locale()));
    }
}
