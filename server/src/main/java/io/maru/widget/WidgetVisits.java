package io.maru.widget;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.mail.outbound.OutgoingMails;
import io.maru.people.Client;
import io.maru.people.CurrentPerson;
import io.maru.people.NewPerson;
import io.maru.people.Persons;
import io.maru.people.Sessions;
import io.maru.platform.EmailAddress;
import io.maru.platform.Failure;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.PlainText;
import io.maru.platform.Secrets;
import io.maru.platform.Violation;
import io.maru.widget.WidgetStore.Code;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who comes to a widget, and how they show who they are: by their session, or by a number that is sent to their address. An address that
 * is only claimed lets nobody in, so that nobody reads or asks in somebody else's name.
 */
@Service
public class WidgetVisits {

    static final Duration CODE_VALID = Duration.ofMinutes(15);
    static final int MOST_FAILURES = 5;

    /** For one address of mail; four times as many from one of the network, which many may share. */
    static final int MOST_CODES = 5;

    static final Duration COUNTED = Duration.ofHours(1);

    private static final String PURPOSE = "widget code";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LONGEST_NAME = 200;

    private final WidgetStore store;
    private final ChatStore chats;
    private final Desks desks;
    private final Persons persons;
    private final Sessions sessions;
    private final Installations installations;
    private final OutgoingMails mails;
    private final CodeLetters letters;
    private final Secrets secrets;
    private final Clock clock;

    WidgetVisits(
            WidgetStore store,
            ChatStore chats,
            Desks desks,
            Persons persons,
            Sessions sessions,
            Installations installations,
            OutgoingMails mails,
            CodeLetters letters,
            Secrets secrets,
            Clock clock) {
        this.store = store;
        this.chats = chats;
        this.desks = desks;
        this.persons = persons;
        this.sessions = sessions;
        this.installations = installations;
        this.mails = mails;
        this.letters = letters;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * A widget as everybody may see it who sees the page that shows it.
     *
     * @param origins of the pages that may show it
     * @param codes whether somebody may show who they are by a number in a mail
     * @param newcomers whether that may be somebody without an account
     * @param chat null where there are none
     */
    public record ShownWidget(
            UUID id,
            String title,
            String greeting,
            String deskKey,
            String organisationName,
            List<String> origins,
            String colour,
            boolean codes,
            boolean newcomers,
            @Nullable ShownChat chat) {}

    /** @param available whether somebody is there to answer */
    public record ShownChat(boolean available) {}

    /** @param displayName of somebody who has no account yet */
    public record CodeRequest(
            @Nullable String email, @Nullable String displayName) {}

    /** @param id with which the number is given back; says nothing of whether a mail was sent */
    public record CodeAsked(UUID id) {}

    /** @param token of the visit: known here and to the page inside, and nowhere else */
    public record WidgetVisit(String token, Instant expiresAt) {}

    /** @throws NotFound when it is not shown (any more) */
    @Transactional(readOnly = true)
    public ShownWidget shown(UUID id, Language language) {
        Widget widget = open(id);
        Desk desk = desks.require(widget.deskId());
        String title = widget.title().in(language);
        return new ShownWidget(
                id,
                title.isEmpty() ? desk.name().in(language) : title,
                widget.greeting().in(language),
                desk.key(),
                installations.find().map(Installation::organisationName).orElse(""),
                widget.origins(),
                widget.colour(),
                mails.areSent(),
                widget.newcomers(),
                widget.chatRequestTypeId() == null
                        ? null
                        : new ShownChat(chats.isAttended(desk.id(), Chats.attendedSince(clock.instant()))));
    }

    /** Where it may be shown; nowhere when it is not shown at all. */
    @Transactional(readOnly = true)
    public List<String> origins(UUID id) {
        try {
            return open(id).origins();
        } catch (NotFound absent) {
            return List.of();
        }
    }

    Widget open(UUID id) {
        return store.find(id)
                .filter(Widget::active)
                .filter(widget -> !desks.require(widget.deskId()).archived())
                .orElseThrow(NotFound::new);
    }

    /** The visited widget. @throws NotFound when the visitor is one of another desk */
    Widget visited(CurrentPerson visitor, UUID id) {
        Widget widget = open(id);
        if (visitor.visitedDeskId() == null || !visitor.reaches(widget.deskId())) {
            throw new NotFound();
        }
        return widget;
    }

    /**
     * Sends a number to an address, if there is somebody who may come by it; the answer is the same if not.
     *
     * @throws Invalid when it cannot be an address
     * @throws TooManyCodes when too many were asked for of late
     */
    @Transactional
    public CodeAsked askCode(UUID id, CodeRequest request, Client client, Language language) {
        Widget widget = open(id);
        List<Violation> violations = new ArrayList<>();
        String email = PlainText.line(Objects.requireNonNullElse(request.email(), ""));
        if (!EmailAddress.looksRight(email)) {
            violations.add(Violation.of("/email", email.isEmpty() ? "required" : "email"));
        }
        String name = PlainText.line(Objects.requireNonNullElse(request.displayName(), ""));
        if (PlainText.length(name) > LONGEST_NAME) {
            violations.add(Violation.of("/displayName", "too_long", LONGEST_NAME));
        }
        Invalid.throwIfAny(violations);
        if (!mails.areSent()) {
            throw new NotPermitted();
        }
        Instant now = clock.instant();
        String account = email.toLowerCase(Locale.ROOT);
        if (store.countCodes(account, client.address(), now.minus(COUNTED)) >= MOST_CODES) {
            throw new TooManyCodes();
        }
        UUID codeId = UUID.randomUUID();
        String number = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(1_000_000));
        store.insertCode(new Code(codeId, id, account, name, hash(codeId, number), 0, now), client.address());
        Optional<Long> known = persons.withAddress(email);
        boolean let =
                known.map(person -> !persons.active(Set.of(person)).isEmpty()).orElse(widget.newcomers());
        if (let) {
            mails.send(letters.of(email, number, desks.require(widget.deskId()), language));
        }
        return new CodeAsked(codeId);
    }

    /**
     * Lets in whoever knows the number that was sent; a newcomer gets an account without a password.
     *
     * @param number as it was typed; blanks do not matter
     * @throws Invalid {@code widget_code_wrong}, or {@code widget_code_over} when another one must be asked for
     */
    @Transactional(noRollbackFor = Invalid.class)
    public WidgetVisit confirm(UUID id, UUID codeId, @Nullable String number, Client client, Language language) {
        Widget widget = open(id);
        Code code = store.lockCode(codeId, id)
                .filter(each -> each.failures() < MOST_FAILURES
                        && each.at().plus(CODE_VALID).isAfter(clock.instant()))
                .orElseThrow(() -> Invalid.at("/number", "widget_code_over"));
        String typed = Objects.requireNonNullElse(number, "").replaceAll("\\s", "");
        if (!MessageDigest.isEqual(bytes(code.hash()), bytes(hash(codeId, typed)))) {
            store.codeFailed(codeId);
            throw Invalid.at("/number", "widget_code_wrong");
        }
        store.deleteCode(codeId);
        long personId = persons.withAddress(code.email())
                .filter(person -> !persons.active(Set.of(person)).isEmpty())
                .orElseGet(() -> newcomer(widget, code, language));
        return visit(widget, personId, client);
    }

    private long newcomer(Widget widget, Code code, Language language) {
        if (!widget.newcomers() || persons.withAddress(code.email()).isPresent()) {
            throw Invalid.at("/number", "widget_code_over");
        }
        Installation installation = installations.find().orElseThrow();
        String name = code.displayName().isEmpty()
                ? code.email().substring(0, code.email().indexOf('@'))
                : code.displayName();
        return persons.createNewcomer(new NewPerson(
                name,
                code.email(),
                language.tag(),
                installation.defaultTimeZone().getId(),
                null));
    }

    /** Lets in whoever is signed in. */
    @Transactional
    public WidgetVisit begin(CurrentPerson current, UUID id, Client client) {
        if (current.visitedDeskId() != null || current.channel() != CurrentPerson.Channel.WEB) {
            throw new NotPermitted();
        }
        return visit(open(id), current.id(), client);
    }

    private WidgetVisit visit(Widget widget, long personId, Client client) {
        Sessions.Opened opened = sessions.openVisit(personId, widget.deskId(), client);
        return new WidgetVisit(opened.token(), opened.expiresAt());
    }

    private String hash(UUID codeId, String number) {
        return secrets.sign(PURPOSE, codeId + ":" + number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Too many numbers were asked for; the limit is forgotten within an hour. */
    static final class TooManyCodes extends Failure {

        TooManyCodes() {
            super(HttpStatus.TOO_MANY_REQUESTS, "widget_too_many_codes");
        }

        @Override
        public Map<String, String> headers() {
            return Map.of("Retry-After", Long.toString(COUNTED.toSeconds()));
        }
    }
}
