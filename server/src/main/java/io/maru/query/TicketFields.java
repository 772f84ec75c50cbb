package io.maru.query;

import static io.maru.query.QueryColumn.always;
import static io.maru.query.QueryColumn.sometimes;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestTypes;
import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.PersonColumns;
import io.maru.people.Persons;
import io.maru.platform.LocalizedText;
import io.maru.query.ThingNames.Thing;
import io.maru.search.TextConditions;
import io.maru.ticket.Channel;
import io.maru.ticket.Resolution;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketQueries;
import io.maru.ticket.TicketView.CellView;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.StatusColumns;
import io.maru.workflow.Workflows;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What can be asked about every ticket. */
@Component
@Order(0)
class TicketFields implements QuerySource {

    private static final Channel[] CHANNELS = {Channel.PORTAL, Channel.WORKSPACE, Channel.API, Channel.MAIL};

    private final List<QueryField> fields;
    private final Desks desks;
    private final MessageSource messages;

    TicketFields(
            Desks desks,
            RequestTypes requestTypes,
            Workflows workflows,
            Persons persons,
            Groups groups,
            TicketQueries tickets,
            TextConditions texts,
            MessageSource messages) {
        this.desks = desks;
        this.messages = messages;
        QueryNames people = new PersonNames(persons);
        QueryNames statuses = new ThingNames(
                current -> workflows
                        .statusesEver(workedOn(current).stream().map(Desk::id).toList())
                        .stream()
                        .map(status -> new Thing(status.id(), status.name(), "", "", true))
                        .toList(),
                false);
        QueryNames types = new ThingNames(
                current -> workedOn(current).stream()
                        .flatMap(desk -> requestTypes.ofDesk(desk.id()).stream()
                                .map(type -> new Thing(
                                        type.id(), type.name(), "", desk.name().in(current.language()), type.active())))
                        .toList(),
                false);
        QueryNames deskNames = new ThingNames(
                current -> workedOn(current).stream()
                        .map(desk -> new Thing(desk.id(), desk.name(), desk.key(), "", !desk.archived()))
                        .toList(),
                true);
        fields = List.of(
                field(
                                "key",
                                QueryKind.TICKET,
                                new QueryColumn.Single(TicketColumns.KEY, false, null, false, TicketColumns.ID))
                        .alsoCalled("issuekey", "issue", "id", "ticket"),
                field(
                                "summary",
                                QueryKind.LINE,
                                QueryColumn.always(
                                        TicketColumns.SUMMARY,
                                        texts::askable,
                                        words -> texts.inSummary(TicketColumns.ID, words)))
                        .alsoCalled("title", "요약")
                        .rememberedAs("summary"),
                named("desk", deskNames, always(TicketColumns.DESK)).alsoCalled("project", "service desk"),
                named("type", texts("ticket.type.", TicketType.values(), TicketType::key), always(TicketColumns.TYPE))
                        .alsoCalled("issuetype", "issue type", "ticket type")
                        .rememberedAs("type"),
                named("request type", types, sometimes(TicketColumns.REQUEST_TYPE))
                        .alsoCalled("customer request type")
                        .rememberedAs("request_type"),
                named("status", statuses, always(TicketColumns.STATUS, StatusColumns.order(TicketColumns.STATUS)))
                        .rememberedAs("status"),
                named(
                                "status category",
                                texts("query.category.", StatusCategory.values(), StatusCategory::key),
                                always(TicketColumns.STATUS_CATEGORY))
                        .alsoCalled("statusCategory"),
                named(
                                "priority",
                                priorities(),
                                new QueryColumn.Single(
                                        TicketColumns.PRIORITY, false, null, true, TicketColumns.PRIORITY))
                        .rememberedAs("priority")
                        .ranked(),
                named(
                                "resolution",
                                texts("ticket.resolution.", Resolution.values(), Resolution::key),
                                sometimes(TicketColumns.RESOLUTION))
                        .rememberedAs("resolution"),
                named("assignee", people, sometimes(TicketColumns.ASSIGNEE, PersonColumns.name(TicketColumns.ASSIGNEE)))
                        .rememberedAs("assignee"),
                named("reporter", people, always(TicketColumns.REPORTER, PersonColumns.name(TicketColumns.REPORTER)))
                        .alsoCalled("customer", "requester", "고객")
                        .rememberedAs("reporter"),
                named("creator", people, always(TicketColumns.CREATED_BY, PersonColumns.name(TicketColumns.CREATED_BY)))
                        .alsoCalled("created by"),
                named(
                                "team",
                                new GroupNames(groups),
                                sometimes(TicketColumns.TEAM, PersonColumns.groupName(TicketColumns.TEAM)))
                        .rememberedAs("team"),
                named("participants", people, persons(TicketColumns::participating))
                        .alsoCalled("request participants", "participant")
                        .rememberedAs("participant", TicketColumns.Kept.PERSONS)
                        .listedAs(names(TicketColumns.PARTICIPANTS, people)),
                named("watchers", people, persons(TicketColumns::watched))
                        .alsoCalled("watcher")
                        .rememberedAs("watcher", TicketColumns.Kept.PERSONS)
                        .listedAs(names(TicketColumns.WATCHERS, people)),
                named("commented by", people, persons(TicketColumns::commented)).alsoCalled("commenter"),
                named(
                                "labels",
                                new LabelNames(tickets),
                                new QueryColumn.Several(
                                        TicketColumns.hasLabels(),
                                        values -> TicketColumns.anyLabel(values.stream()
                                                .map(Object::toString)
                                                .toList()),
                                        TicketColumns.EACH_LABEL))
                        .alsoCalled("label", "tag", "레이블", "태그")
                        .rememberedAs("labels", TicketColumns.Kept.SEVERAL)
                        .listedAs(new QueryListing(
                                TicketColumns.LABELS,
                                (current, labels) -> CellView.of(String.join(", ", (String[]) labels)))),
                named("channel", texts("query.channel.", CHANNELS, Channel::key), always(TicketColumns.CHANNEL))
                        .alsoCalled("request channel type"),
                field("due", QueryKind.DATE, sometimes(TicketColumns.DUE_DATE))
                        .alsoCalled("duedate", "due date", "기한", "마감일")
                        .rememberedAs("due_date"),
                field("created", QueryKind.INSTANT, always(TicketColumns.CREATED_AT))
                        .alsoCalled("createdDate", "생성", "등록일"),
                field("updated", QueryKind.INSTANT, always(TicketColumns.UPDATED_AT))
                        .alsoCalled("updatedDate", "수정일"),
                field("resolved", QueryKind.INSTANT, sometimes(TicketColumns.RESOLVED_AT))
                        .alsoCalled("resolutiondate", "resolved at", "해결"),
                field("last commented", QueryKind.INSTANT, sometimes(TicketColumns.lastCommentAt()))
                        .alsoCalled("last comment"));
    }

    @Override
    public List<QueryField> fields(CurrentPerson current) {
        return fields;
    }

    private List<Desk> workedOn(CurrentPerson current) {
        return desks.visibleTo(current).stream()
                .filter(desk -> current.mayOnDesk(Permission.TICKET_VIEW, desk.id()))
                .toList();
    }

    private QueryField field(String name, QueryKind kind, QueryColumn column) {
        return QueryField.of(name, label(name), kind, column);
    }

    private QueryField named(String name, QueryNames names, QueryColumn column) {
        return QueryField.named(name, label(name), names, column);
    }

    private LocalizedText label(String name) {
        return LocalizedText.of(messages, "query.field." + name.replace(' ', '_'));
    }

    private static QueryColumn persons(Function<@Nullable Collection<Long>, Condition> condition) {
        return new QueryColumn.Several(
                condition.apply(null),
                values -> condition.apply(values.stream().map(Long.class::cast).toList()));
    }

    private static QueryListing names(Field<Long[]> ids, QueryNames people) {
        return new QueryListing(
                ids,
                (current, persons) -> CellView.of(Arrays.stream((Long[]) persons)
                        .map(person -> people.shown(current, person))
                        .sorted()
                        .collect(Collectors.joining(", "))));
    }

    private QueryNames priorities() {
        List<Thing> priorities = IntStream.rangeClosed(1, 5)
                .mapToObj(priority ->
                        Thing.of((short) priority, LocalizedText.of(messages, "ticket.priority." + priority)))
                .toList();
        return new ThingNames(current -> priorities, false);
    }

    private <T> QueryNames texts(String prefix, T[] all, Function<T, String> key) {
        List<Thing> things = Arrays.stream(all)
                .map(key)
                .map(each -> Thing.of(each, LocalizedText.of(messages, prefix + each)))
                .toList();
        return new ThingNames(current -> things, false);
    }
}
