package io.maru.people;

import static io.maru.db.people.Tables.ROLE_ASSIGNMENT;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
}
