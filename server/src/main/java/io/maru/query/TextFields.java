package io.maru.query;

import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.search.TextConditions;
import io.maru.search.TextField;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketView.CellView;
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

    /** @param where all of it when none is named */
    private record Written(String name, LocalizedText label, Set<TextField> where, Condition present) {

        private QueryField field(QueryColumn column) {
            QueryField field = QueryField.of(name, label, QueryKind.TEXT, column);
            return where.equals(Set.of(TextField.DESCRIPTION)) ? field.listedAs(BEGINNING) : field;
        }
    }

    private static final QueryListing BEGINNING =
            new QueryListing(DSL.left(TicketColumns.DESCRIPTION, 300), (current, text) -> CellView.of(text.toString()));

    private final TextConditions texts;
    private final List<Written> all;

    TextFields(TextConditions texts, MessageSource messages) {
        this.texts = texts;
        all = List.of(
                written(messages, "text", Set.of(), DSL.trueCondition()),
                written(
                        messages,
                        "description",
                        Set.of(TextField.DESCRIPTION),
                        TicketColumns.DESCRIPTION.ne(DSL.inline(""))),
                written(messages, "comment", Set.of(TextField.COMMENT), TicketColumns.commented(null)));
    }

    private static Written written(MessageSource messages, String name, Set<TextField> where, Condition present) {
        return new Written(name, LocalizedText.of(messages, "query.field." + name), where, present);
    }

    @Override
    public List<QueryField> fields(CurrentPerson current) {
        return all.stream()
                .map(each -> each.field(new QueryColumn.Words(
                        each.present(),
                        texts::askable,
                        words -> texts.matches(current, TicketColumns.ID, words, each.where()))))
                .toList();
    }
}
