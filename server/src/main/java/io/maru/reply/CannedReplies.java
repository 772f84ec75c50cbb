package io.maru.reply;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.expression.Template;
import io.maru.expression.Templates;
import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.RichText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.reply.CannedReplyStore.Keeper;
import io.maru.ticket.Requests;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import io.maru.ticket.TicketValues;
import io.maru.ticket.Tickets;
import java.text.Collator;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What agents answer often: a desk's, for all who answer there, and each person's own. */
@Service
public class CannedReplies {

    private static final int MOST = 500;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_BODY = 10_000;
    private static final int LONGEST_EXCERPT = 200;

    /** Who answers. */
    private static final String AGENT = "agent.name";

    private final CannedReplyStore store;
    private final Desks desks;
    private final Forms forms;
    private final Templates templates;
    private final Tickets tickets;
    private final Requests requests;
    private final TicketProcess process;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Clock clock;

    CannedReplies(
            CannedReplyStore store,
            Desks desks,
            Forms forms,
            Templates templates,
            Tickets tickets,
            Requests requests,
            TicketProcess process,
            Persons persons,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.desks = desks;
        this.forms = forms;
        this.templates = templates;
        this.tickets = tickets;
        this.requests = requests;
        this.process = process;
        this.persons = persons;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    // ------------------------------------------------------------------ kept

    /**
     * A desk's, for those who work there, or one's own, by name.
     *
     * @param deskKey null for one's own
     */
    @Transactional(readOnly = true)
    public List<CannedReply> list(CurrentPerson current, @Nullable String deskKey) {
        return byName(store.of(keeper(current, deskKey, Permission.TICKET_VIEW)), current);
    }

    /** @param deskKey null for one's own */
    @Transactional
    public CannedReply create(
            CurrentPerson current,
            @Nullable String deskKey,
            CannedReplyContent content,
            @Nullable String idempotencyKey) {
        Keeper keeper = keeper(current, deskKey, Permission.DESK_CONFIGURE);
        String id = idempotency.once(
                current.id(),
                idempotencyKey,
                "canned_reply.create",
                Map.of("desk", Objects.requireNonNullElse(keeper.deskId(), 0L), "reply", content),
                () -> Long.toString(insert(current, keeper, content)));
        return store.find(keeper, Long.parseLong(id)).orElseThrow(NotFound::new);
    }

    private long insert(CurrentPerson current, Keeper keeper, CannedReplyContent content) {
        if (store.count(keeper) >= MOST) {
            throw Invalid.at("", "too_many", MOST);
        }
        CannedReply checked =
                checked(current, keeper, new CannedReply(0, LocalizedText.EMPTY, LocalizedText.EMPTY, 0), content);
        return store.insert(keeper, checked.name(), checked.body(), clock.instant());
    }

    /**
     * Changes what is not null.
     *
     * @param deskKey null for one's own
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public CannedReply change(
            CurrentPerson current, @Nullable String deskKey, long id, long version, CannedReplyContent change) {
        Keeper keeper = keeper(current, deskKey, Permission.DESK_CONFIGURE);
        CannedReply before = store.find(keeper, id).orElseThrow(NotFound::new);
        CannedReply changed =
                checked(current, keeper, new CannedReply(id, before.name(), before.body(), version), change);
        if (!store.update(keeper, changed, clock.instant())) {
            throw new StaleVersion(before.version());
        }
        return store.find(keeper, id).orElseThrow(NotFound::new);
    }

    /** @param deskKey null for one's own */
    @Transactional
    public void delete(CurrentPerson current, @Nullable String deskKey, long id) {
        if (!store.delete(keeper(current, deskKey, Permission.DESK_CONFIGURE), id)) {
            throw new NotFound();
        }
    }

    private Keeper keeper(CurrentPerson current, @Nullable String deskKey, Permission needed) {
        if (deskKey == null) {
            current.requireOnAnyDesk(Permission.TICKET_VIEW);
            return Keeper.person(current.id());
        }
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(needed, desk.id());
        return Keeper.desk(desk.id());
    }

    private CannedReply checked(CurrentPerson current, Keeper keeper, CannedReply before, CannedReplyContent wanted) {
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = wanted.name() == null && before.id() != 0
                ? before.name()
                : LocalizedText.name(wanted.name(), LONGEST_NAME, "/name", violations);
        LocalizedText body = wanted.body() == null && before.id() != 0
                ? before.body()
                : body(current, keeper, wanted.body(), violations);
        Invalid.throwIfAny(violations);
        return new CannedReply(before.id(), name, body, before.version());
    }

    private LocalizedText body(
            CurrentPerson current, Keeper keeper, @Nullable LocalizedText given, List<Violation> violations) {
        LocalizedText body = LocalizedText.text(given, LONGEST_BODY, "/body", violations);
        if (body.isEmpty()) {
            violations.add(Violation.of("/body", "required"));
        }
        // One's own are said on any desk, and name nothing that only one of them has.
        Map<String, ValueType> names = names(keeper.deskId() == null ? List.of() : forms.fieldsOfDesk(keeper.deskId()));
        for (Language language : Language.values()) {
            String text = language == Language.KO ? body.ko() : body.en();
            if (text != null) {
                templates.compile(text, names, current.timeZone(), "/body/" + language.tag(), violations);
            }
        }
        return body;
    }

    private static Map<String, ValueType> names(List<FieldDefinition> fields) {
        Map<String, ValueType> names = new HashMap<>(TicketValues.names(fields));
        names.put(AGENT, ValueType.TEXT);
        return names;
    }

    private static List<CannedReply> byName(List<CannedReply> replies, CurrentPerson current) {
        Language language = current.language();
        Comparator<Object> collator = Collator.getInstance(language.locale());
        return replies.stream()
                .sorted(Comparator.comparing(reply -> reply.name().in(language), collator))
                .toList();
    }

    // ------------------------------------------------------------------ said

    /** What somebody who answers on a ticket may choose from: their own first, then its desk's. */
    @Transactional(readOnly = true)
    public List<OfferedReply> offered(CurrentPerson current, String ticketKey) {
        Facts ticket = worked(current, ticketKey);
        return Stream.of(Keeper.person(current.id()), Keeper.desk(ticket.deskId()))
                .flatMap(keeper -> byName(store.of(keeper), current).stream()
                        .map(reply -> new OfferedReply(
                                reply.id(),
                                reply.name().in(current.language()),
                                PlainText.shortened(reply.body().in(current.language()), LONGEST_EXCERPT),
                                keeper.ownerId() != null)))
                .toList();
    }

    /**
     * One with what the ticket says in its places. What is said to customers names nothing that they do not see, and is in the language
     * of whoever asked.
     *
     * @param internal whether only those who work on the ticket are going to read it
     */
    @Transactional(readOnly = true)
    public FilledReply fill(CurrentPerson current, String ticketKey, long id, boolean internal) {
        Facts ticket = worked(current, ticketKey);
        CannedReply reply = store.find(Keeper.person(current.id()), id)
                .or(() -> store.find(Keeper.desk(ticket.deskId()), id))
                .orElseThrow(NotFound::new);
        String text = reply.body()
                .in(
                        internal
                                ? current.language()
                                : language(ticket.reporterId()).orElse(current.language()));
        ZoneId zone = current.timeZone();
        Template template =
                templates.compile(text, names(forms.fieldsOfDesk(ticket.deskId())), zone, "", new ArrayList<>());
        if (template == null) {
            return new FilledReply(RichText.ofPlain(text).html(), false);
        }
        Map<String, Object> values = new HashMap<>(
                internal
                        ? TicketValues.of(tickets.view(current, ticketKey), zone)
                        : TicketValues.of(requests.view(current, ticketKey)));
        values.put(AGENT, current.displayName());
        String filled = template.fill(values, value -> TicketValues.words(value, zone));
        return new FilledReply(RichText.ofPlain(filled).html(), true);
    }

    private Facts worked(CurrentPerson current, String ticketKey) {
        Facts ticket = process.visible(current, ticketKey);
        current.requireOnDesk(Permission.TICKET_VIEW, ticket.deskId());
        return ticket;
    }

    private Optional<Language> language(long personId) {
        try {
            return Optional.of(persons.acting(personId).language());
        } catch (NotFound left) {
            return Optional.empty();
        }
    }
}
