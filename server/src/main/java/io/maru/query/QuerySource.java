package io.maru.query;

import io.maru.people.CurrentPerson;
import java.util.List;

/** What a module adds to the language. */
public interface QuerySource {

    /** The fields that this person can ask about. */
    List<QueryField> fields(CurrentPerson current);

    default List<QueryFunction> functions() {
        return List.of();
    }
}
