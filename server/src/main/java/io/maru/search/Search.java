package io.maru.search;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Cursor;
import io.maru.platform.Invalid;
import io.maru.platform.NotPermitted;
import io.maru.platform.Page;
import io.maru.search.Highlights.Piece;
import io.maru.search.TextIndex.Match;
import io.maru.search.TextIndex.Narrowing;
import io.maru.search.TextIndex.Newest;
import io.maru.search.TextIndex.Place;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketTexts;
import io.maru.ticket.TicketTexts.Text;
import io.maru.ticket.TicketTexts.Texts;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What agents find among the tickets of their desks: the newest and best first. */
@Service
public class Search {

    /** As many of the newest that have the words are put in order and counted at most. */
    private static final int WINDOW = 200;

    /** As many do when others would have to be looked for further back. */
    private static final int ENOUGH = 50;

    /** As many are looked through at most for those that a further wish leaves over. */
    private static final int LOOKED_THROUGH = 10_000;

    private static final int SHOWN_PEOPLE = 10;

    /** Of each kind of text on a ticket, as many are looked through for words in other forms. */
    private static final int TAKEN_APART = 3;

    private final TextIndex index;
    private final TextAnalyzer analyzer;
    private final Highlights highlights;
    private final Tickets tickets;
    private final TicketTexts texts;
    private final Desks desks;
    private final Persons persons;
    private final Workflows workflows;
    private final Clock clock;

    Search(
            TextIndex index,
            TextAnalyzer analyzer,
            Highlights highlights,
            Tickets tickets,
            TicketTexts texts,
            Desks desks,
            Persons persons,
            Workflows workflows,
            Clock clock) {
        this.index = index;
        this.analyzer = analyzer;
        this.highlights = highlights;
        this.tickets = tickets;
        this.texts = texts;
        this.desks = desks;
        this.persons = persons;
        this.workflows = workflows;
        this.clock = clock;
    }

    /** How long ago a ticket was changed at most. */
    public enum Age {
        DAY(1),
        WEEK(7),
        MONTH(31),
        YEAR(366);

        private final Duration duration;

        Age(int days) {
            duration = Duration.ofDays(days);
        }

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean holds(Instant changed, Instant now) {
            return !changed.isBefore(now.minus(duration));
        }
    }

    /**
     * @param assignees ids of persons, 0 for nobody
     * @param typing whether the last word may be unfinished; such a question is answered shortly, without facets and excerpts
     */
    public record Question(
            String text,
            Set<String> deskKeys,
            Set<TicketType> types,
            Set<StatusCategory> categories,
            Set<Long> assignees,
            @Nullable Age age,
            boolean typing) {}

    /**
     * @param total of those that were counted
     * @param exact whether all were: of a frequent word the newest are
     * @param facets only with the first page
     */
    public record Found(
            List<Hit> items,
            @Nullable String next,
            long total,
            boolean exact,
            @Nullable Facets facets) {}

    /** @param summary in pieces, with the words that were looked for */
    public record Hit(
            TicketView.RowView ticket,
            List<Highlight> summary,
            @Nullable Excerpt excerpt) {}

    /** A piece of a text. */
    public record Highlight(String text, boolean found) {}

    /**
     * Where else than in the summary the words are.
     *
     * @param fileName of the file in which they are written; null where they are in its name, or in no file
     */
    public record Excerpt(Source source, @Nullable String fileName, List<Highlight> text) {}

    public enum Source {
        DESCRIPTION,
        COMMENT,
        INTERNAL_NOTE,
        ANSWER,
        FILE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many of the tickets counted are of each kind, each as if nothing had been chosen of its own. */
    public record Facets(
            List<FacetValue> desks,
            List<FacetValue> types,
            List<FacetValue> categories,
            List<FacetValue> assignees,
            List<FacetValue> ages) {}

    /** @param name null where the key is a word of the product */
    public record FacetValue(String key, @Nullable String name, long count) {}

    /** @throws NotPermitted for those who work on no desk */
    @Transactional(readOnly = true)
    public Found find(CurrentPerson current, Question asked, @Nullable String after, @Nullable Integer limit) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        int most = limit == null ? 20 : Page.limit(limit);
        if (asked.text().length() > TextQuestion.LONGEST) {
            throw Invalid.at("/query", "too_long", TextQuestion.LONGEST);
        }
        TextQuestion question = TextQuestion.of(asked.text(), asked.typing(), analyzer);
        if (question instanceof TextQuestion.Nothing) {
            return new Found(
                    List.of(),
                    null,
                    0,
                    true,
                    asked.typing() ? null : facets(current, List.of(), new Wishes(asked, Map.of())));
        }
        Map<String, Long> deskIds = deskIds(current, asked.deskKeys());
        return new Finding(current, asked, question, deskIds).page(Cursor.decode(after, 3), most);
    }

    /** The tickets a person may mean who types a key or some words. */
    @Transactional(readOnly = true)
    public List<TicketView.LinkedTicket> lookup(CurrentPerson current, String text) {
        current.requireOnAnyDesk(Permission.TICKET_VIEW);
        Question asked = new Question(text, Set.of(), Set.of(), Set.of(), Set.of(), null, true);
        TextQuestion question = TextQuestion.of(TextQuestion.cut(text), true, analyzer);
        if (question instanceof TextQuestion.Nothing) {
            return List.of();
        }
        return tickets.named(current, new Finding(current, asked, question, Map.of()).first(10));
    }

    private Map<String, Long> deskIds(CurrentPerson current, Set<String> keys) {
        return keys.stream()
                .collect(Collectors.toMap(
                        Function.identity(), key -> desks.visible(current, key).id()));
    }

    /** What is wished for beside the words. */
    private final class Wishes {

        private final Map<String, Predicate<TicketList.Row>> each = new LinkedHashMap<>();

        Wishes(Question asked, Map<String, Long> deskIds) {
            Instant now = clock.instant();
            wish("desk", !deskIds.isEmpty(), row -> deskIds.containsValue(row.deskId()));
            wish("type", !asked.types().isEmpty(), row -> asked.types().contains(row.type()));
            wish(
                    "category",
                    !asked.categories().isEmpty(),
                    row -> asked.categories().contains(category(row)));
            wish(
                    "assignee",
                    !asked.assignees().isEmpty(),
                    row -> asked.assignees().contains(assignee(row)));
            Age age = asked.age();
            wish("age", age != null, row -> Objects.requireNonNull(age).holds(row.updatedAt(), now));
        }

        private void wish(String name, boolean wished, Predicate<TicketList.Row> holds) {
            if (wished) {
                each.put(name, holds);
            }
        }

        boolean fulfilled(TicketList.Row row) {
            return fulfilledBut("", row);
        }

        boolean fulfilledBut(String name, TicketList.Row row) {
            return each.entrySet().stream()
                    .allMatch(wish ->
                            wish.getKey().equals(name) || wish.getValue().test(row));
        }
    }

    private StatusCategory category(TicketList.Row row) {
        return workflows.status(row.statusId()).category();
    }

    private static long assignee(TicketList.Row row) {
        return row.assigneeId() == null ? 0 : row.assigneeId();
    }

    /** One question being answered. */
    private final class Finding {

        private final CurrentPerson current;
        private final Question asked;
        private final TextQuestion question;
        private final Audience audience;
        private final Narrowing narrowing;
        private final Wishes wishes;
        private final Instant now = clock.instant();

        Finding(CurrentPerson current, Question asked, TextQuestion question, Map<String, Long> deskIds) {
            this.current = current;
            this.asked = asked;
            this.question = question;
            this.audience = Audience.agent(current);
            this.narrowing = new Narrowing(
                    Set.copyOf(deskIds.values()),
                    asked.types().stream().map(TicketType::key).collect(Collectors.toUnmodifiableSet()));
            this.wishes = new Wishes(asked, deskIds);
        }

        /** Some of the newest that have the words, the best of them first. */
        private record Window(
                List<TicketList.Row> rows, @Nullable Place last) {}

        private Window window(Narrowing narrowing, @Nullable Place before, int enough, int size) {
            Newest newest = index.newest(question, audience, narrowing, before, enough, size);
            List<Match> matches = newest.matches();
            Map<Long, Match> byId = matches.stream().collect(Collectors.toMap(Match::ticketId, Function.identity()));
            List<TicketList.Row> rows = tickets.found(current, byId.keySet()).stream()
                    .sorted(Comparator.comparingDouble(
                                    (TicketList.Row row) -> -score(Objects.requireNonNull(byId.get(row.id())), row))
                            .thenComparing(TicketList.Row::id, Comparator.reverseOrder()))
                    .toList();
            return new Window(rows, newest.last());
        }

        /** Of two that answer equally well, the newer is the better; it counts half of what the older does after half a year. */
        private double score(Match match, TicketList.Row row) {
            double days = Math.max(0, Duration.between(row.updatedAt(), now).toHours() / 24.0);
            return match.rank() / (1 + days / 180);
        }

        List<TicketList.Row> first(int most) {
            List<TicketList.Row> rows = new ArrayList<>(byKey().stream().toList());
            for (TicketList.Row row : window(narrowing, null, most, 5 * most).rows()) {
                if (rows.size() < most && rows.stream().noneMatch(known -> known.id() == row.id())) {
                    rows.add(row);
                }
            }
            return rows;
        }

        private Optional<TicketList.Row> byKey() {
            String key = asked.text().strip().toUpperCase(Locale.ROOT);
            return key.matches("[A-Z][A-Z0-9]*-[0-9]+")
                    ? tickets.foundByKey(current, key).filter(wishes::fulfilled)
                    : Optional.empty();
        }

        Found page(@Nullable Cursor after, int most) {
            if (asked.typing()) {
                List<TicketList.Row> rows = first(most);
                return new Found(hits(rows), null, rows.size(), false, null);
            }
            Place before = after == null ? null : new Place(after.instant(0), after.number(1));
            int skipped = after == null ? 0 : (int) Math.clamp(after.number(2), 0, WINDOW);
            List<TicketList.Row> page = new ArrayList<>();
            Optional<TicketList.Row> named = byKey();
            if (after == null) {
                named.ifPresent(page::add);
            }
            Window first = null;
            Cursor next = null;
            int size = WINDOW;
            int looked = 0;
            while (true) {
                Window window = window(narrowing, before, Math.max(ENOUGH, size / 4), size);
                first = first == null ? window : first;
                looked += size;
                List<TicketList.Row> wanted = window.rows().stream()
                        .filter(wishes::fulfilled)
                        .filter(row -> named.isEmpty() || named.get().id() != row.id())
                        .toList();
                int from = Math.min(skipped, wanted.size());
                int to = Math.min(wanted.size(), from + most - page.size());
                page.addAll(wanted.subList(from, to));
                if (to < wanted.size()) {
                    next = cursor(before == null ? Place.at(now) : before, to);
                    break;
                }
                if (window.last() == null) {
                    break;
                }
                before = window.last();
                skipped = 0;
                if (page.size() == most || looked >= LOOKED_THROUGH) {
                    next = cursor(before, 0);
                    break;
                }
                size = Math.min(4 * size, LOOKED_THROUGH - looked);
            }
            boolean chosen =
                    !narrowing.deskIds().isEmpty() || !narrowing.types().isEmpty();
            Window counted = after == null && chosen ? window(Narrowing.NONE, null, ENOUGH, WINDOW) : first;
            return new Found(
                    hits(page),
                    next == null ? null : next.encoded(),
                    Math.max(
                            page.size(),
                            first.rows().stream().filter(wishes::fulfilled).count()),
                    first.last() == null,
                    after == null ? facets(current, counted.rows(), wishes) : null);
        }

        private Cursor cursor(Place before, int skipped) {
            return Cursor.of(before.changedAt(), before.ticketId(), skipped);
        }

        private List<Hit> hits(List<TicketList.Row> rows) {
            List<TextQuestion.Lexeme> wanted = Highlights.wanted(question);
            Map<Long, List<Piece>> summaries = rows.stream()
                    .collect(Collectors.toMap(
                            TicketList.Row::id, row -> highlights.pieces(row.summary(), wanted), (one, same) -> one));
            Map<Long, Excerpt> excerpts = asked.typing() ? Map.of() : excerpts(summaries, wanted);
            List<TicketView.RowView> views = tickets.rows(current, rows);
            List<Hit> hits = new ArrayList<>();
            for (int at = 0; at < rows.size(); at++) {
                long id = rows.get(at).id();
                hits.add(new Hit(views.get(at), shown(Objects.requireNonNull(summaries.get(id))), excerpts.get(id)));
            }
            return hits;
        }

        /** No more is read and taken apart than is needed to show the words once. */
        private Map<Long, Excerpt> excerpts(Map<Long, List<Piece>> summaries, List<TextQuestion.Lexeme> wanted) {
            Map<Long, Excerpt> excerpts = new HashMap<>();
            texts.descriptions(summaries.keySet(), Highlights.LOOKED_THROUGH)
                    .forEach((id, description) -> first(
                                    Source.DESCRIPTION, List.of(new Text(description, false)), wanted, true)
                            .ifPresent(excerpt -> excerpts.put(id, excerpt)));
            List<Long> others = summaries.keySet().stream()
                    .filter(id -> !excerpts.containsKey(id))
                    .toList();
            for (Texts ticket : texts.of(others)) {
                boolean shown = Objects.requireNonNull(summaries.get(ticket.id())).stream()
                        .anyMatch(Piece::found);
                excerpt(ticket, wanted, true)
                        .or(() -> shown ? Optional.empty() : inFiles(ticket.id(), wanted))
                        .or(() -> shown ? Optional.empty() : excerpt(ticket, wanted, false))
                        .ifPresent(excerpt -> excerpts.put(ticket.id(), excerpt));
            }
            return excerpts;
        }

        /** @param literally whether the words stand there as they were asked for; else any of their forms, which costs more */
        private Optional<Excerpt> excerpt(Texts ticket, List<TextQuestion.Lexeme> wanted, boolean literally) {
            List<Text> description = List.of(new Text(ticket.description(), false));
            List<Text> answers = ticket.answers().stream()
                    .map(answer -> new Text(answer, false))
                    .toList();
            return first(Source.DESCRIPTION, literally ? List.of() : description, wanted, literally)
                    .or(() -> first(Source.COMMENT, ticket.comments(), wanted, literally))
                    .or(() -> first(Source.ANSWER, answers, wanted, literally))
                    .or(() -> first(Source.FILE, ticket.fileNames(), wanted, literally));
        }

        private Optional<Excerpt> inFiles(long ticketId, List<TextQuestion.Lexeme> wanted) {
            return texts.inFiles(List.of(ticketId)).getOrDefault(ticketId, List.of()).stream()
                    .flatMap(file -> highlights.excerpt(new Text(file.text(), file.internal()), wanted).stream()
                            .map(pieces -> new Excerpt(Source.FILE, file.fileName(), shown(pieces))))
                    .findFirst();
        }

        private Optional<Excerpt> first(
                Source source, List<Text> texts, List<TextQuestion.Lexeme> wanted, boolean literally) {
            for (Text text : literally ? texts : texts.subList(0, Math.min(texts.size(), TAKEN_APART))) {
                Optional<List<Piece>> pieces =
                        literally ? highlights.excerpt(text, wanted) : highlights.beginning(text, wanted);
                if (pieces.isPresent()) {
                    boolean note = text.internal() && source == Source.COMMENT;
                    return Optional.of(new Excerpt(note ? Source.INTERNAL_NOTE : source, null, shown(pieces.get())));
                }
            }
            return Optional.empty();
        }
    }

    private static List<Highlight> shown(List<Piece> pieces) {
        return pieces.stream()
                .map(piece -> new Highlight(piece.text(), piece.found()))
                .toList();
    }

    // ------------------------------------------------------------------ facets

    private Facets facets(CurrentPerson current, List<TicketList.Row> rows, Wishes wishes) {
        Instant now = clock.instant();
        Map<Long, Long> byDesk = counted(rows, "desk", wishes, TicketList.Row::deskId);
        Map<Long, Long> byAssignee = counted(rows, "assignee", wishes, Search::assignee);
        Map<Long, PersonReference> people = persons.references(
                byAssignee.keySet().stream().filter(id -> id != 0).toList());
        return new Facets(
                byDesk.entrySet().stream()
                        .map(entry -> {
                            Desk desk = desks.require(entry.getKey());
                            return new FacetValue(desk.key(), desk.name().in(current.language()), entry.getValue());
                        })
                        .toList(),
                values(counted(rows, "type", wishes, TicketList.Row::type), TicketType::key),
                values(counted(rows, "category", wishes, this::category), StatusCategory::key),
                byAssignee.entrySet().stream()
                        .filter(entry -> entry.getKey() == 0 || people.containsKey(entry.getKey()))
                        .limit(SHOWN_PEOPLE)
                        .map(entry -> new FacetValue(
                                entry.getKey().toString(),
                                entry.getKey() == 0
                                        ? null
                                        : Objects.requireNonNull(people.get(entry.getKey()))
                                                .displayName(),
                                entry.getValue()))
                        .toList(),
                Arrays.stream(Age.values())
                        .map(age -> new FacetValue(
                                age.key(),
                                null,
                                rows.stream()
                                        .filter(row -> wishes.fulfilledBut("age", row))
                                        .filter(row -> age.holds(row.updatedAt(), now))
                                        .count()))
                        .filter(value -> value.count() > 0)
                        .toList());
    }

    private static <K> List<FacetValue> values(Map<K, Long> counts, Function<K, String> key) {
        return counts.entrySet().stream()
                .map(entry -> new FacetValue(key.apply(entry.getKey()), null, entry.getValue()))
                .toList();
    }

    /** The most frequent first. */
    private static <K> Map<K, Long> counted(
            List<TicketList.Row> rows, String facet, Wishes wishes, Function<TicketList.Row, K> value) {
        Map<K, Long> counts = new HashMap<>();
        rows.stream()
                .filter(row -> wishes.fulfilledBut(facet, row))
                .forEach(row -> counts.merge(value.apply(row), 1L, Long::sum));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue().reversed())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }
}
