package io.maru.people;

import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Persons: who they are to others, and their administration. */
@Service
public class Persons {

    private final PersonStore store;
    private final IdentityStore identities;
    private final RoleStore roles;
    private final Rights rights;
    private final Passwords passwords;
    private final Clock clock;

    Persons(
            PersonStore store,
            IdentityStore identities,
            RoleStore roles,
            Rights rights,
            Passwords passwords,
            Clock clock) {
        this.store = store;
        this.identities = identities;
        this.roles = roles;
        this.rights = rights;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The persons with these ids, inactive ones too; an unknown id is absent. */
    public Map<Long, PersonReference> references(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : store.references(Set.copyOf(ids));
    }

    public boolean allExistAndActive(Set<Long> ids) {
        return ids.isEmpty() || store.countActive(ids) == ids.size();
    }

    /**
     * A person as one who acts, for work done in their name outside a request of theirs.
     *
     * @throws NotFound when there is no such active person
     */
    public CurrentPerson acting(long personId) {
        return rights.of(identities.byPerson(personId).orElseThrow(NotFound::new), CurrentPerson.Channel.API);
    }

    /** The caller themselves. */
    @Transactional(readOnly = true)
    public Person self(CurrentPerson person) {
        return store.find(person.id()).orElseThrow(NotFound::new);
    }

    @Transactional
    public Person create(CurrentPerson by, NewPerson person) {
        by.require(Permission.PERSON_ADMINISTER);
        return store.find(insert(person)).orElseThrow();
    }

    /** Makes the administrator of a new installation. Only set-up calls this: it asks no permission, since there is nobody yet. */
    @Transactional
    public long createFirstAdministrator(NewPerson person) {
        long id = insert(person);
        roles.insert(Role.ADMINISTRATOR, id, null, null, clock.instant());
        return id;
    }

    private long insert(NewPerson person) {
        List<Violation> violations = new ArrayList<>();
        String email = PersonRules.email(person.email(), violations);
        String displayName = PersonRules.displayName(person.displayName(), violations);
        String password = person.password();
        if (password != null) {
            PersonRules.password(password, email, displayName, violations);
        }
        Invalid.throwIfAny(violations);
        String hash = password == null ? null : passwords.hash(password);
        try {
            return store.insert(email, displayName, person.language(), person.timeZone(), hash, clock.instant());
        } catch (DuplicateKeyException taken) {
            throw Invalid.at("/email", "email_taken");
        }
    }
}
