package io.maru.people;

import static io.maru.db.people.Tables.API_TOKEN;
import static io.maru.db.people.Tables.GROUP_MEMBER;
import static io.maru.db.people.Tables.PERSON;
import static io.maru.db.people.Tables.ROLE_ASSIGNMENT;
import static io.maru.db.people.Tables.ROLE_PERMISSION;
import static io.maru.db.people.Tables.SESSION;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import io.maru.platform.FixedQuery;
import io.maru.platform.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Who is behind a session, a token or an id, with groups and roles, each in one indexed query. */
@Repository
class IdentityStore {

    private static final Field<Long[]> GROUPS = array(
                    select(GROUP_MEMBER.GROUP_ID).from(GROUP_MEMBER).where(GROUP_MEMBER.PERSON_ID.eq(PERSON.ID)))
            .as("groups");

    /** Each as {@code role:desk}, the desk empty for a role held everywhere. */
    private static final Field<String> ROLE_ON_DESK = concat(
            ROLE_ASSIGNMENT.ROLE, inline(":"), coalesce(ROLE_ASSIGNMENT.DESK_ID.cast(SQLDataType.CLOB), inline("")));

    private static final Field<String[]> ROLES = array(select(ROLE_ON_DESK)
                    .from(ROLE_ASSIGNMENT)
                    .where(ROLE_ASSIGNMENT.PERSON_ID.eq(PERSON.ID))
                    .unionAll(select(ROLE_ON_DESK)
                            .from(ROLE_ASSIGNMENT)
                            .join(GROUP_MEMBER)
                            .on(GROUP_MEMBER.GROUP_ID.eq(ROLE_ASSIGNMENT.GROUP_ID))
                            .where(GROUP_MEMBER.PERSON_ID.eq(PERSON.ID))))
            .as("roles");

    private static final FixedQuery BY_SESSION = new FixedQuery(select(
                    PERSON.ID,
                    PERSON.DISPLAY_NAME,
                    PERSON.LANGUAGE,
                    PERSON.TIME_ZONE,
                    GROUPS,
                    ROLES,
                    SESSION.ID,
                    SESSION.LAST_SEEN_AT,
                    SESSION.VISITED_DESK_ID)
            .from(SESSION)
            .join(PERSON)
            .on(PERSON.ID.eq(SESSION.PERSON_ID))
            .where(
                    SESSION.TOKEN_HASH.eq(value("token", SESSION.TOKEN_HASH)),
                    SESSION.EXPIRES_AT.gt(value("now", SESSION.EXPIRES_AT)),
                    SESSION.LAST_SEEN_AT
                            .gt(value("seenAfter", SESSION.LAST_SEEN_AT))
                            .or(SESSION.VISITED_DESK_ID.isNotNull()),
                    PERSON.ACTIVE.isTrue()));

    private final DSLContext database;

    IdentityStore(DSLContext database) {
        this.database = database;
    }

    /** @param visitedDeskId null for a session that is no visit */
    record BySession(
            Identity identity,
            UUID sessionId,
            Instant lastSeenAt,
            @Nullable Long visitedDeskId) {}

    Optional<BySession> bySession(byte[] tokenHash, Instant now, Instant seenAfter) {
        Map<String, Object> values = Map.of("token", tokenHash, "now", now, "seenAfter", seenAfter);
        return BY_SESSION.fetch(database, values).stream()
                .findFirst()
                .map(row -> new BySession(
                        identity(row),
                        row.get(SESSION.ID),
                        row.get(SESSION.LAST_SEEN_AT),
                        row.get(SESSION.VISITED_DESK_ID)));
    }

    record ByToken(
            Identity identity,
            String email,
            long tokenId,
            TokenScope scope,
            @Nullable Instant lastUsedAt) {}

    Optional<ByToken> byToken(byte[] tokenHash, Instant now) {
        return database.select(
                        PERSON.ID,
                        PERSON.DISPLAY_NAME,
                        PERSON.LANGUAGE,
                        PERSON.TIME_ZONE,
                        GROUPS,
                        ROLES,
                        PERSON.EMAIL,
                        API_TOKEN.ID,
                        API_TOKEN.SCOPE,
                        API_TOKEN.LAST_USED_AT)
                .from(API_TOKEN)
                .join(PERSON)
                .on(PERSON.ID.eq(API_TOKEN.PERSON_ID))
                .where(
                        API_TOKEN.TOKEN_HASH.eq(tokenHash),
                        API_TOKEN.EXPIRES_AT.gt(now),
                        API_TOKEN.REVOKED_AT.isNull(),
                        PERSON.ACTIVE.isTrue())
                .fetchOptional(row -> new ByToken(
                        identity(row),
                        row.get(PERSON.EMAIL),
                        row.get(API_TOKEN.ID),
                        TokenScope.of(row.get(API_TOKEN.SCOPE)),
                        row.get(API_TOKEN.LAST_USED_AT)));
    }

    Optional<Identity> byPerson(long personId) {
        return database.select(PERSON.ID, PERSON.DISPLAY_NAME, PERSON.LANGUAGE, PERSON.TIME_ZONE, GROUPS, ROLES)
                .from(PERSON)
                .where(PERSON.ID.eq(personId), PERSON.ACTIVE.isTrue())
                .fetchOptional(IdentityStore::identity);
    }

    Map<Role, Set<Permission>> permissionsByRole() {
        return database.select(ROLE_PERMISSION.ROLE, ROLE_PERMISSION.PERMISSION).from(ROLE_PERMISSION).fetch().stream()
                .collect(Collectors.groupingBy(
                        row -> Role.of(row.get(ROLE_PERMISSION.ROLE)),
                        Collectors.mapping(
                                row -> Permission.of(row.get(ROLE_PERMISSION.PERMISSION)),
                                Collectors.toUnmodifiableSet())));
    }

    private static Identity identity(Record row) {
        return new Identity(
                row.get(PERSON.ID),
                row.get(PERSON.DISPLAY_NAME),
                Language.of(row.get(PERSON.LANGUAGE)),
                ZoneId.of(row.get(PERSON.TIME_ZONE)),
                Set.of(row.get(GROUPS)),
                Arrays.stream(row.get(ROLES)).map(IdentityStore::heldRole).toList());
    }

    private static Identity.HeldRole heldRole(String roleOnDesk) {
        int colon = roleOnDesk.indexOf(':');
        String desk = roleOnDesk.substring(colon + 1);
        return new Identity.HeldRole(
                Role.of(roleOnDesk.substring(0, colon)), desk.isEmpty() ? null : Long.valueOf(desk));
    }
}
