package io.maru.query;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.query.grammar.LanguageLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;

/** What could be written at a place of a query that is being written. */
final class Completion {

    /**
     * @param place what of the text a choice replaces
     * @param choices the likeliest first
     */
    record Choices(Place place, List<Choice> choices) {}

    enum Kind {
        FIELD,
        OPERATOR,
        VALUE,
        FUNCTION,
        KEYWORD;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param text as it stands in the query
     * @param explanation may be empty
     */
    record Choice(Kind kind, String text, String explanation) {}

    /** What the grammar lets come next. */
    private enum Next {
        SUBJECT,
        OPERATOR,
        IN,
        EMPTINESS,
        VALUE,
        PAST_VALUE,
        LIST,
        LIST_VALUE,
        LIST_GOES_ON,
        PERSON,
        TIME,
        ARGUMENT,
        ARGUMENT_GOES_ON,
        CLAUSE_GOES_ON,
        BY,
        SORT,
        SORT_GOES_ON
    }

    private static final int MOST = 20;

    /**
     * A function in whose parentheses the text ends.
     *
     * @param tells whether it is asked about, and does not stand for values
     */
    private record Unfinished(String function, int argument, boolean tells) {}

    private final Vocabulary vocabulary;
    private final QueryNames tickets;
    private final boolean closed;
    private @Nullable Unfinished unfinished;
    private Next next = Next.SUBJECT;
    private @Nullable QueryField field;
    private boolean past;
    private boolean change;
    private int open;

    /** @param closed whether a parenthesis is closed behind the caret */
    private Completion(Vocabulary vocabulary, QueryNames tickets, boolean closed) {
        this.vocabulary = vocabulary;
        this.tickets = tickets;
        this.closed = closed;
    }

    /** @param tickets by their keys */
    static Choices at(String text, int caret, Vocabulary vocabulary, QueryNames tickets) {
        String before = text.substring(0, caret);
        List<Token> tokens = new ArrayList<>();
        for (Token token : QueryReader.lexer(before).getAllTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                tokens.add(token);
            }
        }
        String begun = "";
        int start = caret;
        if (!tokens.isEmpty() && before.endsWith(tokens.getLast().getText()) && isText(tokens.getLast())) {
            Token last = tokens.removeLast();
            start = caret - last.getText().length();
            begun = last.getType() == LanguageLexer.OPEN_STRING ? last.getText().substring(1) : last.getText();
        }
        int end = end(text, start, caret);
        Completion completion = new Completion(
                vocabulary, tickets, text.substring(end).stripLeading().startsWith(")"));
        for (int index = 0; index < tokens.size(); index++) {
            index = completion.read(tokens, index);
        }
        return new Choices(new Place(start, end), completion.choices(begun));
    }

    /** Words are replaced whole, also what of one stands after the caret; texts with the quotation mark that an editor closed. */
    private static int end(String text, int start, int caret) {
        int end = caret;
        while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        boolean quoted = start < caret && (text.charAt(start) == '"' || text.charAt(start) == '\'');
        return quoted && end < text.length() && text.charAt(end) == text.charAt(start) ? end + 1 : end;
    }

    private static boolean isText(Token token) {
        int type = token.getType();
        return type == LanguageLexer.WORD
                || type == LanguageLexer.OPEN_STRING
                || type >= LanguageLexer.AND
                        && type <= LanguageLexer.TO
                        && Character.isLetter(token.getText().charAt(0));
    }

    // ------------------------------------------------------------------ what has been written

    /** Takes a token into account, or several that belong together; answers the last one's position. */
    private int read(List<Token> tokens, int index) {
        Token token = tokens.get(index);
        int type = token.getType();
        switch (next) {
            case SUBJECT -> {
                if (type == LanguageLexer.ORDER) {
                    next = Next.BY;
                } else if (type == LanguageLexer.OPEN) {
                    open++;
                } else if (isName(type)) {
                    next = Next.OPERATOR;
                    int last = callEnd(tokens, index);
                    String name = QueryReader.text(token);
                    if (last > index && tokens.get(index + 1).getType() == LanguageLexer.OPEN_SQUARE) {
                        name = name + "[" + QueryReader.text(tokens.get(Math.min(index + 2, last))) + "]";
                    }
                    List<QueryField> found = vocabulary.called(name);
                    field = found.isEmpty() ? null : found.getFirst();
                    past = false;
                    change = false;
                    return last;
                }
            }
            case OPERATOR -> {
                switch (type) {
                    case LanguageLexer.NOT -> next = Next.IN;
                    case LanguageLexer.IN -> next = Next.LIST;
                    case LanguageLexer.IS -> next = Next.EMPTINESS;
                    case LanguageLexer.WAS -> {
                        past = true;
                        next = Next.PAST_VALUE;
                    }
                    case LanguageLexer.CHANGED -> {
                        past = true;
                        change = true;
                        next = Next.CLAUSE_GOES_ON;
                    }
                    default -> next = Next.VALUE;
                }
            }
            case IN -> next = Next.LIST;
            case EMPTINESS -> {
                if (type != LanguageLexer.NOT) {
                    next = Next.CLAUSE_GOES_ON;
                }
            }
            case PAST_VALUE -> {
                if (type == LanguageLexer.IN) {
                    next = Next.LIST;
                } else if (type != LanguageLexer.NOT) {
                    next = Next.CLAUSE_GOES_ON;
                    return callEnd(tokens, index);
                }
            }
            case VALUE, PERSON, TIME -> {
                next = Next.CLAUSE_GOES_ON;
                return callEnd(tokens, index);
            }
            case LIST -> {
                if (type == LanguageLexer.OPEN) {
                    next = Next.LIST_VALUE;
                } else {
                    next = Next.CLAUSE_GOES_ON;
                    return callEnd(tokens, index);
                }
            }
            case LIST_VALUE -> {
                next = Next.LIST_GOES_ON;
                return callEnd(tokens, index);
            }
            case LIST_GOES_ON -> next = type == LanguageLexer.COMMA ? Next.LIST_VALUE : Next.CLAUSE_GOES_ON;
            case CLAUSE_GOES_ON -> {
                switch (type) {
                    case LanguageLexer.CLOSE -> open--;
                    case LanguageLexer.ORDER -> next = Next.BY;
                    case LanguageLexer.BY -> next = Next.PERSON;
                    case LanguageLexer.FROM, LanguageLexer.TO -> next = Next.VALUE;
                    case LanguageLexer.AFTER, LanguageLexer.BEFORE, LanguageLexer.ON -> next = Next.TIME;
                    case LanguageLexer.DURING -> {
                        return during(tokens, index);
                    }
                    default -> next = Next.SUBJECT;
                }
            }
            case BY -> next = Next.SORT;
            case SORT -> {
                next = Next.SORT_GOES_ON;
                return callEnd(tokens, index);
            }
            case ARGUMENT, ARGUMENT_GOES_ON -> {}
            case SORT_GOES_ON -> {
                if (type == LanguageLexer.COMMA) {
                    next = Next.SORT;
                }
            }
        }
        return index;
    }

    private int during(List<Token> tokens, int index) {
        for (int end = index; end < tokens.size(); end++) {
            if (tokens.get(end).getType() == LanguageLexer.OPEN && end > index + 1) {
                end = callEnd(tokens, end - 1);
            } else if (tokens.get(end).getType() == LanguageLexer.CLOSE) {
                return end;
            }
        }
        if (unfinished == null) {
            next = Next.TIME;
        }
        return tokens.size() - 1;
    }

    private static boolean isName(int type) {
        return type == LanguageLexer.WORD || type == LanguageLexer.STRING;
    }

    /** The last token of a name with what stands in brackets behind it; when they are not closed, what stands in them comes next. */
    private int callEnd(List<Token> tokens, int index) {
        if (index + 1 >= tokens.size()) {
            return index;
        }
        int bracket = tokens.get(index + 1).getType();
        int closing = bracket == LanguageLexer.OPEN
                ? LanguageLexer.CLOSE
                : bracket == LanguageLexer.OPEN_SQUARE ? LanguageLexer.CLOSE_SQUARE : -1;
        if (closing < 0) {
            return index;
        }
        boolean tells = next == Next.OPERATOR || next == Next.SORT_GOES_ON;
        int depth = 0;
        int argument = 0;
        for (int end = index + 1; end < tokens.size(); end++) {
            int type = tokens.get(end).getType();
            depth += type == bracket ? 1 : type == closing ? -1 : 0;
            if (depth == 0) {
                return end;
            }
            argument += depth == 1 && type == LanguageLexer.COMMA ? 1 : 0;
        }
        int last = tokens.getLast().getType();
        if (bracket == LanguageLexer.OPEN) {
            unfinished = new Unfinished(QueryReader.text(tokens.get(index)), argument, tells);
            next = depth == 1 && (last == LanguageLexer.OPEN || last == LanguageLexer.COMMA)
                    ? Next.ARGUMENT
                    : Next.ARGUMENT_GOES_ON;
        }
        return tokens.size() - 1;
    }

    // ------------------------------------------------------------------ what can follow

    private List<Choice> choices(String begun) {
        return switch (next) {
            case SUBJECT -> concat(fields(begun, false), keywords(begun, "NOT", "("));
            case SORT -> fields(begun, true);
            case OPERATOR ->
                field == null
                        ? keywords(begun, "=", "!=", "IN", "IS EMPTY")
                        : matching(begun, Kind.OPERATOR, Checker.operators(field).stream());
            case IN -> keywords(begun, "IN");
            case EMPTINESS -> keywords(begun, "EMPTY", "NOT EMPTY");
            case PAST_VALUE -> concat(values(field, begun, false), keywords(begun, "IN", "NOT", "EMPTY"));
            case VALUE -> concat(values(field, begun, false), keywords(begun, "EMPTY"));
            case LIST -> concat(keywords(begun, "("), functions(field, begun, true));
            case LIST_VALUE -> concat(values(field, begun, true), keywords(begun, "EMPTY"));
            case LIST_GOES_ON -> keywords(begun, ",", ")");
            case PERSON -> values(vocabulary.called("assignee").getFirst(), begun, false);
            case TIME -> values(vocabulary.called("created").getFirst(), begun, false);
            case ARGUMENT -> arguments(Objects.requireNonNull(unfinished), begun);
            case ARGUMENT_GOES_ON -> closed ? List.of() : keywords(begun, ")", ",");
            case CLAUSE_GOES_ON -> goingOn(begun);
            case BY -> keywords(begun, "BY");
            case SORT_GOES_ON -> keywords(begun, "DESC", "ASC", ",");
        };
    }

    private List<Choice> arguments(Unfinished call, String begun) {
        QueryNames names;
        if (call.tells()) {
            names = Vocabulary.folded(call.function()).equals(Vocabulary.folded(Checker.TIME_IN))
                    ? vocabulary.called("status").getFirst().names()
                    : null;
        } else {
            QueryField of = field;
            names = of == null
                    ? null
                    : vocabulary
                            .function(call.function())
                            .map(function -> function.choices(of, call.argument()))
                            .orElse(null);
        }
        return names == null ? List.of() : named(names, begun);
    }

    private List<Choice> named(QueryNames names, String begun) {
        return names.like(vocabulary.current(), begun, MOST - 5).stream()
                .map(choice -> new Choice(Kind.VALUE, Formatter.quoted(choice.written()), choice.explanation()))
                .toList();
    }

    private List<Choice> goingOn(String begun) {
        List<String> words = new ArrayList<>();
        if (change) {
            words.addAll(List.of("FROM", "TO"));
        }
        if (past) {
            words.addAll(List.of("BY", "AFTER", "BEFORE", "DURING", "ON"));
        }
        words.addAll(List.of("AND", "OR"));
        words.add(open > 0 ? ")" : "ORDER BY");
        return matching(begun, Kind.KEYWORD, words.stream());
    }

    private static List<Choice> concat(List<Choice> first, List<Choice> second) {
        return Stream.concat(first.stream(), second.stream()).limit(MOST).toList();
    }

    private static List<Choice> keywords(String begun, String... words) {
        return matching(begun, Kind.KEYWORD, Stream.of(words));
    }

    private static List<Choice> matching(String begun, Kind kind, Stream<String> words) {
        String wanted = begun.toLowerCase(Locale.ROOT);
        return words.filter(word -> word.toLowerCase(Locale.ROOT).startsWith(wanted))
                .map(word -> new Choice(kind, word, ""))
                .toList();
    }

    private List<Choice> fields(String begun, boolean sortable) {
        String wanted = Vocabulary.folded(begun);
        List<Choice> beginning = new ArrayList<>();
        List<Choice> within = new ArrayList<>();
        for (QueryField each : vocabulary.fields()) {
            if (sortable && !each.sortable()) {
                continue;
            }
            Choice choice = new Choice(
                    Kind.FIELD,
                    Formatter.written(vocabulary.subject(each)),
                    each.label().in(vocabulary.current().language()));
            List<String> names =
                    Vocabulary.allNames(each).map(Vocabulary::folded).toList();
            if (names.stream().anyMatch(name -> name.startsWith(wanted))) {
                beginning.add(choice);
            } else if (names.stream().anyMatch(name -> name.contains(wanted))) {
                within.add(choice);
            }
        }
        return concat(beginning, within);
    }

    private List<Choice> values(@Nullable QueryField of, String begun, boolean several) {
        if (of == null) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        if (of.names() != null) {
            choices.addAll(named(of.names(), begun));
        } else if (of.kind() == QueryKind.TICKET) {
            choices.addAll(named(tickets, begun));
        } else if (of.kind() == QueryKind.TRUTH) {
            choices.addAll(matching(begun, Kind.VALUE, Stream.of("true", "false")));
        } else if (begun.isEmpty() && (of.kind() == QueryKind.DATE || of.kind() == QueryKind.INSTANT)) {
            choices.addAll(matching(begun, Kind.VALUE, Stream.of("-1d", "-1w", "-4w")));
        }
        return concat(choices, functions(of, begun, several));
    }

    private List<Choice> functions(@Nullable QueryField of, String begun, boolean several) {
        if (of == null) {
            return List.of();
        }
        String wanted = begun.toLowerCase(Locale.ROOT);
        return vocabulary.functions().stream()
                .filter(function -> function.fits(of) && (several || !function.several()))
                .filter(function -> function.name().toLowerCase(Locale.ROOT).startsWith(wanted))
                .map(function -> new Choice(Kind.FUNCTION, function.name() + "()", function.parameters()))
                .toList();
    }
}
