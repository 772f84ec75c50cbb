package io.maru.workflow;

import static io.maru.db.workflow.Tables.STATUS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.jsonbGetAttributeAsText;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.select;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** By what modules that keep a status put their rows in order. */
public final class StatusColumns {

    private static final Map<String, String> PLACES = Arrays.stream(StatusCategory.values())
            .collect(Collectors.toMap(StatusCategory::key, each -> Integer.toString(each.ordinal())));

    private StatusColumns() {}

    public static Field<String> category(Field<Long> statusId) {
        return field(select(STATUS.CATEGORY).from(STATUS).where(STATUS.ID.eq(statusId)));
    }

    /** From new to done, and by name among those of one category: the same for statuses of one name, whose workflow they are of. */
    public static Field<String> order(Field<Long> statusId) {
        Field<String> place = DSL.case_(STATUS.CATEGORY).mapValues(PLACES);
        Field<String> name = coalesce(
                jsonbGetAttributeAsText(STATUS.NAME, inline("en")), jsonbGetAttributeAsText(STATUS.NAME, inline("ko")));
        return field(select(place.concat(lower(name))).from(STATUS).where(STATUS.ID.eq(statusId)));
    }
}
