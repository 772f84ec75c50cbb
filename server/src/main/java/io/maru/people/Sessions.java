package io.maru.people;

import io.maru.platform.NotFound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Signing in and out. A session is a row; the browser holds the random token whose hash the row keeps. */
@Service
public class Sessions {

    /** How exactly it is known when a session was last used; finer would mean a write on each request. */
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    /** A session just opened; {@code token} is known here and in the browser's cookie, and nowhere else. */
    public record Opened(String token, UUID id, Instant expiresAt) {}

    /** Who a request's session belongs to. */
    public record Resumed(CurrentPerson person, UUID sessionId) {}

    /** Visitors come back to what they asked weeks ago, and may do little else. */
    private static final Duration VISIT = Duration.ofDays(30);

    private final SessionStore store;
    private final IdentityStore identities;
    private final PersonStore persons;
    private final SignInAttempts attempts;
    private final Passwords passwords;
    private final Rights rights;
    private final SignInMeters meters;
    private final PeopleProperties.Session settings;
    private final Clock clock;

    Sessions(
            SessionStore store,
            IdentityStore identities,
            PersonStore persons,
            SignInAttempts attempts,
            Passwords passwords,
            Rights rights,
            SignInMeters meters,
            PeopleProperties properties,
            Clock clock) {
        this.store = store;
        this.identities = identities;
        this.persons = persons;
        this.attempts = attempts;
        this.passwords = passwords;
        this.rights = rights;
        this.meters = meters;
        this.settings = properties.session();
        this.clock = clock;
    }

    /**
     * Signs in by password.
     *
     * @throws TooManyAttempts when it failed too often of late
     * @throws WrongCredentials also for a person who does not exist or is not active, after the same time
     */
    public Opened signIn(String email, String password, Client client) {
        String account = PersonRules.line(email);
        var found = persons.accountByEmail(account);
        Long personId = found.map(PersonStore.Account::personId).orElse(null);
        try {
            attempts.begin(account, personId, client.address());
        } catch (TooManyAttempts tooSoon) {
            meters.slowed();
            throw tooSoon;
        }
        boolean correct = passwords.matches(
                password, found.map(PersonStore.Account::passwordHash).orElse(null));
        if (!correct || personId == null || !found.get().active()) {
            meters.failed();
            throw new WrongCredentials();
        }
        attempts.succeeded(account, personId, client.address());
        meters.succeeded();
        return open(personId, client);
    }

    /** Signs somebody in without asking, because another way has shown who they are. */
    public Opened open(long personId, Client client) {
        return open(personId, null, client, settings.lifetime());
    }

    /** Lets somebody in inside another web page, as a customer of one desk; its token is no cookie's. */
    public Opened openVisit(long personId, long deskId, Client client) {
        return open(personId, deskId, client, VISIT);
    }

    private Opened open(long personId, @Nullable Long visitedDeskId, Client client, Duration lifetime) {
        String token = SecretToken.text();
        UUID id = UUID.randomUUID();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(lifetime);
        store.insert(SecretToken.hash(token), id, personId, visitedDeskId, client, now, expiresAt);
        return new Opened(token, id, expiresAt);
    }

    /** Whose session this is; empty when it is unknown, has ended, is a visit, or the person is no longer active. */
    public Optional<Resumed> resume(String token) {
        return resumed(token).filter(resumed -> resumed.person().visitedDeskId() == null);
    }

    /** Whose visit this is; empty as with a session. */
    public Optional<Resumed> resumeVisit(String token) {
        return resumed(token).filter(resumed -> resumed.person().visitedDeskId() != null);
    }

    private Optional<Resumed> resumed(String token) {
        Instant now = clock.instant();
        return identities
                .bySession(SecretToken.hash(token), now, idleSince(now))
                .map(found -> {
                    Instant precise = now.minus(SEEN_PRECISION);
                    if (found.lastSeenAt().isBefore(precise)) {
                        store.seen(found.sessionId(), now, precise);
                    }
                    CurrentPerson person = rights.of(found.identity(), CurrentPerson.Channel.WEB);
                    @Nullable Long deskId = found.visitedDeskId();
                    return new Resumed(deskId == null ? person : person.visiting(deskId), found.sessionId());
                });
    }

    public List<Session> list(CurrentPerson person) {
        Instant now = clock.instant();
        return store.of(person.id(), now, idleSince(now));
    }

    /** @throws NotFound when it is not a session of this person */
    public void end(CurrentPerson person, UUID sessionId) {
        if (!store.delete(person.id(), sessionId)) {
            throw new NotFound();
        }
    }

    /** Signs out everywhere, here included. */
    public void endAll(CurrentPerson person) {
        store.deleteAll(person.id());
    }

    private Instant idleSince(Instant now) {
        return now.minus(settings.idleTimeout());
    }
}
