package io.maru.people;

import static io.maru.db.people.Tables.GROUP_MEMBER;
import static io.maru.db.people.Tables.PERSON;
import static io.maru.db.people.Tables.PERSON_GROUP;
import static io.maru.db.people.Tables.ROLE_ASSIGNMENT;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.maru.platform.Cursor;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record8;
import org.jooq.Records;
import org.jooq.SelectWhereStep;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class GroupStore {

    private static final Field<Integer> MEMBERS =
            field(selectCount().from(GROUP_MEMBER).where(GROUP_MEMBER.GROUP_ID.eq(PERSON_GROUP.ID)));

    private final DSLContext database;

    GroupStore(DSLContext database) {
        this.database = database;
    }

    Optional<Long> called(String name) {
        return database.select(PERSON_GROUP.ID)
                .from(PERSON_GROUP)
                .where(lower(PERSON_GROUP.NAME).eq(lower(val(name))))
                .orderBy(PERSON_GROUP.ID)
                .limit(1)
                .fetchOptional(PERSON_GROUP.ID);
    }

    Map<Long, String> names(Collection<Long> ids) {
        return database.select(PERSON_GROUP.ID, PERSON_GROUP.NAME)
                .from(PERSON_GROUP)
                .where(PERSON_GROUP.ID.eq(any(ids.toArray(Long[]::new))))
                .fetchMap(PERSON_GROUP.ID, PERSON_GROUP.NAME);
    }

    List<Group> list(String text, @Nullable Cursor after, int limit) {
        return groups().where(
                        text.isEmpty() ? noCondition() : PERSON_GROUP.NAME.containsIgnoreCase(text),
                        after == null
                                ? noCondition()
                                : row(lower(PERSON_GROUP.NAME), PERSON_GROUP.ID)
                                        .gt(lower(val(after.text(0))), val(after.number(1))))
                .orderBy(lower(PERSON_GROUP.NAME), PERSON_GROUP.ID)
                .limit(limit)
                .fetch(Records.mapping(Group::new));
    }

    boolean isTeam(long id) {
        return database.fetchExists(PERSON_GROUP, PERSON_GROUP.ID.eq(id).and(PERSON_GROUP.TEAM.isTrue()));
    }

    /** Teams by name, those with a role on this desk before the others. */
    Map<Long, String> teams(String text, long deskId, int limit) {
        Condition onDesk = exists(selectOne()
                .from(ROLE_ASSIGNMENT)
                .where(ROLE_ASSIGNMENT.GROUP_ID.eq(PERSON_GROUP.ID), ROLE_ASSIGNMENT.DESK_ID.eq(deskId)));
        return database.select(PERSON_GROUP.ID, PERSON_GROUP.NAME)
                .from(PERSON_GROUP)
                .where(
                        PERSON_GROUP.TEAM.isTrue(),
                        text.isEmpty() ? noCondition() : PERSON_GROUP.NAME.containsIgnoreCase(text))
                .orderBy(field(onDesk).desc(), lower(PERSON_GROUP.NAME), PERSON_GROUP.ID)
                .limit(limit)
                .fetchMap(PERSON_GROUP.ID, PERSON_GROUP.NAME);
    }

    static Cursor cursor(Group last) {
        return Cursor.of(last.name(), last.id());
    }

    Optional<Group> find(long id) {
        return groups().where(PERSON_GROUP.ID.eq(id)).fetchOptional(Records.mapping(Group::new));
    }

    /** @return the id; empty when a group has this name */
    Optional<Long> insert(String name, String description, boolean team, Instant now) {
        return database.insertInto(PERSON_GROUP)
                .set(PERSON_GROUP.NAME, name)
                .set(PERSON_GROUP.DESCRIPTION, description)
                .set(PERSON_GROUP.TEAM, team)
                .set(PERSON_GROUP.CREATED_AT, now)
                .set(PERSON_GROUP.UPDATED_AT, now)
                .onConflictDoNothing()
                .returningResult(PERSON_GROUP.ID)
                .fetchOptional(PERSON_GROUP.ID);
    }

    /** @return false when the group is of another version by now */
    boolean update(long id, long version, String name, String description, boolean team, Instant now) {
        return database.update(PERSON_GROUP)
                        .set(PERSON_GROUP.NAME, name)
                        .set(PERSON_GROUP.DESCRIPTION, description)
                        .set(PERSON_GROUP.TEAM, team)
                        .set(PERSON_GROUP.VERSION, version + 1)
                        .set(PERSON_GROUP.UPDATED_AT, now)
                        .where(PERSON_GROUP.ID.eq(id), PERSON_GROUP.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** @return false when the group is of another version by now */
    boolean delete(long id, long version) {
        return database.deleteFrom(PERSON_GROUP)
                        .where(PERSON_GROUP.ID.eq(id), PERSON_GROUP.VERSION.eq(version))
                        .execute()
                == 1;
    }

    List<PersonReference> members(long id, @Nullable Cursor after, int limit) {
        return database.select(PERSON.ID, PERSON.DISPLAY_NAME, PERSON.EMAIL)
                .from(GROUP_MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(GROUP_MEMBER.PERSON_ID))
                .where(
                        GROUP_MEMBER.GROUP_ID.eq(id),
                        after == null
                                ? noCondition()
                                : row(lower(PERSON.DISPLAY_NAME), PERSON.ID)
                                        .gt(lower(val(after.text(0))), val(after.number(1))))
                .orderBy(lower(PERSON.DISPLAY_NAME), PERSON.ID)
                .limit(limit)
                .fetch(Records.mapping(PersonReference::new));
    }

    static Cursor memberCursor(PersonReference last) {
        return Cursor.of(last.displayName(), last.id());
    }

    Map<Long, Set<Long>> activeMembers(Collection<Long> groupIds) {
        Map<Long, Set<Long>> members = new HashMap<>();
        database.select(GROUP_MEMBER.GROUP_ID, GROUP_MEMBER.PERSON_ID)
                .from(GROUP_MEMBER)
                .join(PERSON)
                .on(PERSON.ID.eq(GROUP_MEMBER.PERSON_ID))
                .where(GROUP_MEMBER.GROUP_ID.eq(any(groupIds.toArray(Long[]::new))), PERSON.ACTIVE.isTrue())
                .orderBy(lower(PERSON.DISPLAY_NAME), PERSON.ID)
                .forEach(row -> members.computeIfAbsent(row.value1(), group -> new LinkedHashSet<>())
                        .add(row.value2()));
        return members;
    }

    boolean personExists(long personId) {
        return database.fetchExists(PERSON, PERSON.ID.eq(personId));
    }

    void addMember(long id, long personId, Instant now) {
        database.insertInto(GROUP_MEMBER)
                .set(GROUP_MEMBER.GROUP_ID, id)
                .set(GROUP_MEMBER.PERSON_ID, personId)
                .set(GROUP_MEMBER.ADDED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    boolean removeMember(long id, long personId) {
        return database.deleteFrom(GROUP_MEMBER)
                        .where(GROUP_MEMBER.GROUP_ID.eq(id), GROUP_MEMBER.PERSON_ID.eq(personId))
                        .execute()
                == 1;
    }

    private SelectWhereStep<Record8<Long, String, String, Boolean, Integer, Long, Instant, Instant>> groups() {
        return database.select(
                        PERSON_GROUP.ID,
                        PERSON_GROUP.NAME,
                        PERSON_GROUP.DESCRIPTION,
                        PERSON_GROUP.TEAM,
                        MEMBERS,
                        PERSON_GROUP.VERSION,
                        PERSON_GROUP.CREATED_AT,
                        PERSON_GROUP.UPDATED_AT)
                .from(PERSON_GROUP);
    }
}
