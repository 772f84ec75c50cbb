package io.maru.ticket;

import static io.maru.db.ticket.Tables.COMMENT;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.select;

import io.maru.desk.TicketType;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/** Reads what is written on many tickets at once. */
@Repository
class TicketTextStore {

    private static final TypeReference<Map<Long, JsonNode>> VALUES = new TypeReference<>() {};

    private static final FixedQuery TICKETS = new FixedQuery(select(
                    TICKET_.ID,
                    TICKET_.KEY,
                    TICKET_.DESK_ID,
                    TICKET_.TYPE,
                    TICKET_.VERSION,
                    TICKET_.UPDATED_AT,
                    TICKET_.SUMMARY,
                    TICKET_.DESCRIPTION_TEXT,
                    TICKET_.LABELS,
                    TICKET_.FIELD_VALUES,
                    TICKET_.REPORTER_ID,
                    TicketStore.PARTICIPANT_IDS,
                    TicketStore.GUEST_IDS)
            .from(TICKET_)
            .where(TICKET_.ID.eq(any(value("tickets", array(TICKET_.ID))))));

    private static final FixedQuery COMMENTS =
            new FixedQuery(select(COMMENT.TICKET_ID, COMMENT.BODY_TEXT, COMMENT.INTERNAL)
                    .from(COMMENT)
                    .where(COMMENT.TICKET_ID.eq(any(value("tickets", array(COMMENT.TICKET_ID)))))
                    .and(COMMENT.DELETED_AT.isNull())
                    .orderBy(COMMENT.ID));

    private static final Field<String> BEGINNING =
            DSL.left(TICKET_.DESCRIPTION_TEXT, value("longest", DSL.field("longest", Integer.class)));

    private static final FixedQuery DESCRIPTIONS = new FixedQuery(
            select(TICKET_.ID, BEGINNING).from(TICKET_).where(TICKET_.ID.eq(any(value("tickets", array(TICKET_.ID))))));

    private final DSLContext database;

    TicketTextStore(DSLContext database) {
        this.database = database;
    }

    record Row(
            long id,
            String key,
            long deskId,
            TicketType type,
            long version,
            Instant updatedAt,
            String summary,
            String description,
            List<String> labels,
            Map<Long, JsonNode> values,
            Set<Long> concerned) {}

    List<Row> tickets(Long[] ids) {
        return TICKETS.fetch(database, Map.of("tickets", ids)).map(TicketTextStore::row);
    }

    private static Row row(Record row) {
        Set<Long> concerned = new HashSet<>(List.of(row.get(TicketStore.PARTICIPANT_IDS)));
        concerned.addAll(List.of(row.get(TicketStore.GUEST_IDS)));
        concerned.add(row.get(TICKET_.REPORTER_ID));
        return new Row(
                row.get(TICKET_.ID),
                row.get(TICKET_.KEY),
                row.get(TICKET_.DESK_ID),
                TicketType.of(row.get(TICKET_.TYPE)),
                row.get(TICKET_.VERSION),
                row.get(TICKET_.UPDATED_AT),
                row.get(TICKET_.SUMMARY),
                row.get(TICKET_.DESCRIPTION_TEXT),
                List.of(row.get(TICKET_.LABELS)),
                new TreeMap<>(Json.read(row.get(TICKET_.FIELD_VALUES), VALUES)),
                concerned);
    }

    Map<Long, String> descriptions(Long[] ids, int longest) {
        return DESCRIPTIONS.fetch(database, Map.of("tickets", ids, "longest", longest)).stream()
                .collect(Collectors.toMap(row -> row.get(TICKET_.ID), row -> row.get(BEGINNING)));
    }

    /** The newest first. */
    Map<Long, List<TicketTexts.Text>> comments(Long[] ticketIds) {
        Map<Long, List<TicketTexts.Text>> comments = new HashMap<>();
        COMMENTS.fetch(database, Map.of("tickets", ticketIds))
                .forEach(row -> comments.computeIfAbsent(row.get(COMMENT.TICKET_ID), ticket -> new ArrayList<>())
                        .add(new TicketTexts.Text(row.get(COMMENT.BODY_TEXT), row.get(COMMENT.INTERNAL))));
        comments.values().forEach(Collections::reverse);
        return comments;
    }

    List<TicketTexts.Standing> standings(long afterId, int most) {
        return database.select(TICKET_.ID, TICKET_.VERSION)
                .from(TICKET_)
                .where(TICKET_.ID.gt(afterId))
                .orderBy(TICKET_.ID)
                .limit(most)
                .fetch(row -> new TicketTexts.Standing(row.value1(), row.value2()));
    }
}
