package io.maru.automation;

import static io.maru.db.automation.Tables.RULE;
import static io.maru.db.automation.Tables.RULE_DRAFT;
import static io.maru.db.automation.Tables.RULE_USE;
import static io.maru.db.automation.Tables.RULE_VERSION;
import static io.maru.db.automation.Tables.SCHEDULE;
import static io.maru.db.automation.Tables.SECRET;
import static io.maru.db.automation.Tables.TURN;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The rules, their versions and drafts. */
@Repository
class RuleStore {

    private static final Field<Result<Record1<Long>>> DESKS = multiset(select(RULE_USE.DESK_ID)
                    .from(RULE_USE)
                    .where(RULE_USE.RULE_ID.eq(RULE.ID))
                    .orderBy(RULE_USE.DESK_ID))
            .as("desks");

    /** A rule as it was published. */
    private static final List<Field<?>> SAID =
            List.of(RULE.ID, RULE.NAME, RULE.RUN_AS_ID, RULE_VERSION.NUMBER, RULE_VERSION.DEFINITION);

    private final DSLContext database;

    RuleStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A rule with all that is known of it but what it says.
     *
     * @param deskId the desk that shapes it; null for one of the installation
     * @param everywhere whether it runs on all desks
     * @param deskIds on which it runs otherwise
     * @param publishedVersion null for one that was only drafted
     * @param stoppedBecause null for one that did not stop by itself
     */
    record Row(
            long id,
            @Nullable Long deskId,
            LocalizedText name,
            boolean everywhere,
            Set<Long> deskIds,
            long runAsId,
            int position,
            boolean enabled,
            @Nullable Integer publishedVersion,
            @Nullable String stoppedBecause,
            long version) {

        /** Whether it runs at all. */
        boolean runs() {
            return enabled && stoppedBecause == null && publishedVersion != null;
        }

        boolean runsOn(long desk) {
            return everywhere || deskIds.contains(desk);
        }

        /** The same as it was published with another version. */
        Row published(int number) {
            return new Row(
                    id, deskId, name, everywhere, deskIds, runAsId, position, enabled, number, stoppedBecause, version);
        }
    }

    /** The rules that run on each of these desks, in their order. */
    Map<Long, List<PublishedRule>> inUse(Collection<Long> deskIds) {
        Condition running = RULE.ENABLED.isTrue().and(RULE.STOPPED_BECAUSE.isNull());
        List<PublishedRule> everywhere = database.select(SAID)
                .from(RULE)
                .join(RULE_VERSION)
                .on(RULE_VERSION.RULE_ID.eq(RULE.ID), RULE_VERSION.NUMBER.eq(RULE.PUBLISHED_VERSION))
                .where(running, RULE.EVERYWHERE.isTrue())
                .orderBy(RULE.POSITION, RULE.ID)
                .fetch(RuleStore::rule);
        Map<Long, List<PublishedRule>> own = database.select(RULE_USE.DESK_ID)
                .select(SAID)
                .from(RULE_USE)
                .join(RULE)
                .on(RULE.ID.eq(RULE_USE.RULE_ID))
                .join(RULE_VERSION)
                .on(RULE_VERSION.RULE_ID.eq(RULE.ID), RULE_VERSION.NUMBER.eq(RULE.PUBLISHED_VERSION))
                .where(running, RULE.EVERYWHERE.isFalse(), RULE_USE.DESK_ID.in(deskIds))
                .orderBy(RULE.POSITION, RULE.ID)
                .fetchGroups(RULE_USE.DESK_ID, RuleStore::rule);
        Map<Long, List<PublishedRule>> all = new HashMap<>();
        for (long deskId : deskIds) {
            List<PublishedRule> rules = new ArrayList<>(everywhere);
            rules.addAll(own.getOrDefault(deskId, List.of()));
            all.put(deskId, rules);
        }
        return all;
    }

    /** What a rule said once, in whose name it runs now. */
    PublishedRule version(long id, int number) {
        return database.select(SAID)
                .from(RULE)
                .join(RULE_VERSION)
                .on(RULE_VERSION.RULE_ID.eq(RULE.ID))
                .where(RULE.ID.eq(id), RULE_VERSION.NUMBER.eq(number))
                .fetchSingle(RuleStore::rule);
    }

    /** What rules are called. */
    Map<Long, LocalizedText> names(Collection<Long> ids) {
        return database.select(RULE.ID, RULE.NAME)
                .from(RULE)
                .where(RULE.ID.in(ids))
                .fetchMap(RULE.ID, row -> Json.text(row.get(RULE.NAME)));
    }

    private static PublishedRule rule(Record row) {
        return new PublishedRule(
                row.get(RULE.ID),
                Json.text(row.get(RULE.NAME)),
                row.get(RULE_VERSION.NUMBER),
                row.get(RULE.RUN_AS_ID),
                Json.read(row.get(RULE_VERSION.DEFINITION), RuleDefinition.class));
    }

    /** Those that a desk shapes, or, for none, the installation; and those that run on it. */
    List<Row> of(@Nullable Long deskId) {
        return database.select(RULE.fields())
                .select(DESKS)
                .from(RULE)
                .where(
                        deskId == null
                                ? RULE.DESK_ID.isNull()
                                : RULE.DESK_ID
                                        .eq(deskId)
                                        .or(RULE.EVERYWHERE.isTrue())
                                        .or(RULE.ID.in(select(RULE_USE.RULE_ID)
                                                .from(RULE_USE)
                                                .where(RULE_USE.DESK_ID.eq(deskId)))))
                .orderBy(RULE.POSITION, RULE.ID)
                .fetch(RuleStore::row);
    }

    Optional<Row> find(long id) {
        return database.select(RULE.fields())
                .select(DESKS)
                .from(RULE)
                .where(RULE.ID.eq(id))
                .fetchOptional(RuleStore::row);
    }

    /** Nobody else changes it until the transaction ends; runs of it are planned meanwhile. */
    Optional<Row> lock(long id) {
        return database.select(RULE.fields())
                .select(DESKS)
                .from(RULE)
                .where(RULE.ID.eq(id))
                .forNoKeyUpdate()
                .of(RULE)
                .fetchOptional(RuleStore::row);
    }

    private static Row row(Record row) {
        return new Row(
                row.get(RULE.ID),
                row.get(RULE.DESK_ID),
                Json.text(row.get(RULE.NAME)),
                row.get(RULE.EVERYWHERE),
                new TreeSet<>(row.get(DESKS).getValues(RULE_USE.DESK_ID)),
                row.get(RULE.RUN_AS_ID),
                row.get(RULE.POSITION),
                row.get(RULE.ENABLED),
                row.get(RULE.PUBLISHED_VERSION),
                row.get(RULE.STOPPED_BECAUSE),
                row.get(RULE.VERSION));
    }

    long insert(@Nullable Long deskId, LocalizedText name, long runAsId, Instant now) {
        long id = database.insertInto(RULE)
                .set(RULE.DESK_ID, deskId)
                .set(RULE.NAME, Json.of(name))
                .set(RULE.RUN_AS_ID, runAsId)
                .set(
                        RULE.POSITION,
                        select(coalesce(max(RULE.POSITION), 0).plus(1)).from(RULE))
                .set(RULE.CREATED_AT, now)
                .returningResult(RULE.ID)
                .fetchSingle()
                .value1();
        if (deskId != null) {
            use(id, deskId);
        }
        return id;
    }

    void update(Row rule) {
        database.update(RULE)
                .set(RULE.NAME, Json.of(rule.name()))
                .set(RULE.EVERYWHERE, rule.everywhere())
                .set(RULE.RUN_AS_ID, rule.runAsId())
                .set(RULE.POSITION, rule.position())
                .set(RULE.ENABLED, rule.enabled())
                .set(RULE.PUBLISHED_VERSION, rule.publishedVersion())
                .set(RULE.STOPPED_BECAUSE, rule.stoppedBecause())
                .set(RULE.VERSION, RULE.VERSION.plus(1))
                .where(RULE.ID.eq(rule.id()))
                .execute();
        database.deleteFrom(RULE_USE)
                .where(RULE_USE.RULE_ID.eq(rule.id()), RULE_USE.DESK_ID.notIn(rule.deskIds()))
                .execute();
        rule.deskIds().forEach(deskId -> use(rule.id(), deskId));
    }

    private void use(long ruleId, long deskId) {
        database.insertInto(RULE_USE)
                .set(RULE_USE.RULE_ID, ruleId)
                .set(RULE_USE.DESK_ID, deskId)
                .onConflictDoNothing()
                .execute();
    }

    /** Lets it run no more until somebody takes it up again. */
    void stop(long id, String because) {
        database.update(RULE)
                .set(RULE.STOPPED_BECAUSE, because)
                .set(RULE.VERSION, RULE.VERSION.plus(1))
                .where(RULE.ID.eq(id))
                .execute();
    }

    /** Lets it run next then, if it waits for times; null for never again. */
    void schedule(long ruleId, @Nullable Instant dueAt) {
        database.insertInto(SCHEDULE)
                .set(SCHEDULE.RULE_ID, ruleId)
                .set(SCHEDULE.DUE_AT, dueAt)
                .onConflict(SCHEDULE.RULE_ID)
                .doUpdate()
                .set(SCHEDULE.DUE_AT, dueAt)
                .execute();
    }

    void unschedule(long ruleId) {
        database.deleteFrom(SCHEDULE).where(SCHEDULE.RULE_ID.eq(ruleId)).execute();
    }

    /** When a rule that waits for times runs next; none for one that does not. */
    Optional<Instant> dueAt(long ruleId) {
        return database.select(SCHEDULE.DUE_AT)
                .from(SCHEDULE)
                .where(SCHEDULE.RULE_ID.eq(ruleId))
                .fetchOptional(SCHEDULE.DUE_AT);
    }

    /** A rule whose time has come. */
    record Due(PublishedRule rule, Instant dueAt) {}

    /** One whose time has come and that is switched on, for this transaction; other servers take others. */
    Optional<Due> claimDue(Instant now) {
        return database.select(SAID)
                .select(SCHEDULE.DUE_AT)
                .from(SCHEDULE)
                .join(RULE)
                .on(RULE.ID.eq(SCHEDULE.RULE_ID), RULE.ENABLED.isTrue(), RULE.STOPPED_BECAUSE.isNull())
                .join(RULE_VERSION)
                .on(RULE_VERSION.RULE_ID.eq(RULE.ID), RULE_VERSION.NUMBER.eq(RULE.PUBLISHED_VERSION))
                .where(SCHEDULE.DUE_AT.le(now))
                .orderBy(SCHEDULE.DUE_AT)
                .limit(1)
                .forUpdate()
                .of(SCHEDULE)
                .skipLocked()
                .fetchOptional(row -> new Due(rule(row), row.get(SCHEDULE.DUE_AT)));
    }

    void keepSecret(long ruleId, String encrypted, Instant now) {
        database.insertInto(SECRET)
                .set(SECRET.RULE_ID, ruleId)
                .set(SECRET.SECRET_, encrypted)
                .set(SECRET.MADE_AT, now)
                .onConflict(SECRET.RULE_ID)
                .doUpdate()
                .set(SECRET.SECRET_, encrypted)
                .set(SECRET.MADE_AT, now)
                .execute();
    }

    /** Encrypted; none when none was made. */
    Optional<String> secret(long ruleId) {
        return database.select(SECRET.SECRET_)
                .from(SECRET)
                .where(SECRET.RULE_ID.eq(ruleId))
                .fetchOptional(SECRET.SECRET_);
    }

    /** What was published once. */
    record Version(int number, RuleDefinition definition, String note, Instant publishedAt, long publishedById) {}

    void insert(long ruleId, Version version) {
        database.insertInto(RULE_VERSION)
                .set(RULE_VERSION.RULE_ID, ruleId)
                .set(RULE_VERSION.NUMBER, version.number())
                .set(RULE_VERSION.DEFINITION, Json.of(version.definition()))
                .set(RULE_VERSION.NOTE, version.note())
                .set(RULE_VERSION.PUBLISHED_AT, version.publishedAt())
                .set(RULE_VERSION.PUBLISHED_BY_ID, version.publishedById())
                .execute();
    }

    /** Newest first. */
    List<Version> versions(long ruleId) {
        return database.selectFrom(RULE_VERSION)
                .where(RULE_VERSION.RULE_ID.eq(ruleId))
                .orderBy(RULE_VERSION.NUMBER.desc())
                .fetch(row -> new Version(
                        row.getNumber(),
                        Json.read(row.getDefinition(), RuleDefinition.class),
                        row.getNote(),
                        row.getPublishedAt(),
                        row.getPublishedById()));
    }

    /** @param version what a change of it is based on */
    record Draft(RuleDefinition definition, long version, Instant changedAt, long changedById) {}

    Optional<Draft> draft(long ruleId) {
        return database.selectFrom(RULE_DRAFT)
                .where(RULE_DRAFT.RULE_ID.eq(ruleId))
                .fetchOptional(row -> new Draft(
                        Json.read(row.getDefinition(), RuleDefinition.class),
                        row.getVersion(),
                        row.getChangedAt(),
                        row.getChangedById()));
    }

    void saveDraft(long ruleId, RuleDefinition definition, Instant now, long personId) {
        database.insertInto(RULE_DRAFT)
                .set(RULE_DRAFT.RULE_ID, ruleId)
                .set(RULE_DRAFT.DEFINITION, Json.of(definition))
                .set(RULE_DRAFT.CHANGED_AT, now)
                .set(RULE_DRAFT.CHANGED_BY_ID, personId)
                .onConflict(RULE_DRAFT.RULE_ID)
                .doUpdate()
                .set(RULE_DRAFT.DEFINITION, Json.of(definition))
                .set(RULE_DRAFT.VERSION, RULE_DRAFT.VERSION.plus(1))
                .set(RULE_DRAFT.CHANGED_AT, now)
                .set(RULE_DRAFT.CHANGED_BY_ID, personId)
                .execute();
    }

    void deleteDraft(long ruleId) {
        database.deleteFrom(RULE_DRAFT).where(RULE_DRAFT.RULE_ID.eq(ruleId)).execute();
    }

    /**
     * The next of these persons.
     *
     * @param candidates by id, at least one
     */
    long nextInTurn(long ruleId, String step, List<Long> candidates) {
        long last = lockTurn(ruleId, step, candidates);
        long next = candidates.stream()
                .filter(candidate -> candidate > last)
                .findFirst()
                .orElse(candidates.getFirst());
        database.update(TURN)
                .set(TURN.PERSON_ID, next)
                .where(TURN.RULE_ID.eq(ruleId), TURN.STEP.eq(step))
                .execute();
        return next;
    }

    /** Whose turn it was last. Of several transactions that give tickets at the same step, one goes on at a time. */
    long lockTurn(long ruleId, String step, List<Long> candidates) {
        database.insertInto(TURN)
                .set(TURN.RULE_ID, ruleId)
                .set(TURN.STEP, step)
                .set(TURN.PERSON_ID, candidates.getLast())
                .onConflictDoNothing()
                .execute();
        return database.select(TURN.PERSON_ID)
                .from(TURN)
                .where(TURN.RULE_ID.eq(ruleId), TURN.STEP.eq(step))
                .forUpdate()
                .fetchSingle()
                .value1();
    }
}
