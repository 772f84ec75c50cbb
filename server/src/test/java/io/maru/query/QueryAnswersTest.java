package io.maru.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.maru.desk.Desk;
import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.platform.Change;
import io.maru.query.Query.Operator;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.ticket.TicketColumns;
import io.maru.ticket.TicketColumns.Period;
import io.maru.ticket.TicketRelations;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import io.maru.ticket.ViewedTickets;
import java.math.BigDecimal;
import java.text.Collator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tickets that PostgreSQL finds are those that the meaning of a query says: held against an interpreter that knows no SQL
 * and reads each ticket with its whole history, over a desk on which a month of work was done at random.
 */
@MaruTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryAnswersTest {

    private static final int TICKETS = 40;
    private static final int ROUNDS = 2_000;
    private static final JsonMapper JSON = new JsonMapper();

    private static final String NO_MAIL = "메일이 안 와요";
    private static final String JAM = "Printer 100% jam";
    private static final String NO_ACCESS = "VPN_접속 실패";
    private static final String SLOW = "mail slow";

    /** What somebody means who looks for words: in any order and form, as they stand in quotation marks. */
    private static final Map<String, Set<String>> SUMMARIES_WITH = Map.of(
            "메일", Set.of(NO_MAIL),
            "100%", Set.of(JAM),
            "MAIL slow", Set.of(SLOW),
            "slow mail", Set.of(SLOW),
            "\"slow mail\"", Set.of(),
            "Printers", Set.of(JAM),
            "print*", Set.of(JAM),
            "\"100 jam\"", Set.of(JAM),
            "vpn 접속", Set.of(NO_ACCESS),
            "rint", Set.of());

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    TicketRelations relations;

    @Autowired
    ViewedTickets viewed;

    @Autowired
    Groups groups;

    @Autowired
    Queries queries;

    @Autowired
    List<QuerySource> sources;

    @Autowired
    DSLContext database;

    @Autowired
    MovableClock clock;

    private final Random random = new Random(4);
    private Desk desk;
    private List<TestPerson> agents;
    private List<TestPerson> customers;
    private CurrentPerson asker;
    private List<Snapshot> snapshots;

    @BeforeAll
    void aMonthOfWork() throws Throwable {
        desk = desks.aDesk().create();
        agents = Stream.of("김누리빛", "Lee Doo", "박 세진")
                .map(name -> people.person().named(name).agentOf(desk.id()).create())
                .toList();
        asker = agents.getFirst().current();
        CurrentPerson administrator = desks.administrator();
        long group =
                groups.create(administrator, "Night shift " + desk.key(), "").id();
        groups.addMember(administrator, group, agents.get(1).id());
        groups.addMember(administrator, group, agents.get(2).id());
        customers = Stream.of("이고객", "Customer Two")
                .map(name -> people.person().named(name).create())
                .toList();
        long requestType = aRequestTypeThatAsksForEveryKind();
        List<String> keys = new ArrayList<>();
        for (int each = 0; each < TICKETS; each++) {
            keys.add(tickets.create(
                    agents.get(random.nextInt(3)).current(),
                    null,
                    new Tickets.NewTicket(
                            desk.key(),
                            requestType,
                            null,
                            Map.of(
                                    "summary",
                                    JSON.valueToTree(one(NO_MAIL, JAM, NO_ACCESS, SLOW)),
                                    "urgency",
                                    JSON.valueToTree(one("low", "medium", "high"))),
                            customers.get(random.nextInt(2)).id(),
                            random.nextBoolean() ? agents.get(1).id() : null,
                            null,
                            List.of(),
                            random.nextBoolean() ? List.of(customers.get(1).id()) : List.of())));
            clock.advance(Duration.ofMinutes(random.nextInt(600)));
            for (int step = 0; step < 10; step++) {
                change(keys.get(random.nextInt(keys.size())));
            }
        }
        Followed.allIsFound(database, desk.id());
        snapshots = read();
    }

    private long aRequestTypeThatAsksForEveryKind() {
        TestPerson administrator = people.administrator();
        String ofDesk = "/api/desks/" + desk.key();
        List<Map<String, Object>> made = List.of(
                Map.of(
                        "key",
                        "cost",
                        "type",
                        "money",
                        "name",
                        Map.of("en", "Cost"),
                        "settings",
                        Map.of("currencies", List.of("USD"))),
                Map.of("key", "visit", "type", "date_time", "name", Map.of("en", "Visit")),
                Map.of("key", "hours", "type", "number", "name", Map.of("en", "Hours")),
                Map.of(
                        "key",
                        "tools",
                        "type",
                        "multi_choice",
                        "name",
                        Map.of("en", "Tools"),
                        "options",
                        List.of(
                                Map.of("key", "saw", "name", Map.of("en", "Saw")),
                                Map.of("key", "drill", "name", Map.of("en", "Drill")),
                                Map.of("key", "tape", "name", Map.of("en", "Tape"), "parent", "saw"))));
        made.forEach(
                field -> administrator.api().post(ofDesk + "/fields", field).expect(201));
        Set<String> asked = Set.of("summary", "urgency", "cost", "visit", "hours", "tools");
        return administrator
                .api()
                .post(
                        ofDesk + "/request-types",
                        Map.of(
                                "ticketType",
                                "incident",
                                "name",
                                Map.of("en", "Every kind"),
                                "fields",
                                administrator
                                        .api()
                                        .get(ofDesk + "/fields")
                                        .expect(200)
                                        .body()
                                        .valueStream()
                                        .filter(field ->
                                                asked.contains(field.path("key").asString()))
                                        .map(field -> Map.of(
                                                "fieldId",
                                                field.path("id").asLong(),
                                                "required",
                                                field.path("key").asString().equals("summary")))
                                        .toList()))
                .expect(201)
                .at("/id")
                .asLong();
    }

    @AfterAll
    void backToNow() {
        clock.reset();
    }

    private void change(String key) {
        clock.advance(Duration.ofMinutes(random.nextInt(180)));
        CurrentPerson by = agents.get(random.nextInt(3)).current();
        TicketView view = tickets.view(by, key);
        switch (random.nextInt(8)) {
            case 6 ->
                relations.participate(by, key, customers.get(random.nextInt(2)).id(), random.nextBoolean());
            case 7 -> relations.watch(by, key, agents.get(random.nextInt(3)).id(), random.nextBoolean());
            case 0 -> edit(by, view, null, new Change<>(one(1, 2, 3, 4, 5)), null, null, null);
            case 1 ->
                edit(
                        by,
                        view,
                        new Change<>(
                                random.nextInt(4) == 0
                                        ? null
                                        : agents.get(random.nextInt(3)).id()),
                        null,
                        null,
                        null,
                        null);
            case 2 ->
                edit(
                        by,
                        view,
                        null,
                        null,
                        new Change<>(
                                random.nextInt(4) == 0
                                        ? List.of()
                                        : random.nextInt(2) == 0
                                                ? List.of("x")
                                                : List.of(one("urgent", "메일", "vpn"), "x")),
                        null,
                        null);
            case 3 ->
                edit(
                        by,
                        view,
                        null,
                        null,
                        null,
                        new Change<>(random.nextInt(3) == 0 ? null : LocalDate.parse("2026-12-0" + one(1, 2, 3))),
                        null);
            case 4 ->
                edit(
                        by,
                        view,
                        null,
                        null,
                        null,
                        null,
                        one(
                                Map.of("urgency", JSON.valueToTree(one("low", "medium", "high"))),
                                Map.of(
                                        "cost",
                                        JSON.valueToTree(Map.of("amount", one("5", "7.50", "12"), "currency", "USD"))),
                                Map.of(
                                        "visit",
                                        JSON.valueToTree(one("2026-12-01T09:30:00Z", "2026-12-02T10:00:00+09:00"))),
                                Map.of("hours", JSON.valueToTree(one(1, 2.5, 8))),
                                Map.of(
                                        "tools",
                                        JSON.valueToTree(one(List.of("saw"), List.of("saw", "tape"), List.of())))));
            default -> {
                List<TicketView.TransitionView> open = view.transitions();
                if (!open.isEmpty()) {
                    TicketView.TransitionView taken = open.get(random.nextInt(open.size()));
                    Map<String, JsonNode> fields = taken.key().equals("resolve")
                            ? Map.of("resolution", JSON.valueToTree(one("done", "workaround")))
                            : Map.of();
                    tickets.transition(
                            by, key, view.version(), new Tickets.TransitionRequest(taken.key(), fields, null));
                }
            }
        }
    }

    private void edit(
            CurrentPerson by,
            TicketView view,
            @Nullable Change<Long> assignee,
            @Nullable Change<Integer> priority,
            @Nullable Change<List<String>> labels,
            @Nullable Change<LocalDate> due,
            @Nullable Map<String, JsonNode> values) {
        tickets.edit(
                by,
                view.key(),
                view.version(),
                new Tickets.TicketEdit(null, null, priority, assignee, null, labels, due, null, null, null, values));
    }

    @SafeVarargs
    private <T> T one(T... all) {
        return all[random.nextInt(all.length)];
    }

    // ------------------------------------------------------------------ the tests

    @Test
    void theDatabaseFindsWhatTheQueryMeans() throws QueryRefused {
        int found = 0;
        int some = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String query = expression(3);
            Set<String> expected = meant(query);
            assertThat(answered(query)).as(query).isEqualTo(expected);
            assertThat(QueryTextTest.throughTree(query))
                    .as("as conditions")
                    .isEqualTo(Formatter.format(QueryReader.read(query)));
            if (round % 4 == 0) {
                assertThat(answeredAsOfMany(query)).as(query).isEqualTo(expected);
            }
            if (round % 4 == 1) {
                assertThat(answeredAsAList(query)).as(query).isEqualTo(expected);
                assertThat(answeredAsAList(query)).as("again: " + query).isEqualTo(expected);
            }
            found += expected.size();
            some += expected.isEmpty() || expected.size() == TICKETS ? 0 : 1;
        }
        assertThat(some).as("queries that tell tickets apart").isGreaterThan(ROUNDS / 3);
        assertThat(found).isPositive();
    }

    @Test
    void pagesOfAnyOrderGoOnWhereTheLastOneEnded() {
        for (String order : List.of(
                "",
                "ORDER BY priority DESC",
                "ORDER BY due, created DESC",
                "ORDER BY due DESC, priority",
                "ORDER BY assignee, due DESC, summary",
                "ORDER BY updated DESC, key",
                "ORDER BY urgency DESC, resolved",
                "ORDER BY status DESC, reporter, team",
                "ORDER BY visit, cost DESC")) {
            List<String> whole = pages(order, 100);
            assertThat(whole).hasSize(TICKETS).doesNotHaveDuplicates();
            assertThat(pages(order, 7)).as(order).isEqualTo(whole);
        }
        assertThat(pages("ORDER BY priority DESC", 100).stream().map(this::priority))
                .as("the most urgent first")
                .isSorted();
        assertThat(queries.page(asker, "assignee IS NOT EMPTY ORDER BY assignee", null, 100).items().stream()
                        .map(row -> Objects.requireNonNull(row.assignee())
                                .displayName()
                                .toLowerCase(Locale.ROOT)))
                .as("people by their names")
                .isSortedAccordingTo(Collator.getInstance(Locale.ROOT));
        assertThat(queries.page(asker, "ORDER BY status", null, 100).items().stream()
                        .map(row -> row.status().category()))
                .as("from new to done")
                .isSorted();
    }

    @Test
    void aBoardHasEveryStatusOfTheWorkflowsAndCountsWhatStandsThere() {
        String query = "priority <= Medium ORDER BY priority DESC";
        List<Queries.BoardColumnView> board = queries.board(asker, query);

        assertThat(board.stream().map(Queries.BoardColumnView::category)).isSorted();
        assertThat(board.stream().mapToLong(Queries.BoardColumnView::count).sum())
                .isEqualTo(queries.count(asker, query));
        for (Queries.BoardColumnView column : board) {
            String there = "(priority <= Medium) AND status = \"" + column.name() + "\" ORDER BY priority DESC";
            assertThat(queries.page(asker, query, Set.copyOf(column.statuses()), null, 100).items().stream()
                            .map(TicketView.RowView::key))
                    .as(column.name())
                    .hasSize((int) column.count())
                    .containsExactlyElementsOf(pages(there, 100));
        }
        assertThat(queries.board(asker, "key = " + snapshots.getFirst().key())).hasSameSizeAs(board);
        assertThat(queries.board(asker, "labels = nothing")).isEmpty();
    }

    @Test
    void tellsABuilderWhatCanBeAsked() {
        List<Queries.AskableField> fields = queries.fields(asker);
        assertThat(fields)
                .filteredOn(field -> field.name().equals("assignee"))
                .singleElement()
                .satisfies(assignee ->
                        assertThat(assignee.tests()).contains(QueryTree.TreeTest.IN, QueryTree.TreeTest.WAS_NOT_IN))
                .satisfies(assignee -> assertThat(assignee.functions())
                        .extracting(Queries.AskableFunction::name)
                        .contains("currentUser", "membersOf")
                        .doesNotContain("now"));
        assertThat(fields.stream().filter(field -> !field.sortable()).map(Queries.AskableField::name))
                .contains("labels", "text");
        fields.forEach(field -> {
            QueryTree.TreeSubject subject = field.subject();
            String written = Formatter.quoted(subject.name())
                    + (subject.index() == null ? "" : "[" + subject.index() + "]")
                    + (subject.arguments() == null ? "" : "(New)");
            assertThat(Objects.requireNonNull(Objects.requireNonNull(queries.tree(asker, written + " IS EMPTY")
                                            .where())
                                    .clause())
                            .subject()
                            .field())
                    .isEqualTo(field.name());
        });
        assertThat(queries.values(asker, "status", "prog").stream().map(Queries.AskableValue::value))
                .contains("In progress");
        assertThat(queries.values(asker, "assignee", "김누리").stream().map(Queries.AskableValue::value))
                .containsExactly("김누리빛");
    }

    @Test
    void aNumberIsThatOfTheTicketsWhereverItIsTakenFrom() {
        for (String query : List.of(
                "",
                "assignee = currentUser()",
                "assignee IS EMPTY AND statusCategory != Done",
                "assignee != currentUser() OR statusCategory IN (New, Done)",
                "NOT (assignee IN (김누리빛, \"Lee Doo\") AND desk = " + desk.key() + ")",
                "assignee IS NOT EMPTY AND priority = High",
                "status WAS \"In progress\" AND assignee IS NOT EMPTY")) {
            assertThat(queries.count(asker, query))
                    .as(query)
                    .isEqualTo(pages(query, 100).size());
        }
    }

    @Test
    @Tag("R01")
    void nobodyFindsWhatIsNotTheirWork() {
        String key = snapshots.getFirst().key();
        TestPerson elsewhere =
                people.person().agentOf(desks.aDesk().create().id()).create();

        assertThat(queries.count(asker, "key = " + key)).isEqualTo(1);
        assertThat(queries.count(elsewhere.current(), "key = " + key)).isZero();
        assertThat(queries.count(elsewhere.current(), "NOT key = " + key + " OR key = " + key))
                .isZero();
        assertThat(complete(elsewhere.current(), "desk = ")).doesNotContain(desk.key());
        assertThat(queries.count(desks.administrator(), "desk = " + desk.key())).isEqualTo(TICKETS);
    }

    @Test
    void tellsAllThatIsWrongAtOnceAndWhatWasMeant() {
        String query =
                "asignee = 김누리빛 AND status = \"In progres\" AND priority ~ x AND \"commented by\" WAS EMPTY ORDER BY labels";
        TestPerson agent = people.person().agentOf(desk.id()).create();
        Answer answer =
                agent.api().post("/api/queries/page", Map.of("query", query)).expect(400);

        assertThat(answer.code()).isEqualTo("query_invalid");
        assertThat(answer.at("/problems")
                        .valueStream()
                        .map(problem -> problem.path("code").asString() + " "
                                + query.substring(
                                        problem.path("start").asInt(),
                                        problem.path("end").asInt())))
                .containsExactly(
                        "field_unknown asignee",
                        "value_unknown \"In progres\"",
                        "operator_not_possible ~",
                        "no_history WAS",
                        "not_sortable labels");
        assertThat(answer.at("/problems/0/suggestions/0").asString()).isEqualTo("assignee");
        assertThat(answer.at("/problems/1/suggestions/0").asString()).isEqualTo("\"In progress\"");
    }

    @Test
    @Tag("R01")
    void whoTookPartIsAskedOfEachByThemselves() {
        Desk own = desks.aDesk().create();
        TestPerson agent = people.person().agentOf(own.id()).create();
        TestPerson colleague = people.person().agentOf(own.id()).create();
        TestPerson one = people.person().create();
        TestPerson two = people.person().create();
        String key = tickets.create(
                agent.current(),
                null,
                new Tickets.NewTicket(
                        own.key(),
                        null,
                        TicketType.INCIDENT,
                        Map.of("summary", JSON.valueToTree(JAM)),
                        agent.id(),
                        null,
                        null,
                        List.of(),
                        List.of(one.id())));
        clock.advance(Duration.ofDays(1));
        relations.participate(colleague.current(), key, two.id(), true);
        clock.advance(Duration.ofDays(1));
        relations.participate(colleague.current(), key, one.id(), false);
        clock.advance(Duration.ofDays(1));
        relations.participate(agent.current(), key, two.id(), false);
        relations.watch(agent.current(), key, colleague.id(), true);
        clock.advance(Duration.ofDays(1));
        Map<String, String> called =
                Map.of("ONE", one.email(), "TWO", two.email(), "AGENT", agent.email(), "COLLEAGUE", colleague.email());

        for (String held : List.of(
                "participants WAS ONE",
                "participants WAS ONE BEFORE -84h",
                "participants WAS ONE BY AGENT",
                "participants WAS IN (ONE, TWO) DURING (-60h, -40h)",
                "\"request participants\" WAS TWO AFTER -36h BY COLLEAGUE",
                "participants WAS NOT COLLEAGUE",
                "participants WAS EMPTY",
                "participants WAS EMPTY BY AGENT",
                "participants WAS NOT EMPTY BEFORE -36h",
                "participants CHANGED FROM ONE BY COLLEAGUE",
                "participants CHANGED TO TWO DURING (-74h, -70h)",
                "participants CHANGED FROM TWO TO EMPTY AFTER -26h",
                "NOT participants CHANGED TO ONE",
                "NOT participants CHANGED FROM EMPTY",
                "watchers WAS COLLEAGUE",
                "watchers WAS COLLEAGUE BY AGENT",
                "watchers WAS NOT COLLEAGUE BEFORE -26h",
                "watchers WAS EMPTY BEFORE -26h",
                "watchers CHANGED FROM EMPTY TO COLLEAGUE")) {
            String query = "key = " + key + " AND " + held;
            for (Map.Entry<String, String> person : called.entrySet()) {
                query = query.replaceAll("\\b" + person.getKey() + "\\b", '"' + person.getValue() + '"');
            }
            assertThat(queries.count(agent.current(), query)).as(held).isEqualTo(1);
            assertThat(queries.count(agent.current(), query.replace(" AND ", " AND NOT (") + ")"))
                    .as("not " + held)
                    .isZero();
            assertThat(queries.count(asker, query))
                    .as("of another desk: " + held)
                    .isZero();
        }
    }

    @Test
    void whatIsWrittenIsNeverSql() {
        for (String text :
                List.of("'; drop table ticket.ticket; --", "%", "_", "\\\\", "$$", "?::int", "{0}", ":name")) {
            assertThat(queries.count(asker, "summary ~ \"" + text + " nothing\""))
                    .as(text)
                    .isZero();
            assertThat(queries.count(asker, "labels = \"" + text + "\"")).isZero();
        }
        String keys = IntStream.rangeClosed(1, 10_000)
                .mapToObj(number -> desk.key() + "-" + number)
                .collect(Collectors.joining(","));
        assertThat(queries.count(asker, "key IN (" + keys + ")")).isEqualTo(TICKETS);
        assertThat(queries.count(asker, "(".repeat(500) + "key IS NOT EMPTY" + ")".repeat(500)))
                .isEqualTo(TICKETS);
    }

    @Test
    void completesWhatIsBegun() {
        assertThat(complete(asker, "ass")).first().isEqualTo("assignee");
        assertThat(complete(asker, "담당")).contains("assignee");
        assertThat(complete(asker, "status "))
                .contains("=", "IN", "WAS", "CHANGED")
                .doesNotContain("<", "~");
        assertThat(complete(asker, "status = \"In pr"))
                .contains("\"In progress\"")
                .doesNotContain("New");
        assertThat(complete(asker, "assignee in (김누리")).containsExactly("김누리빛");
        assertThat(complete(asker, "assignee = curr")).containsExactly("currentUser()");
        assertThat(complete(asker, "status changed from New ")).startsWith("FROM", "TO", "BY");
        assertThat(complete(asker, "(priority = High ")).contains(")").doesNotContain("ORDER BY");
        assertThat(complete(asker, "priority = High order by cr")).contains("created");
        assertThat(complete(asker, "labels = ur")).containsExactly("urgent");
        String first = desk.key() + "-1";
        assertThat(complete(asker, "key in (" + first)).contains(first);
        assertThat(queries.complete(asker, "status = \"In pr\" AND", 15))
                .as("the quotation mark that an editor has closed is replaced too")
                .returns(9, Queries.ChoicesView::start)
                .returns(16, Queries.ChoicesView::end);
    }

    @Test
    void completesWhatAFunctionIsGiven() {
        String group = "\"Night shift " + desk.key() + "\"";
        String first = desk.key() + "-1";
        assertThat(complete(asker, "assignee in membersOf(\"Night shift " + desk.key()))
                .containsExactly(group);
        assertThat(complete(asker, "status changed by membersOf(\"Night shift " + desk.key()))
                .containsExactly(group);
        assertThat(complete(asker, "timeIn(New, \"In prog"))
                .startsWith("\"In progress\"")
                .doesNotContain("New");
        assertThat(complete(asker, "key in linkedIssues(\"" + first)).contains(first);
        assertThat(complete(asker, "key in linkedIssues(" + first + ", bl")).containsExactly("blocks");
        assertThat(complete(asker, "tools in cascadeOption(dr")).containsExactly("Drill");
        assertThat(complete(asker, "key in updatedBy(김누리")).containsExactly("김누리빛");
        assertThat(complete(asker, "created > startOfDay(")).isEmpty();
        assertThat(complete(asker, "assignee in membersOf(" + group + " ")).containsExactly(")", ",");
        assertThat(queries.complete(asker, "timeIn(New ) > 2d", 11).choices())
                .as("nothing where the parenthesis is closed already")
                .isEmpty();
    }

    private List<String> complete(CurrentPerson by, String query) {
        return queries.complete(by, query, query.length()).choices().stream()
                .map(Queries.ChoiceView::text)
                .toList();
    }

    private int priority(String key) {
        return snapshots.stream()
                .filter(snapshot -> snapshot.key().equals(key))
                .map(snapshot ->
                        ((Number) Objects.requireNonNull(snapshot.values().get("priority"))).intValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void howLongATicketWasInAStatusIsTheSumOfItsStays() throws QueryRefused {
        QueryField status = new Vocabulary(asker, sources).called("status").getFirst();
        Set<String> inProgress =
                texts(((Criterion.Among) checked("status = \"In progress\"").where()).values());
        for (Duration length : List.of(Duration.ofMinutes(30), Duration.ofHours(5), Duration.ofDays(2))) {
            Instant now = clock.instant();
            Set<String> expected = snapshots.stream()
                    .filter(ticket -> held(status, ticket).stream()
                                    .filter(held -> inProgress.contains(held.value()))
                                    .mapToLong(held -> Duration.between(
                                                    held.since(), held.until() == null ? now : held.until())
                                            .toMillis())
                                    .sum()
                            > length.toMillis())
                    .map(Snapshot::key)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(expected).isNotEmpty();
            assertThat(answered("timeIn(\"In progress\") > " + length.toMinutes() + "m"))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatAFunctionIsGivenSaysWhatItGives() {
        assertThat(answered("tools IN cascadeOption(Saw)")).isEqualTo(answered("tools IN (saw, tape)"));
        assertThat(answered("tools IN cascadeOption(Saw, Tape)")).isEqualTo(answered("tools = tape"));
        assertThat(queries.check(asker, "tools IN cascadeOption(Drill, Tape)").problems())
                .extracting(Queries.ProblemView::code)
                .containsExactly("option_unknown");
        assertThat(queries.check(asker, "status IN cascadeOption(Open)").problems())
                .extracting(Queries.ProblemView::code)
                .containsExactly("function_does_not_fit");

        // Nobody who has signed in once has been here before.
        assertThat(answered("created > lastLogin()")).hasSize(TICKETS);
        assertThat(answered("created < currentLogin()")).isEmpty();
    }

    @Test
    void whatSomebodyLookedAtIsTheirsAlone() {
        List<String> keys = snapshots.stream().map(Snapshot::key).limit(2).toList();
        for (String key : List.of(keys.getFirst(), keys.getLast(), keys.getFirst(), keys.getFirst())) {
            clock.advance(Duration.ofSeconds(1));
            viewed.view(asker, key);
        }

        assertThat(viewed.latest(asker))
                .extracting(TicketView.LinkedTicket::key)
                .isEqualTo(keys);
        assertThat(answered("key IN issueHistory()")).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(queries.count(agents.getLast().current(), "key IN issueHistory()"))
                .isZero();
        assertThat(queries.count(agents.getLast().current(), "key NOT IN issueHistory()"))
                .isEqualTo(TICKETS);
    }

    private List<String> pages(String query, int limit) {
        List<String> keys = new ArrayList<>();
        String after = null;
        do {
            var page = queries.page(asker, query, after, limit);
            page.items().forEach(row -> keys.add(row.key()));
            after = page.next();
        } while (after != null);
        return keys;
    }

    private Set<String> answered(String query) {
        return new TreeSet<>(pages(query, 100));
    }

    /** As it is asked where the history has more entries than can be looked up beforehand. */
    private Set<String> answeredAsOfMany(String query) {
        return new TreeSet<>(database.select(TicketColumns.KEY)
                .from(table(name("ticket", "ticket")))
                .where(TicketColumns.DESK.eq(desk.id()))
                .and(Compiler.condition(checked(query).where()))
                .fetch(TicketColumns.KEY));
    }

    /** As a queue asks, which keeps what it understood. */
    private Set<String> answeredAsAList(String query) {
        return queries
                .page(
                        asker,
                        new TicketListing(query, desk.id(), null, List.of("labels", "channel"), null, List.of()),
                        null,
                        100)
                .items()
                .stream()
                .map(TicketView.RowView::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> meant(String query) {
        Criterion where = checked(query).where();
        return snapshots.stream()
                .filter(snapshot -> Boolean.TRUE.equals(holds(where, snapshot)))
                .map(Snapshot::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private CheckedQuery checked(String query) {
        try {
            return Checker.check(QueryReader.read(query), new Vocabulary(asker, sources), clock.instant());
        } catch (QueryRefused refused) {
            throw new AssertionError(query + " " + refused.problems());
        }
    }

    // ------------------------------------------------------------------ queries at random

    private String expression(int depth) {
        return switch (depth == 0 ? 0 : random.nextInt(5)) {
            case 1 -> "(" + expression(depth - 1) + " AND " + expression(depth - 1) + ")";
            case 2 -> "(" + expression(depth - 1) + " OR " + expression(depth - 1) + ")";
            case 3 -> "NOT " + expression(depth - 1);
            default -> clause();
        };
    }

    private String clause() {
        String field = one(
                "status",
                "상태",
                "priority",
                "assignee",
                "urgency",
                "resolution",
                "due",
                "labels",
                "cost",
                "visit",
                "hours",
                "tools",
                "participants",
                "watchers");
        return switch (random.nextInt(9)) {
            case 0 -> field + " " + one("=", "!=") + " " + value(field);
            case 1 -> field + " " + one("IN", "NOT IN") + " (" + value(field) + ", " + value(field) + ", EMPTY)";
            case 2 -> one(field, "labels", "participants", "resolved") + " IS " + one("", "NOT ") + "EMPTY";
            case 3 ->
                one(
                        "priority " + ordering() + " " + value("priority"),
                        "due " + ordering() + " " + value("due"),
                        "created " + ordering() + " " + time(),
                        "updated " + ordering() + " " + time(),
                        "resolved " + ordering() + " " + time(),
                        "key " + ordering() + " " + desk.key() + "-" + (1 + random.nextInt(TICKETS)));
            case 4 ->
                one(
                        "labels " + one("=", "!=") + " " + one("urgent", "메일", "nothing"),
                        "labels " + one("IN", "NOT IN") + " (urgent, vpn)",
                        "participants " + one("=", "!=") + " \"Customer Two\"",
                        "reporter " + one("=", "!=") + " 이고객",
                        "assignee " + one("IN", "NOT IN") + " membersOf(\"Night shift " + desk.key() + "\")",
                        "assignee = currentUser()",
                        "summary " + one("~", "!~") + " \""
                                + one(SUMMARIES_WITH.keySet().stream().sorted().toArray(String[]::new))
                                        .replace("\"", "\\\"")
                                + "\"",
                        "\"status category\" " + one("=", "!=") + " " + one("Done", "진행", "waiting"),
                        "type = incident",
                        "created " + one("=", "!=") + " startOfDay(" + random.nextInt(3) + ")");
            case 5, 6 ->
                field + " WAS " + one("", "NOT ")
                        + one(value(field), "IN (" + value(field) + ", " + value(field) + ")", "EMPTY")
                        + period() + by();
            default ->
                field + " CHANGED" + one("", " FROM " + value(field), " FROM EMPTY")
                        + one(
                                "",
                                " TO " + value(field),
                                " TO EMPTY",
                                " TO (" + value(field) + ", " + value(field) + ")")
                        + period()
                        + by();
        };
    }

    private String ordering() {
        return one("<", "<=", ">", ">=");
    }

    private String value(String field) {
        return switch (field) {
            case "status", "상태" ->
                one("\"In progress\"", "\"조치 중\"", "New", "Resolved", "\"Waiting for customer\"", "closed");
            case "priority" -> one("Highest", "High", "Medium", "낮음", "Lowest");
            case "participants" -> one("이고객", "\"customer two\"");
            case "assignee", "watchers" ->
                one("김누리빛", "\"lee doo\"", "\"" + agents.get(2).email() + "\"");
            case "urgency" -> one("low", "Medium", "#high");
            case "labels" -> one("urgent", "메일", "x");
            case "cost" -> one("5", "7.5", "12.00");
            case "visit" -> one("2026-12-01", "\"2026-12-02 10:00\"");
            case "hours" -> one("1", "2.50", "8");
            case "tools" -> one("Saw", "drill", "#tape");
            case "resolution" -> one("Done", "\"Workaround given\"", "Duplicate");
            default -> one("2026-12-01", "2026/12/02", "\"2026.12.03\"", "-1d");
        };
    }

    private String time() {
        return one("-1d", "-10d", "\"-3d 4h\"", "now()", "startOfDay(-5)", "endOfWeek(-1)", "startOfMonth()");
    }

    private String period() {
        return one(
                "", "", " AFTER " + time(), " BEFORE " + time(), " DURING (" + time() + ", " + time() + ")", " ON -2d");
    }

    private String by() {
        return one("", "", " BY currentUser()", " BY (\"Lee Doo\", 이고객)");
    }

    // ------------------------------------------------------------------ what a query means, without SQL

    record Entry(
            Instant at,
            long person,
            @Nullable String from,
            @Nullable String to) {}

    record Held(
            @Nullable String value, Instant since, @Nullable Instant until, long by) {}

    /**
     * @param values by the name of the field; a collection where there are several, nothing where it is empty
     * @param kept the values of some fields as the history would keep them
     */
    record Snapshot(
            String key,
            Instant createdAt,
            long createdBy,
            Map<String, Object> values,
            Map<String, String> kept,
            Map<String, List<Entry>> history) {}

    private List<Snapshot> read() {
        Map<Long, Map<String, List<Entry>>> histories = new HashMap<>();
        for (Record row : database.fetch(
                "select h.ticket_id, h.field, h.changed_at, h.person_id, h.old_value #>> '{}' old, h.new_value #>> '{}' new"
                        + " from ticket.history h join ticket.ticket t on t.id = h.ticket_id"
                        + " where t.desk_id = ? and h.ticket_version > 1 order by h.id",
                desk.id())) {
            histories
                    .computeIfAbsent(row.get("ticket_id", Long.class), id -> new HashMap<>())
                    .computeIfAbsent(row.get("field", String.class), field -> new ArrayList<>())
                    .add(new Entry(
                            row.get("changed_at", Instant.class),
                            row.get("person_id", Long.class),
                            row.get("old", String.class),
                            row.get("new", String.class)));
        }
        Vocabulary vocabulary = new Vocabulary(asker, sources);
        List<Snapshot> all = new ArrayList<>();
        for (Record row : database.fetch("select * from ticket.ticket where desk_id = ?", desk.id())) {
            long id = row.get("id", Long.class);
            Map<String, Object> values = new HashMap<>();
            put(values, "key", row.get("key"));
            put(values, "summary", row.get("summary"));
            put(values, "type", row.get("type"));
            put(values, "status", row.get("status_id"));
            put(values, "status category", row.get("status_category"));
            put(values, "priority", row.get("priority"));
            put(values, "assignee", row.get("assignee_id"));
            put(values, "reporter", row.get("reporter_id"));
            put(values, "resolution", row.get("resolution"));
            put(values, "due", row.get("due_date", LocalDate.class));
            put(values, "created", row.get("created_at", Instant.class));
            put(values, "updated", row.get("updated_at", Instant.class));
            put(values, "resolved", row.get("resolved_at", Instant.class));
            put(values, "labels", List.of(row.get("labels", String[].class)));
            Map<String, List<Entry>> history = histories.getOrDefault(id, new HashMap<>());
            for (String each : List.of("participant", "watcher")) {
                List<?> persons =
                        database.fetchValues("select person_id from ticket." + each + " where ticket_id = " + id);
                put(values, each + "s", persons);
                history.computeIfPresent(each, (field, entries) -> withOthers(entries, persons));
            }
            Map<String, String> kept = new HashMap<>();
            for (String field : List.of("urgency", "cost", "visit", "hours", "tools")) {
                String made = vocabulary.called(field).getFirst().name();
                String answer = (String) database.fetchValue(
                        "select field_values ->> ? from ticket.ticket where id = ?", made.replaceAll("\\D", ""), id);
                put(kept, made, answer);
                put(values, made, answer == null ? null : read(field, answer));
            }
            put(kept, "labels", JSON.writeValueAsString(row.get("labels", String[].class)));
            all.add(new Snapshot(
                    row.get("key", String.class),
                    row.get("created_at", Instant.class),
                    row.get("created_by_id", Long.class),
                    values,
                    kept,
                    history));
        }
        return all;
    }

    /** Entries of persons, which say by an empty text that others were there before or are there afterwards. */
    private static List<Entry> withOthers(List<Entry> entries, List<?> now) {
        List<Entry> told = new ArrayList<>();
        int there = now.size();
        for (Entry entry : entries.reversed()) {
            boolean coming = entry.from() == null;
            int others = coming ? there - 1 : there;
            String otherwise = others == 0 ? null : "";
            told.addFirst(new Entry(
                    entry.at(), entry.person(), coming ? otherwise : entry.from(), coming ? entry.to() : otherwise));
            there = coming ? others : others + 1;
        }
        return told;
    }

    private static Object read(String field, String answer) {
        return switch (field) {
            case "cost" -> new BigDecimal(JSON.readTree(answer).path("amount").asString());
            case "visit" -> java.time.OffsetDateTime.parse(answer).toInstant();
            case "hours" -> new BigDecimal(answer);
            case "tools" -> parts(answer);
            default -> answer;
        };
    }

    private static List<String> parts(String list) {
        return JSON.readTree(list).valueStream().map(JsonNode::asString).toList();
    }

    private static <T> void put(Map<String, T> values, String field, @Nullable T value) {
        if (value != null && !(value instanceof Collection<?> several && several.isEmpty())) {
            values.put(field, value);
        }
    }

    /** @return null when the ticket answers neither yes nor no */
    private @Nullable Boolean holds(Criterion criterion, Snapshot ticket) {
        return switch (criterion) {
            case Criterion.All all ->
                all.parts().stream().map(part -> answer(holds(part, ticket))).reduce(1, Math::min) == 1
                        ? Boolean.TRUE
                        : all.parts().stream().anyMatch(part -> Boolean.FALSE.equals(holds(part, ticket)))
                                ? Boolean.FALSE
                                : null;
            case Criterion.Either either ->
                either.parts().stream().anyMatch(part -> Boolean.TRUE.equals(holds(part, ticket)))
                        ? Boolean.TRUE
                        : either.parts().stream().allMatch(part -> Boolean.FALSE.equals(holds(part, ticket)))
                                ? Boolean.FALSE
                                : null;
            case Criterion.Not not -> {
                Boolean inner = holds(not.part(), ticket);
                yield inner == null ? null : !inner;
            }
            case Criterion.Among among -> {
                Object value = value(among.field(), ticket);
                yield value == null
                        ? null
                        : each(value).anyMatch(one -> among.values().stream().anyMatch(wanted -> equal(one, wanted)));
            }
            case Criterion.Compared compared -> compared(compared, ticket);
            case Criterion.Holding holding ->
                Objects.requireNonNull(SUMMARIES_WITH.get(holding.words()))
                        .contains(Objects.requireNonNull(value(holding.field(), ticket))
                                .toString());
            case Criterion.Empty empty -> value(empty.field(), ticket) == null;
            case Criterion.Was was -> {
                Criterion.Values wanted = new Criterion.Values(was.values(), was.empty());
                yield held(was.field(), ticket).stream()
                        .filter(held -> matches(was.field(), wanted, held.value(), null))
                        .filter(held -> was.persons() == null || was.persons().contains(held.by()))
                        .anyMatch(held -> meet(held, was.period()));
            }
            case Criterion.Changed changed ->
                ticket
                        .history()
                        .getOrDefault(Objects.requireNonNull(changed.field().history()), List.of())
                        .stream()
                        .filter(entry -> matches(changed.field(), changed.from(), entry.from(), entry.to())
                                && matches(changed.field(), changed.to(), entry.to(), entry.from()))
                        .filter(entry ->
                                changed.persons() == null || changed.persons().contains(entry.person()))
                        .anyMatch(entry -> {
                            Period period = changed.period();
                            return (period.from() == null || !entry.at().isBefore(period.from()))
                                    && (period.until() == null || entry.at().isBefore(period.until()));
                        });
            case Criterion.Told told -> throw new IllegalArgumentException("This is SQL");
        };
    }

    private static int answer(@Nullable Boolean holds) {
        return Boolean.TRUE.equals(holds) ? 1 : 0;
    }

    private @Nullable Object value(QueryField field, Snapshot ticket) {
        return ticket.values().get(field.name());
    }

    private static Stream<?> each(Object value) {
        return value instanceof Collection<?> several ? several.stream() : Stream.of(value);
    }

    private static boolean equal(Object value, Object wanted) {
        return switch (wanted) {
            case Moment moment ->
                !((Instant) value).isBefore(moment.from()) && ((Instant) value).isBefore(moment.until());
            case BigDecimal number -> ((BigDecimal) value).compareTo(number) == 0;
            default -> value.toString().equals(wanted.toString());
        };
    }

    private @Nullable Boolean compared(Criterion.Compared compared, Snapshot ticket) {
        Object value = value(compared.field(), ticket);
        if (value == null) {
            return null;
        }
        int order;
        switch (compared.field().kind()) {
            case TICKET -> {
                String[] mine = value.toString().split("-");
                String[] other = compared.value().toString().split("-");
                if (!mine[0].equals(other[0])) {
                    return null;
                }
                order = Integer.compare(Integer.parseInt(mine[1]), Integer.parseInt(other[1]));
            }
            case RANKED ->
                order = -Integer.compare(((Number) value).intValue(), ((Number) compared.value()).intValue());
            case DATE -> order = ((LocalDate) value).compareTo((LocalDate) compared.value());
            case INSTANT -> order = ((Instant) value).compareTo(((Moment) compared.value()).from());
            default ->
                order = new BigDecimal(value.toString())
                        .compareTo(new BigDecimal(compared.value().toString()));
        }
        return matches(compared.operator(), order);
    }

    private static boolean matches(Operator operator, int order) {
        return switch (operator) {
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            default -> order >= 0;
        };
    }

    private static Set<String> texts(Set<?> values) {
        return values.stream().map(Object::toString).collect(Collectors.toSet());
    }

    /** @param without what is not meant when it was there before, or is there afterwards, of several */
    private static boolean matches(
            QueryField field, Criterion.@Nullable Values wanted, @Nullable String value, @Nullable String without) {
        if (wanted == null) {
            return true;
        }
        if (value == null || value.equals("[]")) {
            return wanted.empty();
        }
        if (value.startsWith("[")) {
            List<String> other = without == null ? List.of() : parts(without);
            return parts(value).stream()
                    .anyMatch(part -> texts(wanted.values()).contains(part) && !other.contains(part));
        }
        if (value.startsWith("{")) {
            BigDecimal amount = (BigDecimal) read("cost", value);
            return wanted.values().stream().anyMatch(each -> amount.compareTo((BigDecimal) each) == 0);
        }
        return switch (field.kind()) {
            case INSTANT -> {
                Instant instant = (Instant) read("visit", value);
                yield wanted.values().stream().anyMatch(each -> equal(instant, each));
            }
            case NUMBER ->
                wanted.values().stream().anyMatch(each -> new BigDecimal(value).compareTo((BigDecimal) each) == 0);
            default -> texts(wanted.values()).contains(value);
        };
    }

    /** Every value that the ticket has had, from when to when, and who gave it. */
    private List<Held> held(QueryField field, Snapshot ticket) {
        List<Entry> entries = ticket.history().getOrDefault(Objects.requireNonNull(field.history()), List.of());
        if (field.kept() == TicketColumns.Kept.PERSONS) {
            return stays(field, ticket, entries);
        }
        List<Held> held = new ArrayList<>();
        Instant since = ticket.createdAt();
        long by = ticket.createdBy();
        for (Entry entry : entries) {
            held.add(new Held(entry.from(), since, entry.at(), by));
            since = entry.at();
            by = entry.person();
        }
        Object now = ticket.values().get(field.name());
        String value = ticket.kept().getOrDefault(field.name(), now == null ? null : now.toString());
        held.add(new Held(value, since, null, by));
        return held;
    }

    /** When each person was there, and when nobody was. */
    private List<Held> stays(QueryField field, Snapshot ticket, List<Entry> entries) {
        Set<String> first = new TreeSet<>();
        Object now = value(field, ticket);
        if (now != null) {
            each(now).forEach(person -> first.add(person.toString()));
        }
        for (Entry entry : entries.reversed()) {
            if (entry.to() == null || entry.to().isEmpty()) {
                first.add(Objects.requireNonNull(entry.from()));
            } else {
                first.remove(entry.to());
            }
        }
        String nobody = "";
        Map<String, Held> open = new HashMap<>();
        (first.isEmpty() ? Set.of(nobody) : first)
                .forEach(person -> open.put(person, begun(person, ticket.createdAt(), ticket.createdBy())));
        List<Held> stays = new ArrayList<>();
        for (Entry entry : entries) {
            boolean going = entry.to() == null || entry.to().isEmpty();
            Held ended = open.remove(going ? entry.from() : nobody);
            if (ended != null) {
                stays.add(new Held(ended.value(), ended.since(), entry.at(), ended.by()));
            }
            if (!going || open.isEmpty()) {
                String person = going ? nobody : Objects.requireNonNull(entry.to());
                open.put(person, begun(person, entry.at(), entry.person()));
            }
        }
        stays.addAll(open.values());
        return stays;
    }

    private static Held begun(String person, Instant since, long by) {
        return new Held(person.isEmpty() ? null : person, since, null, by);
    }

    private static boolean meet(Held held, Period period) {
        return (period.until() == null || held.since().isBefore(period.until()))
                && (period.from() == null
                        || held.until() == null
                        || held.until().isAfter(period.from()));
    }
}
