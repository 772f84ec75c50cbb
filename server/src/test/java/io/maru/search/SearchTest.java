package io.maru.search;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Who finds what by its words, and that the index follows the tickets whatever happens. */
@MaruTest
class SearchTest {

    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 1_000_000);

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    Indexer indexer;

    @Autowired
    StaleStore stale;

    @Autowired
    SearchIndex index;

    @Autowired
    TextConditions conditions;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    DSLContext database;

    Desk desk;
    TestPerson customer;
    TestPerson agent;

    /** That no other test writes. */
    String word;

    @BeforeEach
    void aDeskWithAnAgentAndACustomer() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        word = "zq" + Long.toString(NUMBER.incrementAndGet(), 36);
    }

    @Test
    @Tag("R01")
    @Tag("S03")
    void whatIsWrittenIsFoundAMomentLaterByThoseWhoWorkOnIt() throws Throwable {
        String key = raised("메일서버 접속 불가 " + word);
        TestPerson elsewhere =
                people.person().agentOf(desks.aDesk().create().id()).create();

        eventually(() -> assertThat(found(agent, "메일 서버 " + word)).containsExactly(key));
        assertThat(found(agent, key)).containsExactly(key);
        assertThat(found(agent, word + " 프린터")).isEmpty();
        assertThat(found(agent, "\"서버 접속\" " + word)).containsExactly(key);
        assertThat(found(agent, "\"접속 서버\" " + word)).isEmpty();
        assertThat(found(agent, word + " -불가")).isEmpty();
        assertThat(found(elsewhere, word)).isEmpty();
        assertThat(found(elsewhere, key)).isEmpty();
        assertThat(customer.api().get("/api/search?query=" + word).status()).isEqualTo(403);

        agent.api()
                .ifMatch(version(key))
                .patch("/api/tickets/" + key, Map.of("summary", "다른 제목"))
                .expect(200);

        eventually(() -> assertThat(found(agent, word)).isEmpty());
        assertThat(found(agent, "다른 제목 " + key)).containsExactly(key);
    }

    @Test
    @Tag("R03")
    void aNoteAndItsFileAreNothingThatACustomerFinds() throws Throwable {
        TestPerson twoHats =
                people.person().agentOf(desks.aDesk().create().id()).create();
        String key = tickets.incident(desk)
                .sharedWith(twoHats)
                .by(customer)
                .path("key")
                .asString();
        String file = agent.api()
                .sendRaw(
                        "POST",
                        "/api/attachments?fileName=" + word + "file.txt",
                        "text/plain",
                        "x".getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .at("/id")
                .asString();
        agent.api()
                .post(
                        "/api/tickets/" + key + "/comments",
                        Map.of("body", "<p>" + word + "note</p>", "internal", true, "attachmentIds", List.of(file)))
                .expect(201);
        comment(key, word + "open");

        eventually(() -> assertThat(found(agent, word + "open")).containsExactly(key));
        for (String internal : List.of(word + "note", word + "file.txt", word + "file")) {
            assertThat(found(agent, internal)).as(internal).containsExactly(key);
            for (TestPerson reader : List.of(customer, twoHats)) {
                assertThat(ownRequests(reader, internal)).as(internal).isEmpty();
                assertThat(condition(reader, internal, key)).as(internal).isFalse();
            }
            assertThat(found(twoHats, internal)).isEmpty();
            assertThat(condition(agent, internal, key)).isTrue();
        }
        for (TestPerson reader : List.of(customer, twoHats)) {
            assertThat(ownRequests(reader, word + "ope")).containsExactly(key);
            assertThat(condition(reader, word + "open", key)).isTrue();
        }
        assertThat(condition(customer, "-" + word + "note " + word + "open", key))
                .as("nor does leaving it out tell that it is there")
                .isTrue();
        assertThat(excerpts(found(agent.api().get("/api/search?query=" + word + "note"))))
                .containsExactly("internal_note");
    }

    @Test
    void aCommentIsFoundUntilItIsTakenBack() throws Throwable {
        String key = raised("공유 폴더");
        String id = comment(key, "원인은 " + word + " 설정입니다");
        eventually(() -> assertThat(found(agent, word + " 원인")).containsExactly(key));

        agent.api().ifMatch(1).delete("/api/tickets/" + key + "/comments/" + id).expect(200);

        eventually(() -> assertThat(found(agent, word)).isEmpty());
    }

    @Test
    @Tag("R01")
    void aRequestIsFoundByThoseItIsSharedWithAndNobodyElse() throws Throwable {
        String key = raised("노트북 교체 " + word);
        TestPerson colleague = people.person().create();
        eventually(() -> assertThat(ownRequests(customer, word)).containsExactly(key));
        assertThat(ownRequests(colleague, word)).isEmpty();

        agent.api()
                .put("/api/tickets/" + key + "/participants/" + colleague.id())
                .expect(200);

        assertThat(ownRequests(colleague, word)).containsExactly(key);
        agent.api()
                .delete("/api/tickets/" + key + "/participants/" + colleague.id())
                .expect(200);
        assertThat(ownRequests(colleague, word)).isEmpty();
    }

    @Test
    void pagesHoldEachTicketOnceAndFacetsCountThem() throws Throwable {
        Set<String> keys = new HashSet<>();
        for (int each = 0; each < 12; each++) {
            keys.add(raised("모니터 " + word));
        }
        Desk other = desks.aDesk().create();
        TestPerson both = people.person().agentOf(desk.id()).agentOf(other.id()).create();
        String elsewhere = tickets.incident(other)
                .summary("모니터 " + word)
                .by(customer)
                .path("key")
                .asString();
        eventually(() -> assertThat(found(both, word)).hasSize(13));

        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            Answer page = both.api()
                    .get("/api/search?query=" + word + "&limit=5" + (after.isEmpty() ? "" : "&after=" + after))
                    .expect(200);
            paged.addAll(keys(page));
            after = page.at("/next").asString("");
        } while (!after.isEmpty());

        keys.add(elsewhere);
        assertThat(paged).hasSize(13).containsExactlyInAnyOrderElementsOf(keys);

        Answer ofOther = both.api()
                .get("/api/search?query=" + word + "&desk=" + other.key() + "&category=new")
                .expect(200);
        assertThat(keys(ofOther)).containsExactly(elsewhere);
        assertThat(ofOther.at("/total").asLong()).isEqualTo(1);
        assertThat(ofOther.at("/exact").asBoolean()).isTrue();
        assertThat(ofOther.at("/facets/desks")
                        .valueStream()
                        .map(value -> value.path("key").asString() + " "
                                + value.path("count").asLong()))
                .containsExactly(desk.key() + " 12", other.key() + " 1");
        assertThat(keys(both.api().get("/api/search?query=" + word + "&category=done")))
                .isEmpty();
        assertThat(keys(both.api().get("/api/search?query=" + word + "&assignee=" + both.id())))
                .isEmpty();
        assertThat(keys(both.api().get("/api/search?query=" + word + "&age=day&type=incident&limit=100")))
                .hasSize(13);
    }

    @Test
    @Tag("R01")
    void ticketsThatTellOfTheSameAreSimilar() throws Throwable {
        String first = raised("ERP " + word + " 급여 전표 출력 오류");
        String second = raised("급여 전표가 " + word + "에서 출력되지 않음");
        String unlike = raised("휴가 신청 화면");
        TestPerson elsewhere =
                people.person().agentOf(desks.aDesk().create().id()).create();

        eventually(() -> assertThat(keysOf(agent.api()
                        .get("/api/tickets/" + first + "/similar")
                        .expect(200)
                        .body()))
                .contains(second)
                .doesNotContain(first, unlike));
        Map<String, Object> draft = Map.of("summary", word + " 전표 출력");
        eventually(() -> assertThat(keysOf(agent.api()
                        .post("/api/search/similar", draft)
                        .expect(200)
                        .body()))
                .containsExactlyInAnyOrder(first, second));
        assertThat(keysOf(elsewhere
                        .api()
                        .post("/api/search/similar", draft)
                        .expect(200)
                        .body()))
                .isEmpty();
        assertThat(keysOf(customer.api()
                        .post("/api/portal/similar-requests", draft)
                        .expect(200)
                        .body()))
                .containsExactlyInAnyOrder(first, second);
        assertThat(keysOf(people.person()
                        .create()
                        .api()
                        .post("/api/portal/similar-requests", draft)
                        .expect(200)
                        .body()))
                .isEmpty();
    }

    @Test
    @Tag("S01")
    void whatWasTakenByAServerThatDiedIsDoneByAnother() throws Throwable {
        String key = raised("전원 " + word);
        eventually(() -> assertThat(found(agent, word)).containsExactly(key));
        long id = ticketId(key);

        transaction.executeWithoutResult(dying -> {
            stale.add(List.of(id), false);
            dying.setRollbackOnly();
        });
        transaction.executeWithoutResult(
                status -> database.execute("delete from search.document where ticket_id = " + id));
        stale.add(List.of(id), false);
        transaction.executeWithoutResult(dying -> {
            stale.take(1000);
            dying.setRollbackOnly();
        });

        eventually(() -> assertThat(found(agent, word)).containsExactly(key));
    }

    @Test
    @Tag("S01")
    void theCheckFindsAnyDifferenceAndMendsIt() throws Throwable {
        String lost = raised("분실 " + word);
        String old = raised("구식 " + word);
        eventually(() -> assertThat(found(agent, word)).hasSize(2));
        eventually(() -> assertThat(stale.waiting()).isZero());
        database.execute("delete from search.document where ticket_id = " + ticketId(lost));
        database.execute("update search.document set version = 0, fingerprint = 0, vector = '' where ticket_id = "
                + ticketId(old));
        assertThat(found(agent, word)).isEmpty();

        Answer checked =
                people.administrator().api().post("/api/search/index/checks").expect(200);

        assertThat(checked.at("/differences").asLong()).isGreaterThanOrEqualTo(2);
        eventually(() -> assertThat(found(agent, word)).containsExactlyInAnyOrder(lost, old));
        eventually(() -> assertThat(stale.waiting()).isZero());
        index.check();
        Answer state = people.administrator().api().get("/api/search/index").expect(200);
        assertThat(state.at("/differences").asLong()).isZero();
        assertThat(state.at("/documents").asLong())
                .isEqualTo(database.fetchValue("select count(*) from ticket.ticket"));
        assertThat(state.at("/waitingSince").isNull()
                        || state.at("/waitingSince").isMissingNode())
                .as("nothing waits")
                .isTrue();
    }

    @Test
    @Tag("S01")
    void documentsFollowTicketsThatManyChangeAtOnce() throws Throwable {
        String key = raised("경합 " + word);
        List<Callable<String>> work = new ArrayList<>();
        for (int each = 0; each < 20; each++) {
            int number = each;
            work.add(() -> comment(key, word + "c" + number));
            work.add(() -> {
                indexer.indexSome();
                return "";
            });
        }
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (Future<String> done : threads.invokeAll(work)) {
                done.get();
            }
        }

        eventually(() -> {
            for (int each = 0; each < 20; each++) {
                assertThat(found(agent, word + "c" + each)).containsExactly(key);
            }
        });
    }

    @Test
    void noTextIsTooHostileToBeFound() throws Throwable {
        String key = raised("적대 " + word);
        String hostile = "' \\ '' :*A & | ! <-> " + "가나다".repeat(5_000) + " " + "x".repeat(300_000) + " "
                + "b c ".repeat(50_000) + word + "end";
        comment(key, hostile);
        comment(key, "a\\'b " + word + "last");

        eventually(() -> assertThat(found(agent, word + "last")).containsExactly(key));
        for (String asked : List.of("'", "\\", "a'b\\c", "'':*", "!&|()", "\"" + "a ".repeat(300) + "\"", "-" + word)) {
            assertThat(agent.api()
                            .get("/api/search?query=" + java.net.URLEncoder.encode(asked, StandardCharsets.UTF_8))
                            .status())
                    .as(asked)
                    .isEqualTo(200);
        }
        assertThat(agent.api().get("/api/search?query=" + "a".repeat(1001)).errors())
                .containsExactly("/query too_long");
    }

    // ------------------------------------------------------------------ words of the tests

    private String raised(String summary) {
        return tickets.incident(desk).summary(summary).by(customer).path("key").asString();
    }

    private String comment(String key, String text) {
        return agent.api()
                .post(
                        "/api/tickets/" + key + "/comments",
                        Map.of("body", "<p>" + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>"))
                .expect(201)
                .at("/id")
                .asString();
    }

    private long version(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).at("/version").asLong();
    }

    private long ticketId(String key) {
        return database.fetchSingle("select id from ticket.ticket where key = {0}", DSL.val(key))
                .get(0, Long.class);
    }

    private List<String> found(TestPerson person, String query) {
        return keys(person.api()
                .get("/api/search?limit=100&query=" + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8)));
    }

    private static JsonNode found(Answer answer) {
        return answer.expect(200).body();
    }

    private static List<String> excerpts(JsonNode found) {
        return found.path("items")
                .valueStream()
                .map(hit -> hit.at("/excerpt/source").asString())
                .toList();
    }

    private static List<String> keys(Answer answer) {
        return answer.expect(200)
                .at("/items")
                .valueStream()
                .map(hit -> hit.at("/ticket/key").asString())
                .toList();
    }

    private static List<String> keysOf(JsonNode tickets) {
        return tickets.valueStream()
                .map(ticket -> ticket.path("key").asString())
                .toList();
    }

    private static List<String> ownRequests(TestPerson person, String query) {
        return keysOf(person.api()
                .get("/api/requests?query=" + java.net.URLEncoder.encode(query, StandardCharsets.UTF_8))
                .expect(200)
                .at("/items"));
    }

    private boolean condition(TestPerson person, String text, String key) {
        return database.fetchExists(DSL.selectOne()
                .where(conditions.matches(
                        people.current(person.id()), DSL.val(ticketId(key), SQLDataType.BIGINT), text, List.of())));
    }
}
