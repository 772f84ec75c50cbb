package io.maru.search;

import io.maru.ticket.TextSearch;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/** What customers look for among their requests: by what they may read, while they type. */
@Component
class RequestTexts implements TextSearch {

    private final TextAnalyzer analyzer;

    RequestTexts(TextAnalyzer analyzer) {
        this.analyzer = analyzer;
    }

    @Override
    public Condition matches(Field<Long> ticketId, String words) {
        TextQuestion question = TextQuestion.of(words, true, analyzer);
        return question instanceof TextQuestion.Nothing
                ? DSL.falseCondition()
                : DocumentStore.document(
                        ticketId, DocumentStore.matches(Lexemes.asked(question, Lexemes.Scope.OPEN, "")));
    }
}
