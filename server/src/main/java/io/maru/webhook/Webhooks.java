package io.maru.webhook;

import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.Secrets;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import io.maru.webhook.WebhookConnection.Outcome;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The systems that are told what happens to tickets, as administrators name them. */
@Service
public class Webhooks {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_QUERY = 10_000;
    private static final int MOST = 200;

    private final WebhookStore store;
    private final WebhooksInUse inUse;
    private final WebhookBodies bodies;
    private final WebhookCalls calls;
    private final WebhookConnection connection;
    private final Secrets secrets;
    private final Desks desks;
    private final Persons persons;
    private final Queries queries;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            WebhooksInUse inUse,
            WebhookBodies bodies,
            WebhookCalls calls,
            WebhookConnection connection,
            Secrets secrets,
            Desks desks,
            Persons persons,
            Queries queries,
            Clock clock) {
        this.store = store;
        this.inUse = inUse;
        this.bodies = bodies;
        this.calls = calls;
        this.connection = connection;
        this.secrets = secrets;
        this.desks = desks;
        this.persons = persons;
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * A webhook as administrators see it.
     *
     * @param address of a chat, where it is a secret in itself, its host and its end
     * @param person whose eyes it sees tickets with; it tells of no others
     * @param stopped whether it tells nothing, because that person is gone
     * @param deskKeys empty for all desks
     * @param query which tickets; null for all
     * @param internal whether it is told of internal notes
     */
    public record WebhookView(
            long id,
            String name,
            boolean active,
            WebhookFormat format,
            String address,
            @Nullable PersonReference person,
            boolean stopped,
            Set<String> deskKeys,
            Set<WebhookEvent> events,
            @Nullable String query,
            boolean internal,
            long version) {}

    /**
     * What a webhook is to be.
     *
     * @param address null, or as it is shown, leaves the one of a chat that is kept
     * @param personId null for whoever saves it
     */
    public record WebhookSettings(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable WebhookFormat format,
            @Nullable String address,
            @Nullable Long personId,
            @Nullable Set<String> deskKeys,
            @Nullable Set<WebhookEvent> events,
            @Nullable String query,
            @Nullable Boolean internal) {}

    /** @param secret by which the other system knows our calls: shown this once */
    public record WebhookSecret(long id, String secret) {}

    /** @param failure what went wrong; null when it was answered with success */
    public record WebhookTest(
            @Nullable Integer status, @Nullable String failure, int took) {}

    @Transactional(readOnly = true)
    public List<WebhookView> list(CurrentPerson current) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        return store.all().stream().map(webhook -> view(current, webhook)).toList();
    }

    @Transactional(readOnly = true)
    public WebhookView find(CurrentPerson current, long id) {
        return view(current, administered(current, id));
    }

    private Webhook administered(CurrentPerson current, long id) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        return store.find(id).orElseThrow(NotFound::new);
    }

    private WebhookView view(CurrentPerson current, Webhook webhook) {
        Map<Long, PersonReference> references = persons.references(Set.of(webhook.personId()));
        return new WebhookView(
                webhook.id(),
                webhook.name(),
                webhook.active(),
                webhook.format(),
                webhook.address().shown(),
                references.get(webhook.personId()),
                !persons.allExistAndActive(Set.of(webhook.personId())),
                new TreeSet<>(desks.keys(webhook.deskIds()).values()),
                new TreeSet<>(webhook.events()),
                webhook.query() == null ? null : queries.shown(current, webhook.query()),
                webhook.internal(),
                webhook.version());
    }

    @Transactional
    public WebhookSecret create(CurrentPerson current, WebhookSettings settings) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        if (store.all().size() >= MOST) {
            throw Invalid.at("/name", "webhook_too_many", MOST);
        }
        String secret = WebhookSignature.newSecret();
        long id = store.insert(checked(current, null, secrets.encrypt(secret), settings), clock.instant());
        inUse.forgetAfterCommit();
        return new WebhookSecret(id, secret);
    }

    /** @throws StaleVersion when somebody changed it since */
    @Transactional
    public WebhookView change(CurrentPerson current, long id, long basedOn, WebhookSettings settings) {
        Webhook before = administered(current, id);
        Webhook after = checked(current, before, before.secret(), settings);
        if (!after.address().equals(before.address())) {
            calls.move(id, after.address());
        }
        if (!store.update(after, basedOn)) {
            throw new StaleVersion(before.version());
        }
        inUse.forgetAfterCommit();
        return find(current, id);
    }

    /** Signs with another secret from now on, and with the old one no more. */
    @Transactional
    public WebhookSecret renewSecret(CurrentPerson current, long id) {
        administered(current, id);
        String secret = WebhookSignature.newSecret();
        store.setSecret(id, secrets.encrypt(secret));
        inUse.forgetAfterCommit();
        return new WebhookSecret(id, secret);
    }

    /** With all its calls, also those that wait. */
    @Transactional
    public void delete(CurrentPerson current, long id) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        if (!store.delete(id)) {
            throw new NotFound();
        }
        inUse.forgetAfterCommit();
    }

    /** Calls it at once with an example, and says what came of it. */
    public WebhookTest test(CurrentPerson current, long id) {
        Webhook webhook = administered(current, id);
        Outcome outcome = connection.call(
                UUID.randomUUID(),
                webhook.address(),
                webhook.secret(),
                bodies.example(webhook, current, clock.instant()));
        return new WebhookTest(outcome.status(), outcome.failure(), outcome.took());
    }

    private Webhook checked(CurrentPerson current, @Nullable Webhook before, String secret, WebhookSettings wanted) {
        List<Violation> violations = new ArrayList<>();
        String name = Optional.ofNullable(wanted.name()).orElse("").strip();
        if (name.isEmpty()) {
            violations.add(Violation.of("/name", "required"));
        } else if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            violations.add(Violation.of("/name", "too_long", LONGEST_NAME));
        }
        WebhookAddress address = address(before == null ? null : before.address(), wanted, violations);
        if (wanted.format() == null) {
            violations.add(Violation.of("/format", "required"));
        }
        Set<WebhookEvent> events = Objects.requireNonNullElse(wanted.events(), Set.of());
        if (events.isEmpty()) {
            violations.add(Violation.of("/events", "required"));
        }
        long personId = Objects.requireNonNullElse(wanted.personId(), current.id());
        if (!persons.allExistAndActive(Set.of(personId))) {
            violations.add(Violation.of("/personId", "unknown"));
        }
        Set<Long> deskIds = deskIds(Objects.requireNonNullElse(wanted.deskKeys(), Set.of()), violations);
        String query = query(current, wanted.query(), violations);
        Invalid.throwIfAny(violations);
        return new Webhook(
                before == null ? 0 : before.id(),
                name,
                !Boolean.FALSE.equals(wanted.active()),
                Objects.requireNonNull(wanted.format()),
                Objects.requireNonNull(address),
                secret,
                personId,
                deskIds,
                events,
                query,
                Boolean.TRUE.equals(wanted.internal()),
                0);
    }

    /** @return null when it is wrong */
    private @Nullable WebhookAddress address(
            @Nullable WebhookAddress before, WebhookSettings wanted, List<Violation> violations) {
        boolean secret = wanted.format() == null || wanted.format().secretAddress();
        String entered = Optional.ofNullable(wanted.address()).orElse("").strip();
        if (before != null && before.sealed() != null && (entered.isEmpty() || entered.equals(before.shown()))) {
            if (secret) {
                return before;
            }
            // Else it would be shown from now on.
            violations.add(Violation.of("/address", "webhook_address_again"));
            return null;
        }
        if (OutgoingAddress.read(entered).isEmpty()) {
            violations.add(Violation.of("/address", "webhook_address"));
            return null;
        }
        return secret ? WebhookAddress.secret(entered, secrets) : WebhookAddress.open(entered);
    }

    private Set<Long> deskIds(Set<String> keys, List<Violation> violations) {
        return keys.stream()
                .map(key -> desks.byKey(key).orElseGet(() -> {
                    violations.add(Violation.of("/deskKeys", "choice_unknown"));
                    return null;
                }))
                .filter(Objects::nonNull)
                .map(desk -> desk.id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private @Nullable String query(CurrentPerson current, @Nullable String given, List<Violation> violations) {
        if (given == null || given.isBlank()) {
            return null;
        }
        if (given.length() > LONGEST_QUERY) {
            violations.add(Violation.of("/query", "too_long", LONGEST_QUERY));
            return null;
        }
        try {
            return queries.kept(current, given);
        } catch (QueryInvalid invalid) {
            violations.add(Violation.of("/query", "query", invalid.first()));
            return null;
        }
    }
}
