package io.maru.notification;

import static io.maru.support.Eventually.eventually;
import static io.maru.support.Followed.allIsFollowed;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.people.Role;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People hear of what happens to tickets that concern them, once, and never of what they did or may not see. */
@MaruTest
class TicketNotificationsTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    DSLContext database;

    @Autowired
    Clock clock;

    private Desk desk;
    private TestPerson agent;
    private TestPerson other;
    private TestPerson customer;
    private String key;

    @BeforeEach
    void aTicket() {
        desk = desks.aDesk().create();
        agent = people.withRole(Role.AGENT, desk.id());
        other = people.withRole(Role.AGENT, desk.id());
        customer = people.person().create();
        key = tickets.incident(desk).by(customer).path("key").asString();
    }

    private void assign(TestPerson by, TestPerson to) {
        by.api()
                .ifMatch(version())
                .patch("/api/tickets/" + key, Map.of("assigneeId", to.id()))
                .expect(200);
    }

    private long version() {
        return agent.api().get("/api/tickets/" + key).expect(200).at("/version").asLong();
    }

    private void comment(TestPerson by, boolean internal) {
        by.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>x</p>", "internal", internal))
                .expect(201);
    }

    private void watch(TestPerson person) {
        person.api().put("/api/tickets/" + key + "/watchers/" + person.id()).expect(200);
    }

    private void leave(TestPerson person) {
        TestPerson manager = people.withRole(Role.DESK_MANAGER, desk.id());
        String members = "/api/desks/" + desk.key() + "/members";
        manager.api()
                .get(members)
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.at("/person/id").asLong() == person.id())
                .forEach(each -> manager.api()
                        .delete(members + "/" + each.path("id").asString())
                        .expect(204));
    }

    private List<String> heard(TestPerson person) {
        return person.api()
                .get("/api/notifications")
                .expect(200)
                .at("/items")
                .valueStream()
                .filter(each -> each.at("/ticket/key").asString().equals(key))
                .map(each -> each.path("text").asString())
                .toList();
    }

    @Test
    void whoIsGivenATicketHearsOfItAndWhoGaveItDoesNot() throws Throwable {
        assign(agent, other);
        eventually(
                () -> assertThat(heard(other)).containsExactly(agent.displayName() + " assigned this ticket to you"));

        // What happened afterwards to the same ticket has been followed: what was before it, too.
        comment(other, false);
        // A comment is told to those whom the ticket concerns when it is followed.
        allIsFollowed(database, clock);
        assign(other, agent);
        eventually(() -> assertThat(heard(agent)).hasSize(1));
        assertThat(heard(agent)).containsExactly(other.displayName() + " assigned this ticket to you");
        assertThat(heard(other)).hasSize(1);
    }

    @Test
    void whoWatchesHearsOfCommentsAndOfInternalNotesOnlyWhileWorkingOnTheDesk() throws Throwable {
        watch(other);
        comment(agent, true);
        comment(agent, false);
        eventually(() -> assertThat(heard(other))
                .containsExactly(agent.displayName() + " commented", agent.displayName() + " left an internal note"));
        assertThat(heard(customer)).isEmpty();
    }

    @Test
    void aDeskDecidesWhomItTells() throws Throwable {
        TestPerson manager = people.withRole(Role.DESK_MANAGER, desk.id());
        String path = "/api/desks/" + desk.key() + "/notification-rules";
        assertThat(manager.api().get(path).expect(200).at("/version").asLong()).isZero();
        manager.api()
                .ifMatch(0)
                .put(path, Map.of("told", Map.of("assigned", List.of())))
                .expect(200);
        manager.api().ifMatch(0).put(path, Map.of("told", Map.of())).expect(409);
        manager.api()
                .ifMatch(1)
                .put(path, Map.of("told", Map.of("assigned", List.of("reporter"))))
                .expect(400);

        assign(agent, other);
        comment(agent, false);
        eventually(() -> assertThat(heard(other)).containsExactly(agent.displayName() + " commented"));
    }

    @Test
    void everybodyDecidesWhatTheyWantToHear() throws Throwable {
        assertThat(other.api()
                        .get("/api/me/notification-choices")
                        .expect(200)
                        .at("/kinds")
                        .size())
                .isGreaterThan(8);
        other.api()
                .put("/api/me/notification-choices", Map.of("ways", Map.of("commented", List.of("mail"))))
                .expect(200);
        assign(agent, other);
        comment(agent, false);
        comment(agent, true);
        eventually(() -> assertThat(heard(other))
                .containsExactly(
                        agent.displayName() + " left an internal note",
                        agent.displayName() + " assigned this ticket to you"));
    }

    @Test
    void whatCannotBeChosenIsRefusedAtItsPlace() throws Throwable {
        other.api()
                .put("/api/me/notification-choices", Map.of("ways", Map.of("nonsense", List.of("mail"))))
                .expect(400);
        other.api()
                .put("/api/me/notification-choices", Map.of("ways", Map.of(), "quietFrom", "22:00"))
                .expect(400);
        other.api()
                .put("/api/me/notification-choices", Map.of("ways", Map.of(), "quietFrom", "22:00", "quietTo", "21:30"))
                .expect(400);
        other.api()
                .put("/api/me/notification-choices", Map.of("ways", Map.of(), "quietFrom", "x", "quietTo", "y"))
                .expect(400);
    }

    @Test
    void whoHasLeftTheDeskHearsNothingOfIt() throws Throwable {
        TestPerson guest = people.person().create();
        customer.api()
                .put("/api/requests/" + key + "/participants/" + guest.id(), Map.of())
                .expect(200);
        watch(other);
        leave(other);
        assign(agent, agent);
        comment(agent, true);
        customer.api()
                .post("/api/requests/" + key + "/comments", Map.of("body", "<p>y</p>"))
                .expect(201);
        eventually(() -> assertThat(heard(agent)).containsExactly(customer.displayName() + " commented"));
        assertThat(heard(other)).isEmpty();
        assertThat(heard(guest)).isEmpty();
    }

    @Test
    void theInboxShowsWhatIsUnreadOrOfOneKindAndPageByPage() throws Throwable {
        watch(other);
        assign(agent, other);
        comment(agent, false);
        comment(agent, true);
        eventually(() -> assertThat(heard(other)).hasSize(3));
        var page = other.api().get("/api/notifications?unread=true&limit=2").expect(200);
        assertThat(page.at("/items").size()).isEqualTo(2);
        other.api()
                .post(
                        "/api/notifications/read",
                        Map.of("ids", List.of(page.at("/items/0/id").asLong())))
                .expect(204);
        assertThat(other.api()
                        .get("/api/notifications?unread=true&limit=2&after="
                                + page.at("/next").asString())
                        .expect(200)
                        .at("/items/0/kind")
                        .asString())
                .isEqualTo("assigned");
        assertThat(other.api()
                        .get("/api/notifications?unread=true")
                        .expect(200)
                        .at("/items")
                        .size())
                .isEqualTo(2);
        assertThat(other.api()
                        .get("/api/notifications?kind=commented")
                        .expect(200)
                        .at("/items")
                        .valueStream()
                        .map(each -> each.path("kind").asString()))
                .containsExactly("commented");
    }

    @Test
    void theInboxShowsWhatIsAboutOneDeskAndReadsThatAlone() throws Throwable {
        Desk elsewhere = desks.aDesk().create();
        TestPerson both =
                people.person().agentOf(desk.id()).agentOf(elsewhere.id()).create();
        assign(agent, both);
        String there = tickets.incident(elsewhere).by(customer).path("key").asString();
        TestPerson colleague = people.withRole(Role.AGENT, elsewhere.id());
        colleague
                .api()
                .ifMatch(colleague
                        .api()
                        .get("/api/tickets/" + there)
                        .expect(200)
                        .at("/version")
                        .asLong())
                .patch("/api/tickets/" + there, Map.of("assigneeId", both.id()))
                .expect(200);
        eventually(() -> assertThat(keysToldOf(both, desk)).containsExactly(key));
        eventually(() -> assertThat(keysToldOf(both, elsewhere)).containsExactly(there));
        both.api().get("/api/notifications?desk=NONE").expect(404);

        both.api()
                .post("/api/notifications/read", Map.of("latest", Long.MAX_VALUE, "desk", desk.key()))
                .expect(204);
        assertThat(keysToldOf(both, desk)).isEmpty();
        assertThat(keysToldOf(both, elsewhere)).containsExactly(there);
    }

    /** What is unread about a desk's tickets. */
    private static List<String> keysToldOf(TestPerson person, Desk desk) {
        return person.api()
                .get("/api/notifications?unread=true&desk=" + desk.key())
                .expect(200)
                .at("/items")
                .valueStream()
                .map(each -> each.at("/ticket/key").asString())
                .toList();
    }

    private static String mentioning(TestPerson... mentioned) {
        StringBuilder body = new StringBuilder("<p>x");
        for (TestPerson each : mentioned) {
            body.append(" <span data-mention=\"")
                    .append(each.id())
                    .append("\">@")
                    .append(each.displayName())
                    .append("</span>");
        }
        return body.append("</p>").toString();
    }

    private Answer mention(TestPerson by, boolean internal, TestPerson... mentioned) {
        return by.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", mentioning(mentioned), "internal", internal))
                .expect(201);
    }

    @Test
    @Tag("N02")
    void whoIsMentionedHearsOfItWithTheRightToReadItAlone() throws Throwable {
        TestPerson stranger = people.person().create();
        watch(agent);
        Answer said = mention(agent, false, other, customer, stranger, agent);
        assertThat(said.at("/mentionedInVain")
                        .valueStream()
                        .map(each -> each.path("id").asLong()))
                .containsExactly(stranger.id());
        eventually(() -> assertThat(heard(other)).containsExactly(agent.displayName() + " mentioned you"));

        Answer note = mention(agent, true, other, customer);
        assertThat(note.at("/mentionedInVain")
                        .valueStream()
                        .map(each -> each.path("id").asLong()))
                .containsExactly(customer.id());
        eventually(() -> assertThat(heard(other))
                .containsExactly(
                        agent.displayName() + " mentioned you in an internal note",
                        agent.displayName() + " mentioned you"));
        assertThat(heard(agent)).isEmpty();
        assertThat(heard(stranger)).isEmpty();
        assertThat(heard(customer)).isEmpty();
    }

    private void edit(Answer comment, long version, TestPerson... mentioned) {
        agent.api()
                .ifMatch(version)
                .patch(
                        "/api/tickets/" + key + "/comments/" + comment.at("/id").asLong(),
                        Map.of("body", mentioning(mentioned)))
                .expect(200);
    }

    @Test
    void whoIsMentionedOnlyWhenACommentIsEditedHearsOfItThenAndOnce() throws Throwable {
        TestPerson later = people.withRole(Role.AGENT, desk.id());
        Answer comment = mention(agent, false, other);
        eventually(() -> assertThat(heard(other)).containsExactly(agent.displayName() + " mentioned you"));

        edit(comment, 1, other, later);
        eventually(() -> assertThat(heard(later)).containsExactly(agent.displayName() + " mentioned you"));
        edit(comment, 2, other);
        edit(comment, 3, other, later);
        allIsFollowed(database, clock);
        assertThat(heard(later)).hasSize(1);
        assertThat(heard(other)).hasSize(1);
    }

    @Test
    void whoIsMentionedWhenAnInternalNoteIsEditedIsToldOnlyIfTheyMayReadIt() throws Throwable {
        TestPerson leaver = people.withRole(Role.AGENT, desk.id());
        Answer note = mention(agent, true);
        leave(leaver);
        edit(note, 1, customer, leaver, other);
        eventually(() ->
                assertThat(heard(other)).containsExactly(agent.displayName() + " mentioned you in an internal note"));
        assertThat(heard(customer)).isEmpty();
        assertThat(heard(leaver)).isEmpty();
    }

    @Test
    @Tag("N01")
    void nobodyHearsOfWhatTheyDidThemselves() throws Throwable {
        watch(agent);
        assign(agent, agent);
        comment(agent, false);
        comment(agent, true);
        comment(other, true);
        eventually(() -> assertThat(heard(agent)).containsExactly(other.displayName() + " left an internal note"));
    }
}
