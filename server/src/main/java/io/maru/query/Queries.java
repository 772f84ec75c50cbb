package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Language;
import io.maru.platform.Page;
import io.maru.query.Completion.Choices;
import io.maru.ticket.TicketQueries;
import io.maru.ticket.TicketView;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;

/** Asks for tickets in the query language. */
@Service
public class Queries {

    /** How long somebody waits for a page, and how long for a number beside it. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<QuerySource> sources;
    private final TicketQueries tickets;
    private final MessageSource messages;
    private final Clock clock;

    Queries(List<QuerySource> sources, TicketQueries tickets, MessageSource messages, Clock clock) {
        this.sources = sources;
        this.tickets = tickets;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * A page of the tickets that are asked for, of the desks on which this person works; without an order the newest first.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public Page<TicketView.RowView> page(
            CurrentPerson current, String query, @Nullable String after, @Nullable Integer limit) {
        CheckedQuery checked = checked(current, query);
        return tickets.page(
                current, Compiler.condition(checked.where()), Compiler.order(checked.order()), after, limit, PATIENCE);
    }

    /**
     * How many tickets are asked for.
     *
     * @throws QueryInvalid when the query cannot be understood
     */
    public long count(CurrentPerson current, String query) {
        return tickets.count(current, Compiler.condition(checked(current, query).where()), PATIENCE);
    }

    private CheckedQuery checked(CurrentPerson current, String query) {
        try {
            return Checker.check(QueryReader.read(query), vocabulary(current), clock.instant());
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
        Choices choices = Completion.at(query, Math.clamp(caret, 0, query.length()), vocabulary(current));
        return new ChoicesView(
                choices.place().start(),
                choices.place().end(),
                choices.choices().stream()
                        .map(choice -> new ChoiceView(choice.kind().key(), choice.text(), choice.explanation()))
                        .toList());
    }
}
