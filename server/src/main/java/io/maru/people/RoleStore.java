package io.maru.people;

import static io.maru.db.people.Tables.GROUP_MEMBER;
import static io.maru.db.people.Tables.PERSON;
import static io.maru.db.people.Tables.ROLE_ASSIGNMENT;
import static io.maru.db.people.Tables.ROLE_PERMISSION;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class RoleStore {

    private final DSLContext database;

    RoleStore(DSLContext database) {
        this.database = database;
    }

    /** @return the id of the assignment; empty when it was there already */
    Optional<Long> insert(
            Role role, @Nullable Long personId, @Nullable Long groupId, @Nullable Long deskId, Instant now) {
        return database.insertInto(ROLE_ASSIGNMENT)
                .set(ROLE_ASSIGNMENT.ROLE, role.key())
                .set(ROLE_ASSIGNMENT.PERSON_ID, personId)
                .set(ROLE_ASSIGNMENT.GROUP_ID, groupId)
                .set(ROLE_ASSIGNMENT.DESK_ID, deskId)
                .set(ROLE_ASSIGNMENT.ASSIGNED_AT, now)
                .onConflictDoNothing()
                .returningResult(ROLE_ASSIGNMENT.ID)
                .fetchOptional(ROLE_ASSIGNMENT.ID);
    }

    List<RoleAssignment> ofDesk(long deskId) {
        return database.select(
                        ROLE_ASSIGNMENT.ID,
                        ROLE_ASSIGNMENT.ROLE.convertFrom(Role::of),
                        ROLE_ASSIGNMENT.PERSON_ID,
                        ROLE_ASSIGNMENT.GROUP_ID)
                .from(ROLE_ASSIGNMENT)
                .where(ROLE_ASSIGNMENT.DESK_ID.eq(deskId))
                .orderBy(ROLE_ASSIGNMENT.ID)
                .fetch(Records.mapping(RoleAssignment::new));
    }

    boolean deleteFromDesk(long deskId, long assignmentId) {
        return database.deleteFrom(ROLE_ASSIGNMENT)
                        .where(ROLE_ASSIGNMENT.ID.eq(assignmentId), ROLE_ASSIGNMENT.DESK_ID.eq(deskId))
                        .execute()
                == 1;
    }

    boolean holds(long personId, Permission permission, long deskId) {
        return database.fetchExists(database.selectOne()
                .from(PERSON)
                .where(PERSON.ID.eq(personId))
                .and(PERSON.ACTIVE)
                .and(holding(permission, deskId)));
    }

    List<PersonReference> holders(Permission permission, long deskId, String query, int limit) {
        return database.select(PERSON.ID, PERSON.DISPLAY_NAME, PERSON.EMAIL)
                .from(PERSON)
                .where(PERSON.ACTIVE)
                .and(holding(permission, deskId))
                .and(
                        query.isEmpty()
                                ? noCondition()
                                : PERSON.DISPLAY_NAME
                                        .containsIgnoreCase(query)
                                        .or(PERSON.EMAIL.containsIgnoreCase(query)))
                .orderBy(lower(PERSON.DISPLAY_NAME), PERSON.ID)
                .limit(limit)
                .fetch(Records.mapping(PersonReference::new));
    }

    /** @param groupId null for those who hold it on the desk itself */
    List<Long> workers(Permission permission, long deskId, @Nullable Long groupId) {
        Condition among = groupId == null
                ? holding(permission, ROLE_ASSIGNMENT.DESK_ID.eq(deskId))
                : holding(permission, deskId)
                        .and(PERSON.ID.in(select(GROUP_MEMBER.PERSON_ID)
                                .from(GROUP_MEMBER)
                                .where(GROUP_MEMBER.GROUP_ID.eq(groupId))));
        return database.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACTIVE)
                .and(among)
                .orderBy(PERSON.ID)
                .fetch(PERSON.ID);
    }

    List<Long> holders(Permission permission) {
        return database.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ACTIVE)
                .and(holding(permission, ROLE_ASSIGNMENT.DESK_ID.isNull()))
                .orderBy(PERSON.ID)
                .fetch(PERSON.ID);
    }

    private static Condition holding(Permission permission, long deskId) {
        return holding(permission, ROLE_ASSIGNMENT.DESK_ID.eq(deskId).or(ROLE_ASSIGNMENT.DESK_ID.isNull()));
    }

    private static Condition holding(Permission permission, Condition where) {
        // Asked of the roles and not of every person: whoever looks for a desk's people finds them by its few roles.
        return PERSON.ID.in(select(ROLE_ASSIGNMENT.PERSON_ID)
                .from(ROLE_ASSIGNMENT)
                .join(ROLE_PERMISSION)
                .on(ROLE_PERMISSION.ROLE.eq(ROLE_ASSIGNMENT.ROLE))
                .where(ROLE_PERMISSION.PERMISSION.eq(permission.key()))
                .and(ROLE_ASSIGNMENT.PERSON_ID.isNotNull())
                .and(where)
                .unionAll(select(GROUP_MEMBER.PERSON_ID)
                        .from(ROLE_ASSIGNMENT)
                        .join(ROLE_PERMISSION)
                        .on(ROLE_PERMISSION.ROLE.eq(ROLE_ASSIGNMENT.ROLE))
                        .join(GROUP_MEMBER)
                        .on(GROUP_MEMBER.GROUP_ID.eq(ROLE_ASSIGNMENT.GROUP_ID))
                        .where(ROLE_PERMISSION.PERMISSION.eq(permission.key()))
                        .and(where)));
    }

    /** Of several transactions that take the role from somebody, one goes on at a time. */
    void lockAdministrators() {
        database.select(ROLE_ASSIGNMENT.ID)
                .from(ROLE_ASSIGNMENT)
                .where(ROLE_ASSIGNMENT.ROLE.eq(Role.ADMINISTRATOR.key()))
                .orderBy(ROLE_ASSIGNMENT.ID)
                .forUpdate()
                .execute();
    }

    int countActiveAdministrators() {
        return database.fetchCount(
                ROLE_ASSIGNMENT.join(PERSON).on(PERSON.ID.eq(ROLE_ASSIGNMENT.PERSON_ID)),
                ROLE_ASSIGNMENT.ROLE.eq(Role.ADMINISTRATOR.key()),
                PERSON.ACTIVE.isTrue());
    }

    void deleteAdministrator(long personId) {
        database.deleteFrom(ROLE_ASSIGNMENT)
                .where(ROLE_ASSIGNMENT.ROLE.eq(Role.ADMINISTRATOR.key()), ROLE_ASSIGNMENT.PERSON_ID.eq(personId))
                .execute();
    }
}
