package io.maru.people;

import static io.maru.db.people.Tables.PERSON;
import static io.maru.db.people.Tables.PERSON_GROUP;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.select;

import org.jooq.Field;

/** By what modules that keep a person or a group put their rows in order. */
public final class PersonColumns {

    private PersonColumns() {}

    /** The name of the person with this id, whatever its case; null without one. */
    public static Field<String> name(Field<Long> personId) {
        return field(select(lower(PERSON.DISPLAY_NAME)).from(PERSON).where(PERSON.ID.eq(personId)));
    }

    /** The name of the group with this id, whatever its case; null without one. */
    public static Field<String> groupName(Field<Long> groupId) {
        return field(select(lower(PERSON_GROUP.NAME)).from(PERSON_GROUP).where(PERSON_GROUP.ID.eq(groupId)));
    }
}
