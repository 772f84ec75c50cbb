package io.maru.ticket;

import static io.maru.db.ticket.Tables.COMMENT;
import static io.maru.db.ticket.Tables.HISTORY;
import static io.maru.db.ticket.Tables.LINK;
import static io.maru.db.ticket.Tables.PARTICIPANT;
import static io.maru.db.ticket.Tables.TICKET_;
import static io.maru.db.ticket.Tables.WATCHER;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayAgg;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.or;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.maru.field.FieldDefinition;
import io.maru.people.CurrentPerson;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked about tickets in SQL, for modules that put questions together. They ask them through {@link TicketQueries},
 * which lets nobody see more than they may.
 */
public final class TicketColumns {

    public static final Field<Long> ID = TICKET_.ID;
    public static final Field<String> KEY = TICKET_.KEY;
    public static final Field<Long> NUMBER = TICKET_.NUMBER;
    public static final Field<Long> DESK = TICKET_.DESK_ID;
    public static final Field<String> TYPE = TICKET_.TYPE;
    public static final Field<Long> REQUEST_TYPE = TICKET_.REQUEST_TYPE_ID;
    public static final Field<Long> STATUS = TICKET_.STATUS_ID;
    public static final Field<String> STATUS_CATEGORY = TICKET_.STATUS_CATEGORY;
    public static final Field<String> SUMMARY = TICKET_.SUMMARY;
    public static final Field<String> DESCRIPTION = TICKET_.DESCRIPTION_TEXT;
    /** 1 highest … 5 lowest. */
    public static final Field<Short> PRIORITY = TICKET_.PRIORITY;

    /** What stands before the number in a ticket's key. */
    public static final Field<String> KEY_PREFIX = field("split_part({0}, '-', 1)", String.class, TICKET_.KEY);

    public static final Field<String> RESOLUTION = TICKET_.RESOLUTION;
    public static final Field<Instant> RESOLVED_AT = TICKET_.RESOLVED_AT;
    public static final Field<Long> REPORTER = TICKET_.REPORTER_ID;
    public static final Field<Long> CREATED_BY = TICKET_.CREATED_BY_ID;
    public static final Field<Long> ASSIGNEE = TICKET_.ASSIGNEE_ID;
    public static final Field<Long> TEAM = TICKET_.TEAM_ID;
    public static final Field<String[]> LABELS = TICKET_.LABELS;
    /**
     * A label by itself, for {@link TicketQueries.Sort} alone: in a list that is sorted by it a ticket stands once for each of its
     * labels; for one without labels it is empty.
     */
    public static final Field<String> EACH_LABEL = field(name("each_label", "label"), String.class);

    public static final Field<LocalDate> DUE_DATE = TICKET_.DUE_DATE;
    public static final Field<String> CHANNEL = TICKET_.CHANNEL;
    public static final Field<Instant> CREATED_AT = TICKET_.CREATED_AT;
    public static final Field<Instant> UPDATED_AT = TICKET_.UPDATED_AT;

    public static final Field<Long[]> PARTICIPANTS = Circle.PARTICIPANTS.persons();
    public static final Field<Long[]> WATCHERS = Circle.WATCHERS.persons();

    /** Tickets as few as this are named in a question about the past. */
    static final int FEW = 10_000;

    private TicketColumns() {}

    /** The answer to a field; empty for one whose answers are not looked for by their value. */
    public static Optional<AnswerExpression> answer(FieldDefinition field) {
        return AnswerExpression.of(field, TICKET_.FIELD_VALUES);
    }

    /** The answer as it is kept, of any field. */
    public static Field<JSONB> answerItself(FieldDefinition field) {
        return field("({0} -> {1})", JSONB.class, TICKET_.FIELD_VALUES, inline(Long.toString(field.id())));
    }

    /** The text of an answer, of texts of any length. */
    public static Field<String> answerText(FieldDefinition field) {
        return field("({0} ->> {1})", String.class, TICKET_.FIELD_VALUES, inline(Long.toString(field.id())));
    }

    /** @param persons null for anybody */
    public static Condition participating(@Nullable Collection<Long> persons) {
        return Circle.PARTICIPANTS.has(persons);
    }

    /** @param persons null for anybody */
    public static Condition watched(@Nullable Collection<Long> persons) {
        return Circle.WATCHERS.has(persons);
    }

    /** That it is among those that a person looked at last. */
    public static Condition viewed(long personId) {
        return ViewedStore.viewedBy(personId);
    }

    /** @param persons who wrote a comment that still stands; null for anybody */
    public static Condition commented(@Nullable Collection<Long> persons) {
        return exists(selectOne()
                .from(COMMENT)
                .where(COMMENT.TICKET_ID.eq(TICKET_.ID), COMMENT.DELETED_AT.isNull())
                .and(persons == null ? noCondition() : COMMENT.AUTHOR_ID.in(persons)));
    }

    /** When the last comment that still stands was written; null when there is none. */
    public static Field<Instant> lastCommentAt() {
        return field(select(COMMENT.CREATED_AT)
                .from(COMMENT)
                .where(COMMENT.TICKET_ID.eq(TICKET_.ID), COMMENT.DELETED_AT.isNull())
                .orderBy(COMMENT.CREATED_AT.desc(), COMMENT.ID.desc())
                .limit(1));
    }

    /**
     * That the ticket is linked with others on which this person works, too.
     *
     * @param keys of the others
     * @param types null for any
     */
    public static Condition linked(
            CurrentPerson current, Collection<String> keys, @Nullable Collection<LinkType> types) {
        Condition ofType = types == null
                ? noCondition()
                : LINK.TYPE.in(types.stream().map(LinkType::key).toList());
        var other = TICKET_.as("other");
        Condition meant = other.KEY.in(keys).and(TicketStore.workedOnBy(current, other.DESK_ID));
        return TICKET_.ID.in(select(LINK.TARGET_ID)
                .from(LINK)
                .join(other)
                .on(other.ID.eq(LINK.SOURCE_ID))
                .where(meant, ofType)
                .unionAll(select(LINK.SOURCE_ID)
                        .from(LINK)
                        .join(other)
                        .on(other.ID.eq(LINK.TARGET_ID))
                        .where(meant, ofType)));
    }

    /** Persons around a ticket, of whom each comes and goes by themselves. */
    private enum Circle {
        PARTICIPANTS(HistoryEntry.PARTICIPANT, PARTICIPANT, PARTICIPANT.TICKET_ID, PARTICIPANT.PERSON_ID),
        WATCHERS(HistoryEntry.WATCHER, WATCHER, WATCHER.TICKET_ID, WATCHER.PERSON_ID);

        private final String field;
        private final Table<?> table;
        private final Field<Long> ticket;
        private final Field<Long> person;

        Circle(String field, Table<?> table, Field<Long> ticket, Field<Long> person) {
            this.field = field;
            this.table = table;
            this.ticket = ticket;
            this.person = person;
        }

        /** @param field as the history calls it */
        private static Circle of(String field) {
            return Arrays.stream(values())
                    .filter(circle -> circle.field.equals(field))
                    .findFirst()
                    .orElseThrow();
        }

        private Field<Long[]> persons() {
            return array(select(person).from(table).where(ticket.eq(TICKET_.ID)));
        }

        /** @param persons null for anybody */
        private Condition has(@Nullable Collection<Long> persons) {
            return exists(selectOne()
                    .from(table)
                    .where(ticket.eq(TICKET_.ID))
                    .and(persons == null ? noCondition() : person.in(persons)));
        }

        /** That nobody else was there when somebody came or went by an entry: as many as there are now, and back from there. */
        private Condition alone() {
            var later = HISTORY.as("later");
            return condition(
                    "({0}) + ({1}) = num_nonnulls({2})",
                    selectCount().from(table).where(ticket.eq(HISTORY.TICKET_ID)),
                    select(count(later.OLD_KEY).minus(count(later.NEW_KEY)))
                            .from(later)
                            .where(later.TICKET_ID.eq(HISTORY.TICKET_ID), later.FIELD.eq(field))
                            .and(later.HELD_SINCE.isNotNull())
                            .and(later.ID.gt(HISTORY.ID)),
                    HISTORY.NEW_KEY);
        }

        /**
         * That one of them is there.
         *
         * @param since an instant before which they came; null for any time
         * @param by who brought them; null for anybody
         */
        private Condition has(Collection<Long> persons, @Nullable Instant since, @Nullable Collection<Long> by) {
            Condition came = entries(field).and(HISTORY.NEW_KEY.eq(person.cast(SQLDataType.VARCHAR)));
            return exists(selectOne()
                    .from(table)
                    .where(ticket.eq(TICKET_.ID), person.in(persons))
                    .and(
                            since == null
                                    ? noCondition()
                                    : notExists(selectOne().from(HISTORY).where(came, HISTORY.CHANGED_AT.ge(since))))
                    .and(
                            by == null
                                    ? noCondition()
                                    : coalesce(last(came, HISTORY.PERSON_ID), TICKET_.CREATED_BY_ID)
                                            .in(by)));
        }

        /** On which tickets one of them is. */
        private Select<Record> where(Collection<Long> persons) {
            return select(List.of(ticket)).from(table).where(person.in(persons)).limit(inline(FEW + 1));
        }
    }

    // ------------------------------------------------------------------ what was

    /** A time, from an instant to before another; null on a side that is open. */
    public record Period(@Nullable Instant from, @Nullable Instant until) {

        public static final Period EVER = new Period(null, null);
    }

    /** How the history keeps the values of a field. */
    public enum Kept {
        /** One text, of which it has the first 255 characters: a {@link String}. */
        TEXT,
        /** Persons, of whom each comes and goes by an entry of their own: a {@link String}. */
        PERSONS,
        /** Several at once, of which each is meant for itself: {@link JSONB}. */
        SEVERAL,
        /** An amount, whatever its currency: a {@link BigDecimal}. */
        AMOUNT,
        /** An instant, of which its period is meant: a {@link Period} with both ends. */
        INSTANT
    }

    /**
     * The values of a field that a ticket has had.
     *
     * @param field the name that the history knows it by, such as {@code status} or {@code value:17}
     * @param values as the history keeps them, ids and not names
     * @param empty whether having no value is meant too
     */
    public record Held(String field, Kept kept, Set<?> values, boolean empty) {

        /** That an entry ends one of them. */
        private Condition ended() {
            return is(HISTORY.OLD_KEY, HISTORY.OLD_VALUE, null);
        }

        /** That an entry takes one of them away: of several, one that is not there afterwards. */
        private Condition left() {
            return is(HISTORY.OLD_KEY, HISTORY.OLD_VALUE, HISTORY.NEW_VALUE);
        }

        /** That an entry brings one of them: of several, one that was not there before. */
        private Condition came() {
            return is(HISTORY.NEW_KEY, HISTORY.NEW_VALUE, HISTORY.OLD_VALUE);
        }

        /** That an entry leaves one of them behind. */
        private Condition begun() {
            return is(HISTORY.NEW_KEY, HISTORY.NEW_VALUE, null);
        }

        /** @param without where it must not be, of several; null for anywhere */
        private Condition is(Field<String> key, Field<JSONB> value, @Nullable Field<JSONB> without) {
            Condition oneOfThem = values.isEmpty()
                    ? falseCondition()
                    : switch (kept) {
                        case TEXT, PERSONS ->
                            values.size() == 1
                                    ? key.eq((String) values.iterator().next())
                                    : key.eq(any(val(values.toArray(String[]::new))));
                        case SEVERAL ->
                            or(values.stream()
                                    .map(each -> has(value, each, without))
                                    .toList());
                        case AMOUNT ->
                            read("answer_amount", BigDecimal.class, value).in(values);
                        case INSTANT -> {
                            Field<Instant> instant = read("answer_instant", Instant.class, value);
                            yield or(values.stream()
                                    .map(Period.class::cast)
                                    .map(period -> instant.ge(period.from()).and(instant.lt(period.until())))
                                    .toList());
                        }
                    };
            if (!empty) {
                return oneOfThem;
            }
            return oneOfThem.or(
                    switch (kept) {
                        case TEXT -> key.isNull();
                        case PERSONS -> key.isNull().and(Circle.of(field).alone());
                        case SEVERAL -> value.isNull().or(value.eq(inline(JSONB.valueOf("[]"))));
                        case AMOUNT, INSTANT -> value.isNull();
                    });
        }

        private List<Long> persons() {
            return values.stream().map(person -> Long.valueOf((String) person)).toList();
        }

        private static Condition has(Field<JSONB> value, Object one, @Nullable Field<JSONB> without) {
            Condition has = condition("{0} @> {1}", value, val((JSONB) one));
            return without == null ? has : has.and(condition("({0} @> {1}) is not true", without, val((JSONB) one)));
        }
    }

    private static <T> Field<T> read(String function, Class<T> type, Field<JSONB> value) {
        return field("ticket." + function + "({0})", type, value);
    }

    /**
     * That the ticket had one of these values.
     *
     * @param now that it has one of them now, which of persons is asked for each by themselves; null when that does not count
     * @param period at some instant of it
     * @param persons who gave it that value; null for anybody
     */
    public static Condition was(Held held, @Nullable Condition now, Period period, @Nullable Collection<Long> persons) {
        Condition still = period.until() == null
                ? noCondition()
                : notExists(selectOne()
                        .from(HISTORY)
                        .where(entries(held.field()), HISTORY.CHANGED_AT.ge(period.until()))
                        .offset(inline(0)));
        Condition given = persons == null
                ? noCondition()
                : coalesce(lastChange(held.field(), HISTORY.PERSON_ID), TICKET_.CREATED_BY_ID)
                        .in(persons);
        Condition walked = HISTORY.HELD_SINCE
                .isNotNull()
                .and(HISTORY.FIELD.eq(held.field()))
                .and(held.ended())
                .and(period.from() == null ? noCondition() : HISTORY.CHANGED_AT.gt(period.from()))
                .and(persons == null ? noCondition() : HISTORY.HELD_BY.in(persons));
        if (now != null && held.kept() == Kept.PERSONS) {
            Circle circle = Circle.of(held.field());
            Condition there = circle.has(held.persons(), period.until(), persons);
            return held.empty()
                    ? past(
                            walked,
                            null,
                            period.until(),
                            there.or(circle.has(null).not().and(still).and(given)),
                            period)
                    : past(
                            walked,
                            new Candidates(circle.where(held.persons()), falseCondition()),
                            period.until(),
                            there,
                            period);
        }
        if (now == null || persons == null) {
            return past(
                    walked,
                    null,
                    period.until(),
                    now == null ? null : now.and(still).and(given),
                    period);
        }
        // Who gave the value that it has now is told by its last entry, for which nobody would look into every ticket.
        Condition entered = HISTORY.HELD_SINCE
                .isNotNull()
                .and(HISTORY.FIELD.eq(held.field()))
                .and(held.begun())
                .and(HISTORY.PERSON_ID.in(persons));
        return past(
                walked,
                new Candidates(entries(entered, false), TICKET_.CREATED_BY_ID.in(persons)),
                period.until(),
                now.and(still).and(given),
                period);
    }

    /**
     * That a field of the ticket was changed.
     *
     * @param from to what it was before; null for anything
     * @param to null for anything
     * @param persons by whom; null for anybody
     */
    public static Condition changed(
            String field, @Nullable Held from, @Nullable Held to, Period period, @Nullable Collection<Long> persons) {
        Condition walked = HISTORY.HELD_SINCE
                .isNotNull()
                .and(HISTORY.FIELD.eq(field))
                .and(from == null ? noCondition() : from.left())
                .and(to == null ? noCondition() : to.came())
                .and(changedIn(period))
                .and(persons == null ? noCondition() : HISTORY.PERSON_ID.in(persons));
        return past(walked, null, null, null, period);
    }

    /** That somebody changed a field of the ticket. */
    public static Condition changedBy(Collection<Long> persons, Period period) {
        Condition walked = HISTORY.HELD_SINCE
                .isNotNull()
                .and(HISTORY.PERSON_ID.in(persons))
                .and(changedIn(period));
        return past(walked, null, null, null, period);
    }

    private static Condition changedIn(Period period) {
        return (period.until() == null ? noCondition() : HISTORY.CHANGED_AT.lt(period.until()))
                .and(period.from() == null ? noCondition() : HISTORY.CHANGED_AT.ge(period.from()));
    }

    /**
     * Tickets for which it may be so now.
     *
     * @param named those that can be looked up, up to one more than are few
     * @param others that it may be so for another one
     */
    private record Candidates(Select<Record> named, Condition others) {}

    /**
     * @param walked which entries of the history say it
     * @param candidates null when those for which it is so now are easily found
     * @param heldBefore that the value was held before then; null when that does not matter
     * @param now that it is so now; null when that does not count
     */
    private static Condition past(
            Condition walked,
            @Nullable Candidates candidates,
            @Nullable Instant heldBefore,
            @Nullable Condition now,
            Period period) {
        Condition held = heldBefore == null ? noCondition() : HISTORY.HELD_SINCE.lt(heldBefore);
        // As many as few are walked, not as many as there may be: who waits for the page waits for this before.
        boolean timed = heldBefore != null && candidates == null;
        Select<Record> said = entries(walked, timed);
        var entry = (candidates == null ? said : said.unionAll(candidates.named())).asTable("entry");
        Field<Long[]> tickets = timed
                ? arrayAgg(entry.field(HISTORY.TICKET_ID))
                        .filterWhere(entry.field(HISTORY.HELD_SINCE).lt(heldBefore))
                : arrayAgg(entry.field(HISTORY.TICKET_ID));
        var own = selectOne().from(HISTORY).where(HISTORY.TICKET_ID.eq(TICKET_.ID), walked, held);
        return new PastCondition(
                select(count(), tickets).from(entry),
                // OFFSET keeps the planner from collecting the entries of all tickets for a page of them.
                exists(own.offset(inline(0))),
                exists(selectOne().from(HISTORY).where(HISTORY.TICKET_ID.eq(TICKET_.ID), walked, held)),
                now,
                period.until() == null ? null : TICKET_.CREATED_AT.lt(period.until()),
                candidates == null ? null : candidates.others());
    }

    private static Select<Record> entries(Condition walked, boolean timed) {
        return select(timed ? List.of(HISTORY.TICKET_ID, HISTORY.HELD_SINCE) : List.of(HISTORY.TICKET_ID))
                .from(HISTORY)
                .where(walked)
                .limit(inline(FEW + 1));
    }

    /**
     * How long the ticket has had one of these values in all, in milliseconds.
     *
     * @param current that it has one of them now
     * @param now until when that counts
     */
    public static Field<Long> heldMilliseconds(Held held, Condition current, Instant now) {
        Field<BigDecimal> past =
                field(select(coalesce(sum(milliseconds(HISTORY.CHANGED_AT, HISTORY.HELD_SINCE)), BigDecimal.ZERO))
                        .from(HISTORY)
                        .where(entries(held.field()), held.ended()));
        Field<BigDecimal> open = when(
                        current,
                        milliseconds(
                                val(now), coalesce(lastChange(held.field(), HISTORY.CHANGED_AT), TICKET_.CREATED_AT)))
                .otherwise(BigDecimal.ZERO);
        return past.plus(open).cast(SQLDataType.BIGINT);
    }

    private static Field<BigDecimal> milliseconds(Field<Instant> until, Field<Instant> from) {
        return field("(extract(epoch from {0} - {1}) * 1000)", BigDecimal.class, until, from);
    }

    private static Condition entries(String field) {
        return HISTORY.TICKET_ID.eq(TICKET_.ID).and(HISTORY.FIELD.eq(field)).and(HISTORY.HELD_SINCE.isNotNull());
    }

    private static <T> Field<T> lastChange(String field, Field<T> what) {
        return last(entries(field), what);
    }

    private static <T> Field<T> last(Condition entries, Field<T> what) {
        return field(select(what)
                .from(HISTORY)
                .where(entries)
                .orderBy(HISTORY.ID.desc())
                .limit(1));
    }

    /** That one of several answers, or of the labels, is among these. */
    public static Condition anyLabel(Collection<String> labels) {
        // Beside the overlap, since the index holds only tickets that have labels. Written out, since a plan for labels
        // that are not
        // known takes them for frequent.
        return hasLabels().and(condition("{0} && {1}", LABELS, inline(labels.toArray(String[]::new), LABELS)));
    }

    public static Condition hasLabels() {
        return field("cardinality({0})", Integer.class, LABELS).gt(inline(0));
    }

    /** That one of several answers is among these. */
    public static Condition anyAnswer(AnswerExpression answer, List<JSONB> values) {
        return or(values.stream().map(answer::contains).toList());
    }
}
