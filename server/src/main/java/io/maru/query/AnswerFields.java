package io.maru.query;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.Services;
import io.maru.field.AnswerKind;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.field.Forms;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.platform.Json;
import io.maru.query.ThingNames.Thing;
import io.maru.ticket.AnswerExpression;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketColumns.Kept;
import io.maru.ticket.TicketView.CellView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The fields that administrators made. Each is called by its number too, {@code cf[17]}, whatever its name will be. */
@Component
@Order(1)
class AnswerFields implements QuerySource {

    private final Forms forms;
    private final FieldValues fieldValues;
    private final Desks desks;
    private final Services services;
    private final QueryNames persons;
    private final QueryNames groups;

    AnswerFields(Forms forms, FieldValues fieldValues, Desks desks, Services services, Persons persons, Groups groups) {
        this.fieldValues = fieldValues;
        this.forms = forms;
        this.desks = desks;
        this.services = services;
        this.persons = new PersonNames(persons);
        this.groups = new GroupNames(groups);
    }

    @Override
    public List<QueryField> fields(CurrentPerson current) {
        Map<Long, FieldDefinition> known = new LinkedHashMap<>();
        for (Desk desk : desks.visibleTo(current)) {
            if (current.mayOnDesk(Permission.TICKET_VIEW, desk.id())) {
                forms.fieldsOfDesk(desk.id()).stream()
                        .filter(field -> !field.system())
                        .forEach(field -> known.put(field.id(), field));
            }
        }
        List<QueryField> fields = new ArrayList<>();
        for (FieldDefinition field : known.values()) {
            QueryField made = field(field);
            if (made != null) {
                fields.add(made);
            }
        }
        return fields;
    }

    private @Nullable QueryField field(FieldDefinition field) {
        AnswerExpression answer = TicketColumns.answer(field).orElse(null);
        if (answer == null) {
            return longText(field);
        }
        QueryKind kind = kind(field, answer.kind());
        QueryNames names = names(field);
        QueryColumn column;
        if (answer.kind() == AnswerKind.SEVERAL) {
            column = new QueryColumn.Several(
                    answer.present(),
                    values -> TicketColumns.anyAnswer(
                            answer, values.stream().map(Json::of).toList()));
        } else {
            Field<?> value = answer.value();
            column = new QueryColumn.Single(value, true, answer.present(), false, value);
        }
        return new QueryField(
                "cf[" + field.id() + "]",
                List.of(field.key()),
                field.name(),
                kind,
                names,
                column,
                field.type() == FieldType.COMPUTED ? null : "value:" + field.id(),
                kept(answer),
                listing(field));
    }

    private QueryListing listing(FieldDefinition field) {
        return new QueryListing(TicketColumns.answerItself(field), (current, answer) -> {
            JsonNode value = Json.tree((JSONB) answer);
            return new CellView(
                    fieldValues.display(field, value, current.language(), current.timeZone()),
                    value.isValueNode() ? value.asString() : null);
        });
    }

    private static Kept kept(AnswerExpression answer) {
        return switch (answer.kind()) {
            case TEXT, NUMBER, DATE -> Kept.TEXT;
            case AMOUNT -> Kept.AMOUNT;
            case INSTANT -> Kept.INSTANT;
            case SEVERAL -> Kept.SEVERAL;
        };
    }

    private @Nullable QueryField longText(FieldDefinition field) {
        if (field.type() != FieldType.LONG_TEXT && field.type() != FieldType.RICH_TEXT) {
            return null;
        }
        Field<String> text = TicketColumns.answerText(field);
        return new QueryField(
                "cf[" + field.id() + "]",
                List.of(field.key()),
                field.name(),
                QueryKind.TEXT,
                null,
                new QueryColumn.Words(text.isNotNull(), words -> true, text::containsIgnoreCase),
                null,
                Kept.TEXT,
                listing(field));
    }

    private static QueryKind kind(FieldDefinition field, AnswerKind answer) {
        return switch (field.type()) {
            case CHOICE, MULTI_CHOICE, PERSON, PERSONS, GROUP, TEAM, SERVICE -> QueryKind.NAMED;
            case DURATION -> QueryKind.DURATION;
            default ->
                switch (answer) {
                    case TEXT, SEVERAL -> QueryKind.LINE;
                    case NUMBER, AMOUNT -> QueryKind.NUMBER;
                    case DATE -> QueryKind.DATE;
                    case INSTANT -> QueryKind.INSTANT;
                };
        };
    }

    private @Nullable QueryNames names(FieldDefinition field) {
        return switch (field.type()) {
            case CHOICE, MULTI_CHOICE -> {
                List<Thing> options = field.options().stream()
                        .map(option -> new Thing(option.key(), option.name(), "", "", option.active(), option.parent()))
                        .toList();
                yield new ThingNames(
                        current -> options, true, options.stream().anyMatch(option -> option.parent() != null));
            }
            case PERSON, PERSONS -> persons;
            case GROUP, TEAM -> groups;
            case SERVICE ->
                new ThingNames(
                        current -> desks.visibleTo(current).stream()
                                .flatMap(desk -> services.ofDesk(desk.id()).stream()
                                        .map(service -> new Thing(
                                                service.id(),
                                                service.name(),
                                                "",
                                                desk.name().in(current.language()),
                                                service.active())))
                                .toList(),
                        true);
            default -> null;
        };
    }
}
