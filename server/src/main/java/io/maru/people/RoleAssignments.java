package io.maru.people;

import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who holds which role on a desk. The caller has made sure that the desk exists and is visible. */
@Service
public class RoleAssignments {

    private final RoleStore store;
    private final Clock clock;

    RoleAssignments(RoleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Asks {@code ticket.view} on the desk: who works on a desk is known to those who work on it. */
    @Transactional(readOnly = true)
    public List<RoleAssignment> ofDesk(CurrentPerson by, long deskId) {
        by.requireOnDesk(Permission.TICKET_VIEW, deskId);
        return store.ofDesk(deskId);
    }

    @Transactional
    public RoleAssignment assignToPerson(CurrentPerson by, long deskId, Role role, long personId) {
        long id = assign(by, deskId, role, personId, null, "/personId");
        return new RoleAssignment(id, role, personId, null);
    }

    @Transactional
    public RoleAssignment assignToGroup(CurrentPerson by, long deskId, Role role, long groupId) {
        long id = assign(by, deskId, role, null, groupId, "/groupId");
        return new RoleAssignment(id, role, null, groupId);
    }

    /** @throws NotFound when it is not an assignment on this desk */
    @Transactional
    public void remove(CurrentPerson by, long deskId, long assignmentId) {
        by.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        if (!store.deleteFromDesk(deskId, assignmentId)) {
            throw new NotFound();
        }
    }

    /** Whether an active person may do something on a desk, by a role of their own or of a group of theirs. */
    @Transactional(readOnly = true)
    public boolean holds(long personId, Permission permission, long deskId) {
        return store.holds(personId, permission, deskId);
    }

    /**
     * The active persons who may do something on a desk, by name.
     *
     * @param query a piece of the name or e-mail address; empty for all
     */
    @Transactional(readOnly = true)
    public List<PersonReference> holders(Permission permission, long deskId, String query, int limit) {
        return store.holders(permission, deskId, PersonRules.line(query), limit);
    }

    /** The active persons who may do something in the whole installation, by id. */
    @Transactional(readOnly = true)
    public List<Long> holders(Permission permission) {
        return store.holders(permission);
    }

    /**
     * The active persons among whom work on a desk is shared out, by id.
     *
     * @param groupId those of its members who may do it; null for those whom a role on the desk itself lets do it
     */
    @Transactional(readOnly = true)
    public List<Long> workers(Permission permission, long deskId, @Nullable Long groupId) {
        return store.workers(permission, deskId, groupId);
    }

    private long assign(
            CurrentPerson by, long deskId, Role role, @Nullable Long personId, @Nullable Long groupId, String pointer) {
        by.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        if (role == Role.ADMINISTRATOR) {
            throw Invalid.at("/role", "choice_unknown");
        }
        try {
            return store.insert(role, personId, groupId, deskId, clock.instant())
                    .orElseThrow(() -> Invalid.at(pointer, "duplicate"));
        } catch (DataIntegrityViolationException unknown) {
            throw Invalid.at(pointer, "unknown");
        }
    }
}
