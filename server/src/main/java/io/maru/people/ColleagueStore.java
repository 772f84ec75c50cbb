package io.maru.people;

import static io.maru.db.people.Tables.GROUP_MEMBER;
import static io.maru.db.people.Tables.PERSON;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class ColleagueStore {

    private final DSLContext database;

    ColleagueStore(DSLContext database) {
        this.database = database;
    }

    List<PersonReference> find(long personId, String query, boolean everybody, int limit) {
        return database.select(PERSON.ID, PERSON.DISPLAY_NAME)
                .from(PERSON)
                .where(
                        PERSON.ACTIVE.isTrue(),
                        PERSON.ID.ne(personId),
                        lower(PERSON.EMAIL)
                                .eq(lower(val(query)))
                                .or(PERSON.DISPLAY_NAME
                                        .containsIgnoreCase(query)
                                        .and(everybody ? noCondition() : sharesGroupWith(personId))))
                .orderBy(lower(PERSON.DISPLAY_NAME), PERSON.ID)
                .limit(limit)
                .fetch(row -> new PersonReference(row.get(PERSON.ID), row.get(PERSON.DISPLAY_NAME), null));
    }

    private static Condition sharesGroupWith(long personId) {
        var theirs = GROUP_MEMBER.as("theirs");
        var mine = GROUP_MEMBER.as("mine");
        return PERSON.ID.in(select(theirs.PERSON_ID)
                .from(theirs)
                .join(mine)
                .on(mine.GROUP_ID.eq(theirs.GROUP_ID))
                .where(mine.PERSON_ID.eq(personId)));
    }
}
