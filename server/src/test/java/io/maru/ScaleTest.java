package io.maru;

import static io.maru.db.people.Tables.PERSON;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.maru.desk.Desk;
import io.maru.desk.DeskChange;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.Fields;
import io.maru.field.NewField;
import io.maru.people.CurrentPerson;
import io.maru.people.Group;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.PersonChange;
import io.maru.people.Persons;
import io.maru.people.Role;
import io.maru.people.RoleAssignments;
import io.maru.platform.Change;
import io.maru.platform.LocalizedText;
import io.maru.platform.Page;
import io.maru.query.Queries;
import io.maru.query.TicketListing;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * What grows does not make slow what has nothing to do with it: told by the rows that PostgreSQL reads and by how often it looks
 * into its tables, never by time. What is many here is written and asked in one transaction that is taken back.
 */
@MaruTest
class ScaleTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    Queries queries;

    @Autowired
    Groups groups;

    @Autowired
    Persons persons;

    @Autowired
    io.maru.desk.Desks allDesks;

    @Autowired
    RoleAssignments roles;

    @Autowired
    Fields fields;

    @Autowired
    SchedulerClient scheduler;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DSLContext database;

    Desk desk;
    TestPerson agent;
    String key;

    @BeforeEach
    void aDeskWithATicket() {
        desk = desks.aDesk().create();
        agent = people.person().agentOf(desk.id()).create();
        key = ticket(Map.of());
    }

    @Test
    @Tag("P01")
    void theFirstPagesOfWhatIsDoneReadNoMoreThanTheyShow() {
        inATransactionThatIsTakenBack(() -> {
            database.execute("""
                    insert into ticket.ticket (desk_id, number, key, type, request_type_id, form_id, workflow_id, status_id,
                        status_category, summary, reporter_id, created_by_id, channel, created_at, updated_at, resolved_at)
                    select desk_id, number + n, key || '0' || n, type, request_type_id, form_id, workflow_id, status_id,
                        'done', summary, reporter_id, created_by_id, channel, created_at - n * interval '1 minute',
                        updated_at - n * interval '1 minute', updated_at
                    from ticket.ticket, generate_series(1, 5000) n where key = ?
                    """, key);
            database.execute("analyze ticket.ticket");
            // Five thousand are few enough to be read whole; a million are not.
            database.execute("set local enable_seqscan = off");
            for (CurrentPerson reader : List.of(agent.current(), desks.administrator())) {
                for (String query : List.of(
                        "\"status category\" = done AND desk = " + desk.key(),
                        "\"status category\" = done AND desk = " + desk.key() + " ORDER BY updated DESC",
                        "desk = " + desk.key() + " AND type = incident ORDER BY created DESC")) {
                    List<String> keys = new ArrayList<>();
                    String after = null;
                    for (int page = 1; page <= 2; page++) {
                        String from = after;
                        List<Page<TicketView.RowView>> found = new ArrayList<>();
                        Reads reads = reads("ticket.ticket", () -> found.add(queries.page(reader, query, from, 50)));
                        found.getFirst().items().forEach(row -> keys.add(row.key()));
                        after = found.getFirst().next();

                        assertThat(reads.sequential())
                                .as("%s, page %s", query, page)
                                .isZero();
                        assertThat(reads.fetched())
                                .as("%s, page %s", query, page)
                                .isBetween(50L, 400L);
                    }
                    assertThat(keys).as(query).hasSize(100).doesNotHaveDuplicates();
                }
            }
            Reads counted = reads(
                    "ticket.ticket",
                    () -> assertThat(queries.count(
                                    agent.current(), "\"status category\" = done AND desk = " + desk.key()))
                            .isEqualTo(5000));
            assertThat(counted.sequential() + counted.fetched())
                    .as("a number is added up when tickets are written")
                    .isZero();
        });
    }

    @Test
    @Tag("P02")
    void aTaskIsFoundByItsNameAmongThousands() {
        TaskDescriptor<Void> task = TaskDescriptor.of("scale");
        inATransactionThatIsTakenBack(() -> {
            database.execute("""
                    insert into platform.scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                    select 'scale', 'ticket-' || n, now() + interval '1 year', false, 1 from generate_series(1, 5000) n
                    """);
            database.execute("analyze platform.scheduled_tasks");
            Reads reads = reads("platform.scheduled_tasks", () -> {
                assertThat(scheduler.scheduleIfNotExists(
                                task.instance("ticket-4711").build(), Instant.now()))
                        .isFalse();
                assertThat(scheduler.scheduleIfNotExists(
                                task.instance("ticket-5001").build(), Instant.now()))
                        .isTrue();
                assertThat(scheduler.getScheduledExecution(task.instanceId("ticket-4711")))
                        .isPresent();
            });
            assertThat(reads.sequential()).isZero();
            assertThat(reads.fetched()).isLessThan(10);
        });
    }

    @Test
    @Tag("S01")
    @Tag("S02")
    void whatIsRenamedMakesNoTicketAnew() {
        inATransactionThatIsTakenBack(() -> {
            CurrentPerson all = People.everythingAllowed();
            Group group = groups.create(all, "이름 " + desk.key(), "");
            roles.assignToGroup(all, desk.id(), Role.AGENT, group.id());
            Reads reads = reads(
                    "search.%",
                    () -> {
                        groups.addMember(all, group.id(), agent.id());
                        groups.change(all, group.id(), "다른 이름 " + desk.key(), null, null, group.version());
                        persons.change(
                                all, agent.id(), new PersonChange("김개명", null, null, null, null, null, null, null), 1);
                        renamed(desk);
                    });
            assertThat(reads.written())
                    .as("tickets name people, groups and desks by number")
                    .isZero();
            assertThat(reads(
                                    "search.stale",
                                    () -> tickets.edit(
                                            agent.current(),
                                            key,
                                            1,
                                            new Tickets.TicketEdit(
                                                    new Change<>("다른 제목"),
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    null,
                                                    null)))
                            .written())
                    .as("and a ticket that is changed is made anew, itself alone")
                    .isEqualTo(1);
        });
    }

    private void renamed(Desk known) {
        allDesks.change(
                desks.administrator(),
                known.key(),
                known.version(),
                new DeskChange(new LocalizedText("새 이름", "New name"), null, null, null, null));
    }

    @Test
    @Tag("P03")
    void aTicketWithHundredsOfFieldsIsReadAsOneWithFew() throws Throwable {
        List<Object> form = new ArrayList<>();
        Map<String, Object> answers = new HashMap<>();
        List<String> columns = new ArrayList<>();
        for (int number = 0; number < 250; number++) {
            String name = "field_" + number;
            long id = fields.create(
                            desks.administrator(),
                            desk.id(),
                            new NewField(
                                    name,
                                    FieldType.SHORT_TEXT,
                                    new LocalizedText("항목 " + number, "Field " + number),
                                    null,
                                    FieldSettings.NONE,
                                    List.of()),
                            null)
                    .id();
            if (number < 90) {
                form.add(Map.of("fieldId", id, "required", false));
                answers.put(name, "answer " + number);
            }
            columns.add(name);
        }
        Reads few = readsOfAll(() -> tickets.view(agent.current(), key));
        people.administrator()
                .api()
                .ifMatch(desks.requestType(desk, "Report an incident").version())
                .put(
                        "/api/desks/" + desk.key() + "/request-types/"
                                + desks.requestType(desk, "Report an incident").id() + "/form",
                        Map.of("fields", withSummary(form)))
                .expect(200);
        String wide = ticket(answers);

        List<TicketView> seen = new ArrayList<>();
        Reads many = readsOfAll(() -> seen.add(tickets.view(agent.current(), wide)));

        assertThat(seen.getFirst().fields()).hasSizeGreaterThanOrEqualTo(90);
        assertThat(many.looks()).isLessThan(few.looks() + 10);
        Followed.allIsFound(database, desk.id());
        String asked = "field_89 = \"answer 89\" AND field_0 ~ answer AND field_249 IS EMPTY";
        Reads listed = readsOfAll(() -> assertThat(queries.page(
                                agent.current(),
                                new TicketListing(asked, desk.id(), null, columns, "field_7", List.of()),
                                null,
                                50)
                        .items())
                .singleElement()
                .satisfies(row -> assertThat(row.cells()).hasSize(90)));
        assertThat(listed.looks()).isLessThan(60);
        assertThat(queries.fields(agent.current())).hasSizeGreaterThan(250);
    }

    private List<Object> withSummary(List<Object> form) {
        List<Object> whole = new ArrayList<>();
        whole.add(Map.of(
                "fieldId",
                fields.ofDesk(desks.administrator(), desk.id()).stream()
                        .filter(field -> field.key().equals("summary"))
                        .findFirst()
                        .orElseThrow()
                        .id(),
                "required",
                true));
        whole.addAll(form);
        return whole;
    }

    @Test
    @Tag("P04")
    void thousandsOfPeopleAreReadTogether() {
        inATransactionThatIsTakenBack(() -> {
            long group = groups.create(People.everythingAllowed(), "모두 " + desk.key(), "")
                    .id();
            roles.assignToGroup(People.everythingAllowed(), desk.id(), Role.AGENT, group);
            database.execute("""
                    with many as (
                        insert into people.person (email, display_name, language, time_zone, created_at, updated_at)
                        select 'many-' || n || '@' || ?::text || '.example.com', '사람 ' || n, 'ko', 'Asia/Seoul', now(), now()
                        from generate_series(1, 3000) n returning id
                    ), member as (
                        insert into people.group_member (group_id, person_id, added_at) select ?, id, now() from many
                    ), watcher as (
                        insert into ticket.watcher (ticket_id, person_id, added_at)
                        select ticket.id, many.id, now() from many, ticket.ticket where key = ?
                    )
                    insert into ticket.participant (ticket_id, person_id, added_at)
                    select ticket.id, many.id, now() from many, ticket.ticket where key = ?
                    """, desk.key(), group, key, key);
            for (String table :
                    List.of("people.person", "people.group_member", "ticket.participant", "ticket.watcher")) {
                database.execute("analyze " + table);
            }
            long one = Objects.requireNonNull(
                    database.fetchSingle("select max(person_id) from people.group_member where group_id = ?", group)
                            .get(0, Long.class));
            List<TicketView> seen = new ArrayList<>();

            Reads view = readsOfAll(() -> seen.add(tickets.view(agent.current(), key)));
            Reads acting = readsOfAll(() -> {
                CurrentPerson member = people.current(one);
                assertThat(member.mayOnDesk(Permission.TICKET_EDIT, desk.id())).isTrue();
                assertThat(queries.count(member, "participants = currentUser() AND watchers = currentUser()"))
                        .isEqualTo(1);
            });
            Reads asked = readsOfAll(() -> assertThat(queries.count(
                            agent.current(), "participants in membersOf(\"모두 " + desk.key() + "\") AND key = " + key))
                    .isEqualTo(1));
            Reads offered = readsOfAll(() -> assertThat(tickets.assignees(agent.current(), desk.key(), "사람"))
                    .hasSize(50));

            assertThat(seen.getFirst().participants()).hasSize(3000);
            assertThat(seen.getFirst().watchers()).hasSize(3000);
            assertThat(List.of(view, acting, asked))
                    .allSatisfy(reads -> assertThat(reads.looks()).isLessThan(500));
            // Whom one may assign is one question, which may go from person to person or not, as the planner likes, and
            // the people of other tests are there too.
            assertThat(offered.sequential() + offered.fetched()).isLessThan(5L * database.fetchCount(PERSON));
        });
    }

    // ------------------------------------------------------------------ words of the tests

    private String ticket(Map<String, Object> answers) {
        Map<String, Object> values = new HashMap<>(answers);
        values.put("summary", "메일이 오지 않음");
        if (answers.isEmpty()) {
            values.putAll(Map.of("system", "mail", "impact", "person", "urgency", "medium"));
        }
        return agent.api()
                .post(
                        "/api/tickets",
                        Map.of(
                                "deskKey",
                                desk.key(),
                                "requestTypeId",
                                desks.requestType(desk, "Report an incident").id(),
                                "values",
                                JSON.valueToTree(values)))
                .expect(201)
                .at("/key")
                .asString();
    }

    private void inATransactionThatIsTakenBack(Runnable work) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            // What other processes read for this one is not counted here.
            database.execute("set local max_parallel_workers_per_gather = 0");
            work.run();
        });
    }

    /**
     * What PostgreSQL did.
     *
     * @param sequential rows read one after the other
     * @param fetched rows found by an index
     * @param looks how often it began to look, in a table or an index
     * @param written rows added
     */
    private record Reads(long sequential, long fetched, long looks, long written) {}

    private Reads readsOfAll(Runnable work) {
        return reads("%", work);
    }

    /** @param table those whose names are like this */
    private Reads reads(String table, Runnable work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Reads before = reads(table);
            work.run();
            Reads after = reads(table);
            return new Reads(
                    after.sequential() - before.sequential(),
                    after.fetched() - before.fetched(),
                    after.looks() - before.looks(),
                    after.written() - before.written());
        }));
    }

    private Reads reads(String table) {
        Record row = database.fetchSingle("""
                select coalesce(sum(seq_tup_read), 0), coalesce(sum(idx_tup_fetch), 0),
                       coalesce(sum(coalesce(seq_scan, 0) + coalesce(idx_scan, 0)), 0), coalesce(sum(n_tup_ins), 0)
                from pg_stat_xact_user_tables where schemaname || '.' || relname like ?
                """, table);
        return new Reads(
                row.get(0, Long.class), row.get(1, Long.class), row.get(2, Long.class), row.get(3, Long.class));
    }
}
