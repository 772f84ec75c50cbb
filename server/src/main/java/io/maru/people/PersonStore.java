package io.maru.people;

import static io.maru.db.people.Tables.PERSON;
import static io.maru.db.people.Tables.ROLE_ASSIGNMENT;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.maru.platform.Cursor;
import io.maru.platform.FixedQuery;
import io.maru.platform.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class PersonStore {

    private static final FixedQuery ACTIVE = new FixedQuery(select(count())
            .from(PERSON)
            .where(PERSON.ID.eq(any(value("persons", array(PERSON.ID)))).and(PERSON.ACTIVE.isTrue())));

    private static final Field<Boolean> ADMINISTRATOR = field(exists(selectOne()
            .from(ROLE_ASSIGNMENT)
            .where(ROLE_ASSIGNMENT.PERSON_ID.eq(PERSON.ID), ROLE_ASSIGNMENT.ROLE.eq(Role.ADMINISTRATOR.key()))));

    private static final List<SelectField<?>> WHOLE = List.of(
            PERSON.ID,
            PERSON.EMAIL,
            PERSON.DISPLAY_NAME,
            PERSON.LANGUAGE,
            PERSON.TIME_ZONE,
            PERSON.THEME,
            PERSON.ACTIVE,
            ADMINISTRATOR,
            PERSON.MANAGER_ID,
            PERSON.VERSION,
            PERSON.CREATED_AT,
            PERSON.UPDATED_AT);

    private final DSLContext database;

    PersonStore(DSLContext database) {
        this.database = database;
    }

    record Account(long personId, boolean active, @Nullable String passwordHash) {}

    Optional<Account> accountByEmail(String email) {
        return database.select(PERSON.ID, PERSON.ACTIVE, PERSON.PASSWORD_HASH)
                .from(PERSON)
                .where(lower(PERSON.EMAIL).eq(lower(email)))
                .fetchOptional(
                        row -> new Account(row.get(PERSON.ID), row.get(PERSON.ACTIVE), row.get(PERSON.PASSWORD_HASH)));
    }

    Map<Long, PersonReference> references(Collection<Long> ids) {
        return database.select(PERSON.ID, PERSON.DISPLAY_NAME, PERSON.EMAIL)
                .from(PERSON)
                .where(PERSON.ID.eq(org.jooq.impl.DSL.any(ids.toArray(Long[]::new))))
                .fetchMap(
                        PERSON.ID,
                        row -> new PersonReference(
                                row.get(PERSON.ID), row.get(PERSON.DISPLAY_NAME), row.get(PERSON.EMAIL)));
    }

    int countActive(Collection<Long> ids) {
        return ACTIVE.fetch(database, Map.of("persons", ids.toArray(Long[]::new)))
                .getFirst()
                .get(count());
    }

    Map<String, Set<Long>> called(Collection<String> namesOrAddresses) {
        Map<String, Set<Long>> byFolded = new HashMap<>();
        List<String> folded = namesOrAddresses.stream()
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        database.select(PERSON.ID, PERSON.DISPLAY_NAME, PERSON.EMAIL)
                .from(PERSON)
                .where(lower(PERSON.DISPLAY_NAME)
                        .in(folded)
                        .or(lower(PERSON.EMAIL).in(folded)))
                .forEach(row -> Stream.of(row.value2(), row.value3())
                        .forEach(name -> byFolded.computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new HashSet<>())
                                .add(row.value1())));
        Map<String, Set<Long>> found = new HashMap<>();
        for (String text : namesOrAddresses) {
            Set<Long> ids = byFolded.get(text.strip().toLowerCase(Locale.ROOT));
            if (ids != null) {
                found.put(text, ids);
            }
        }
        return found;
    }

    Set<Long> active(Collection<Long> ids) {
        return database.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.ID.eq(org.jooq.impl.DSL.any(ids.toArray(Long[]::new))), PERSON.ACTIVE.isTrue())
                .fetchSet(PERSON.ID);
    }

    /** The managers of those who have one that is active. */
    Map<Long, Long> managers(Collection<Long> ids) {
        var manager = PERSON.as("manager");
        return database.select(PERSON.ID, PERSON.MANAGER_ID)
                .from(PERSON)
                .join(manager)
                .on(manager.ID.eq(PERSON.MANAGER_ID))
                .where(PERSON.ID.eq(org.jooq.impl.DSL.any(ids.toArray(Long[]::new))), manager.ACTIVE.isTrue())
                .fetchMap(PERSON.ID, PERSON.MANAGER_ID);
    }

    Map<Long, ZoneId> timeZones(Collection<Long> ids) {
        return database.select(PERSON.ID, PERSON.TIME_ZONE)
                .from(PERSON)
                .where(PERSON.ID.eq(org.jooq.impl.DSL.any(ids.toArray(Long[]::new))))
                .fetchMap(PERSON.ID, row -> ZoneId.of(row.get(PERSON.TIME_ZONE)));
    }

    Optional<Person> find(long id) {
        return database.select(WHOLE).from(PERSON).where(PERSON.ID.eq(id)).fetchOptional(PersonStore::person);
    }

    /** What of a person can be changed. */
    record Values(
            String email,
            String displayName,
            Language language,
            ZoneId timeZone,
            Theme theme,
            boolean active,
            @Nullable Long managerId) {}

    /** By name; {@code text} is looked for in names and addresses, as it is. */
    List<Person> list(String text, @Nullable Boolean active, @Nullable Cursor after, int limit) {
        return database.select(WHOLE)
                .from(PERSON)
                .where(
                        text.isEmpty()
                                ? noCondition()
                                : PERSON.DISPLAY_NAME
                                        .containsIgnoreCase(text)
                                        .or(PERSON.EMAIL.containsIgnoreCase(text)),
                        active == null ? noCondition() : PERSON.ACTIVE.eq(active),
                        after == null
                                ? noCondition()
                                : row(lower(PERSON.DISPLAY_NAME), PERSON.ID)
                                        .gt(lower(val(after.text(0))), val(after.number(1))))
                .orderBy(lower(PERSON.DISPLAY_NAME), PERSON.ID)
                .limit(limit)
                .fetch(PersonStore::person);
    }

    /**
     * What people are called, by id.
     *
     * @param active null for both
     */
    Map<Long, String> names(@Nullable Boolean active, int most) {
        return database.select(PERSON.ID, PERSON.DISPLAY_NAME)
                .from(PERSON)
                .where(active == null ? noCondition() : PERSON.ACTIVE.eq(active))
                .orderBy(PERSON.ID)
                .limit(most)
                .fetchMap(PERSON.ID, PERSON.DISPLAY_NAME);
    }

    List<Person> inOrder(List<Long> ids) {
        Map<Long, Person> byId =
                database.select(WHOLE).from(PERSON).where(PERSON.ID.in(ids)).fetchMap(PERSON.ID, PersonStore::person);
        return ids.stream().map(byId::get).toList();
    }

    static Cursor cursor(Person last) {
        return Cursor.of(last.displayName(), last.id());
    }

    /** @return the id; empty when somebody has this e-mail address */
    Optional<Long> insert(
            String email,
            String displayName,
            Language language,
            ZoneId timeZone,
            @Nullable String passwordHash,
            Instant now) {
        return database.insertInto(PERSON)
                .set(PERSON.EMAIL, email)
                .set(PERSON.DISPLAY_NAME, displayName)
                .set(PERSON.LANGUAGE, language.tag())
                .set(PERSON.TIME_ZONE, timeZone.getId())
                .set(PERSON.PASSWORD_HASH, passwordHash)
                .set(PERSON.PASSWORD_CHANGED_AT, passwordHash == null ? null : now)
                .set(PERSON.CREATED_AT, now)
                .set(PERSON.UPDATED_AT, now)
                .onConflictDoNothing()
                .returningResult(PERSON.ID)
                .fetchOptional(PERSON.ID);
    }

    /**
     * @return false when the person is of another version by now
     * @throws org.springframework.dao.DuplicateKeyException when somebody else has this e-mail address
     */
    boolean update(long id, long version, Values values, Instant now) {
        return database.update(PERSON)
                        .set(PERSON.EMAIL, values.email())
                        .set(PERSON.DISPLAY_NAME, values.displayName())
                        .set(PERSON.LANGUAGE, values.language().tag())
                        .set(PERSON.TIME_ZONE, values.timeZone().getId())
                        .set(PERSON.THEME, values.theme().key())
                        .set(PERSON.ACTIVE, values.active())
                        .set(PERSON.MANAGER_ID, values.managerId())
                        .set(PERSON.VERSION, version + 1)
                        .set(PERSON.UPDATED_AT, now)
                        .where(PERSON.ID.eq(id), PERSON.VERSION.eq(version))
                        .execute()
                == 1;
    }

    void setPassword(long id, String passwordHash, Instant now) {
        database.update(PERSON)
                .set(PERSON.PASSWORD_HASH, passwordHash)
                .set(PERSON.PASSWORD_CHANGED_AT, now)
                .where(PERSON.ID.eq(id))
                .execute();
    }

    private static Person person(Record row) {
        return new Person(
                row.get(PERSON.ID),
                row.get(PERSON.EMAIL),
                row.get(PERSON.DISPLAY_NAME),
                Language.of(row.get(PERSON.LANGUAGE)),
                ZoneId.of(row.get(PERSON.TIME_ZONE)),
                Theme.of(row.get(PERSON.THEME)),
                row.get(PERSON.ACTIVE),
                row.get(ADMINISTRATOR),
                row.get(PERSON.MANAGER_ID),
                row.get(PERSON.VERSION),
                row.get(PERSON.CREATED_AT),
                row.get(PERSON.UPDATED_AT));
    }
}
