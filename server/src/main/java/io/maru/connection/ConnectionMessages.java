package io.maru.connection;

import io.maru.connection.ConnectedSystem.Mapping;
import io.maru.connection.ConnectionRefused.ConnectionBusy;
import io.maru.connection.ConnectionRefused.ConnectionTooLong;
import io.maru.connection.ConnectionStore.Message;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.Cursor;
import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import io.maru.platform.Json;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.platform.PlainText;
import io.maru.platform.Refused;
import io.maru.platform.RichText;
import io.maru.platform.Secrets;
import io.maru.platform.Violation;
import io.maru.ticket.Conversation.NewComment;
import io.maru.ticket.Correspondence;
import io.maru.ticket.RequestView;
import io.maru.ticket.Requests;
import io.maru.ticket.Requests.NewRequest;
import io.maru.ticket.TicketProcess;
import io.maru.webhook.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What connected systems send: a request of theirs, or more about one. Signed as Standard Webhooks 1.0 has it; the same message is taken
 * once, and the same request is one ticket, however often either comes. What cannot be understood is kept, and can be taken again.
 */
@Service
public class ConnectionMessages {

    private static final JsonMapper JSON = new JsonMapper();

    /** How far a sender's clock may be from ours. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Of a message without its files, which is also as much as is kept of one. */
    private static final int LONGEST = 256 * 1024;

    private static final int LONGEST_WITH_FILES = 16 * 1024 * 1024;

    private static final int LONGEST_ID = 200;
    private static final int MOST_IN_A_WHILE = 600;
    private static final Duration A_WHILE = Duration.ofMinutes(1);
    private static final Duration KEPT = Duration.ofDays(90);

    private final ConnectionStore store;
    private final ConnectedSystems systems;
    private final Secrets secrets;
    private final Persons persons;
    private final ConnectionAnswers answers;
    private final Requests requests;
    private final Correspondence correspondence;
    private final TicketProcess tickets;
    private final TransactionTemplate transaction;
    private final MessageSource messages;
    private final Clock clock;

    ConnectionMessages(
            ConnectionStore store,
            ConnectedSystems systems,
            Secrets secrets,
            Persons persons,
            ConnectionAnswers answers,
            Requests requests,
            Correspondence correspondence,
            TicketProcess tickets,
            TransactionTemplate transaction,
            MessageSource messages,
            Clock clock) {
        this.store = store;
        this.systems = systems;
        this.secrets = secrets;
        this.persons = persons;
        this.answers = answers;
        this.requests = requests;
        this.correspondence = correspondence;
        this.tickets = tickets;
        this.transaction = transaction;
        this.messages = messages;
        this.clock = clock;
    }

    /** What came, with its headers {@code webhook-id}, {@code webhook-timestamp} and {@code webhook-signature}. */
    public record Sent(
            @Nullable String messageId,
            @Nullable String timestamp,
            @Nullable String signature,
            byte[] body) {}

    /**
     * What a request of the other system is here.
     *
     * @param created whether this message made it
     */
    public record Registered(
            String key, String externalId, String statusName, String statusCategory, boolean created) {}

    /**
     * A message as administrators see it.
     *
     * @param reason what was wrong; null for one that was taken
     * @param ticketKey what it is about; null where it made none
     */
    public record MessageView(
            long id,
            String messageId,
            Instant receivedAt,
            @Nullable String reason,
            @Nullable String ticketKey,
            String body) {}

    /**
     * How long a message of a system may be, in bytes: longer when files come in it.
     *
     * @throws ConnectionRefused when there is no such system
     */
    public int longest(UUID systemId) {
        return answers.takesFiles(active(systemId)) ? LONGEST_WITH_FILES : LONGEST;
    }

    private ConnectedSystem active(UUID systemId) {
        return store.find(systemId).filter(ConnectedSystem::active).orElseThrow(ConnectionRefused::new);
    }

    /**
     * Takes a message.
     *
     * @throws ConnectionRefused when it does not come from the system
     * @throws ConnectionTooLong when it is too long without its files
     * @throws ConnectionBusy when too many come
     * @throws Invalid when it cannot be understood, with pointers into what was sent
     */
    public Registered receive(UUID systemId, Sent sent) {
        ConnectedSystem system = active(systemId);
        String body = new String(sent.body(), StandardCharsets.UTF_8);
        String messageId = sent.messageId();
        if (messageId == null
                || messageId.isBlank()
                || messageId.length() > LONGEST_ID
                || !proves(system, sent, body)) {
            throw new ConnectionRefused();
        }
        if (store.countSince(systemId, clock.instant().minus(A_WHILE)) >= MOST_IN_A_WHILE) {
            throw new ConnectionBusy(A_WHILE);
        }
        return take(system, messageId, body);
    }

    private boolean proves(ConnectedSystem system, Sent sent, String body) {
        if (sent.messageId() == null || sent.timestamp() == null || sent.signature() == null) {
            return false;
        }
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(sent.timestamp().strip()));
            return Duration.between(at, clock.instant()).abs().compareTo(TOLERANCE) <= 0
                    && WebhookSignature.proves(
                            secrets.decrypt(system.secret()), sent.messageId(), at, body, sent.signature());
        } catch (NumberFormatException | DateTimeException | ArithmeticException noTime) {
            return false;
        }
    }

    private Registered take(ConnectedSystem system, String messageId, String body) {
        String kept = body.length() <= LONGEST ? body : answers.withoutFiles(system, body);
        if (kept.length() > LONGEST) {
            throw new ConnectionTooLong(LONGEST);
        }
        try {
            Understood understood = understood(system, read(body));
            Registered registered = transaction.execute(status -> taken(system, messageId, understood, kept));
            if (registered == null) {
                throw new IllegalStateException("Nothing was registered");
            }
            return registered;
        } catch (Failure refused) {
            String keepable = kept.replace("\0", "");
            transaction.executeWithoutResult(
                    status -> store.note(system.id(), messageId, keepable, clock.instant(), words(refused), null));
            throw refused;
        }
    }

    /** @param answers to the form; none when the request is known */
    private record Understood(
            JsonNode content, String externalId, CurrentPerson reporter, Map<String, JsonNode> answers) {}

    private Understood understood(ConnectedSystem system, JsonNode content) {
        Mapping mapping = system.mapping();
        String externalId = text(content, mapping.externalId()).strip();
        if (externalId.isEmpty()) {
            throw Invalid.at(mapping.externalId(), "required");
        }
        if (externalId.length() > LONGEST_ID) {
            throw Invalid.at(mapping.externalId(), "too_long", LONGEST_ID);
        }
        CurrentPerson reporter = reporter(system, content);
        return new Understood(
                content,
                externalId,
                reporter,
                store.isKnown(system.id(), externalId) ? Map.of() : answers.read(system, reporter, content));
    }

    private Registered taken(ConnectedSystem system, String messageId, Understood understood, String kept) {
        Long known = store.ticketOf(system.id(), understood.externalId());
        long ticketId = known == null ? created(system, understood) : known;
        if (known != null) {
            commented(system, understood.reporter(), ticketId, messageId, understood.content());
        }
        store.note(system.id(), messageId, kept, clock.instant(), null, ticketId);
        RequestView request = seen(ticketId);
        return new Registered(
                request.key(),
                understood.externalId(),
                request.statusName(),
                request.statusCategory().key(),
                known == null);
    }

    private RequestView seen(long ticketId) {
        TicketProcess.Facts facts = tickets.read(ticketId);
        return requests.view(CurrentPerson.inNameOf(facts.reporterId()), facts.key());
    }

    private CurrentPerson reporter(ConnectedSystem system, JsonNode content) {
        String where = system.mapping().reporter();
        Optional<Long> named = where == null
                ? Optional.empty()
                : persons.withAddress(text(content, where).strip())
                        .filter(person -> !persons.active(Set.of(person)).isEmpty());
        try {
            return persons.acting(named.orElse(system.personId()), CurrentPerson.Channel.API);
        } catch (NotFound gone) {
            throw new Refused("connection_person_gone");
        }
    }

    private long created(ConnectedSystem system, Understood understood) {
        CurrentPerson reporter = understood.reporter();
        String key;
        try {
            key = requests.create(reporter, null, new NewRequest(system.requestTypeId(), understood.answers(), null));
        } catch (Invalid invalid) {
            throw new Invalid(invalid.violations().stream()
                    .map(violation -> inMessage(system.mapping(), violation))
                    .toList());
        }
        long ticketId = correspondence.concerned(reporter, key).orElseThrow(NotFound::new);
        store.setTicket(system.id(), understood.externalId(), ticketId);
        return ticketId;
    }

    private static Violation inMessage(Mapping mapping, Violation violation) {
        String root = "/values/";
        String pointer = violation.pointer();
        String where = pointer.startsWith(root)
                ? mapping.fields().get(pointer.substring(root.length()).split("/", 2)[0])
                : null;
        return where == null ? violation : new Violation(where, violation.code(), violation.arguments());
    }

    private void commented(
            ConnectedSystem system, CurrentPerson reporter, long ticketId, String messageId, JsonNode content) {
        String where = system.mapping().comment();
        if (where == null) {
            return;
        }
        String said = text(content, where).strip();
        if (said.isEmpty()) {
            return;
        }
        String key = tickets.read(ticketId).key();
        CurrentPerson author = correspondence
                .concerned(reporter, key)
                .map(id -> reporter)
                .orElseThrow(() -> Invalid.at(where, "connection_not_concerned"));
        requests.comment(
                author,
                key,
                PlainText.shortened(system.id() + ":" + messageId, LONGEST_ID),
                new NewComment(RichText.ofPlain(said).html(), false, null));
    }

    private static JsonNode read(String body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read != null && read.isContainer() && Json.keepable(read)) {
                return read;
            }
        } catch (JacksonException notJson) {
            // Told below, as is a value alone.
        }
        throw Invalid.at("", "wrong_type");
    }

    private static String text(JsonNode content, String where) {
        JsonNode value = content.at(JsonPointer.compile(where));
        return value.isMissingNode() || value.isNull() ? "" : ConnectionAnswers.plain(value);
    }

    // ------------------------------------------------------------------ administration

    /** The latest first. */
    @Transactional(readOnly = true)
    public Page<MessageView> list(
            CurrentPerson current,
            UUID systemId,
            boolean refusedOnly,
            @Nullable String after,
            @Nullable Integer limit) {
        systems.administered(current, systemId);
        Cursor cursor = Cursor.decode(after, 1);
        int most = Page.limit(limit);
        List<Message> found = store.messages(systemId, refusedOnly, cursor == null ? null : cursor.number(0), most + 1);
        Page<Message> page = Page.of(found, most, message -> Cursor.of(message.id()));
        return new Page<>(
                page.items().stream().map(message -> view(current, message)).toList(), page.next());
    }

    private MessageView view(CurrentPerson current, Message message) {
        Long ticketId = message.ticketId();
        return new MessageView(
                message.id(),
                message.messageId(),
                message.receivedAt(),
                message.reason() == null ? null : message.reason().in(current.language()),
                ticketId == null || !tickets.maySee(current, ticketId)
                        ? null
                        : tickets.read(ticketId).key(),
                message.body());
    }

    /** Takes a message again that was refused; one that was taken makes nothing more. */
    public Registered again(CurrentPerson current, UUID systemId, long id) {
        ConnectedSystem system = systems.administered(current, systemId);
        Message message = store.message(id)
                .filter(each -> each.systemId().equals(systemId))
                .orElseThrow(NotFound::new);
        return take(system, message.messageId(), message.body());
    }

    @Transactional
    public void forgetOld() {
        store.deleteMessagesBefore(clock.instant().minus(KEPT));
    }

    private LocalizedText words(Failure failure) {
        if (failure.violations().isEmpty()) {
            return LocalizedText.of(messages, "problem." + failure.code() + ".detail", failure.arguments());
        }
        return new LocalizedText(words(failure, Language.KO), words(failure, Language.EN));
    }

    private String words(Failure failure, Language language) {
        return failure.violations().stream()
                .flatMap(violation -> Stream.of((violation.pointer().isEmpty() ? "" : violation.pointer() + ": ")
                        + messages.getMessage(
                                "violation." + violation.code(), violation.argumentsIn(language), language.locale())))
                .collect(Collectors.joining("\n"));
    }
}
