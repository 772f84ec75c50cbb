package io.maru.people;

import io.maru.platform.Change;
import io.maru.platform.Cursor;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.Page;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.Refused;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Persons: who they are to others, what they set for themselves, and their administration. */
@Service
public class Persons {

    /** Comparing one takes a microsecond or two. */
    private static final int NAMES_COMPARED = 100_000;

    private final PersonStore store;
    private final IdentityStore identities;
    private final RoleStore roles;
    private final SessionStore sessions;
    private final ApiTokenStore tokens;
    private final PasswordResetStore resets;
    private final SignInAttempts attempts;
    private final Rights rights;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ReferenceCache<Long, PersonReference> references;

    Persons(
            PersonStore store,
            IdentityStore identities,
            RoleStore roles,
            SessionStore sessions,
            ApiTokenStore tokens,
            PasswordResetStore resets,
            SignInAttempts attempts,
            Rights rights,
            Passwords passwords,
            PasswordPolicy policy,
            TransactionTemplate transaction,
            Clock clock,
            ReferenceCaches caches) {
        this.store = store;
        this.identities = identities;
        this.roles = roles;
        this.sessions = sessions;
        this.tokens = tokens;
        this.resets = resets;
        this.attempts = attempts;
        this.rights = rights;
        this.passwords = passwords;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
        this.references = caches.create("person", store::references);
    }

    /** The persons with these ids, inactive ones too; an unknown id is absent. */
    public Map<Long, PersonReference> references(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : references.getAll(ids);
    }

    /**
     * Who is called so: everybody with this name, or the one with this address; inactive ones too.
     *
     * @return by name as given; nothing for a name that nobody has
     */
    @Transactional(readOnly = true)
    public Map<String, Set<Long>> called(Collection<String> namesOrAddresses) {
        return namesOrAddresses.isEmpty() ? Map.of() : store.called(namesOrAddresses);
    }

    /** Who has this e-mail address, inactive ones too. */
    public Optional<Long> withAddress(String email) {
        return store.accountByEmail(email).map(PersonStore.Account::personId);
    }

    public boolean allExistAndActive(Set<Long> ids) {
        return ids.isEmpty() || store.countActive(ids) == ids.size();
    }

    /** Those of these persons who are active. */
    public Set<Long> active(Collection<Long> ids) {
        return ids.isEmpty() ? Set.of() : store.active(ids);
    }

    /** Who leads these persons, by their ids; those are left out who have no manager or one that is no longer active. */
    public Map<Long, Long> managers(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : store.managers(ids);
    }

    /** The time zones of these persons, by their ids. */
    public Map<Long, ZoneId> timeZones(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : store.timeZones(ids);
    }

    /**
     * A person as one who acts, for work done in their name outside a request of theirs.
     *
     * @throws NotFound when there is no such active person
     */
    public CurrentPerson acting(long personId) {
        return acting(personId, CurrentPerson.Channel.API);
    }

    /**
     * The same for work that was asked for by this way.
     *
     * @throws NotFound when there is no such active person
     */
    public CurrentPerson acting(long personId, CurrentPerson.Channel channel) {
        return rights.of(identities.byPerson(personId).orElseThrow(NotFound::new), channel);
    }

    /** The caller themselves. */
    @Transactional(readOnly = true)
    public Person self(CurrentPerson person) {
        return store.find(person.id()).orElseThrow(NotFound::new);
    }

    /** What somebody may set for themselves: name, language, time zone, theme; anything else in the change is refused. */
    @Transactional
    public Person changeSelf(CurrentPerson person, PersonChange change, @Nullable Long version) {
        if (change.email() != null
                || change.active() != null
                || change.administrator() != null
                || change.managerId() != null) {
            throw new NotPermitted();
        }
        return change(self(person), change, version);
    }

    /**
     * Sets a new password and ends the person's other sessions.
     *
     * @param sessionId the session that goes on
     * @throws TooManyAttempts when the current password was wrong too often
     */
    public void changePassword(
            CurrentPerson person,
            UUID sessionId,
            @Nullable String currentPassword,
            @Nullable String newPassword,
            Client client) {
        Person self = self(person);
        List<Violation> violations = new ArrayList<>();
        if (currentPassword == null || currentPassword.isEmpty()) {
            violations.add(Violation.of("/currentPassword", "required"));
        }
        if (newPassword == null || newPassword.isEmpty()) {
            violations.add(Violation.of("/newPassword", "required"));
        } else {
            policy.check(newPassword, self.email(), self.displayName(), "/newPassword", violations);
        }
        if (currentPassword == null || newPassword == null || !violations.isEmpty()) {
            throw new Invalid(violations);
        }
        attempts.begin(self.email(), self.id(), client.address());
        String kept = store.accountByEmail(self.email())
                .map(PersonStore.Account::passwordHash)
                .orElse(null);
        if (!passwords.matches(currentPassword, kept)) {
            throw Invalid.at("/currentPassword", "password_wrong");
        }
        attempts.succeeded(self.email(), self.id(), client.address());
        String hash = passwords.hash(newPassword);
        transaction.executeWithoutResult(status -> {
            store.setPassword(self.id(), hash, clock.instant());
            sessions.deleteOthers(self.id(), sessionId);
            resets.deleteUnused(self.id());
        });
    }

    /**
     * Those whom a picker offers: active persons whose name or address holds the text, by name.
     *
     * @throws NotPermitted for those who work on no desk
     */
    @Transactional(readOnly = true)
    public Page<PersonReference> pick(
            CurrentPerson by, @Nullable String query, @Nullable String after, @Nullable Integer limit) {
        requireMaySeePeople(by);
        return page(query, true, after, limit)
                .map(person -> new PersonReference(person.id(), person.displayName(), person.email()));
    }

    /** Somebody whom something names by id, for those who may pick people; also one who is no longer active. */
    @Transactional(readOnly = true)
    public PersonReference reference(CurrentPerson by, long id) {
        requireMaySeePeople(by);
        PersonReference person = references(Set.of(id)).get(id);
        if (person == null) {
            throw new NotFound();
        }
        return person;
    }

    /** @param active null for both */
    @Transactional(readOnly = true)
    public Page<Person> list(
            CurrentPerson by,
            @Nullable String query,
            @Nullable Boolean active,
            @Nullable String after,
            @Nullable Integer limit) {
        by.require(Permission.PERSON_ADMINISTER);
        return page(query, active, after, limit);
    }

    @Transactional(readOnly = true)
    public Person find(CurrentPerson by, long id) {
        by.require(Permission.PERSON_ADMINISTER);
        return store.find(id).orElseThrow(NotFound::new);
    }

    @Transactional
    public Person create(CurrentPerson by, NewPerson person) {
        by.require(Permission.PERSON_ADMINISTER);
        return store.find(insert(person, "")).orElseThrow();
    }

    /**
     * Makes the administrator of a new installation. Only set-up calls this: it asks no permission, since there is nobody
     * yet who could have it.
     *
     * @param pointerPrefix where in the request the person stands, such as {@code /administrator}
     */
    @Transactional
    public long createFirstAdministrator(NewPerson person, String pointerPrefix) {
        long id = insert(person, pointerPrefix);
        roles.insert(Role.ADMINISTRATOR, id, null, null, clock.instant());
        return id;
    }

    /**
     * Makes somebody who was not known until they wrote to a desk. It asks no permission: the desk lets newcomers in, and they may do
     * no more than anybody.
     */
    @Transactional
    public long createNewcomer(NewPerson person) {
        return insert(person, "");
    }

    /**
     * What is wrong with a person to be, without making them.
     *
     * @param pointerPrefix as in {@link #createFirstAdministrator}
     */
    public List<Violation> check(NewPerson person, String pointerPrefix) {
        List<Violation> violations = new ArrayList<>();
        checked(person, pointerPrefix, violations);
        return violations;
    }

    /**
     * Changes a person. One who is no longer active is signed out everywhere and their tokens are revoked.
     *
     * @throws StaleVersion when somebody changed them since that version
     * @throws Refused {@code last_administrator} when nobody would be left to administer
     */
    @Transactional
    public Person change(CurrentPerson by, long id, PersonChange change, long version) {
        by.require(Permission.PERSON_ADMINISTER);
        Person before = store.find(id).orElseThrow(NotFound::new);
        boolean mayEndAdministrator = before.administrator()
                && (Boolean.FALSE.equals(change.active()) || Boolean.FALSE.equals(change.administrator()));
        if (mayEndAdministrator) {
            roles.lockAdministrators();
        }
        Person changed = change(before, change, version);
        Instant now = clock.instant();
        if (change.administrator() != null && change.administrator() != before.administrator()) {
            if (change.administrator()) {
                roles.insert(Role.ADMINISTRATOR, id, null, null, now);
            } else {
                roles.deleteAdministrator(id);
            }
        }
        if (before.active() && !changed.active()) {
            sessions.deleteAll(id);
            tokens.revokeAll(id, now);
            resets.deleteUnused(id);
        }
        if (mayEndAdministrator && roles.countActiveAdministrators() == 0) {
            throw new Refused("last_administrator");
        }
        return store.find(id).orElseThrow();
    }

    /** Signs a person out everywhere. */
    @Transactional
    public void endSessions(CurrentPerson by, long id) {
        by.require(Permission.PERSON_ADMINISTER);
        if (store.find(id).isEmpty()) {
            throw new NotFound();
        }
        sessions.deleteAll(id);
    }

    static void requireMaySeePeople(CurrentPerson by) {
        if (!by.may(Permission.PERSON_ADMINISTER) && !by.mayOnAnyDesk(Permission.TICKET_VIEW)) {
            throw new NotPermitted();
        }
    }

    private Person change(Person before, PersonChange change, @Nullable Long version) {
        List<Violation> violations = new ArrayList<>();
        PersonStore.Values values = new PersonStore.Values(
                change.email() == null ? before.email() : PersonRules.email(change.email(), "/email", violations),
                change.displayName() == null
                        ? before.displayName()
                        : PersonRules.displayName(change.displayName(), "/displayName", violations),
                change.language() == null
                        ? before.language()
                        : PersonRules.language(change.language(), "/language", violations),
                change.timeZone() == null
                        ? before.timeZone()
                        : PersonRules.timeZone(change.timeZone(), "/timeZone", violations),
                change.theme() == null ? before.theme() : PersonRules.theme(change.theme(), "/theme", violations),
                change.active() == null ? before.active() : change.active(),
                manager(before, change.managerId(), violations));
        Invalid.throwIfAny(violations);
        long basedOn = version == null ? before.version() : version;
        try {
            if (!store.update(before.id(), basedOn, values, clock.instant())) {
                throw new StaleVersion(
                        store.find(before.id()).orElseThrow(NotFound::new).version());
            }
        } catch (DuplicateKeyException taken) {
            throw Invalid.at("/email", "email_taken");
        }
        references.forgetAfterCommit(before.id());
        return store.find(before.id()).orElseThrow();
    }

    private @Nullable Long manager(Person person, @Nullable Change<Long> wanted, List<Violation> violations) {
        if (wanted == null) {
            return person.managerId();
        }
        Long managerId = wanted.to();
        if (managerId == null || managerId.equals(person.managerId())) {
            return managerId;
        }
        Person manager = store.find(managerId).orElse(null);
        if (manager == null || !manager.active()) {
            violations.add(Violation.of("/managerId", "unknown"));
            return null;
        }
        Set<Long> led = new HashSet<>(Set.of(person.id()));
        for (Person above = manager; above != null; ) {
            if (!led.add(above.id())) {
                violations.add(Violation.of("/managerId", "manager_circle"));
                return null;
            }
            above = above.managerId() == null
                    ? null
                    : store.find(above.managerId()).orElse(null);
        }
        return managerId;
    }

    private Page<Person> page(
            @Nullable String query, @Nullable Boolean active, @Nullable String after, @Nullable Integer limit) {
        int most = Page.limit(limit);
        Cursor cursor = Cursor.decode(after, 2);
        String text = query == null ? "" : PersonRules.line(query);
        Page<Person> page = Page.of(store.list(text, active, cursor, most + 1), most, PersonStore::cursor);
        return page.items().isEmpty() && cursor == null ? new Page<>(near(text, active, most), null) : page;
    }

    /** Whom somebody may have meant who mistyped a name. */
    private List<Person> near(String text, @Nullable Boolean active, int most) {
        NearNames near = new NearNames(text);
        return near.possible() ? store.inOrder(near.among(store.names(active, NAMES_COMPARED), most)) : List.of();
    }

    private record Checked(String email, String displayName, Language language, ZoneId timeZone) {}

    private Checked checked(NewPerson person, String prefix, List<Violation> violations) {
        Checked checked = new Checked(
                PersonRules.email(person.email(), prefix + "/email", violations),
                PersonRules.displayName(person.displayName(), prefix + "/displayName", violations),
                PersonRules.language(person.language(), prefix + "/language", violations),
                PersonRules.timeZone(person.timeZone(), prefix + "/timeZone", violations));
        if (person.password() != null) {
            policy.check(person.password(), checked.email(), checked.displayName(), prefix + "/password", violations);
        }
        return checked;
    }

    private long insert(NewPerson person, String prefix) {
        List<Violation> violations = new ArrayList<>();
        Checked checked = checked(person, prefix, violations);
        Invalid.throwIfAny(violations);
        String hash =
                Optional.ofNullable(person.password()).map(passwords::hash).orElse(null);
        return store.insert(
                        checked.email(),
                        checked.displayName(),
                        checked.language(),
                        checked.timeZone(),
                        hash,
                        clock.instant())
                .orElseThrow(() -> Invalid.at(prefix + "/email", "email_taken"));
    }
}
