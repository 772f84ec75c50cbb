package io.maru.search;

import static io.maru.db.search.Tables.DOCUMENT;
import static io.maru.db.search.Tables.STALE;
import static io.maru.db.search.Tables.STATE;
import static io.maru.platform.FixedQuery.value;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.insertInto;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.maru.platform.FixedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectJoinStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Documents as vectors of PostgreSQL, found by a GIN index. */
@Repository
class DocumentStore implements TextIndex {

    /** Of more desks, every document that has the words is asked for its desk, which is dearer for each and cheaper for all. */
    private static final int MOST_DESKS_ASKED_FOR = 8;

    /** As many words are tried for one that is being typed. */
    private static final int LIKELY_WORDS = 10;

    /** PostgreSQL's, which change slowly. */
    private static final Duration STATISTICS_KEPT = Duration.ofMinutes(10);

    private static final FixedQuery WRITE = new FixedQuery(insertInto(DOCUMENT)
            .set(DOCUMENT.TICKET_ID, value("ticket", DOCUMENT.TICKET_ID))
            .set(DOCUMENT.DESK_ID, value("desk", DOCUMENT.DESK_ID))
            .set(DOCUMENT.VERSION, value("version", DOCUMENT.VERSION))
            .set(DOCUMENT.ANALYZER, value("analyzer", DOCUMENT.ANALYZER))
            .set(DOCUMENT.FINGERPRINT, value("fingerprint", DOCUMENT.FINGERPRINT))
            .set(DOCUMENT.CHANGED_AT, value("changed", DOCUMENT.CHANGED_AT))
            .set(DOCUMENT.VECTOR, field("cast({0} as tsvector)", String.class, value("vector", DOCUMENT.VECTOR)))
            .onConflict(DOCUMENT.TICKET_ID)
            .doUpdate()
            .set(DOCUMENT.DESK_ID, excluded(DOCUMENT.DESK_ID))
            .set(DOCUMENT.VERSION, excluded(DOCUMENT.VERSION))
            .set(DOCUMENT.ANALYZER, excluded(DOCUMENT.ANALYZER))
            .set(DOCUMENT.FINGERPRINT, excluded(DOCUMENT.FINGERPRINT))
            .set(DOCUMENT.CHANGED_AT, excluded(DOCUMENT.CHANGED_AT))
            .set(DOCUMENT.VECTOR, excluded(DOCUMENT.VECTOR))
            .where(DOCUMENT.VERSION.le(excluded(DOCUMENT.VERSION))));

    private static final FixedQuery CONFIRM = new FixedQuery(DSL.update(DOCUMENT)
            .set(DOCUMENT.VERSION, greatest(DOCUMENT.VERSION, value("version", DOCUMENT.VERSION)))
            .where(DOCUMENT.TICKET_ID.eq(value("ticket", DOCUMENT.TICKET_ID))));

    private final DSLContext database;
    private final Clock clock;

    private volatile @Nullable Statistics statistics;

    private volatile boolean allHaveStretches;

    DocumentStore(DSLContext database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    // ------------------------------------------------------------------ asking

    @Override
    public Newest newest(
            TextQuestion question,
            Audience audience,
            Narrowing narrowing,
            @Nullable Place before,
            int enough,
            int most) {
        String words = Lexemes.asked(finished(question), scope(audience), "");
        return newest(
                words,
                isFrequent(question),
                audience,
                narrowing,
                before,
                enough,
                most,
                vector -> ranked(vector, words));
    }

    @Override
    public List<Match> similar(Map<String, Double> weights, Audience audience, int most) {
        List<String> words = weights.keySet().stream().map(Lexemes::quoted).toList();
        String pairs = IntStream.range(1, words.size())
                .mapToObj(second ->
                        words.get(second) + "&(" + words.stream().limit(second).collect(Collectors.joining("|")) + ")")
                .collect(Collectors.joining("|", "(", ")"));
        List<Double> weighed = List.copyOf(weights.values());
        return newest(
                        pairs,
                        true,
                        audience,
                        Narrowing.NONE,
                        null,
                        most,
                        most,
                        vector -> IntStream.range(0, words.size())
                                .<Field<Double>>mapToObj(
                                        at -> DSL.when(holds(vector, words.get(at)), inline(weighed.get(at)))
                                                .otherwise(inline(0.0)))
                                .reduce(Field::plus)
                                .orElseThrow())
                .matches();
    }

    /**
     * A frequent word is in more documents than can be looked at, so those of the last days are asked for first, then those of
     * the last weeks, and so on until there are enough. What is rare, or a single customer's, is asked for at once.
     */
    private Newest newest(
            String words,
            boolean frequent,
            Audience audience,
            Narrowing narrowing,
            @Nullable Place before,
            int enough,
            int most,
            Function<Field<?>, Field<Double>> rank) {
        String all = words + narrowed(audience, narrowing);
        Condition seek = before == null
                ? noCondition()
                : row(DOCUMENT.CHANGED_AT, DOCUMENT.TICKET_ID).lt(row(val(before.changedAt()), val(before.ticketId())));
        Condition desks = audience instanceof Audience.Agent(boolean everywhere, Set<Long> ids)
                        && !everywhere
                        && ids.size() > MOST_DESKS_ASKED_FOR
                ? ofDesk(ids)
                : noCondition();
        Instant until = before == null ? clock.instant() : before.changedAt();
        Set<Long> few = few(audience, narrowing);
        String recent = words + (few.isEmpty() ? narrowed(audience, narrowing) : ofTypes(narrowing));
        for (int power : frequent && audience instanceof Audience.Agent && allHaveStretches()
                ? Lexemes.STRETCHES
                : List.<Integer>of()) {
            List<Match> found = newest(recent + "&" + Lexemes.recently(power, until, few), seek.and(desks), most, rank);
            if (found.size() == most) {
                return new Newest(found, last(found));
            }
            if (found.size() >= enough) {
                Instant beginning = Lexemes.beginning(power, until);
                return new Newest(found, Place.at(beginning.minus(1, ChronoUnit.MICROS)));
            }
        }
        List<Match> found = newest(all, seek.and(desks), most, rank);
        return new Newest(found, found.size() < most ? null : last(found));
    }

    /** Not before those of an older version are made anew. Until then frequent words take long, and nothing is missed. */
    private boolean allHaveStretches() {
        if (!allHaveStretches) {
            allHaveStretches = database.fetchExists(selectOne()
                    .from(STATE)
                    .where(STATE.ANALYZER.eq(TextAnalyzer.VERSION))
                    .andNotExists(selectOne().from(STALE).where(STALE.BULK)));
        }
        return allHaveStretches;
    }

    private static Place last(List<Match> found) {
        return new Place(found.getLast().changedAt(), found.getLast().ticketId());
    }

    /** The only desks whose tickets are wanted; none when they are many. */
    private static Set<Long> few(Audience audience, Narrowing narrowing) {
        Set<Long> few = new HashSet<>(narrowing.deskIds());
        if (audience instanceof Audience.Agent(boolean everywhere, Set<Long> ids) && !everywhere) {
            if (few.isEmpty()) {
                few.addAll(ids);
            } else {
                few.retainAll(ids);
            }
        }
        return few.size() <= MOST_DESKS_ASKED_FOR ? few : Set.of();
    }

    private List<Match> newest(String asked, Condition further, int most, Function<Field<?>, Field<Double>> rank) {
        var newest = select(DOCUMENT.TICKET_ID, DOCUMENT.CHANGED_AT, DOCUMENT.VECTOR)
                .from(DOCUMENT)
                .where(matches(asked).and(further))
                .orderBy(DOCUMENT.CHANGED_AT.desc(), DOCUMENT.TICKET_ID.desc())
                .limit(inline(most))
                .asTable("newest");
        return database.select(
                        newest.field(DOCUMENT.TICKET_ID),
                        newest.field(DOCUMENT.CHANGED_AT),
                        rank.apply(newest.field(DOCUMENT.VECTOR)))
                .from(newest)
                .orderBy(
                        newest.field(DOCUMENT.CHANGED_AT).desc(),
                        newest.field(DOCUMENT.TICKET_ID).desc())
                .fetch(found -> new Match(found.value1(), found.value2(), found.value3()));
    }

    /** By where the words are: in the summary, in the description, in a comment, among answers and files. */
    private static Field<Double> ranked(Field<?> vector, String words) {
        return field(
                "ts_rank(array[0.1, 0.2, 0.4, 1.0]::float4[], {0}, {1}::tsquery)",
                SQLDataType.DOUBLE, vector, inline(words));
    }

    private static Lexemes.Scope scope(Audience audience) {
        return switch (audience) {
            case Audience.Agent agent -> Lexemes.Scope.EVERYTHING;
            case Audience.Customer customer -> Lexemes.Scope.OPEN;
        };
    }

    private static String narrowed(Audience audience, Narrowing narrowing) {
        StringBuilder narrowed = new StringBuilder();
        switch (audience) {
            case Audience.Agent(boolean everywhere, Set<Long> deskIds) -> {
                if (!everywhere && deskIds.isEmpty()) {
                    throw new IllegalArgumentException("An agent of no desk");
                }
                if (!everywhere && deskIds.size() <= MOST_DESKS_ASKED_FOR) {
                    narrowed.append('&').append(Lexemes.any(deskIds.stream().map(Lexemes::desk)));
                }
            }
            case Audience.Customer(long personId) ->
                narrowed.append('&').append(Lexemes.quoted(Lexemes.person(personId)));
        }
        if (!narrowing.deskIds().isEmpty()) {
            narrowed.append('&').append(Lexemes.any(narrowing.deskIds().stream().map(Lexemes::desk)));
        }
        return narrowed.append(ofTypes(narrowing)).toString();
    }

    private static String ofTypes(Narrowing narrowing) {
        return narrowing.types().isEmpty()
                ? ""
                : "&" + Lexemes.any(narrowing.types().stream().map(Lexemes::type));
    }

    // Written out: a plan for a value that is not known expects something between a frequent and a rare word.
    static Condition matches(String asked) {
        return holds(DOCUMENT.VECTOR, asked);
    }

    private static Condition holds(Field<?> vector, String asked) {
        return condition("{0} @@ {1}::tsquery", vector, inline(asked));
    }

    /** That the document of a ticket fulfils a condition on {@link #matches} and {@link #ofDesk}. */
    static Condition document(Field<Long> ticketId, Condition condition) {
        return DSL.exists(
                selectOne().from(DOCUMENT).where(DOCUMENT.TICKET_ID.eq(ticketId).and(condition)));
    }

    static Condition ofDesk(Set<Long> deskIds) {
        return DOCUMENT.DESK_ID.eq(DSL.any(deskIds.toArray(Long[]::new)));
    }

    // ------------------------------------------------------------------ keeping

    @Override
    public long size() {
        return database.fetchCount(DOCUMENT);
    }

    @Override
    public Map<Long, Known> lock(Collection<Long> ticketIds) {
        return known().where(DOCUMENT.TICKET_ID.eq(DSL.any(ticketIds.toArray(Long[]::new))))
                .orderBy(DOCUMENT.TICKET_ID)
                .forNoKeyUpdate()
                .fetchMap(DOCUMENT.TICKET_ID, DocumentStore::known);
    }

    @Override
    public List<Known> after(long ticketId, long upTo) {
        return known().where(DOCUMENT.TICKET_ID.gt(ticketId).and(DOCUMENT.TICKET_ID.le(upTo)))
                .orderBy(DOCUMENT.TICKET_ID)
                .fetch(DocumentStore::known);
    }

    private SelectJoinStep<? extends Record> known() {
        return database.select(
                        DOCUMENT.TICKET_ID,
                        DOCUMENT.VERSION,
                        DOCUMENT.ANALYZER,
                        DOCUMENT.FINGERPRINT,
                        DOCUMENT.CHANGED_AT)
                .from(DOCUMENT);
    }

    private static Known known(Record row) {
        return new Known(
                row.get(DOCUMENT.TICKET_ID),
                row.get(DOCUMENT.VERSION),
                row.get(DOCUMENT.ANALYZER),
                row.get(DOCUMENT.FINGERPRINT),
                row.get(DOCUMENT.CHANGED_AT));
    }

    @Override
    public void write(List<Document> documents) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Document document : documents) {
            rows.add(Map.of(
                    "ticket", document.ticketId(),
                    "desk", document.deskId(),
                    "version", document.version(),
                    "analyzer", TextAnalyzer.VERSION,
                    "fingerprint", document.fingerprint(),
                    "changed", document.changedAt(),
                    "vector", document.vector().toString()));
        }
        WRITE.execute(database, rows);
    }

    @Override
    public void confirm(Map<Long, Long> versions) {
        CONFIRM.execute(
                database,
                versions.entrySet().stream()
                        .map(each -> Map.of("ticket", each.getKey(), "version", each.getValue()))
                        .toList());
    }

    // ------------------------------------------------------------------ statistics

    @Override
    public Map<String, Double> shares(Collection<String> words) {
        NavigableMap<String, Double> known = frequent();
        return words.stream().collect(Collectors.toMap(word -> word, word -> known.getOrDefault(word, 0.0)));
    }

    /**
     * A word that is being typed, as those that begin so. All lists of a frequent beginning would have to be read, whatever else
     * is asked; so of one that frequent words have, the most frequent and the word itself are enough.
     */
    private TextQuestion finished(TextQuestion question) {
        return switch (question) {
            case TextQuestion.All(List<TextQuestion> of) ->
                new TextQuestion.All(of.stream().map(this::finished).toList());
            case TextQuestion.Any(List<TextQuestion> of) ->
                new TextQuestion.Any(of.stream().map(this::finished).toList());
            case TextQuestion.Lexeme(String text, TextQuestion.Ending ending)
            when ending == TextQuestion.Ending.UNFINISHED -> {
                List<TextQuestion> likely =
                        frequent().subMap(text, true, text + Character.MAX_VALUE, false).entrySet().stream()
                                .sorted(Map.Entry.<String, Double>comparingByValue()
                                        .reversed())
                                .limit(LIKELY_WORDS)
                                .<TextQuestion>map(word -> new TextQuestion.Lexeme(word.getKey()))
                                .collect(Collectors.toCollection(ArrayList::new));
                if (likely.isEmpty()) {
                    yield question;
                }
                likely.add(new TextQuestion.Lexeme(text));
                yield new TextQuestion.Any(likely);
            }
            default -> question;
        };
    }

    /** Whether each word is one of those that statistics know, which are in more than a few of a thousand documents. */
    private boolean isFrequent(TextQuestion question) {
        return switch (question) {
            case TextQuestion.All(List<TextQuestion> of) -> of.stream().allMatch(this::isFrequent);
            case TextQuestion.Any(List<TextQuestion> of) -> of.stream().anyMatch(this::isFrequent);
            case TextQuestion.Not not -> true;
            case TextQuestion.Lexeme(String text, TextQuestion.Ending ending) -> isFrequent(text, ending);
            case TextQuestion.Phrase(List<String> words, boolean beginning) ->
                words.stream()
                        .limit(words.size() - (beginning ? 1 : 0))
                        .allMatch(word -> isFrequent(word, TextQuestion.Ending.WHOLE));
            case TextQuestion.Nothing nothing -> false;
        };
    }

    private boolean isFrequent(String word, TextQuestion.Ending ending) {
        return ending == TextQuestion.Ending.WHOLE
                ? frequent().containsKey(word)
                : !frequent()
                        .subMap(word, true, word + Character.MAX_VALUE, false)
                        .isEmpty();
    }

    /** @param frequent in what share of the documents the most frequent words are */
    private record Statistics(NavigableMap<String, Double> frequent, Instant readAt) {}

    private NavigableMap<String, Double> frequent() {
        Statistics known = statistics;
        Instant now = clock.instant();
        if (known == null || known.readAt().plus(STATISTICS_KEPT).isBefore(now)) {
            known = new Statistics(readFrequent(), now);
            statistics = known;
        }
        return known.frequent();
    }

    private NavigableMap<String, Double> readFrequent() {
        NavigableMap<String, Double> words = new TreeMap<>();
        database.fetch("""
                        select word, share from pg_stats s
                        cross join unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) as u(word, share)
                        where s.schemaname = 'search' and s.tablename = 'document' and s.attname = 'vector' and word !~ '^[#!^]'
                        """).forEach(row -> words.put(row.get(0, String.class), row.get(1, Double.class)));
        return words;
    }
}
