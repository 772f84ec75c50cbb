package io.maru.connection;

import io.maru.connection.ConnectedSystem.Mapping;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypes;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.OutgoingAddress;
import io.maru.platform.PlainText;
import io.maru.platform.Secrets;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.webhook.WebhookSignature;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JsonPointer;

/** The systems that register requests here, as administrators name them. */
@Service
public class ConnectedSystems {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_POINTER = 300;
    private static final int MOST = 100;

    private final ConnectionStore store;
    private final SystemsInUse inUse;
    private final Secrets secrets;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final Forms forms;
    private final Persons persons;
    private final Clock clock;

    ConnectedSystems(
            ConnectionStore store,
            SystemsInUse inUse,
            Secrets secrets,
            Desks desks,
            RequestTypes requestTypes,
            Forms forms,
            Persons persons,
            Clock clock) {
        this.store = store;
        this.inUse = inUse;
        this.secrets = secrets;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.forms = forms;
        this.persons = persons;
        this.clock = clock;
    }

    /**
     * A connected system as administrators see it; pointers are JSON pointers (RFC 6901).
     *
     * @param deskKey of the request type
     * @param person who reports what names nobody known
     * @param externalId where the other system's own name of a request stands
     * @param reporter where the address of whoever asks stands; null when it is always the same person
     * @param comment where what somebody adds to a request stands; null for nowhere
     * @param fields where the answers stand, by field of the form
     * @param callbackAddress where changes are told; null for nowhere
     */
    public record SystemView(
            UUID id,
            String name,
            boolean active,
            String deskKey,
            long requestTypeId,
            LocalizedText requestTypeName,
            @Nullable PersonReference person,
            String externalId,
            @Nullable String reporter,
            @Nullable String comment,
            Map<String, String> fields,
            @Nullable String callbackAddress,
            long version) {}

    /** @param personId null for whoever saves it */
    public record SystemSettings(
            @Nullable String name,
            @Nullable Boolean active,
            @Nullable Long requestTypeId,
            @Nullable Long personId,
            @Nullable String externalId,
            @Nullable String reporter,
            @Nullable String comment,
            @Nullable Map<String, String> fields,
            @Nullable String callbackAddress) {}

    /** @param secret with which both sides sign: shown this once */
    public record SystemSecret(UUID id, String secret) {}

    @Transactional(readOnly = true)
    public List<SystemView> list(CurrentPerson current) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        return store.all().stream().map(this::view).toList();
    }

    @Transactional(readOnly = true)
    public SystemView find(CurrentPerson current, UUID id) {
        return view(administered(current, id));
    }

    ConnectedSystem administered(CurrentPerson current, UUID id) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        return store.find(id).orElseThrow(NotFound::new);
    }

    private SystemView view(ConnectedSystem system) {
        RequestType requestType = requestTypes.require(system.requestTypeId());
        return new SystemView(
                system.id(),
                system.name(),
                system.active(),
                desks.require(requestType.deskId()).key(),
                requestType.id(),
                requestType.name(),
                persons.references(Set.of(system.personId())).get(system.personId()),
                system.mapping().externalId(),
                system.mapping().reporter(),
                system.mapping().comment(),
                new TreeMap<>(system.mapping().fields()),
                system.callbackAddress(),
                system.version());
    }

    @Transactional
    public SystemSecret create(CurrentPerson current, SystemSettings settings) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        if (store.all().size() >= MOST) {
            throw Invalid.at("/name", "connection_too_many", MOST);
        }
        String secret = WebhookSignature.newSecret();
        ConnectedSystem system = checked(current, UUID.randomUUID(), secrets.encrypt(secret), settings);
        store.insert(system, clock.instant());
        inUse.forgetAfterCommit();
        return new SystemSecret(system.id(), secret);
    }

    /** @throws StaleVersion when somebody changed it since */
    @Transactional
    public SystemView change(CurrentPerson current, UUID id, long basedOn, SystemSettings settings) {
        ConnectedSystem before = administered(current, id);
        if (!store.update(checked(current, id, before.secret(), settings), basedOn)) {
            throw new StaleVersion(before.version());
        }
        inUse.forgetAfterCommit();
        return find(current, id);
    }

    /** From now on with another secret, and with the old one no more. */
    @Transactional
    public SystemSecret renewSecret(CurrentPerson current, UUID id) {
        administered(current, id);
        String secret = WebhookSignature.newSecret();
        store.setSecret(id, secrets.encrypt(secret));
        inUse.forgetAfterCommit();
        return new SystemSecret(id, secret);
    }

    /** Its tickets stay, and it is told of them no more. */
    @Transactional
    public void delete(CurrentPerson current, UUID id) {
        current.require(Permission.WEBHOOK_ADMINISTER);
        if (!store.delete(id)) {
            throw new NotFound();
        }
        inUse.forgetAfterCommit();
    }

    private ConnectedSystem checked(CurrentPerson current, UUID id, String secret, SystemSettings wanted) {
        List<Violation> violations = new ArrayList<>();
        String name = PlainText.line(Objects.requireNonNullElse(wanted.name(), ""));
        if (name.isEmpty()) {
            violations.add(Violation.of("/name", "required"));
        } else if (PlainText.length(name) > LONGEST_NAME) {
            violations.add(Violation.of("/name", "too_long", LONGEST_NAME));
        }
        long personId = Objects.requireNonNullElse(wanted.personId(), current.id());
        if (!persons.allExistAndActive(Set.of(personId))) {
            violations.add(Violation.of("/personId", "unknown"));
        }
        String callback = blankToNull(wanted.callbackAddress());
        if (callback != null && OutgoingAddress.read(callback).isEmpty()) {
            violations.add(Violation.of("/callbackAddress", "webhook_address"));
        }
        String externalId = pointer("/externalId", wanted.externalId(), violations);
        if (externalId == null) {
            violations.add(Violation.of("/externalId", "required"));
        }
        String reporter = pointer("/reporter", wanted.reporter(), violations);
        String comment = pointer("/comment", wanted.comment(), violations);
        Map<String, String> fields = fields(wanted, violations);
        Invalid.throwIfAny(violations);
        return new ConnectedSystem(
                id,
                name,
                !Boolean.FALSE.equals(wanted.active()),
                Objects.requireNonNull(wanted.requestTypeId()),
                personId,
                secret,
                new Mapping(Objects.requireNonNull(externalId), reporter, comment, fields),
                callback,
                0);
    }

    /** What the form must have is either sent or kept from people; else nothing would ever be accepted. */
    private Map<String, String> fields(SystemSettings wanted, List<Violation> violations) {
        Map<String, String> given = Objects.requireNonNullElse(wanted.fields(), Map.of());
        RequestType requestType;
        try {
            requestType = requestTypes.require(Objects.requireNonNullElse(wanted.requestTypeId(), 0L));
        } catch (NotFound absent) {
            violations.add(Violation.of("/requestTypeId", wanted.requestTypeId() == null ? "required" : "unknown"));
            return Map.of();
        }
        var asked = forms.form(requestType.formId()).fields();
        Set<String> known = asked.stream()
                .filter(field -> !field.hidden())
                .map(field -> field.field().key())
                .collect(Collectors.toSet());
        Map<String, String> fields = new TreeMap<>();
        given.forEach((field, where) -> {
            String pointer = pointer("/fields/" + field, where, violations);
            if (!known.contains(field)) {
                violations.add(Violation.of("/fields/" + field, "unknown"));
            } else if (pointer != null) {
                fields.put(field, pointer);
            }
        });
        asked.stream()
                .filter(field -> field.required() && !field.hidden())
                .filter(field -> !fields.containsKey(field.field().key()))
                .forEach(field ->
                        violations.add(Violation.of("/fields/" + field.field().key(), "required")));
        return fields;
    }

    private static @Nullable String pointer(String at, @Nullable String given, List<Violation> violations) {
        String pointer = blankToNull(given);
        if (pointer == null) {
            return null;
        }
        try {
            if (pointer.length() <= LONGEST_POINTER) {
                JsonPointer.compile(pointer);
                return pointer;
            }
        } catch (IllegalArgumentException notAPointer) {
            // Told below.
        }
        violations.add(Violation.of(at, "connection_pointer"));
        return pointer;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
