package io.maru.people;

import io.maru.platform.Cursor;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.Refused;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Groups of persons and their members. */
@Service
public class Groups {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2000;

    private final GroupStore store;
    private final Clock clock;
    private final ReferenceCache<Long, String> names;

    Groups(GroupStore store, Clock clock, ReferenceCaches caches) {
        this.store = store;
        this.clock = clock;
        this.names = caches.create("group", store::names);
    }

    /** The names of these groups; an unknown id is absent. */
    public Map<Long, String> names(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : names.getAll(ids);
    }

    /** The group of this name, in any spelling. */
    @Transactional(readOnly = true)
    public Optional<Long> called(String name) {
        return store.called(name.strip());
    }

    /** The active members of these groups, by name; a group without any is absent. */
    public Map<Long, Set<Long>> activeMembers(Collection<Long> groupIds) {
        return groupIds.isEmpty() ? Map.of() : store.activeMembers(groupIds);
    }

    /** The first groups with a piece of text in their names, by id, for whoever may choose one. */
    @Transactional(readOnly = true)
    public Map<Long, String> matching(String query, int limit) {
        Map<Long, String> found = new LinkedHashMap<>();
        store.list(PersonRules.line(query), null, limit).forEach(group -> found.put(group.id(), group.name()));
        return found;
    }

    /** Whether there is such a group and it is a team now. */
    public boolean isTeam(long id) {
        return store.isTeam(id);
    }

    /** The first teams with a piece of text in their names, by id: those with a role on this desk, then the others. */
    @Transactional(readOnly = true)
    public Map<Long, String> teamsMatching(String query, long deskId, int limit) {
        return store.teams(PersonRules.line(query), deskId, limit);
    }

    /** By name. Open to those who work on a desk, for they assign work to groups. */
    @Transactional(readOnly = true)
    public Page<Group> list(CurrentPerson by, @Nullable String query, @Nullable String after, @Nullable Integer limit) {
        requireMaySeeGroups(by);
        int most = Page.limit(limit);
        Cursor cursor = Cursor.decode(after, 2);
        String text = query == null ? "" : PersonRules.line(query);
        return Page.of(store.list(text, cursor, most + 1), most, GroupStore::cursor);
    }

    @Transactional(readOnly = true)
    public Group find(CurrentPerson by, long id) {
        requireMaySeeGroups(by);
        return store.find(id).orElseThrow(NotFound::new);
    }

    /** A group that is no team. */
    @Transactional
    public Group create(CurrentPerson by, @Nullable String name, @Nullable String description) {
        return create(by, name, description, false);
    }

    @Transactional
    public Group create(CurrentPerson by, @Nullable String name, @Nullable String description, @Nullable Boolean team) {
        by.require(Permission.GROUP_ADMINISTER);
        List<Violation> violations = new ArrayList<>();
        String keptName = PersonRules.name(name, "/name", LONGEST_NAME, violations);
        String keptDescription = description(description, violations);
        Invalid.throwIfAny(violations);
        long id = store.insert(keptName, keptDescription, Boolean.TRUE.equals(team), clock.instant())
                .orElseThrow(() -> Invalid.at("/name", "duplicate"));
        return store.find(id).orElseThrow();
    }

    /** Null leaves a value as it is. */
    @Transactional
    public Group change(
            CurrentPerson by,
            long id,
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean team,
            long version) {
        by.require(Permission.GROUP_ADMINISTER);
        Group before = store.find(id).orElseThrow(NotFound::new);
        List<Violation> violations = new ArrayList<>();
        String keptName = name == null ? before.name() : PersonRules.name(name, "/name", LONGEST_NAME, violations);
        String keptDescription = description == null ? before.description() : description(description, violations);
        Invalid.throwIfAny(violations);
        try {
            boolean keptTeam = Objects.requireNonNullElse(team, before.team());
            if (!store.update(id, version, keptName, keptDescription, keptTeam, clock.instant())) {
                throw stale(id);
            }
        } catch (DuplicateKeyException taken) {
            throw Invalid.at("/name", "duplicate");
        }
        names.forgetAfterCommit(id);
        return store.find(id).orElseThrow();
    }

    /**
     * Deletes a group with its memberships and roles.
     *
     * @throws Refused {@code group_in_use} when work is assigned to it
     */
    @Transactional
    public void delete(CurrentPerson by, long id, long version) {
        by.require(Permission.GROUP_ADMINISTER);
        requireExists(id);
        try {
            if (!store.delete(id, version)) {
                throw stale(id);
            }
        } catch (DataIntegrityViolationException inUse) {
            throw new Refused("group_in_use");
        }
        names.forgetAfterCommit(id);
    }

    /** By name; inactive persons too, marked as such by those who administer people. */
    @Transactional(readOnly = true)
    public Page<PersonReference> members(CurrentPerson by, long id, @Nullable String after, @Nullable Integer limit) {
        find(by, id);
        int most = Page.limit(limit);
        Cursor cursor = Cursor.decode(after, 2);
        return Page.of(store.members(id, cursor, most + 1), most, GroupStore::memberCursor);
    }

    /** Makes a person a member; one who is a member already stays so. */
    @Transactional
    public void addMember(CurrentPerson by, long id, long personId) {
        by.require(Permission.GROUP_ADMINISTER);
        requireExists(id);
        if (!store.personExists(personId)) {
            throw new NotFound();
        }
        store.addMember(id, personId, clock.instant());
    }

    /** @throws NotFound when they are not a member */
    @Transactional
    public void removeMember(CurrentPerson by, long id, long personId) {
        by.require(Permission.GROUP_ADMINISTER);
        if (!store.removeMember(id, personId)) {
            throw new NotFound();
        }
    }

    private void requireExists(long id) {
        if (store.find(id).isEmpty()) {
            throw new NotFound();
        }
    }

    private StaleVersion stale(long id) {
        return new StaleVersion(store.find(id).orElseThrow(NotFound::new).version());
    }

    private static String description(@Nullable String description, List<Violation> violations) {
        String kept = description == null ? "" : description.replace("\0", "").strip();
        if (kept.length() > LONGEST_DESCRIPTION) {
            violations.add(Violation.of("/description", "too_long", LONGEST_DESCRIPTION));
        }
        return kept;
    }

    private static void requireMaySeeGroups(CurrentPerson by) {
        if (!by.may(Permission.GROUP_ADMINISTER)) {
            Persons.requireMaySeePeople(by);
        }
    }
}
