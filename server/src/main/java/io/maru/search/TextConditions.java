package io.maru.search;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/**
 * What is written on a ticket, as a condition for the queries of other modules. A person's own right to see the ticket is theirs
 * to ask; here it is seen to that nobody finds one by an internal note that they may not read.
 */
@Component
public class TextConditions {

    private final TextAnalyzer analyzer;

    TextConditions(TextAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    /** The longest text that is understood, in characters. */
    public static final int LONGEST = TextQuestion.LONGEST;

    /** Whether there is anything in a text that can be looked for; without it no ticket {@linkplain #matches matches}. */
    public boolean askable(String text) {
        return !(TextQuestion.of(TextQuestion.cut(text), false, analyzer) instanceof TextQuestion.Nothing);
    }

    /**
     * That a ticket holds a text: all its words in any order and form, {@code "these words as they stand"}, {@code beginning*},
     * {@code one OR another}, {@code -none}. What was written in the last two seconds may be missing.
     *
     * @param fields where; all of it when none is named
     */
    public Condition matches(CurrentPerson current, Field<Long> ticketId, String text, Collection<TextField> fields) {
        TextQuestion question = TextQuestion.of(TextQuestion.cut(text), false, analyzer);
        if (question instanceof TextQuestion.Nothing) {
            return DSL.falseCondition();
        }
        if (fields.size() == 1 && fields.contains(TextField.SUMMARY)) {
            return inSummary(ticketId, question);
        }
        boolean everywhere = fields.isEmpty() || fields.containsAll(Set.of(TextField.values()));
        String weights = everywhere
                ? ""
                : fields.stream()
                        .map(field -> String.valueOf(field.weight()))
                        .sorted()
                        .collect(Collectors.joining());
        Condition open = DocumentStore.matches(Lexemes.asked(question, Lexemes.Scope.OPEN, weights));
        Condition whole = DocumentStore.matches(Lexemes.asked(question, Lexemes.Scope.EVERYTHING, weights));
        Set<Long> desks = current.desksWith(Permission.TICKET_VIEW);
        Condition either;
        if (current.may(Permission.TICKET_VIEW)) {
            either = whole;
        } else if (desks.isEmpty()) {
            either = open;
        } else {
            Condition theirs = DocumentStore.ofDesk(desks);
            either = whole.and(theirs).or(open.andNot(theirs));
        }
        return DocumentStore.document(ticketId, either);
    }

    /** The same of the summary alone, which whoever sees a ticket may read. */
    public Condition inSummary(Field<Long> ticketId, String text) {
        TextQuestion question = TextQuestion.of(TextQuestion.cut(text), false, analyzer);
        return question instanceof TextQuestion.Nothing ? DSL.falseCondition() : inSummary(ticketId, question);
    }

    private static Condition inSummary(Field<Long> ticketId, TextQuestion question) {
        return DocumentStore.document(
                ticketId, DocumentStore.matches(Lexemes.asked(question, Lexemes.Scope.SUMMARY, "")));
    }
}
