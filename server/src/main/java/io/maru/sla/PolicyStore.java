package io.maru.sla;

import static io.maru.db.sla.Tables.POLICY;
import static io.maru.db.sla.Tables.POLICY_DRAFT;
import static io.maru.db.sla.Tables.POLICY_USE;
import static io.maru.db.sla.Tables.POLICY_VERSION;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The policies, their versions and drafts. */
@Repository
class PolicyStore {

    private static final Field<Result<Record1<Long>>> DESKS = multiset(select(POLICY_USE.DESK_ID)
                    .from(POLICY_USE)
                    .where(POLICY_USE.POLICY_ID.eq(POLICY.ID))
                    .orderBy(POLICY_USE.DESK_ID))
            .as("desks");

    /** A policy as it was published. */
    private static final List<Field<?>> SAID = List.of(
            POLICY.ID, POLICY.NAME, POLICY_VERSION.NUMBER, POLICY_VERSION.DEFINITION, POLICY_VERSION.PUBLISHED_BY_ID);

    private final DSLContext database;

    PolicyStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A policy with all that is known of it but what it says.
     *
     * @param deskId the desk that shapes it; null for one of the installation
     * @param publishedVersion null for one that was only drafted
     * @param deskIds whose tickets it measures
     */
    record Row(
            long id,
            @Nullable Long deskId,
            LocalizedText name,
            int position,
            @Nullable Integer publishedVersion,
            boolean retired,
            long version,
            Set<Long> deskIds) {}

    /** The published policies that measure the tickets of each of these desks, in their order. */
    Map<Long, List<Policy>> inUse(Collection<Long> deskIds) {
        Map<Long, List<Policy>> found = new HashMap<>(database.select(POLICY_USE.DESK_ID)
                .select(SAID)
                .from(POLICY_USE)
                .join(POLICY)
                .on(POLICY.ID.eq(POLICY_USE.POLICY_ID))
                .join(POLICY_VERSION)
                .on(POLICY_VERSION.POLICY_ID.eq(POLICY.ID), POLICY_VERSION.NUMBER.eq(POLICY.PUBLISHED_VERSION))
                .where(POLICY_USE.DESK_ID.in(deskIds), POLICY.RETIRED_AT.isNull())
                .orderBy(POLICY.POSITION, POLICY.ID)
                .fetchGroups(POLICY_USE.DESK_ID, PolicyStore::policy));
        deskIds.forEach(desk -> found.putIfAbsent(desk, List.of()));
        return found;
    }

    /** What these policies say in their newest versions, also of those that measure nothing any more. */
    Map<Long, Policy> published(Collection<Long> ids) {
        return database.select(SAID)
                .from(POLICY)
                .join(POLICY_VERSION)
                .on(POLICY_VERSION.POLICY_ID.eq(POLICY.ID), POLICY_VERSION.NUMBER.eq(POLICY.PUBLISHED_VERSION))
                .where(POLICY.ID.in(ids))
                .fetchMap(POLICY.ID, PolicyStore::policy);
    }

    /** What a policy said once. */
    Policy version(long id, int number) {
        return database.select(SAID)
                .from(POLICY)
                .join(POLICY_VERSION)
                .on(POLICY_VERSION.POLICY_ID.eq(POLICY.ID))
                .where(POLICY.ID.eq(id), POLICY_VERSION.NUMBER.eq(number))
                .fetchSingle(PolicyStore::policy);
    }

    /** A policy as it is asked for. */
    record Named(long id, @Nullable Long deskId, LocalizedText name) {}

    /** All that measure, or have measured, tickets; those that do before those that did. */
    List<Named> named() {
        return database.select(POLICY.ID, POLICY.DESK_ID, POLICY.NAME)
                .from(POLICY)
                .where(POLICY.PUBLISHED_VERSION.isNotNull())
                .orderBy(field(POLICY.RETIRED_AT.isNotNull()), POLICY.POSITION, POLICY.ID)
                .fetch(row -> new Named(row.get(POLICY.ID), row.get(POLICY.DESK_ID), Json.text(row.get(POLICY.NAME))));
    }

    private static Policy policy(Record row) {
        return new Policy(
                row.get(POLICY.ID),
                Json.text(row.get(POLICY.NAME)),
                row.get(POLICY_VERSION.NUMBER),
                Json.read(row.get(POLICY_VERSION.DEFINITION), PolicyDefinition.class),
                row.get(POLICY_VERSION.PUBLISHED_BY_ID));
    }

    /** Those that a desk shapes, or, for none, the installation; and those that measure its tickets. */
    List<Row> of(@Nullable Long deskId) {
        return database.select(POLICY.fields())
                .select(DESKS)
                .from(POLICY)
                .where(
                        deskId == null
                                ? POLICY.DESK_ID.isNull()
                                : POLICY.DESK_ID
                                        .eq(deskId)
                                        .or(POLICY.ID.in(select(POLICY_USE.POLICY_ID)
                                                .from(POLICY_USE)
                                                .where(POLICY_USE.DESK_ID.eq(deskId)))))
                .orderBy(POLICY.POSITION, POLICY.ID)
                .fetch(PolicyStore::row);
    }

    Optional<Row> find(long id) {
        return database.select(POLICY.fields())
                .select(DESKS)
                .from(POLICY)
                .where(POLICY.ID.eq(id))
                .fetchOptional(PolicyStore::row);
    }

    /** Nobody else changes it until the transaction ends; clocks by it begin meanwhile. */
    Optional<Row> lock(long id) {
        return database.select(POLICY.fields())
                .select(DESKS)
                .from(POLICY)
                .where(POLICY.ID.eq(id))
                .forNoKeyUpdate()
                .of(POLICY)
                .fetchOptional(PolicyStore::row);
    }

    /** The policies in force that count by a calendar. */
    List<Row> countingBy(long calendarId) {
        return database.select(POLICY.fields())
                .select(DESKS)
                .from(POLICY)
                .join(POLICY_VERSION)
                .on(POLICY_VERSION.POLICY_ID.eq(POLICY.ID), POLICY_VERSION.NUMBER.eq(POLICY.PUBLISHED_VERSION))
                .where(
                        POLICY.RETIRED_AT.isNull(),
                        condition(
                                "{0} @> {1}",
                                POLICY_VERSION.DEFINITION,
                                val(Json.of(Map.of("goals", List.of(Map.of("calendarId", calendarId)))))))
                .orderBy(POLICY.POSITION, POLICY.ID)
                .fetch(PolicyStore::row);
    }

    private static Row row(Record row) {
        return new Row(
                row.get(POLICY.ID),
                row.get(POLICY.DESK_ID),
                Json.text(row.get(POLICY.NAME)),
                row.get(POLICY.POSITION),
                row.get(POLICY.PUBLISHED_VERSION),
                row.get(POLICY.RETIRED_AT) != null,
                row.get(POLICY.VERSION),
                new TreeSet<>(row.get(DESKS).getValues(POLICY_USE.DESK_ID)));
    }

    long insert(@Nullable Long deskId, LocalizedText name, Instant now) {
        return database.insertInto(POLICY)
                .set(POLICY.DESK_ID, deskId)
                .set(POLICY.NAME, Json.of(name))
                .set(
                        POLICY.POSITION,
                        select(coalesce(max(POLICY.POSITION), 0).plus(1)).from(POLICY))
                .set(POLICY.CREATED_AT, now)
                .returningResult(POLICY.ID)
                .fetchSingle()
                .value1();
    }

    void update(Row policy, @Nullable Instant retiredAt) {
        database.update(POLICY)
                .set(POLICY.NAME, Json.of(policy.name()))
                .set(POLICY.POSITION, policy.position())
                .set(POLICY.PUBLISHED_VERSION, policy.publishedVersion())
                .set(POLICY.RETIRED_AT, retiredAt)
                .set(POLICY.VERSION, POLICY.VERSION.plus(1))
                .where(POLICY.ID.eq(policy.id()))
                .execute();
        database.deleteFrom(POLICY_USE)
                .where(POLICY_USE.POLICY_ID.eq(policy.id()), POLICY_USE.DESK_ID.notIn(policy.deskIds()))
                .execute();
        for (long deskId : policy.deskIds()) {
            database.insertInto(POLICY_USE)
                    .set(POLICY_USE.POLICY_ID, policy.id())
                    .set(POLICY_USE.DESK_ID, deskId)
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /**
     * What was published once.
     *
     * @param publishedById null for what came with the installation or a desk
     */
    record Version(
            int number,
            PolicyDefinition definition,
            String note,
            Instant publishedAt,
            @Nullable Long publishedById) {}

    void insert(long policyId, Version version) {
        database.insertInto(POLICY_VERSION)
                .set(POLICY_VERSION.POLICY_ID, policyId)
                .set(POLICY_VERSION.NUMBER, version.number())
                .set(POLICY_VERSION.DEFINITION, Json.of(version.definition()))
                .set(POLICY_VERSION.NOTE, version.note())
                .set(POLICY_VERSION.PUBLISHED_AT, version.publishedAt())
                .set(POLICY_VERSION.PUBLISHED_BY_ID, version.publishedById())
                .execute();
    }

    /** Newest first. */
    List<Version> versions(long policyId) {
        return database.selectFrom(POLICY_VERSION)
                .where(POLICY_VERSION.POLICY_ID.eq(policyId))
                .orderBy(POLICY_VERSION.NUMBER.desc())
                .fetch(row -> new Version(
                        row.getNumber(),
                        Json.read(row.getDefinition(), PolicyDefinition.class),
                        row.getNote(),
                        row.getPublishedAt(),
                        row.getPublishedById()));
    }

    /** @param version what a change of it is based on */
    record Draft(PolicyDefinition definition, long version, Instant changedAt, long changedById) {}

    Optional<Draft> draft(long policyId) {
        return database.selectFrom(POLICY_DRAFT)
                .where(POLICY_DRAFT.POLICY_ID.eq(policyId))
                .fetchOptional(row -> new Draft(
                        Json.read(row.getDefinition(), PolicyDefinition.class),
                        row.getVersion(),
                        row.getChangedAt(),
                        row.getChangedById()));
    }

    void saveDraft(long policyId, PolicyDefinition definition, Instant now, long personId) {
        database.insertInto(POLICY_DRAFT)
                .set(POLICY_DRAFT.POLICY_ID, policyId)
                .set(POLICY_DRAFT.DEFINITION, Json.of(definition))
                .set(POLICY_DRAFT.CHANGED_AT, now)
                .set(POLICY_DRAFT.CHANGED_BY_ID, personId)
                .onConflict(POLICY_DRAFT.POLICY_ID)
                .doUpdate()
                .set(POLICY_DRAFT.DEFINITION, Json.of(definition))
                .set(POLICY_DRAFT.VERSION, POLICY_DRAFT.VERSION.plus(1))
                .set(POLICY_DRAFT.CHANGED_AT, now)
                .set(POLICY_DRAFT.CHANGED_BY_ID, personId)
                .execute();
    }

    void deleteDraft(long policyId) {
        database.deleteFrom(POLICY_DRAFT)
                .where(POLICY_DRAFT.POLICY_ID.eq(policyId))
                .execute();
    }
}
