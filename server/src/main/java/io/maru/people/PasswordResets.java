package io.maru.people;

import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Violation;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Links with which somebody chooses a password once, without knowing the old one. */
@Service
public class PasswordResets {

    private static final Duration VALID_FOR = Duration.ofHours(24);

    /** A link just made; {@code token} is known here and to whom it is handed, and nowhere else. */
    public record Link(String token, Instant expiresAt) {

        /** The page at which it is used, of the web app at this address. */
        public URI at(URI webApp) {
            String address = webApp.toString();
            return URI.create((address.endsWith("/") ? address : address + "/") + "reset/" + token);
        }
    }

    /** Whose password a link is for. */
    public record Account(String email, String displayName) {}

    private final PasswordResetStore store;
    private final PersonStore persons;
    private final SessionStore sessions;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PasswordResets(
            PasswordResetStore store,
            PersonStore persons,
            SessionStore sessions,
            Passwords passwords,
            PasswordPolicy policy,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.persons = persons;
        this.sessions = sessions;
        this.passwords = passwords;
        this.policy = policy;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Makes a link for a person; an earlier one that was not used stops working.
     *
     * @throws NotFound when there is no such active person
     */
    @Transactional
    public Link create(CurrentPerson by, long personId) {
        by.require(Permission.PERSON_ADMINISTER);
        Person person = persons.find(personId).filter(Person::active).orElseThrow(NotFound::new);
        return insert(person.id(), by.id());
    }

    /**
     * Makes a link for whoever has this e-mail address, asked for by somebody who holds the machine.
     *
     * @throws NotFound when there is no such active person
     */
    @Transactional
    public Link createForOperator(String email) {
        PersonStore.Account account = persons.accountByEmail(PersonRules.line(email))
                .filter(PersonStore.Account::active)
                .orElseThrow(NotFound::new);
        return insert(account.personId(), null);
    }

    /** @throws Failure {@code reset_link_invalid} when it is unknown, used or too old */
    @Transactional(readOnly = true)
    public Account account(String token) {
        var open = store.open(SecretToken.hash(token), clock.instant()).orElseThrow(ResetLinkInvalid::new);
        return new Account(open.email(), open.displayName());
    }

    /**
     * Sets the password and ends every session of the person. Works once.
     *
     * @throws Failure {@code reset_link_invalid} when it is unknown, used or too old
     * @throws Invalid when the password is not acceptable; the link goes on working
     */
    public void use(String token, @Nullable String password) {
        byte[] tokenHash = SecretToken.hash(token);
        var open = store.open(tokenHash, clock.instant()).orElseThrow(ResetLinkInvalid::new);
        List<Violation> violations = new ArrayList<>();
        if (password == null) {
            throw Invalid.at("/password", "required");
        }
        policy.check(password, open.email(), open.displayName(), "/password", violations);
        Invalid.throwIfAny(violations);
        // Hashing is slow on purpose, so not inside the transaction.
        String hash = passwords.hash(password);
        transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (!store.use(tokenHash, now)) {
                throw new ResetLinkInvalid();
            }
            persons.setPassword(open.personId(), hash, now);
            sessions.deleteAll(open.personId());
            store.deleteUnused(open.personId());
        });
    }

    private Link insert(long personId, @Nullable Long createdBy) {
        store.deleteUnused(personId);
        String token = SecretToken.text();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(VALID_FOR);
        store.insert(SecretToken.hash(token), personId, createdBy, now, expiresAt);
        return new Link(token, expiresAt);
    }

    private static final class ResetLinkInvalid extends Failure {
        ResetLinkInvalid() {
            super(HttpStatus.NOT_FOUND, "reset_link_invalid");
        }
    }
}
