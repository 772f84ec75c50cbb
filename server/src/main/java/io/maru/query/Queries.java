package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.Page;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.Violation;
import io.maru.query.Completion.Choices;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketQueries;
import io.maru.ticket.TicketView;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** Asks for tickets in the query language. */
@Service
public class Queries {

    /** How long somebody waits for a page, and how long for a number beside it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** As many as somebody would look through. */
    private static final int MOST_VALUES = 50;
    /** How long somebody waits until a hundred thousand tickets are found and kept. */
    private static final Duration PATIENCE_TO_KEEP = Duration.ofSeconds(60);

    private static final int KEYS_MAXIMUM = 10_000;

    /** As many as a thousand people look at in turn; a listing takes about 10 kB, a number 3 kB. */
    private static final int MOST_LISTINGS = 2_000;

    private static final int MOST_NUMBERS = 5_000;

    /** Those of rules and webhooks. */
    private static final int MOST_CONDITIONS = 2_000;

    private final List<QuerySource> sources;
    private final TicketQueries tickets;
    private final Workflows workflows;
    private final TicketKeys keys;
    private final MessageSource messages;
    private final Clock clock;
    private final ReferenceCaches caches;
    private final Understood<ListingStart, UnderstoodListing> listings;
    private final Understood<Numbered, Countable> numbers;
    private final Understood<String, Condition> conditions;

    private record ListingStart(
            TicketListing listing, @Nullable Integer limit) {}

    private record UnderstoodListing(List<QueryField> columns, TicketQueries.FirstPage first) {}

    private record Numbered(String query, @Nullable Long deskId) {}

    Queries(
            List<QuerySource> sources,
            TicketQueries tickets,
            Workflows workflows,
            TicketKeys keys,
            MessageSource messages,
            Clock clock,
            ReferenceCaches caches) {
        this.sources = sources;
        this.tickets = tickets;
        this.workflows = workflows;
        this.keys = keys;
        this.messages = messages;
        this.clock = clock;
        this.caches = caches;
        this.listings = new Understood<>(caches, MOST_LISTINGS);
        this.numbers = new Understood<>(caches, MOST_NUMBERS);
        this.conditions = Understood.whileWriting(caches, MOST_CONDITIONS);
    }

    /**
     * A page of the tickets that are asked for, of the desks on which this person works; without an order the newest first.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public Page<TicketView.RowView> page(
            CurrentPerson current, String query, @Nullable String after, @Nullable Integer limit) {
        return page(current, query, null, after, limit);
    }

    /**
     * The same of those only that are in some statuses.
     *
     * @param statuses null for any
     * @throws QueryInvalid when the query cannot be understood
     */
    public Page<TicketView.RowView> page(
            CurrentPerson current,
            String query,
            @Nullable Set<Long> statuses,
            @Nullable String after,
            @Nullable Integer limit) {
        CheckedQuery checked = checked(current, query);
        Condition asked = Compiler.condition(checked.where());
        return tickets.page(
                current,
                statuses == null ? asked : asked.and(TicketColumns.STATUS.in(statuses)),
                Compiler.order(checked.order()),
                after,
                limit,
                PATIENCE);
    }

    /**
     * A page of a list of tickets, with what it shows of each.
     *
     * @throws QueryInvalid when its query cannot be understood
     * @throws Invalid when it cannot be sorted so
     */
    public Page<TicketView.RowView> page(
            CurrentPerson current, TicketListing listing, @Nullable String after, @Nullable Integer limit) {
        ListingStart start = new ListingStart(listing, limit);
        Optional<UnderstoodListing> known = after == null ? listings.get(current, start) : Optional.empty();
        if (known.isPresent()) {
            return rows(
                    current,
                    listing,
                    known.get().columns(),
                    tickets.page(current, known.get().first(), PATIENCE));
        }
        long changes = caches.changes();
        Vocabulary vocabulary = vocabulary(current);
        CheckedQuery checked = checked(current, read(current, listing.query()), vocabulary, clock.instant());
        boolean lasting = checked.lasting();
        List<QueryField> columns = Stream.concat(
                        listing.columns().stream()
                                .filter(name -> !name.equals(listing.grouping()))
                                .flatMap(name -> listed(vocabulary, name).stream()),
                        Stream.ofNullable(listing.grouping())
                                .flatMap(name -> listed(vocabulary, name).stream())
                                .map(QueryField::grouping))
                .toList();
        List<Field<?>> beside = new ArrayList<>();
        columns.forEach(
                column -> beside.add(Objects.requireNonNull(column.listing()).value()));
        if (!listing.colours().isEmpty()) {
            List<CheckedQuery> colours = listing.colours().stream()
                    .map(each -> understood(each.query(), vocabulary))
                    .toList();
            lasting &= colours.stream().allMatch(CheckedQuery::lasting);
            beside.add(Compiler.first(colours.stream().map(CheckedQuery::where).toList()));
        }
        Condition where = within(listing.deskId(), checked);
        List<TicketQueries.Sort> order = Compiler.order(order(listing, checked, vocabulary));
        Optional<TicketQueries.FirstPage> first =
                after == null && lasting ? tickets.firstPage(current, where, order, beside, limit) : Optional.empty();
        if (first.isPresent()) {
            listings.keep(current, start, changes, new UnderstoodListing(columns, first.get()));
            return rows(current, listing, columns, tickets.page(current, first.get(), PATIENCE));
        }
        return rows(current, listing, columns, tickets.page(current, where, order, beside, after, limit, PATIENCE));
    }

    private static Page<TicketView.RowView> rows(
            CurrentPerson current, TicketListing listing, List<QueryField> columns, Page<TicketQueries.Listed> page) {
        return page.map(each -> {
            Map<String, TicketView.CellView> cells = new HashMap<>();
            for (int index = 0; index < columns.size(); index++) {
                Object value = each.beside().get(index);
                if (value != null) {
                    cells.put(
                            columns.get(index).name(),
                            Objects.requireNonNull(columns.get(index).listing())
                                    .teller()
                                    .tell(current, value));
                }
            }
            Object colour = listing.colours().isEmpty() ? null : each.beside().getLast();
            return each.ticket()
                    .with(
                            cells,
                            colour == null
                                    ? null
                                    : listing.colours().get((int) colour).colour());
        });
    }

    private static List<CheckedQuery.Sort> order(TicketListing listing, CheckedQuery checked, Vocabulary vocabulary) {
        List<CheckedQuery.Sort> order = new ArrayList<>();
        if (listing.grouping() != null) {
            vocabulary.called(listing.grouping()).stream()
                    .filter(QueryField::groupable)
                    .findFirst()
                    .ifPresent(field -> order.add(new CheckedQuery.Sort(field, field.kind() == QueryKind.RANKED)));
        }
        if (listing.sort() != null) {
            QueryField field = vocabulary.called(listing.sort().field()).stream()
                    .filter(QueryField::sortable)
                    .findFirst()
                    .orElseThrow(() -> Invalid.at("/sort", "choice_unknown"));
            order.add(new CheckedQuery.Sort(field, listing.sort().descending()));
        } else {
            order.addAll(checked.order());
        }
        return order;
    }

    private static Optional<QueryField> listed(Vocabulary vocabulary, String name) {
        return vocabulary.called(name).stream()
                .filter(field -> field.listing() != null)
                .findFirst();
    }

    private static Condition within(@Nullable Long deskId, CheckedQuery checked) {
        Condition condition = Compiler.condition(checked.where());
        return deskId == null ? condition : TicketColumns.DESK.eq(deskId).and(condition);
    }

    /** What holds for no ticket when it cannot be understood. */
    private CheckedQuery understood(String query, Vocabulary vocabulary) {
        try {
            return Checker.check(QueryReader.read(query), vocabulary, clock.instant());
        } catch (QueryRefused refused) {
            return new CheckedQuery(new Criterion.Either(List.of()), List.of(), false, false);
        }
    }

    /**
     * The number of tickets that are asked for, and how long the first of them has been open.
     *
     * @param oldest when it was made; null when none is open
     */
    public record Figures(long tickets, @Nullable Instant oldest) {}

    /**
     * Something that can be counted, now or later.
     *
     * @param sameAs two that have the same here have the same figures for as long as no ticket changes
     */
    public record Countable(String sameAs, Supplier<Figures> figures) {}

    /**
     * What counts the tickets of a query. Its times are those of the last ten seconds' beginning, so that those who ask at nearly
     * the same time ask the same.
     *
     * @param deskId whose tickets alone are counted; null for those of all desks
     * @throws QueryInvalid when the query cannot be understood
     */
    public Countable countable(CurrentPerson current, String query, @Nullable Long deskId) {
        return numbers.get(current, new Numbered(query, deskId)).orElseGet(() -> counted(current, query, deskId));
    }

    private Countable counted(CurrentPerson current, String query, @Nullable Long deskId) {
        long changes = caches.changes();
        Instant now = clock.instant();
        Instant asked = now.minusSeconds(now.getEpochSecond() % 10).truncatedTo(ChronoUnit.SECONDS);
        CheckedQuery checked = checked(current, read(current, query), vocabulary(current), asked);
        Condition where = within(deskId, checked);
        boolean all = deskId == null
                ? current.may(Permission.TICKET_VIEW)
                : current.mayOnDesk(Permission.TICKET_VIEW, deskId);
        Countable countable = new Countable(
                Compiler.text(where) + (all ? "" : " for " + current.desksWith(Permission.TICKET_VIEW)),
                () -> new Figures(
                        tickets.count(current, where, PATIENCE), tickets.oldestOpen(current, where, PATIENCE)));
        if (checked.lasting()) {
            numbers.keep(current, new Numbered(query, deskId), changes, countable);
        }
        return countable;
    }

    /**
     * A query as it is kept: with numbers in place of names, so that it means the same whatever things will be called.
     *
     * @throws QueryInvalid when it cannot be understood
     */
    public String kept(CurrentPerson current, String query) {
        Vocabulary vocabulary = vocabulary(current);
        Query read = read(current, query);
        checked(current, read, vocabulary, clock.instant());
        return KeptQuery.kept(read, vocabulary);
    }

    /**
     * A query that is kept to be asked of tickets whoever looks and whenever, such as which of them a promise is for.
     *
     * @throws QueryInvalid when it cannot be understood, or asks for the time, for whoever asks, or for an order
     */
    public String keptStanding(CurrentPerson current, String query) {
        Vocabulary vocabulary = vocabulary(current);
        Query read = read(current, query);
        CheckedQuery checked = checked(current, read, vocabulary, clock.instant());
        String kept = KeptQuery.kept(read, vocabulary);
        // The text may have lost names by which it depended on what is looked up.
        if (!checked.order().isEmpty()
                || !checked(current, read(current, kept), vocabulary, clock.instant())
                        .standing()) {
            throw new QueryInvalid(views(
                    current, new QueryRefused(List.of(QueryProblem.at(new Place(0, query.length()), "not_standing")))));
        }
        return kept;
    }

    /**
     * Which of some queries a ticket is the first to be found by, for whoever measures tickets and shows them to nobody.
     *
     * @param kept standing queries; null for one that finds every ticket. One that cannot be understood any more finds none
     * @return their place, from 0; null when none finds it
     */
    public Field<Integer> firstFinding(List<@Nullable String> kept) {
        Vocabulary vocabulary = new Vocabulary(CurrentPerson.SERVER, sources);
        return Compiler.first(kept.stream()
                .map(query -> query == null
                        ? Criterion.ANY
                        : understood(query, vocabulary).where())
                .toList());
    }

    /** A query that was kept as one that asks for a desk's tickets alone wherever it is asked. */
    public String shown(CurrentPerson current, String kept, String deskKey) {
        return KeptQuery.shown(read(current, kept).within(deskKey), vocabulary(current));
    }

    /** A query that was kept, with the names that things have now, in this person's language. */
    public String shown(CurrentPerson current, String kept) {
        return KeptQuery.shown(read(current, kept), vocabulary(current));
    }

    /**
     * A field as it is chosen for a list.
     *
     * @param sortable whether tickets can be put in its order
     * @param groupable whether a list can be divided by it
     */
    public record ColumnView(String field, String label, QueryKind kind, boolean sortable, boolean groupable) {}

    /** The fields whose values can stand in a list. */
    public List<ColumnView> columns(CurrentPerson current) {
        return vocabulary(current).fields().stream()
                .filter(field -> field.listing() != null)
                .map(field -> view(field, current))
                .toList();
    }

    /** Those of some fields that can stand in a list, by name; what is not there any more is absent. */
    public Map<String, ColumnView> columns(CurrentPerson current, Collection<String> names) {
        Vocabulary vocabulary = vocabulary(current);
        Map<String, ColumnView> columns = new LinkedHashMap<>();
        names.forEach(name -> listed(vocabulary, name).ifPresent(field -> columns.put(name, view(field, current))));
        return columns;
    }

    private static ColumnView view(QueryField field, CurrentPerson current) {
        return new ColumnView(
                field.name(), field.label().in(current.language()), field.kind(), field.sortable(), field.groupable());
    }

    /**
     * Whether a query finds a ticket, for a person.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public boolean finds(CurrentPerson current, String query, long ticketId) {
        Optional<Condition> known = conditions.get(current, query);
        if (known.isPresent()) {
            return tickets.finds(current, ticketId, known.get(), PATIENCE);
        }
        long changes = caches.changes();
        CheckedQuery checked = checked(current, query);
        Condition asked = Compiler.condition(checked.where());
        if (checked.lasting()) {
            conditions.keep(current, query, changes, asked);
        }
        return tickets.finds(current, ticketId, asked, PATIENCE);
    }

    /**
     * How many tickets are asked for.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public long count(CurrentPerson current, String query) {
        return tickets.count(current, Compiler.condition(checked(current, query).where()), PATIENCE);
    }

    /**
     * A field that a report divides tickets by.
     *
     * @return empty when there is no such field, or its values have no names
     */
    public Optional<QueryDivision> division(CurrentPerson current, String field) {
        Vocabulary vocabulary = vocabulary(current);
        List<QueryField> found = vocabulary.called(field);
        return found.size() == 1
                        && found.getFirst().names() != null
                        && found.getFirst().sortable()
                ? Optional.of(new QueryDivision(
                        current, found.getFirst(), Formatter.written(vocabulary.subject(found.getFirst()))))
                : Optional.empty();
    }

    /** The first of some names that is one field's alone, as it stands in a query; empty when none is. */
    public Optional<String> naming(CurrentPerson current, LocalizedText field, List<String> names) {
        Vocabulary vocabulary = vocabulary(current);
        return names.stream()
                .filter(name -> vocabulary.called(name).stream()
                        .map(QueryField::label)
                        .toList()
                        .equals(List.of(field)))
                .findFirst()
                .map(Formatter::quoted);
    }

    /** A text as it stands in a query, such as an argument of a function. */
    public static String quoted(String text) {
        return Formatter.quoted(text);
    }

    /**
     * Lets a module ask about something of its own beside the tickets that are asked for, as {@link TicketQueries#alongside} does.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public <R extends Record> Result<R> alongside(
            CurrentPerson current,
            String query,
            List<Field<?>> columns,
            Duration patience,
            Function<@Nullable Table<?>, ResultQuery<R>> question) {
        return tickets.alongside(
                current, Compiler.condition(checked(current, query).where()), columns, patience, question);
    }

    /**
     * Statuses of one name, and what is asked for that stands there.
     *
     * @param statuses ids; every workflow has statuses of its own
     */
    public record BoardColumnView(String name, StatusCategory category, List<Long> statuses, long count) {}

    /**
     * The statuses that the tickets asked for can have, from new to done and as their workflows put them, with how many stand
     * in each.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public List<BoardColumnView> board(CurrentPerson current, String query) {
        Map<TicketQueries.Standing, Long> counts = tickets.countByStatus(
                current, Compiler.condition(checked(current, query).where()), PATIENCE);
        return new Board(workflows, current.language(), counts).columns();
    }

    /**
     * All that a query finds as a table.
     *
     * @param columns names of fields
     * @throws QueryInvalid when the query cannot be understood
     * @throws Invalid when there is no such field, or its values stand in no cell
     */
    public TicketTable table(CurrentPerson current, String query, List<String> columns) {
        CheckedQuery checked = checked(current, query);
        Vocabulary vocabulary = vocabulary(current);
        List<Violation> violations = new ArrayList<>();
        List<QueryField> fields = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            Optional<QueryField> field = listed(vocabulary, columns.get(index));
            field.ifPresent(fields::add);
            if (field.isEmpty()) {
                violations.add(Violation.of("/column/" + index, "choice_unknown"));
            }
        }
        Invalid.throwIfAny(violations);
        return new TicketTable(
                current, tickets, Compiler.condition(checked.where()), Compiler.order(checked.order()), fields);
    }

    /**
     * Tickets that somebody chose.
     *
     * @param query all that it finds; null for those that {@code keys} name
     * @param without keys of tickets that are not meant
     */
    public record Chosen(
            @Nullable String query,
            @Nullable List<String> keys,
            @Nullable List<String> without) {}

    /**
     * How many were chosen that this person works on, and some of them.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public TicketQueries.Sample sample(CurrentPerson current, Chosen chosen, int most) {
        Found found = found(current, chosen);
        return tickets.sample(current, found.where(), found.order(), most, PATIENCE);
    }

    /**
     * Lets a module keep which were chosen, as {@link TicketQueries#keep} does.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public int keep(CurrentPerson current, Chosen chosen, Function<Select<Record2<Long, Long>>, Insert<?>> statement) {
        Found found = found(current, chosen);
        return tickets.keep(current, found.where(), found.order(), PATIENCE_TO_KEEP, statement);
    }

    private record Found(Condition where, List<TicketQueries.Sort> order) {}

    private Found found(CurrentPerson current, Chosen chosen) {
        List<Violation> violations = new ArrayList<>();
        List<String> keys = bounded(chosen.keys(), "/keys", violations);
        List<String> without = bounded(chosen.without(), "/without", violations);
        if ((chosen.query() == null) == (chosen.keys() == null)) {
            violations.add(Violation.of("/query", "required"));
        }
        Invalid.throwIfAny(violations);
        CheckedQuery checked = chosen.query() == null ? null : checked(current, chosen.query());
        Condition where = checked == null ? among(keys) : Compiler.condition(checked.where());
        return new Found(
                without.isEmpty() ? where : where.andNot(among(without)),
                checked == null ? List.of() : Compiler.order(checked.order()));
    }

    private static List<String> bounded(@Nullable List<String> keys, String pointer, List<Violation> violations) {
        if (keys != null && keys.size() > KEYS_MAXIMUM) {
            violations.add(Violation.of(pointer, "too_many", KEYS_MAXIMUM));
        }
        return keys == null ? List.of() : keys;
    }

    private static Condition among(List<String> keys) {
        return TicketColumns.KEY.eq(DSL.any(keys.toArray(String[]::new)));
    }

    private CheckedQuery checked(CurrentPerson current, String query) {
        return checked(current, read(current, query), vocabulary(current), clock.instant());
    }

    private CheckedQuery checked(CurrentPerson current, Query query, Vocabulary vocabulary, Instant now) {
        try {
            return Checker.check(query, vocabulary, now);
        } catch (QueryRefused refused) {
            throw new QueryInvalid(views(current, refused));
        }
    }

    private Query read(CurrentPerson current, String query) {
        try {
            return QueryReader.read(query);
        } catch (QueryRefused refused) {
            throw new QueryInvalid(views(current, refused));
        }
    }

    private Vocabulary vocabulary(CurrentPerson current) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        return new Vocabulary(current, sources);
    }

    /**
     * Something wrong with a query.
     *
     * @param start where it begins in the text, in UTF-16 code units
     * @param end before which it ends
     * @param suggestions texts that could stand in its place
     */
    public record ProblemView(int start, int end, String code, String message, List<String> suggestions) {}

    /**
     * @param canonical the same query as it is best written; null when it cannot be understood
     * @param problems what is wrong with it; empty when it can be asked
     */
    public record CheckView(@Nullable String canonical, List<ProblemView> problems) {}

    /** Whether a query can be asked, and how it is best written. */
    public CheckView check(CurrentPerson current, String query) {
        Vocabulary vocabulary = vocabulary(current);
        try {
            Query read = QueryReader.read(query);
            Checker.check(read, vocabulary, clock.instant());
            return new CheckView(Formatter.format(read), List.of());
        } catch (QueryRefused refused) {
            return new CheckView(null, views(current, refused));
        }
    }

    /**
     * A query as conditions.
     *
     * @throws QueryInvalid when it cannot be read; what it names need not be there
     */
    public QueryTree tree(CurrentPerson current, String query) {
        Vocabulary vocabulary = vocabulary(current);
        try {
            return QueryTree.of(
                    QueryReader.read(query),
                    subject -> Checker.isTimeIn(subject)
                            ? Checker.TIME_IN
                            : vocabulary.meant(subject).map(QueryField::name).orElse(null));
        } catch (QueryRefused refused) {
            throw new QueryInvalid(views(current, refused));
        }
    }

    /**
     * Conditions as a query, in its canonical form.
     *
     * @throws QueryInvalid when one of them is not complete
     */
    public String text(CurrentPerson current, QueryTree tree) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        try {
            return tree.written();
        } catch (QueryRefused refused) {
            throw new QueryInvalid(views(current, refused));
        }
    }

    /**
     * @param parameters its arguments as they are shown; empty for none
     * @param several whether it may give several values, so that it is asked with IN
     */
    public record AskableFunction(String name, String parameters, boolean several) {}

    /**
     * Something that conditions can ask about.
     *
     * @param name stable
     * @param subject how it is written
     * @param label in the language of the one who asks
     * @param named whether its values have names, and can be looked for by them
     * @param tests how it can be asked; what it was can be asked when CHANGED is among them
     * @param functions what can stand for its values
     */
    public record AskableField(
            String name,
            QueryTree.TreeSubject subject,
            String label,
            QueryKind kind,
            boolean named,
            boolean sortable,
            List<QueryTree.TreeTest> tests,
            List<AskableFunction> functions) {}

    /** What this person can ask about. */
    public List<AskableField> fields(CurrentPerson current) {
        Vocabulary vocabulary = vocabulary(current);
        Stream<AskableField> known = vocabulary.fields().stream()
                .map(field -> askable(current, vocabulary, field, QueryTree.subject(vocabulary.subject(field), field)));
        QueryField timeIn = QueryField.of(
                Checker.TIME_IN,
                LocalizedText.of(messages, "query.field.time_in"),
                QueryKind.DURATION,
                QueryColumn.always(TicketColumns.ID));
        return Stream.concat(
                        known,
                        Stream.of(askable(
                                current,
                                vocabulary,
                                timeIn,
                                new QueryTree.TreeSubject(Checker.TIME_IN, null, List.of(), Checker.TIME_IN))))
                .toList();
    }

    private static AskableField askable(
            CurrentPerson current, Vocabulary vocabulary, QueryField field, QueryTree.TreeSubject subject) {
        return new AskableField(
                field.name(),
                subject,
                field.label().in(current.language()),
                field.kind(),
                field.names() != null,
                field.sortable(),
                Checker.operators(field).stream().map(QueryTree.TreeTest::of).toList(),
                vocabulary.functions().stream()
                        .filter(function -> function.fits(field))
                        .map(function ->
                                new AskableFunction(function.name(), function.parameters(), function.several()))
                        .toList());
    }

    /** @param explanation to tell values of similar names apart; may be empty */
    public record AskableValue(String value, String explanation) {}

    /**
     * Values of a field whose names begin with a text, or have it in them; with an empty one the likeliest.
     *
     * @param field its name, or one of its names
     * @throws QueryInvalid when there is no such field
     */
    public List<AskableValue> values(CurrentPerson current, String field, String text) {
        Vocabulary vocabulary = vocabulary(current);
        List<QueryField> found = vocabulary.called(field);
        if (found.size() != 1) {
            throw new QueryInvalid(views(
                    current,
                    new QueryRefused(QueryProblem.at(
                            new Place(0, 0), found.isEmpty() ? "field_unknown" : "field_ambiguous", field))));
        }
        QueryNames names = found.getFirst().names();
        return names == null
                ? List.of()
                : names.like(current, text, MOST_VALUES).stream()
                        .map(choice -> new AskableValue(choice.written(), choice.explanation()))
                        .toList();
    }

    private List<ProblemView> views(CurrentPerson current, QueryRefused refused) {
        Language language = current.language();
        return refused.problems().stream()
                .map(problem -> new ProblemView(
                        problem.place().start(),
                        problem.place().end(),
                        problem.code(),
                        messages.getMessage(
                                "query.problem." + problem.code(),
                                problem.arguments().toArray(),
                                language.locale()),
                        problem.suggestions()))
                .toList();
    }

    /**
     * @param kind {@code field}, {@code operator}, {@code value}, {@code function} or {@code keyword}
     * @param explanation to tell choices apart; may be empty
     */
    public record ChoiceView(String kind, String text, String explanation) {}

    /**
     * @param start of what a choice replaces, in UTF-16 code units
     * @param end before which that ends
     */
    public record ChoicesView(int start, int end, List<ChoiceView> choices) {}

    /** What could be written at a place of a query, the likeliest first. */
    public ChoicesView complete(CurrentPerson current, String query, int caret) {
        Choices choices = Completion.at(query, Math.clamp(caret, 0, query.length()), vocabulary(current), keys);
        return new ChoicesView(
                choices.place().start(),
                choices.place().end(),
                choices.choices().stream()
                        .map(choice -> new ChoiceView(choice.kind().key(), choice.text(), choice.explanation()))
                        .toList());
    }
}
