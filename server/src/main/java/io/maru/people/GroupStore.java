package io.maru.people;

import static io.maru.db.people.Tables.PERSON_GROUP;
import static org.jooq.impl.DSL.any;

import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class GroupStore {

    private final DSLContext database;

    GroupStore(DSLContext database) {
        this.database = database;
    }

    Map<Long, String> names(Collection<Long> ids) {
        return database.select(PERSON_GROUP.ID, PERSON_GROUP.NAME)
                .from(PERSON_GROUP)
                .where(PERSON_GROUP.ID.eq(any(ids.toArray(Long[]::new))))
                .fetchMap(PERSON_GROUP.ID, PERSON_GROUP.NAME);
    }
}
