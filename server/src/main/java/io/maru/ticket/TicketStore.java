package io.maru.ticket;

import static io.maru.db.ticket.Tables.GUEST;
import static io.maru.db.ticket.Tables.KEY_ALIAS;
import static io.maru.db.ticket.Tables.LINK;
import static io.maru.db.ticket.Tables.PARTICIPANT;
import static io.maru.db.ticket.Tables.TALLY;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.db.ticket.Tables.WATCHER;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.cast;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.deleteFrom;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.orderBy;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Cursor;
import io.maru.platform.FixedQuery;
import io.maru.platform.Json;
import io.maru.platform.Page;
import io.maru.platform.RepeatedQuery;
import io.maru.platform.RichText;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.jooq.impl.QOM;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

@Repository
class TicketStore {

    /** PostgreSQL's state for a statement that was ended from outside. */
    private static final String QUERY_CANCELED = "57014";

    private static final int LABELLED_TICKETS_LOOKED_AT = 2_000;

    private static final int ROWS_OF_A_CURSOR = 1_000;

    private static final TypeReference<Map<Long, JsonNode>> VALUES = new TypeReference<>() {};

    static final Field<Long[]> PARTICIPANT_IDS = TicketColumns.PARTICIPANTS.as("participant_ids");

    private static final Field<Long[]> WATCHER_IDS = TicketColumns.WATCHERS.as("watcher_ids");

    static final Field<Long[]> GUEST_IDS = array(
                    selectDistinct(GUEST.PERSON_ID).from(GUEST).where(GUEST.TICKET_ID.eq(TICKET_.ID)))
            .as("guest_ids");

    private static final List<SelectField<?>> WHOLE = Stream.<SelectField<?>>concat(
                    Stream.of(TICKET_.fields()), Stream.of(PARTICIPANT_IDS, WATCHER_IDS))
            .toList();

    private static final List<SelectField<?>> SUMMARY = List.of(
            TICKET_.ID,
            TICKET_.KEY,
            TICKET_.DESK_ID,
            TICKET_.TYPE,
            TICKET_.REQUEST_TYPE_ID,
            TICKET_.STATUS_ID,
            TICKET_.SUMMARY,
            TICKET_.PRIORITY,
            TICKET_.REPORTER_ID,
            TICKET_.ASSIGNEE_ID,
            TICKET_.LABELS,
            TICKET_.DUE_DATE,
            TICKET_.CREATED_AT,
            TICKET_.UPDATED_AT,
            TICKET_.VERSION);

    /** {@link #visibleTo(CurrentPerson)} with a value for the person's desks and one for the person. */
    private static final Condition VISIBLE =
            visibleTo(value("desks", array(TICKET_.DESK_ID)), value("person", TICKET_.REPORTER_ID));

    private static final FixedQuery BY_KEY = new FixedQuery(byKey(noCondition()));
    private static final FixedQuery VISIBLE_BY_KEY = new FixedQuery(byKey(VISIBLE));

    private static final FixedQuery BY_KEY_FOR_UPDATE =
            new FixedQuery(byKey(noCondition()).forNoKeyUpdate().of(TICKET_));

    private static final FixedQuery VISIBLE_BY_KEY_FOR_UPDATE =
            new FixedQuery(byKey(VISIBLE).forNoKeyUpdate().of(TICKET_));

    private static final FixedQuery BY_ID_FOR_UPDATE = byIdForUpdate(noCondition());
    private static final FixedQuery VISIBLE_BY_ID_FOR_UPDATE = byIdForUpdate(VISIBLE);

    private static FixedQuery byIdForUpdate(Condition visible) {
        return new FixedQuery(select(WHOLE)
                .from(TICKET_)
                .where(TICKET_.ID.eq(value("ticket", TICKET_.ID)))
                .and(visible)
                .forNoKeyUpdate()
                .of(TICKET_));
    }

    private static SelectConditionStep<Record> byKey(Condition visible) {
        return select(WHOLE)
                .from(TICKET_)
                .where(TICKET_.KEY.eq(value("key", TICKET_.KEY)))
                .and(visible);
    }

    private static final FixedQuery UPDATE = new FixedQuery(DSL.update(TICKET_)
            .set(TICKET_.SUMMARY, value("summary", TICKET_.SUMMARY))
            .set(TICKET_.DESCRIPTION, value("description", TICKET_.DESCRIPTION))
            .set(TICKET_.DESCRIPTION_TEXT, value("descriptionText", TICKET_.DESCRIPTION_TEXT))
            .set(TICKET_.PRIORITY, value("priority", TICKET_.PRIORITY))
            .set(TICKET_.TYPE, value("type", TICKET_.TYPE))
            .set(TICKET_.REQUEST_TYPE_ID, value("requestType", TICKET_.REQUEST_TYPE_ID))
            .set(TICKET_.WORKFLOW_ID, value("workflow", TICKET_.WORKFLOW_ID))
            .set(TICKET_.STATUS_ID, value("status", TICKET_.STATUS_ID))
            .set(TICKET_.STATUS_CATEGORY, value("statusCategory", TICKET_.STATUS_CATEGORY))
            .set(TICKET_.RESOLUTION, value("resolution", TICKET_.RESOLUTION))
            .set(TICKET_.RESOLVED_AT, value("resolvedAt", TICKET_.RESOLVED_AT))
            .set(TICKET_.REPORTER_ID, value("reporter", TICKET_.REPORTER_ID))
            .set(TICKET_.ASSIGNEE_ID, value("assignee", TICKET_.ASSIGNEE_ID))
            .set(TICKET_.TEAM_ID, value("team", TICKET_.TEAM_ID))
            .set(TICKET_.LABELS, value("labels", TICKET_.LABELS))
            .set(TICKET_.DUE_DATE, value("dueDate", TICKET_.DUE_DATE))
            .set(TICKET_.FIELD_VALUES, value("fieldValues", TICKET_.FIELD_VALUES))
            .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
            .set(TICKET_.UPDATED_AT, value("now", TICKET_.UPDATED_AT))
            .where(TICKET_.ID.eq(value("ticket", TICKET_.ID)), TICKET_.VERSION.eq(value("version", TICKET_.VERSION)))
            .returningResult(TICKET_.VERSION, GUEST_IDS));

    private static final FixedQuery NEXT_NUMBER = new FixedQuery(
            select(field("nextval(cast({0} as regclass))", SQLDataType.BIGINT, value("numbers", TICKET_.KEY))));

    private static final FixedQuery INSERT = new FixedQuery(DSL.insertInto(TICKET_)
            .set(TICKET_.KEY, value("key", TICKET_.KEY))
            .set(TICKET_.NUMBER, value("number", TICKET_.NUMBER))
            .set(TICKET_.DESK_ID, value("desk", TICKET_.DESK_ID))
            .set(TICKET_.TYPE, value("type", TICKET_.TYPE))
            .set(TICKET_.REQUEST_TYPE_ID, value("requestType", TICKET_.REQUEST_TYPE_ID))
            .set(TICKET_.FORM_ID, value("form", TICKET_.FORM_ID))
            .set(TICKET_.WORKFLOW_ID, value("workflow", TICKET_.WORKFLOW_ID))
            .set(TICKET_.STATUS_ID, value("status", TICKET_.STATUS_ID))
            .set(TICKET_.STATUS_CATEGORY, value("statusCategory", TICKET_.STATUS_CATEGORY))
            .set(TICKET_.SUMMARY, value("summary", TICKET_.SUMMARY))
            .set(TICKET_.DESCRIPTION, value("description", TICKET_.DESCRIPTION))
            .set(TICKET_.DESCRIPTION_TEXT, value("descriptionText", TICKET_.DESCRIPTION_TEXT))
            .set(TICKET_.PRIORITY, value("priority", TICKET_.PRIORITY))
            .set(TICKET_.REPORTER_ID, value("reporter", TICKET_.REPORTER_ID))
            .set(TICKET_.CREATED_BY_ID, value("createdBy", TICKET_.CREATED_BY_ID))
            .set(TICKET_.ASSIGNEE_ID, value("assignee", TICKET_.ASSIGNEE_ID))
            .set(TICKET_.TEAM_ID, value("team", TICKET_.TEAM_ID))
            .set(TICKET_.LABELS, value("labels", TICKET_.LABELS))
            .set(TICKET_.DUE_DATE, value("dueDate", TICKET_.DUE_DATE))
            .set(TICKET_.CHANNEL, value("channel", TICKET_.CHANNEL))
            .set(TICKET_.FIELD_VALUES, value("fieldValues", TICKET_.FIELD_VALUES))
            .set(TICKET_.VERSION, value("version", TICKET_.VERSION))
            .set(TICKET_.CREATED_AT, value("createdAt", TICKET_.CREATED_AT))
            .set(TICKET_.UPDATED_AT, value("updatedAt", TICKET_.UPDATED_AT))
            .returningResult(TICKET_.ID));

    private static final FixedQuery TOUCH = new FixedQuery(DSL.update(TICKET_)
            .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
            .set(TICKET_.UPDATED_AT, value("now", TICKET_.UPDATED_AT))
            .where(TICKET_.ID.eq(value("ticket", TICKET_.ID)))
            .returningResult(TICKET_.VERSION, GUEST_IDS));

    private static final FixedQuery ROWS = rows(noCondition());
    private static final FixedQuery VISIBLE_ROWS = rows(VISIBLE);

    private static FixedQuery rows(Condition visible) {
        return new FixedQuery(select(SUMMARY)
                .from(TICKET_)
                .where(TICKET_.ID.eq(any(value("tickets", array(TICKET_.ID)))))
                .and(visible));
    }

    private static final FixedQuery LINKS = links(noCondition());
    private static final FixedQuery VISIBLE_LINKS = links(VISIBLE);

    private static FixedQuery links(Condition visible) {
        Field<Long> here = value("ticket", LINK.SOURCE_ID);
        return new FixedQuery(select(
                        LINK.ID, LINK.TYPE, LINK.SOURCE_ID, TICKET_.KEY, TICKET_.SUMMARY, TICKET_.STATUS_ID)
                .from(LINK)
                .join(TICKET_)
                .on(LINK.SOURCE_ID.eq(here).and(TICKET_.ID.eq(LINK.TARGET_ID)))
                .where(visible)
                .unionAll(select(LINK.ID, LINK.TYPE, LINK.SOURCE_ID, TICKET_.KEY, TICKET_.SUMMARY, TICKET_.STATUS_ID)
                        .from(LINK)
                        .join(TICKET_)
                        .on(LINK.TARGET_ID.eq(here).and(TICKET_.ID.eq(LINK.SOURCE_ID)))
                        .where(visible)));
    }

    /** Pasts of which there are so many that it is not looked up again: whichever way they are asked, the same tickets are found. Weighed in characters. */
    private final Cache<String, Boolean> frequent = Caffeine.newBuilder()
            .maximumWeight(4_000_000)
            .weigher((String asked, Boolean any) -> asked.length())
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    private final DSLContext database;

    TicketStore(DSLContext database) {
        this.database = database;
    }

    // ------------------------------------------------------------------ the one gate

    /**
     * Which tickets a person may see: all, those of the desks where a role says so, those they reported or take part in,
     * and those they are a guest of. Every read of tickets carries it.
     */
    static Condition visibleTo(CurrentPerson current) {
        if (current.may(Permission.TICKET_VIEW)) {
            return noCondition();
        }
        return visibleTo(val(desks(current)), val(current.id()));
    }

    /** Which of the tickets that a person may see are work of theirs: those of the desks where a role says so. */
    private static Condition workedOnBy(CurrentPerson current) {
        return workedOnBy(current, TICKET_.DESK_ID);
    }

    /** @param deskId of the tickets that are meant */
    static Condition workedOnBy(CurrentPerson current, Field<Long> deskId) {
        if (current.may(Permission.TICKET_VIEW)) {
            return noCondition();
        }
        return deskId.eq(any(val(desks(current))));
    }

    private static Condition visibleTo(Field<Long[]> desks, Field<Long> personId) {
        return TICKET_.DESK_ID.eq(any(desks)).or(concerning(personId));
    }

    private static Long[] desks(CurrentPerson current) {
        return current.desksWith(Permission.TICKET_VIEW).toArray(Long[]::new);
    }

    /** Whose request it is: the reporter's and the participants'; and who may read it as they do. */
    private static Condition concerning(Field<Long> personId) {
        return TICKET_.REPORTER_ID
                .eq(personId)
                .or(exists(selectOne()
                        .from(PARTICIPANT)
                        .where(PARTICIPANT.TICKET_ID.eq(TICKET_.ID).and(PARTICIPANT.PERSON_ID.eq(personId)))))
                .or(exists(selectOne()
                        .from(GUEST)
                        .where(GUEST.TICKET_ID.eq(TICKET_.ID).and(GUEST.PERSON_ID.eq(personId)))));
    }

    // ------------------------------------------------------------------ numbers

    void createNumbers(long deskId) {
        database.createSequenceIfNotExists(numbers(deskId)).execute();
    }

    long nextNumber(long deskId) {
        return NEXT_NUMBER
                .fetch(database, Map.of("numbers", numbers(deskId).toString()))
                .getFirst()
                .get(0, Long.class);
    }

    private static org.jooq.Name numbers(long deskId) {
        return name("ticket", "number_" + deskId);
    }

    // ------------------------------------------------------------------ one ticket

    Optional<Ticket> visible(CurrentPerson current, String key) {
        return byKey(current.may(Permission.TICKET_VIEW) ? BY_KEY : VISIBLE_BY_KEY, current, key)
                .or(() -> keyNow(key).flatMap(known -> visible(current, known)));
    }

    /** For a write: nobody else changes it until the transaction ends. */
    Optional<Ticket> visibleForUpdate(CurrentPerson current, String key) {
        return byKey(current.may(Permission.TICKET_VIEW) ? BY_KEY_FOR_UPDATE : VISIBLE_BY_KEY_FOR_UPDATE, current, key)
                .or(() -> keyNow(key).flatMap(known -> visibleForUpdate(current, known)));
    }

    private Optional<Ticket> byKey(FixedQuery query, CurrentPerson current, String key) {
        Map<String, Object> values = Map.of("key", key, "desks", desks(current), "person", current.id());
        return query.fetch(database, values).stream().findFirst().map(TicketStore::ticket);
    }

    /** The key that a ticket has now which was once known by this one. */
    private Optional<String> keyNow(String key) {
        return database.select(TICKET_.KEY)
                .from(KEY_ALIAS)
                .join(TICKET_)
                .on(TICKET_.ID.eq(KEY_ALIAS.TICKET_ID))
                .where(KEY_ALIAS.KEY.eq(key))
                .fetchOptional(TICKET_.KEY);
    }

    Optional<Ticket> visibleById(CurrentPerson current, long id) {
        return database.select(WHOLE)
                .from(TICKET_)
                .where(TICKET_.ID.eq(id))
                .and(visibleTo(current))
                .fetchOptional(TicketStore::ticket);
    }

    /** For a write: nobody else changes it until the transaction ends. */
    Optional<Ticket> visibleForUpdate(CurrentPerson current, long id) {
        FixedQuery query = current.may(Permission.TICKET_VIEW) ? BY_ID_FOR_UPDATE : VISIBLE_BY_ID_FOR_UPDATE;
        return query.fetch(database, Map.of("ticket", id, "desks", desks(current), "person", current.id())).stream()
                .findFirst()
                .map(TicketStore::ticket);
    }

    /** Those of these tickets that a person works on, in the order of their ids. */
    List<Ticket> workedOn(CurrentPerson current, Collection<Long> ids) {
        return database.select(WHOLE)
                .from(TICKET_)
                .where(TICKET_.ID.eq(any(ids.toArray(Long[]::new))))
                .and(workedOnBy(current))
                .orderBy(TICKET_.ID)
                .fetch(TicketStore::ticket);
    }

    /** For a write by a module that has its own reasons: nobody else changes it until the transaction ends. */
    Ticket lock(long id) {
        return database.select(WHOLE)
                .from(TICKET_)
                .where(TICKET_.ID.eq(id))
                .forNoKeyUpdate()
                .of(TICKET_)
                .fetchSingle(TicketStore::ticket);
    }

    /** The same, unless somebody else is changing it right now. */
    Optional<Ticket> lockFree(long id) {
        return database.select(WHOLE)
                .from(TICKET_)
                .where(TICKET_.ID.eq(id))
                .forNoKeyUpdate()
                .of(TICKET_)
                .skipLocked()
                .fetchOptional(TicketStore::ticket);
    }

    /** Those of these tickets that a person may see. */
    List<TicketList.Row> visibleRows(CurrentPerson current, Collection<Long> ids) {
        return (current.may(Permission.TICKET_VIEW) ? ROWS : VISIBLE_ROWS)
                .fetch(
                        database,
                        Map.of("tickets", ids.toArray(Long[]::new), "desks", desks(current), "person", current.id()))
                .map(TicketStore::listRow);
    }

    /** A ticket that something of its own refers to, without asking who wants it. */
    Ticket require(long id) {
        return database.select(WHOLE).from(TICKET_).where(TICKET_.ID.eq(id)).fetchSingle(TicketStore::ticket);
    }

    long insert(Ticket ticket, long number) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("key", ticket.key());
        values.put("number", number);
        values.put("desk", ticket.deskId());
        values.put("type", ticket.type().key());
        values.put("requestType", ticket.requestTypeId());
        values.put("form", ticket.formId());
        values.put("workflow", ticket.workflowId());
        values.put("status", ticket.statusId());
        values.put("statusCategory", ticket.statusCategory().key());
        values.put("summary", ticket.summary());
        values.put("description", ticket.description().html());
        values.put("descriptionText", ticket.description().text());
        values.put("priority", (short) ticket.priority());
        values.put("reporter", ticket.reporterId());
        values.put("createdBy", ticket.createdById());
        values.put("assignee", ticket.assigneeId());
        values.put("team", ticket.teamId());
        values.put("labels", ticket.labels().toArray(String[]::new));
        values.put("dueDate", ticket.dueDate());
        values.put("channel", ticket.channel().key());
        values.put("fieldValues", Json.of(ticket.values()));
        values.put("version", ticket.version());
        values.put("createdAt", ticket.createdAt());
        values.put("updatedAt", ticket.updatedAt());
        return INSERT.fetch(database, values).getFirst().get(TICKET_.ID);
    }

    /**
     * A ticket was written.
     *
     * @param guestIds who may read it as its customers do, since each write is told to them
     */
    record Written(long version, Set<Long> guestIds) {

        private static Written of(Record row) {
            return new Written(row.get(TICKET_.VERSION), Set.of(row.get(GUEST_IDS)));
        }
    }

    /** Writes a draft over the version it started from, which the caller holds locked. */
    Written update(TicketDraft draft, Instant now) {
        Ticket before = draft.before();
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("summary", draft.summary);
        values.put("description", draft.description.html());
        values.put("descriptionText", draft.description.text());
        values.put("priority", (short) draft.priority);
        values.put("type", draft.type.key());
        values.put("requestType", draft.requestTypeId);
        values.put("workflow", draft.workflowId);
        values.put("status", draft.statusId);
        values.put("statusCategory", draft.statusCategory.key());
        values.put("resolution", draft.resolution == null ? null : draft.resolution.key());
        values.put("resolvedAt", draft.resolvedAt);
        values.put("reporter", draft.reporterId);
        values.put("assignee", draft.assigneeId);
        values.put("team", draft.teamId);
        values.put("labels", draft.labels.toArray(String[]::new));
        values.put("dueDate", draft.dueDate);
        values.put("fieldValues", Json.of(draft.values));
        values.put("now", now);
        values.put("ticket", before.id());
        values.put("version", before.version());
        return Written.of(UPDATE.fetch(database, values).getFirst());
    }

    /** Counts a change to what hangs on a ticket (its conversation, people, links) as a version of the ticket. */
    Written touch(long ticketId, Instant now) {
        return Written.of(
                TOUCH.fetch(database, Map.of("ticket", ticketId, "now", now)).getFirst());
    }

    /** How many tickets are in each of these statuses; only those that have some. */
    Map<Long, Long> countInStatuses(Collection<Long> statusIds) {
        return database.select(TICKET_.STATUS_ID, DSL.count())
                .from(TICKET_)
                .where(TICKET_.STATUS_ID.in(statusIds))
                .groupBy(TICKET_.STATUS_ID)
                .fetchMap(TICKET_.STATUS_ID, row -> row.value2().longValue());
    }

    /** A ticket that was moved out of a status. */
    record Moved(
            long id,
            String key,
            long deskId,
            long workflowId,
            long version,
            @Nullable String resolutionBefore,
            @Nullable String resolution,
            Set<Long> customerIds) {}

    /** Moves some tickets from one status to another, leaving out those that somebody is changing right now. */
    List<Moved> moveFromStatus(long fromStatusId, Status to, @Nullable String resolution, int most, Instant now) {
        boolean done = to.category() == StatusCategory.DONE;
        Map<Long, Record> before = database.select(
                        TICKET_.ID,
                        TICKET_.KEY,
                        TICKET_.DESK_ID,
                        TICKET_.WORKFLOW_ID,
                        TICKET_.VERSION,
                        TICKET_.RESOLUTION,
                        TICKET_.REPORTER_ID,
                        PARTICIPANT_IDS)
                .from(TICKET_)
                .where(TICKET_.STATUS_ID.eq(fromStatusId))
                .orderBy(TICKET_.ID)
                .limit(most)
                .forNoKeyUpdate()
                .of(TICKET_)
                .skipLocked()
                .fetchMap(TICKET_.ID, row -> row);
        if (before.isEmpty()) {
            return List.of();
        }
        database.update(TICKET_)
                .set(TICKET_.STATUS_ID, to.id())
                .set(TICKET_.STATUS_CATEGORY, to.category().key())
                .set(TICKET_.RESOLUTION, done ? coalesce(TICKET_.RESOLUTION, val(resolution)) : inline((String) null))
                .set(TICKET_.RESOLVED_AT, done ? coalesce(TICKET_.RESOLVED_AT, val(now)) : inline((Instant) null))
                .set(TICKET_.VERSION, TICKET_.VERSION.plus(1))
                .set(TICKET_.UPDATED_AT, now)
                .where(TICKET_.ID.in(before.keySet()))
                .execute();
        return before.values().stream()
                .map(row -> {
                    String resolutionBefore = row.get(TICKET_.RESOLUTION);
                    Set<Long> customers = new HashSet<>(List.of(row.get(PARTICIPANT_IDS)));
                    customers.add(row.get(TICKET_.REPORTER_ID));
                    return new Moved(
                            row.get(TICKET_.ID),
                            row.get(TICKET_.KEY),
                            row.get(TICKET_.DESK_ID),
                            row.get(TICKET_.WORKFLOW_ID),
                            row.get(TICKET_.VERSION) + 1,
                            resolutionBefore,
                            !done ? null : resolutionBefore == null ? resolution : resolutionBefore,
                            customers);
                })
                .toList();
    }

    private static Ticket ticket(Record row) {
        return new Ticket(
                row.get(TICKET_.ID),
                row.get(TICKET_.KEY),
                row.get(TICKET_.DESK_ID),
                TicketType.of(row.get(TICKET_.TYPE)),
                row.get(TICKET_.REQUEST_TYPE_ID),
                row.get(TICKET_.FORM_ID),
                row.get(TICKET_.WORKFLOW_ID),
                row.get(TICKET_.STATUS_ID),
                StatusCategory.of(row.get(TICKET_.STATUS_CATEGORY)),
                row.get(TICKET_.SUMMARY),
                new RichText(row.get(TICKET_.DESCRIPTION), row.get(TICKET_.DESCRIPTION_TEXT)),
                row.get(TICKET_.PRIORITY),
                resolution(row.get(TICKET_.RESOLUTION)),
                row.get(TICKET_.RESOLVED_AT),
                row.get(TICKET_.REPORTER_ID),
                row.get(TICKET_.CREATED_BY_ID),
                row.get(TICKET_.ASSIGNEE_ID),
                row.get(TICKET_.TEAM_ID),
                List.of(row.get(TICKET_.LABELS)),
                row.get(TICKET_.DUE_DATE),
                Channel.of(row.get(TICKET_.CHANNEL)),
                new TreeMap<>(Json.read(row.get(TICKET_.FIELD_VALUES), VALUES)),
                Set.of(row.get(PARTICIPANT_IDS)),
                Set.of(row.get(WATCHER_IDS)),
                row.get(TICKET_.VERSION),
                row.get(TICKET_.CREATED_AT),
                row.get(TICKET_.UPDATED_AT));
    }

    private static @Nullable Resolution resolution(@Nullable String key) {
        return key == null ? null : Resolution.of(key).orElseThrow();
    }

    // ------------------------------------------------------------------ lists

    // Inlined: the partial indexes are declared with these constants, and a plan for a bound value cannot use them.
    private static Condition inState(TicketList.State state) {
        return switch (state) {
            case ANY -> noCondition();
            case OPEN -> TICKET_.STATUS_CATEGORY.ne(inline("done"));
            case WAITING -> TICKET_.STATUS_CATEGORY.eq(inline("waiting"));
            case DONE -> TICKET_.STATUS_CATEGORY.eq(inline("done"));
        };
    }

    // Named one by one, so that the index finds them.
    static Condition tallied(TicketList.State state) {
        return switch (state) {
            case ANY -> trueCondition();
            case OPEN -> TALLY.STATUS_CATEGORY.in(inline("new"), inline("active"), inline("waiting"));
            case WAITING -> TALLY.STATUS_CATEGORY.eq(inline("waiting"));
            case DONE -> TALLY.STATUS_CATEGORY.eq(inline("done"));
        };
    }

    /** Makes one row of the many that writers have left in the tally; its sums stay as they are at every instant. */
    void addUpTally() {
        var crowded = select(TALLY.DESK_ID, TALLY.STATUS_CATEGORY, TALLY.ASSIGNEE_ID)
                .from(TALLY)
                .groupBy(TALLY.DESK_ID, TALLY.STATUS_CATEGORY, TALLY.ASSIGNEE_ID)
                .having(DSL.count().gt(1))
                .asTable("crowded");
        var taken = name("taken")
                .as(deleteFrom(TALLY)
                        .using(crowded)
                        .where(TALLY.DESK_ID.eq(crowded.field(TALLY.DESK_ID)))
                        .and(TALLY.STATUS_CATEGORY.eq(crowded.field(TALLY.STATUS_CATEGORY)))
                        .and(TALLY.ASSIGNEE_ID.isNotDistinctFrom(crowded.field(TALLY.ASSIGNEE_ID)))
                        .returning(TALLY.fields()));
        Field<BigDecimal> total = sum(taken.field(TALLY.TICKETS));
        database.with(taken)
                .insertInto(TALLY, TALLY.DESK_ID, TALLY.STATUS_CATEGORY, TALLY.ASSIGNEE_ID, TALLY.TICKETS)
                .select(select(
                                taken.field(TALLY.DESK_ID),
                                taken.field(TALLY.STATUS_CATEGORY),
                                taken.field(TALLY.ASSIGNEE_ID),
                                total.cast(TALLY.TICKETS))
                        .from(taken)
                        .groupBy(
                                taken.field(TALLY.DESK_ID),
                                taken.field(TALLY.STATUS_CATEGORY),
                                taken.field(TALLY.ASSIGNEE_ID))
                        .having(total.ne(BigDecimal.ZERO)))
                .execute();
    }

    /** An order in which no two tickets stand at the same place; without one the newest first. */
    private static List<TicketQueries.Sort> sorting(List<TicketQueries.Sort> order) {
        List<TicketQueries.Sort> sorting = new ArrayList<>(order);
        if (order.isEmpty()) {
            sorting.add(new TicketQueries.Sort(TICKET_.CREATED_AT, true, false));
        }
        if (order.stream().noneMatch(sort -> sort.key().equals(TICKET_.ID))) {
            sorting.add(new TicketQueries.Sort(
                    TICKET_.ID, order.isEmpty() || order.getLast().descending(), false));
        }
        return sorting;
    }

    /** @param beside values of further columns, as they were asked for */
    record Found(TicketList.Row row, List<@Nullable Object> beside) {}

    /**
     * A page of the tickets that a person works on and for which a condition holds; the id decides between equals.
     *
     * @param beside what else is read of each
     */
    Page<Found> find(
            CurrentPerson current,
            Condition where,
            List<TicketQueries.Sort> order,
            List<Field<?>> beside,
            @Nullable String after,
            int limit,
            Duration patience) {
        Paging paging = Paging.of(order, beside, limit);
        Cursor cursor = Cursor.decode(after, paging.sorting().size());
        return paging.page(patiently(patience, () -> {
            Select<Record> question = paging.question(
                    settled(where, true, patience).and(workedOnBy(current)),
                    cursor == null ? noCondition() : KeysetSeek.beyond(paging.sorting(), cursor));
            question.attach(database.configuration());
            return question.queryTimeout((int) patience.toSeconds()).fetch();
        }));
    }

    /**
     * @param lookedUp what is sorted by and stands elsewhere than with the tickets, such as the names of persons: joined, so that what
     *     many tickets have is looked up once
     * @param keys what the page is sorted by
     * @param others what else is read of each ticket
     */
    private record Paging(
            List<TicketQueries.Sort> sorting,
            List<Table<?>> lookedUp,
            List<Field<?>> keys,
            List<Field<?>> others,
            int limit) {

        static Paging of(List<TicketQueries.Sort> order, List<Field<?>> beside, int limit) {
            List<TicketQueries.Sort> asked = TicketStore.sorting(order);
            List<TicketQueries.Sort> sorting = new ArrayList<>();
            List<Table<?>> lookedUp = new ArrayList<>();
            List<Field<?>> keys = new ArrayList<>();
            for (TicketQueries.Sort sort : asked) {
                Field<?> key = sort.key();
                if (key instanceof QOM.ScalarSubquery<?>) {
                    String table = "looked_up_" + lookedUp.size();
                    // LIMIT keeps the planner from looking it up for each ticket again.
                    lookedUp.add(
                            lateral(select(key.as("value")).limit(inline(1)).asTable(table)));
                    key = field(name(table, "value"), key.getDataType());
                }
                sorting.add(new TicketQueries.Sort(key, sort.descending(), sort.nullable()));
                keys.add(DSL.field(key).as("sort_" + keys.size()));
            }
            List<Field<?>> sortedBy =
                    asked.stream().<Field<?>>map(TicketQueries.Sort::key).toList();
            List<Field<?>> others = new ArrayList<>();
            for (Field<?> each : beside) {
                int sorted = sortedBy.indexOf(each);
                // What the page is sorted by is known already, and may be known there alone.
                Field<?> told = sorted < 0 ? each : field(name("found", "sort_" + sorted), each.getDataType());
                others.add(told.as("beside_" + others.size()));
            }
            return new Paging(sorting, lookedUp, keys, others, limit);
        }

        Select<Record> question(Condition where, Condition beyond) {
            // The tickets of the page by themselves first, which an index often knows without the tickets.
            var found = select(TICKET_.ID)
                    .select(keys)
                    .from(source())
                    .where(where)
                    .and(beyond)
                    .orderBy(sorting.stream().map(KeysetSeek::sortField).toList())
                    .limit(limit + 1)
                    .asTable("found");
            List<TicketQueries.Sort> again = IntStream.range(0, keys.size())
                    .mapToObj(key -> new TicketQueries.Sort(
                            found.field(keys.get(key)),
                            sorting.get(key).descending(),
                            sorting.get(key).nullable()))
                    .toList();
            return select(SUMMARY)
                    .select(again.stream().map(TicketQueries.Sort::key).toList())
                    .select(others)
                    .from(found)
                    .join(TICKET_)
                    .on(TICKET_.ID.eq(found.field(TICKET_.ID)))
                    .orderBy(again.stream().map(KeysetSeek::sortField).toList());
        }

        private Table<?> source() {
            Table<?> source = TICKET_;
            if (sorting.stream().anyMatch(sort -> sort.key().equals(TicketColumns.EACH_LABEL))) {
                source = source.leftJoin(lateral(unnest(TICKET_.LABELS).as("each_label", "label")))
                        .on(trueCondition());
            }
            for (Table<?> table : lookedUp) {
                source = source.leftJoin(table).on(trueCondition());
            }
            return source;
        }

        Page<Found> page(List<Record> rows) {
            Page<Record> page = Page.of(rows, limit, last -> KeysetSeek.cursor(last, keys));
            return page.map(row -> new Found(
                    listRow(row),
                    others.stream().<@Nullable Object>map(row::get).toList()));
        }
    }

    /** A first page that somebody asks for again: its statement is written. */
    record FirstPage(Paging paging, RepeatedQuery question) {}

    /** Empty where a statement is made for the moment, as that of what is asked about the past is. */
    Optional<FirstPage> firstPage(
            CurrentPerson current, Condition where, List<TicketQueries.Sort> order, List<Field<?>> beside, int limit) {
        if (PastCondition.asked(where)) {
            return Optional.empty();
        }
        Paging paging = Paging.of(order, beside, limit);
        return RepeatedQuery.of(paging.question(where.and(workedOnBy(current)), noCondition()))
                .map(question -> new FirstPage(paging, question));
    }

    Page<Found> find(FirstPage first, Duration patience) {
        return first.paging().page(patiently(patience, () -> first.question().fetch(database, patience)));
    }

    /** When the first of the open tickets was made for which a condition holds; null when there is none. */
    @Nullable
    Instant oldestOpen(CurrentPerson current, Condition where, Duration patience) {
        return patiently(
                patience,
                () -> database.select(min(TICKET_.CREATED_AT))
                        .from(TICKET_)
                        .where(settled(where, true, patience))
                        .and(inState(TicketList.State.OPEN))
                        .and(workedOnBy(current))
                        .queryTimeout((int) patience.toSeconds())
                        .fetchSingle()
                        .value1());
    }

    /** Which tickets {@link #find} would find, each with its place in the order. */
    private Select<Record2<Long, Long>> places(
            CurrentPerson current, Condition where, List<TicketQueries.Sort> order, Duration patience) {
        return select(
                        TICKET_.ID,
                        cast(
                                rowNumber()
                                        .over(orderBy(sorting(order).stream()
                                                .map(KeysetSeek::sortField)
                                                .toList())),
                                SQLDataType.BIGINT))
                .from(TICKET_)
                .where(settled(where, false, patience))
                .and(workedOnBy(current));
    }

    /** Carries out a statement that keeps them; answers how many rows it wrote. */
    int keep(
            CurrentPerson current,
            Condition where,
            List<TicketQueries.Sort> order,
            Duration patience,
            Function<Select<Record2<Long, Long>>, Insert<?>> statement) {
        return patiently(patience, () -> {
            Insert<?> insert = statement.apply(places(current, where, order, patience));
            insert.attach(database.configuration());
            return insert.queryTimeout((int) patience.toSeconds()).execute();
        });
    }

    /** How many there are, and some of them from everywhere in the order. */
    TicketQueries.Sample sample(
            CurrentPerson current, Condition where, List<TicketQueries.Sort> order, int most, Duration patience) {
        var places = name("places").fields("id", "place").as(places(current, where, order, patience));
        Field<Long> id = places.field("id", SQLDataType.BIGINT);
        Field<Long> place = places.field("place", SQLDataType.BIGINT);
        Field<Long> total = field(select(max(place)).from(places));
        Field<Long> step = total.plus(most - 1).div(most);
        var rows = patiently(
                patience,
                () -> database.with(places)
                        .select(id, total)
                        .from(places)
                        .where(place.minus(1).mod(step).eq(0L))
                        .orderBy(place)
                        .queryTimeout((int) patience.toSeconds())
                        .fetch());
        planAsBefore();
        return rows.isEmpty()
                ? new TicketQueries.Sample(0, List.of())
                : new TicketQueries.Sample(rows.getFirst().value2(), rows.getValues(id));
    }

    /** Tells values of all that {@link #find} would find, from a cursor that the database keeps. */
    void each(
            CurrentPerson current,
            Condition where,
            List<TicketQueries.Sort> order,
            List<Field<?>> columns,
            Duration patience,
            Consumer<List<@Nullable Object>> each) {
        List<Field<?>> read = new ArrayList<>();
        for (Field<?> column : columns) {
            read.add(column.as("column_" + read.size()));
        }
        try (org.jooq.Cursor<Record> rows = patiently(
                patience,
                () -> database.select(read)
                        .from(TICKET_)
                        .where(settled(where, false, patience))
                        .and(workedOnBy(current))
                        .orderBy(sorting(order).stream()
                                .map(KeysetSeek::sortField)
                                .toList())
                        .fetchSize(ROWS_OF_A_CURSOR)
                        .queryTimeout((int) patience.toSeconds())
                        .fetchLazy())) {
            for (Record row : rows) {
                each.accept(read.stream().<@Nullable Object>map(row::get).toList());
            }
        }
    }

    long count(CurrentPerson current, Condition where, Duration patience) {
        Optional<Condition> tallied = TallyColumns.asked(where.and(workedOnBy(current)));
        if (tallied.isPresent()) {
            BigDecimal sum = database.select(sum(TALLY.TICKETS))
                    .from(TALLY)
                    .where(tallied.get())
                    .fetchSingle()
                    .value1();
            return sum == null ? 0 : sum.longValueExact();
        }
        long counted = patiently(
                patience,
                () -> database.select(DSL.count())
                        .from(TICKET_)
                        .where(settled(where, false, patience))
                        .and(workedOnBy(current))
                        .queryTimeout((int) patience.toSeconds())
                        .fetchSingle()
                        .value1());
        planAsBefore();
        return counted;
    }

    /** Whether {@link #find} would find a ticket. */
    boolean finds(CurrentPerson current, long ticketId, Condition where, Duration patience) {
        return patiently(
                patience,
                () -> !database.selectOne()
                        .from(TICKET_)
                        .where(TICKET_.ID.eq(ticketId))
                        .and(PastCondition.settled(where, PastCondition::ofEach))
                        .and(workedOnBy(current))
                        .queryTimeout((int) patience.toSeconds())
                        .fetch()
                        .isEmpty());
    }

    /** Asks a question of the tickets that {@link #find} would find. */
    <R extends Record> Result<R> alongside(
            CurrentPerson current,
            Condition where,
            List<Field<?>> columns,
            Duration patience,
            Function<@Nullable Table<?>, ResultQuery<R>> question) {
        List<Field<?>> read = new ArrayList<>(List.of(TICKET_.ID));
        read.addAll(columns);
        return patiently(patience, () -> {
            Condition asked = settled(where, false, patience).and(workedOnBy(current));
            // It reads very many rows in any case, and whoever waits for it is better served by all processors.
            database.fetch(
                    "select set_config('work_mem', '64MB', true), set_config('parallel_tuple_cost', '0.001', true)");
            boolean every = columns.isEmpty() && (asked instanceof QOM.True || asked.equals(noCondition()));
            ResultQuery<R> asks = question.apply(
                    every ? null : select(read).from(TICKET_).where(asked).asTable("asked"));
            asks.attach(database.configuration());
            return asks.queryTimeout((int) patience.toSeconds()).fetch();
        });
    }

    Map<TicketQueries.Standing, Long> countByStatus(CurrentPerson current, Condition where, Duration patience) {
        return patiently(
                patience,
                () -> database.select(TICKET_.WORKFLOW_ID, TICKET_.STATUS_ID, DSL.count())
                        .from(TICKET_)
                        .where(settled(where, false, patience))
                        .and(workedOnBy(current))
                        .groupBy(TICKET_.WORKFLOW_ID, TICKET_.STATUS_ID)
                        .queryTimeout((int) patience.toSeconds())
                        .fetchMap(
                                row -> new TicketQueries.Standing(row.value1(), row.value2()),
                                row -> row.value3().longValue()));
    }

    /** What a transaction that asked a question does besides has plans already; to plan it anew costs more than to do it. */
    private void planAsBefore() {
        database.fetch("select set_config('plan_cache_mode', 'auto', true)");
    }

    /**
     * A question is planned for its very values, since one label is rare and another is on every tenth ticket; and a page of it takes
     * one processor and not all of them. What is asked about the past is asked by the tickets when they are few.
     */
    private Condition settled(Condition where, boolean page, Duration patience) {
        database.fetch("select set_config('plan_cache_mode', 'force_custom_plan', true)"
                + (page ? ", set_config('max_parallel_workers_per_gather', '0', true)" : ""));
        return PastCondition.settled(where, past -> {
            String asked = past.entries().getSQL(ParamType.INLINED);
            if (frequent.getIfPresent(asked) != null) {
                return page ? past.ofEach() : past.ofAll();
            }
            var entries = patiently(
                    patience, () -> database.fetchSingle(past.entries().queryTimeout((int) patience.toSeconds())));
            if (entries.value1() > TicketColumns.FEW) {
                frequent.put(asked, true);
                return page ? past.ofEach() : past.ofAll();
            }
            return past.of(entries.value2() == null ? new Long[0] : entries.value2());
        });
    }

    /** Of as many of the newest tickets as it takes no time to look at. */
    List<String> labelsLike(CurrentPerson current, String text, int most) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return database
                .select(TICKET_.LABELS)
                .from(TICKET_)
                .where(TicketColumns.hasLabels())
                .and(workedOnBy(current))
                .orderBy(TICKET_.ID.desc())
                .limit(LABELLED_TICKETS_LOOKED_AT)
                .fetch(TICKET_.LABELS)
                .stream()
                .flatMap(Arrays::stream)
                .filter(label -> label.toLowerCase(Locale.ROOT).startsWith(wanted))
                .distinct()
                .limit(most)
                .toList();
    }

    private static <T> T patiently(Duration patience, Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && QUERY_CANCELED.equals(sql.getSQLState())) {
                    throw new TookTooLong(patience);
                }
            }
            throw failed;
        }
    }

    /** That a ticket's key begins like this. */
    static Condition keyBeginsWith(String text) {
        return TICKET_.KEY.startsWith(text.strip().toUpperCase(Locale.ROOT));
    }

    /** That a ticket is found by what is written on it. */
    static Condition found(TextSearch texts, String words) {
        return texts.matches(TICKET_.ID, words);
    }

    /** The requests that concern a person, newest change first. */
    Page<TicketList.Row> requests(
            CurrentPerson current,
            TicketList.RequestScope scope,
            TicketList.State state,
            Condition wanted,
            @Nullable Cursor after,
            int limit) {
        Condition asked = visibleTo(current)
                .and(inState(state))
                .and(wanted)
                .and(
                        after == null
                                ? noCondition()
                                : row(TICKET_.UPDATED_AT, TICKET_.ID)
                                        .lt(val(after.instant(0), TICKET_.UPDATED_AT), val(after.number(1))));
        Condition mine = TICKET_.REPORTER_ID.eq(current.id()).and(asked);
        Condition participating = TICKET_.ID
                .in(select(PARTICIPANT.TICKET_ID).from(PARTICIPANT).where(PARTICIPANT.PERSON_ID.eq(current.id())))
                .and(asked);
        List<TicketList.Row> rows = database.fetch(
                        switch (scope) {
                            case MINE -> newest(mine, limit + 1);
                            case PARTICIPATING -> newest(participating, limit + 1);
                            // Each for itself: the reporter's index is walked no further than the page, and
                            // some people ask for something every day.
                            case ALL ->
                                select().from(newest(mine, limit + 1)
                                                .unionAll(newest(
                                                        participating.and(TICKET_.REPORTER_ID.ne(current.id())),
                                                        limit + 1))
                                                .asTable("concerning"))
                                        .orderBy(
                                                field(TICKET_.UPDATED_AT.getUnqualifiedName())
                                                        .desc(),
                                                field(TICKET_.ID.getUnqualifiedName())
                                                        .desc())
                                        .limit(limit + 1);
                        })
                .map(TicketStore::listRow);
        return Page.of(rows, limit, last -> Cursor.of(last.updatedAt(), last.id()));
    }

    private static Select<Record> newest(Condition which, int most) {
        return select(SUMMARY)
                .from(TICKET_)
                .where(which)
                .orderBy(TICKET_.UPDATED_AT.desc(), TICKET_.ID.desc())
                .limit(most);
    }

    private static TicketList.Row listRow(Record row) {
        return new TicketList.Row(
                row.get(TICKET_.ID),
                row.get(TICKET_.KEY),
                row.get(TICKET_.DESK_ID),
                TicketType.of(row.get(TICKET_.TYPE)),
                row.get(TICKET_.REQUEST_TYPE_ID),
                row.get(TICKET_.STATUS_ID),
                row.get(TICKET_.SUMMARY),
                row.get(TICKET_.PRIORITY),
                row.get(TICKET_.REPORTER_ID),
                row.get(TICKET_.ASSIGNEE_ID),
                List.of(row.get(TICKET_.LABELS)),
                row.get(TICKET_.DUE_DATE),
                row.get(TICKET_.CREATED_AT),
                row.get(TICKET_.UPDATED_AT),
                row.get(TICKET_.VERSION));
    }

    // ------------------------------------------------------------------ people and links

    boolean addParticipants(long ticketId, Collection<Long> personIds, Instant now) {
        if (personIds.isEmpty()) {
            return false;
        }
        var insert =
                database.insertInto(PARTICIPANT, PARTICIPANT.TICKET_ID, PARTICIPANT.PERSON_ID, PARTICIPANT.ADDED_AT);
        for (long personId : personIds) {
            insert = insert.values(ticketId, personId, now);
        }
        return insert.onConflictDoNothing().execute() > 0;
    }

    boolean removeParticipant(long ticketId, long personId) {
        return database.deleteFrom(PARTICIPANT)
                        .where(PARTICIPANT.TICKET_ID.eq(ticketId).and(PARTICIPANT.PERSON_ID.eq(personId)))
                        .execute()
                > 0;
    }

    /** Makes these the guests that a module has on a ticket. */
    void setGuests(long ticketId, String module, Set<Long> personIds) {
        database.deleteFrom(GUEST)
                .where(GUEST.TICKET_ID.eq(ticketId), GUEST.MODULE.eq(module), GUEST.PERSON_ID.notIn(personIds))
                .execute();
        if (personIds.isEmpty()) {
            return;
        }
        var insert = database.insertInto(GUEST, GUEST.TICKET_ID, GUEST.PERSON_ID, GUEST.MODULE);
        for (long personId : personIds) {
            insert = insert.values(ticketId, personId, module);
        }
        insert.onConflictDoNothing().execute();
    }

    boolean addWatcher(long ticketId, long personId, Instant now) {
        return database.insertInto(WATCHER)
                        .set(WATCHER.TICKET_ID, ticketId)
                        .set(WATCHER.PERSON_ID, personId)
                        .set(WATCHER.ADDED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    boolean removeWatcher(long ticketId, long personId) {
        return database.deleteFrom(WATCHER)
                        .where(WATCHER.TICKET_ID.eq(ticketId).and(WATCHER.PERSON_ID.eq(personId)))
                        .execute()
                > 0;
    }

    boolean addLink(long sourceId, long targetId, LinkType type, long personId, Instant now) {
        return database.insertInto(LINK)
                        .set(LINK.SOURCE_ID, sourceId)
                        .set(LINK.TARGET_ID, targetId)
                        .set(LINK.TYPE, type.key())
                        .set(LINK.CREATED_BY, personId)
                        .set(LINK.CREATED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    boolean removeLink(long linkId) {
        return database.deleteFrom(LINK).where(LINK.ID.eq(linkId)).execute() > 0;
    }

    /** The links of a ticket whose other end this person may see. */
    List<Link> links(CurrentPerson current, long ticketId) {
        FixedQuery query = current.may(Permission.TICKET_VIEW) ? LINKS : VISIBLE_LINKS;
        return links(query, Map.of("ticket", ticketId, "desks", desks(current), "person", current.id()), ticketId);
    }

    /** All links of a ticket, for rules that ask how the other ends stand and show nobody what they are. */
    List<Link> allLinks(long ticketId) {
        return links(LINKS, Map.of("ticket", ticketId), ticketId);
    }

    private List<Link> links(FixedQuery query, Map<String, Object> values, long ticketId) {
        return query.fetch(database, values).stream()
                .map(row -> new Link(
                        row.get(LINK.ID),
                        LinkType.of(row.get(LINK.TYPE)),
                        row.get(LINK.SOURCE_ID) == ticketId,
                        row.get(TICKET_.KEY),
                        row.get(TICKET_.SUMMARY),
                        row.get(TICKET_.STATUS_ID)))
                .sorted(Comparator.comparing((Link link) -> !link.outward()).thenComparing(Link::id))
                .toList();
    }
}
