package io.maru.people;

import static io.maru.db.people.Tables.PERSON;
import static io.maru.db.people.Tables.ROLE_ASSIGNMENT;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.selectOne;

import io.maru.platform.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class PersonStore {

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
        return database.fetchCount(
                PERSON, PERSON.ID.eq(org.jooq.impl.DSL.any(ids.toArray(Long[]::new))), PERSON.ACTIVE.isTrue());
    }

    Optional<Person> find(long id) {
        return database.select(WHOLE).from(PERSON).where(PERSON.ID.eq(id)).fetchOptional(PersonStore::person);
    }

    /** @throws org.springframework.dao.DuplicateKeyException when somebody has this e-mail address */
    long insert(
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
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1();
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
                row.get(PERSON.VERSION),
                row.get(PERSON.CREATED_AT),
                row.get(PERSON.UPDATED_AT));
    }
}
