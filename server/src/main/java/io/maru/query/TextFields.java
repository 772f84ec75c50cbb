package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.search.TextConditions;
import io.maru.search.TextField;
import io.maru.ticket.TicketColumns;
import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is written on a ticket, looked for by its words in whatever form. */
@Component
@Order(0)
class TextFields implements QuerySource {

    private final TextConditions texts;
    private final MessageSource messages;

    TextFields(TextConditions texts, MessageSource messages) {
        this.texts = texts;
        this.messages = messages;
    }

    @Override
    public List<QueryField> fields(CurrentPerson current) {
        return List.of(
                field(current, "text", Set.of(), DSL.trueCondition()),
                field(
                        current,
                        "description",
                        Set.of(TextField.DESCRIPTION),
                        TicketColumns.DESCRIPTION.ne(DSL.inline(""))),
                field(current, "comment", Set.of(TextField.COMMENT), TicketColumns.commented(null)));
    }

    private QueryField field(CurrentPerson current, String name, Set<TextField> where, Condition present) {
        return QueryField.of(
                name,
                new LocalizedText(
                        messages.getMessage("query.field." + name, null, Language.KO.locale()),
                        messages.getMessage("query.field." + name, null, Language.EN.locale())),
                QueryKind.TEXT,
                new QueryColumn.Words(
                        present, texts::askable, words -> texts.matches(current, TicketColumns.ID, words, where)));
    }
}
