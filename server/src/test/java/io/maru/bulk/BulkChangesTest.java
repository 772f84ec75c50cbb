package io.maru.bulk;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.bulk.BulkChanges.BulkJob;
import io.maru.bulk.BulkChanges.BulkResult;
import io.maru.desk.Desk;
import io.maru.people.RoleAssignments;
import io.maru.platform.Change;
import io.maru.platform.Language;
import io.maru.query.Queries.Chosen;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.ticket.TicketChanges.Alike;
import io.maru.ticket.TicketChanges.ReachableStatus;
import io.maru.ticket.TicketChanges.Remark;
import io.maru.ticket.TicketView;
import io.maru.ticket.Tickets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Many tickets changed at once: each as by hand, once, and told. */
@MaruTest
class BulkChangesTest {

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    BulkChanges bulk;

    @Autowired
    BulkStore store;

    @Autowired
    BulkWorker worker;

    @Autowired
    RoleAssignments roles;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Test
    void changesWhatItMaySaysWhyNotAndForesawIt() throws Throwable {
        Desk desk = desks.aDesk().create();
        Desk read = desks.aDesk().named("시설 관리", "Facilities").create();
        TestPerson agent = people.person()
                .agentOf(desk.id())
                .collaboratorOf(read.id())
                .speaking(Language.KO)
                .create();
        TestPerson other = people.person().agentOf(desk.id()).agentOf(read.id()).create();
        List<String> keys = some(desk, agent, 6);
        List<String> foreign = some(read, other, 2);
        tickets.edit(agent.current(), keys.getFirst(), 1, priority(1));
        Chosen chosen = new Chosen(
                "desk in (" + desk.key() + "," + read.key() + ") order by key", null, List.of(keys.getLast()));
        Alike urgent = new Alike(null, null, 1, null, null, null, null, null, null);

        BulkChanges.BulkForecast foreseen = bulk.foresee(agent.current(), chosen, urgent);
        assertThat(foreseen)
                .returns(7L, BulkChanges.BulkForecast::tickets)
                .returns(4L, BulkChanges.BulkForecast::changed)
                .returns(1L, BulkChanges.BulkForecast::unchanged)
                .returns(2L, BulkChanges.BulkForecast::refused);
        assertThat(foreseen.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.reason()).contains("시설 관리");
            assertThat(reason.examples()).containsExactlyInAnyOrderElementsOf(foreign);
        });

        long id = bulk.begin(agent.current(), "once", chosen, urgent);
        assertThat(bulk.begin(agent.current(), "once", chosen, urgent)).isEqualTo(id);
        BulkJob job = done(agent, id);

        assertThat(List.of(job.changed(), job.unchanged(), job.refused()))
                .as("as foreseen")
                .containsExactly(4L, 1L, 2L);
        assertThat(bulk.results(agent.current(), id, Outcome.REFUSED, null, null)
                        .items())
                .extracting(BulkResult::key)
                .containsExactlyInAnyOrderElementsOf(foreign);
        assertThat(view(other, foreign.getFirst()).version()).isEqualTo(1);
        assertThat(view(agent, keys.getLast()).priority()).as("taken out").isEqualTo(3);
        assertThat(tickets.history(agent.current(), keys.get(1), null, null)
                        .items()
                        .getFirst())
                .satisfies(entry -> {
                    assertThat(entry.field()).isEqualTo("priority");
                    assertThat(entry.person().id()).isEqualTo(agent.id());
                });
    }

    @Test
    void serversShareAJobAndOneThatIsKilledLeavesItsTicketToTheOthers() throws Throwable {
        Desk desk = desks.aDesk().create();
        TestPerson agent = people.person().agentOf(desk.id()).create();
        List<String> keys = some(desk, agent, 60);
        long id = bulk.begin(
                agent.current(),
                null,
                new Chosen("desk = " + desk.key(), null, null),
                new Alike(null, null, null, List.of("묶음"), null, null, null, null, new Remark("<p>Seen</p>", true)));
        CountDownLatch othersAreDone = new CountDownLatch(1);
        Thread killed = Thread.ofVirtual()
                .start(() -> transaction.executeWithoutResult(status -> {
                    assertThat(store.claim(id, 50)).isPresent();
                    try {
                        othersAreDone.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                    status.setRollbackOnly();
                }));
        for (int server = 0; server < 2; server++) {
            Thread.ofVirtual().start(() -> worker.workSome(new HashMap<>()));
        }

        eventually(() -> assertThat(bulk.job(agent.current(), id).changed()).isEqualTo(59));
        assertThat(bulk.job(agent.current(), id).state()).isEqualTo(JobState.RUNNING);
        othersAreDone.countDown();
        killed.join();

        assertThat(done(agent, id).changed()).isEqualTo(60);
        assertThat(keys)
                .allSatisfy(key -> assertThat(view(agent, key))
                        .returns(3L, TicketView::version)
                        .returns(List.of("묶음"), TicketView::labels)
                        .satisfies(ticket -> assertThat(ticket.comments()).hasSize(1)));
    }

    @Test
    void putsBackWhatNobodyHasChangedSince() throws Throwable {
        Desk desk = desks.aDesk().create();
        TestPerson agent = people.person().agentOf(desk.id()).create();
        TestPerson colleague = people.person().named("박동료").agentOf(desk.id()).create();
        List<String> keys = some(desk, agent, 4);
        tickets.edit(agent.current(), keys.getFirst(), 1, priority(2));
        LocalDate due = LocalDate.parse("2027-01-15");
        Alike alike = new Alike(
                new Change<>(colleague.id()),
                null,
                5,
                List.of("a"),
                null,
                new Change<>(due),
                "in PROGRESS",
                null,
                null);
        Chosen chosen = new Chosen(null, keys, null);
        assertThat(bulk.choices(agent.current(), chosen).statuses())
                .extracting(ReachableStatus::name)
                .contains("In progress");

        long id = bulk.begin(agent.current(), null, chosen, alike);
        assertThat(done(agent, id).changed()).isEqualTo(4);
        TicketView changed = view(agent, keys.getFirst());
        assertThat(changed.status().name()).isEqualTo("In progress");
        assertThat(Objects.requireNonNull(changed.assignee()).id()).isEqualTo(colleague.id());
        assertThat(changed.dueDate()).isEqualTo(due);
        tickets.edit(colleague.current(), keys.get(1), view(agent, keys.get(1)).version(), priority(1));

        long undoing = bulk.undo(agent.current(), id);
        BulkJob undone = done(agent, undoing);

        assertThat(undone.changed()).isEqualTo(4);
        assertThat(bulk.job(agent.current(), id).undoable()).isFalse();
        TicketView back = view(agent, keys.getFirst());
        assertThat(back.priority()).isEqualTo(2);
        assertThat(back.labels()).isEmpty();
        assertThat(back.assignee()).isNull();
        assertThat(back.dueDate()).isNull();
        assertThat(view(agent, keys.get(1)).priority()).as("changed since").isEqualTo(1);
        assertThat(bulk.results(agent.current(), undoing, null, null, null).items())
                .filteredOn(result -> keys.get(1).equals(result.key()))
                .singleElement()
                .extracting(BulkResult::reason)
                .asString()
                .contains("Priority", "박동료");
    }

    @Test
    void aStatusIsReachedByATransitionWithWhatItAsksForOrNotAtAll() throws Throwable {
        Desk desk = desks.aDesk().create();
        TestPerson agent = people.person().agentOf(desk.id()).create();
        List<String> keys = some(desk, agent, 2);
        Chosen chosen = new Chosen(null, keys, null);

        BulkJob without = done(agent, bulk.begin(agent.current(), null, chosen, to("Resolved", null)));
        assertThat(without.refused()).isEqualTo(2);
        assertThat(without.reasons().getFirst().reason()).contains("Resolution");

        BulkJob with = done(agent, bulk.begin(agent.current(), null, chosen, to("Resolved", "workaround")));
        assertThat(with.changed()).isEqualTo(2);
        assertThat(view(agent, keys.getFirst()).resolution()).isNotNull();

        BulkJob nowhere = done(agent, bulk.begin(agent.current(), null, chosen, to("Nowhere", null)));
        assertThat(nowhere.reasons().getFirst().reason()).contains("Resolved", "Nowhere");
    }

    @Test
    @Tag("R02")
    void rightsAreThoseOfTheMomentOfTheWrite() throws Throwable {
        Desk desk = desks.aDesk().create();
        TestPerson agent = people.person().agentOf(desk.id()).create();
        List<String> keys = some(desk, agent, 1);
        roles.ofDesk(desks.administrator(), desk.id()).stream()
                .filter(held -> Objects.equals(held.personId(), agent.id()))
                .forEach(held -> roles.remove(desks.administrator(), desk.id(), held.id()));

        long id = bulk.begin(
                agent.current(),
                null,
                new Chosen(null, keys, null),
                new Alike(null, null, 1, null, null, null, null, null, null));

        assertThat(done(agent, id).refused()).isEqualTo(1);
        assertThat(view(people.administrator(), keys.getFirst()).version()).isEqualTo(1);
    }

    @Test
    void isForgottenAfterAMonth() throws Throwable {
        Desk desk = desks.aDesk().create();
        TestPerson agent = people.person().agentOf(desk.id()).create();
        long id = bulk.begin(
                agent.current(),
                null,
                new Chosen(null, some(desk, agent, 1), null),
                new Alike(null, null, 1, null, null, null, null, null, null));
        done(agent, id);
        bulk.forgetOld();
        assertThat(store.find(id)).isPresent();
        try {
            clock.advance(Duration.ofDays(31));
            bulk.forgetOld();
        } finally {
            clock.reset();
        }
        assertThat(store.find(id)).isEmpty();
    }

    private static Alike to(String status, @Nullable String resolution) {
        return new Alike(null, null, null, null, null, null, status, resolution, null);
    }

    private static Tickets.TicketEdit priority(int priority) {
        return new Tickets.TicketEdit(
                null, null, new Change<>(priority), null, null, null, null, null, null, null, null);
    }

    private BulkJob done(TestPerson owner, long id) throws Throwable {
        eventually(() -> assertThat(bulk.job(owner.current(), id).state()).isEqualTo(JobState.DONE));
        return bulk.job(owner.current(), id);
    }

    private TicketView view(TestPerson by, String key) {
        return tickets.view(by.current(), key);
    }

    private List<String> some(Desk desk, TestPerson agent, int number) {
        Map<String, JsonNode> answers = Map.of(
                "summary", JSON.valueToTree("메일이 안 와요"),
                "system", JSON.valueToTree("mail"),
                "impact", JSON.valueToTree("person"),
                "urgency", JSON.valueToTree("low"));
        long type = desks.requestType(desk, "Report an incident").id();
        return new ArrayList<>(IntStream.range(0, number)
                .mapToObj(each -> tickets.create(
                        agent.current(),
                        null,
                        new Tickets.NewTicket(desk.key(), type, null, answers, null, null, null, List.of(), List.of())))
                .toList());
    }
}
