package io.maru.notification;

import static io.maru.db.notification.Tables.BROWSER;
import static io.maru.db.notification.Tables.PENDING_PUSH;
import static io.maru.db.notification.Tables.PUSH;
import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import io.maru.desk.Desk;
import io.maru.people.Client;
import io.maru.people.Sessions;
import io.maru.platform.Language;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Browsers tell people what happens: sealed, in their language, again until the service answers, and nothing that they may not see. */
@MaruTest
class BrowsersTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    Sessions sessions;

    @Autowired
    Browsers browsers;

    @Autowired
    MovableClock clock;

    @Autowired
    DSLContext database;

    private PushService service;
    private PushService.Browser browser;
    private Desk desk;
    private TestPerson agent;
    private TestPerson customer;
    private String key;

    @BeforeEach
    void aPushServiceAndATicket() throws Throwable {
        service = new PushService();
        browser = service.browser();
        desk = desks.aDesk().create();
        agent = people.person().named("김지원").agentOf(desk.id()).in(SEOUL).create();
        customer = people.person().speaking(Language.KO).in(SEOUL).create();
        key = tickets.incident(desk).by(customer).path("key").asString();
        Followed.allIsFollowed(database, clock);
    }

    @AfterEach
    void nobodyIsToldAnyMore() {
        clock.reset();
        database.deleteFrom(BROWSER).execute();
        service.close();
    }

    private static Answer switchOn(Api api, PushService.Browser browser) throws GeneralSecurityException {
        return api.put("/api/me/browsers/current", browser.subscription());
    }

    private Api signedInElsewhere(TestPerson person) {
        return people.anonymous()
                .withSession(sessions.open(person.id(), new Client("127.0.0.1", "another browser"))
                        .token());
    }

    private Answer browsers(TestPerson person) {
        return person.api().get("/api/me/browsers").expect(200);
    }

    private int told(TestPerson person) {
        return browsers(person).at("/items").size();
    }

    private void comment(TestPerson by, boolean internal, String text) {
        by.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>" + text + "</p>", "internal", internal))
                .expect(201);
    }

    /** What is told from now on waits until {@link #quietHoursEnd}, however long a test takes. */
    private void quietHours(TestPerson person, Map<String, List<String>> ways) {
        LocalTime now = clock.instant().atZone(SEOUL).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
        Map<String, Object> choices = new HashMap<>(Map.of("ways", ways));
        choices.put("quietFrom", now.minusHours(2).toString());
        choices.put("quietTo", now.plusHours(3).toString());
        person.api().put("/api/me/notification-choices", choices).expect(200);
    }

    private void quietHoursEnd() throws Throwable {
        Followed.allIsFollowed(database, clock);
        clock.advance(Duration.ofHours(4));
    }

    /** What was told becomes due. */
    private void aMomentPasses() throws Throwable {
        Followed.allIsFollowed(database, clock);
        clock.advance(Duration.ofSeconds(15));
    }

    /** What was due has been told or dropped, and nobody is at it any more. */
    private void nothingIsDue() throws Throwable {
        eventually(() -> {
            assertThat(database.fetchCount(PENDING_PUSH, PENDING_PUSH.DUE_AT.le(clock.instant())))
                    .isZero();
            assertThat(database.fetchCount(BROWSER, BROWSER.TRY_AT.gt(clock.instant())))
                    .isZero();
        });
    }

    private void failed(int times) throws Throwable {
        eventually(
                () -> assertThat(database.select(BROWSER.FAILURES).from(BROWSER).fetch(BROWSER.FAILURES))
                        .containsExactly(times));
    }

    @Test
    void aCustomerIsToldInTheirLanguageAndNeverOfAnInternalNote() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        comment(agent, true, "비밀: 고객에게 말하지 말 것");
        comment(agent, false, "다시 시작해 보세요");
        aMomentPasses();
        nothingIsDue();

        assertThat(browser.told()).singleElement().satisfies(told -> {
            assertThat(told.path("title").asString()).isEqualTo(key + " 메일이 보내지지 않아요");
            assertThat(told.path("body").asString()).isEqualTo("김지원 님이 댓글을 남겼습니다");
            assertThat(told.path("path").asString()).isEqualTo("/portal/requests/" + key);
            assertThat(told.path("tag").asString()).isEqualTo(key);
            assertThat(told.path("language").asString()).isEqualTo("ko");
        });
        assertThat(browsers(customer).at("/items/0/toldAt").isNull()).isFalse();
    }

    @Test
    void theServiceKnowsFromWhomAMessageIsAndCannotReadIt() throws Throwable {
        String serverKey = browsers(customer).at("/serverKey").asString();
        switchOn(customer.api(), browser).expect(200);
        comment(agent, false, "하나");
        aMomentPasses();
        nothingIsDue();
        comment(agent, false, "둘");
        aMomentPasses();
        nothingIsDue();

        assertThat(browser.headers()).hasSize(2);
        Headers first = browser.headers().getFirst();
        var claims = PushService.claims(first.getFirst("Authorization"), serverKey);
        assertThat(claims.path("aud").asString()).isEqualTo(service.origin());
        assertThat(claims.path("sub").asString()).startsWith("https://localhost");
        assertThat(Instant.ofEpochSecond(claims.path("exp").asLong()))
                .isBetween(clock.instant(), clock.instant().plus(Duration.ofDays(1)));
        assertThat(first.getFirst("Content-Encoding")).isEqualTo("aes128gcm");
        assertThat(first.getFirst("TTL")).isEqualTo("86400");
        assertThat(first.getFirst("Urgency")).isEqualTo("normal");
        assertThat(first.getFirst("Topic"))
                .hasSize(22)
                .doesNotContain(key)
                .isEqualTo(browser.headers().get(1).getFirst("Topic"));
        assertThat(database.select(PUSH.PRIVATE_KEY).from(PUSH).fetchSingle().value1())
                .startsWith("v1.");
    }

    @Test
    void whatWaitsAboutATicketIsOneMessage() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        quietHours(customer, Map.of());
        comment(agent, false, "하나");
        comment(agent, false, "둘");
        quietHoursEnd();
        nothingIsDue();
        assertThat(browser.told())
                .singleElement()
                .satisfies(told -> assertThat(told.path("body").asString()).isEqualTo("김지원 님이 댓글을 남겼습니다 외 1건"));
    }

    @Test
    void newsOfManyTicketsIsOneMessage() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        quietHours(customer, Map.of());
        for (int number = 0; number < 6; number++) {
            key = tickets.incident(desk).by(customer).path("key").asString();
        }
        quietHoursEnd();
        nothingIsDue();
        assertThat(browser.told()).singleElement().satisfies(told -> {
            assertThat(told.path("title").asString()).isEqualTo("요청 6건의 새 소식");
            assertThat(told.path("body").asString()).contains(key);
            assertThat(told.path("path").asString()).isEqualTo("/portal");
        });
    }

    @Test
    void whatWasReadMeanwhileIsNotTold() throws Throwable {
        agent.api().put("/api/tickets/" + key + "/watchers/" + agent.id()).expect(200);
        switchOn(agent.api(), browser).expect(200);
        quietHours(agent, Map.of());
        customer.api()
                .post("/api/requests/" + key + "/comments", Map.of("body", "<p>아직인가요</p>"))
                .expect(201);
        Followed.allIsFollowed(database, clock);
        assertThat(database.fetchCount(PENDING_PUSH)).isOne();
        long latest = agent.api()
                .get("/api/notifications")
                .expect(200)
                .at("/items/0/id")
                .asLong();
        agent.api().post("/api/notifications/read", Map.of("latest", latest)).expect(204);
        quietHoursEnd();
        nothingIsDue();
        assertThat(browser.told()).isEmpty();
    }

    @Test
    @Tag("N01")
    void nobodyIsToldOfWhatTheyDidThemselves() throws Throwable {
        agent.api().put("/api/tickets/" + key + "/watchers/" + agent.id()).expect(200);
        switchOn(agent.api(), browser).expect(200);
        comment(agent, false, "하나");
        aMomentPasses();
        assertThat(database.fetchCount(PENDING_PUSH)).isZero();
        assertThat(browser.told()).isEmpty();
    }

    @Test
    @Tag("R03")
    void whoMayNotReadItAnyMoreIsNotTold() throws Throwable {
        TestPerson colleague = people.person().create();
        agent.api()
                .put("/api/tickets/" + key + "/participants/" + colleague.id())
                .expect(200);
        Followed.allIsFollowed(database, clock);
        switchOn(colleague.api(), browser).expect(200);
        quietHours(colleague, Map.of());
        comment(agent, false, "하나");
        Followed.allIsFollowed(database, clock);
        assertThat(database.fetchCount(PENDING_PUSH)).isOne();

        agent.api()
                .delete("/api/tickets/" + key + "/participants/" + colleague.id())
                .expect(200);
        quietHoursEnd();
        nothingIsDue();
        assertThat(browser.told()).isEmpty();
    }

    @Test
    @Tag("R03")
    void anInternalNoteIsToldToWhoWorksOnTheDesk() throws Throwable {
        colleagueHearsOfANote();
        quietHoursEnd();
        nothingIsDue();
        assertThat(browser.told())
                .singleElement()
                .satisfies(told -> assertThat(told.path("body").asString()).isEqualTo("김지원 left an internal note"));
    }

    @Test
    @Tag("R03")
    void anInternalNoteIsNotToldToWhoOnlyTakesPartByNow() throws Throwable {
        long membership = colleagueHearsOfANote();
        people.administrator()
                .api()
                .delete("/api/desks/" + desk.key() + "/members/" + membership)
                .expect(204);
        quietHoursEnd();
        nothingIsDue();
        assertThat(browser.told()).isEmpty();
    }

    /** @return the id of the role by which they may read it */
    private long colleagueHearsOfANote() throws Throwable {
        TestPerson colleague = people.person().create();
        long membership = people.administrator()
                .api()
                .post("/api/desks/" + desk.key() + "/members", Map.of("role", "agent", "personId", colleague.id()))
                .expect(201)
                .at("/id")
                .asLong();
        agent.api()
                .put("/api/tickets/" + key + "/participants/" + colleague.id())
                .expect(200);
        agent.api().put("/api/tickets/" + key + "/watchers/" + colleague.id()).expect(200);
        Followed.allIsFollowed(database, clock);
        switchOn(colleague.api(), browser).expect(200);
        quietHours(colleague, Map.of("commented_internally", List.of("browser")));
        comment(agent, true, "비밀");
        Followed.allIsFollowed(database, clock);
        assertThat(database.fetchCount(PENDING_PUSH)).isOne();
        return membership;
    }

    @Test
    void inQuietHoursNothingIsToldAndAfterwardsItIs() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        quietHours(customer, Map.of());
        comment(agent, false, "하나");
        Followed.allIsFollowed(database, clock);
        assertThat(database.select(PENDING_PUSH.DUE_AT)
                        .from(PENDING_PUSH)
                        .fetchSingle()
                        .value1())
                .isAfter(clock.instant().plus(Duration.ofHours(2)));

        quietHoursEnd();
        nothingIsDue();
        assertThat(browser.told()).hasSize(1);
    }

    @Test
    void aBrowserThatItsServiceKnowsNoLongerIsForgotten() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        browser.answer(410);
        comment(agent, false, "하나");
        aMomentPasses();
        eventually(() -> assertThat(told(customer)).isZero());
        assertThat(database.fetchCount(PENDING_PUSH)).isZero();
    }

    @Test
    void whatIsRefusedIsNotTriedAgainAndARedirectionIsNotFollowed() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        browser.answer(302);
        comment(agent, false, "하나");
        aMomentPasses();
        nothingIsDue();
        assertThat(browser.headers()).hasSize(1);
        assertThat(browsers(customer).at("/items/0/toldAt").isNull()).isTrue();
    }

    @Test
    void aServiceThatAsksForPatienceIsLeftAloneForSoLongAndIsThenTold() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        browser.answer(429);
        comment(agent, false, "하나");
        aMomentPasses();
        failed(1);
        assertThat(database.select(BROWSER.TRY_AT).from(BROWSER).fetchSingle().value1())
                .isAfter(clock.instant().plusSeconds(60));

        browser.answer(201);
        clock.advance(Duration.ofMinutes(3));
        nothingIsDue();
        failed(0);
        assertThat(browser.told()).hasSize(2);
    }

    @Test
    void whatCouldNotBeToldForADayIsNotTold() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        browser.answer(500);
        comment(agent, false, "하나");
        aMomentPasses();
        failed(1);
        browser.answer(201);
        clock.advance(Duration.ofHours(25));
        nothingIsDue();
        assertThat(browser.headers()).hasSize(1);
    }

    @Test
    void aBrowserTellsNobodyOnceItsPersonHasSignedOutOrSomebodyElseSignsIn() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        customer.api().delete("/api/session").expect(204);
        assertThat(database.fetchCount(BROWSER)).isZero();

        Api again = signedInElsewhere(customer);
        switchOn(again, browser).expect(200);
        Api later = signedInElsewhere(customer);
        Map<String, Object> known = Map.of("endpoint", browser.endpoint());
        assertThat(later.post("/api/me/browsers/current", known)
                        .expect(200)
                        .at("/id")
                        .isNull())
                .isFalse();
        // The session by which it was switched on is not the one that counts any more.
        again.delete("/api/session").expect(204);
        assertThat(database.fetchCount(BROWSER)).isOne();

        assertThat(agent.api()
                        .post("/api/me/browsers/current", known)
                        .expect(200)
                        .at("/id")
                        .isNull())
                .isTrue();
        assertThat(database.fetchCount(BROWSER)).isZero();
    }

    @Test
    void aSharedBrowserTellsWhoSwitchedItOnLast() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        switchOn(agent.api(), browser).expect(200);
        assertThat(told(customer)).isZero();
        assertThat(told(agent)).isOne();
    }

    @Test
    void whoSignsOutEverywhereIsToldNowhere() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        switchOn(signedInElsewhere(customer), service.browser()).expect(200);
        assertThat(told(customer)).isEqualTo(2);
        customer.api().delete("/api/sessions").expect(204);
        assertThat(database.fetchCount(BROWSER)).isZero();
    }

    @Test
    void whoIsDeactivatedIsToldNothing() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        quietHours(customer, Map.of());
        comment(agent, false, "하나");
        Followed.allIsFollowed(database, clock);
        Api administrator = people.administrator().api();
        long version = administrator
                .get("/api/people/" + customer.id())
                .expect(200)
                .at("/version")
                .asLong();
        administrator
                .ifMatch(version)
                .patch("/api/people/" + customer.id(), Map.of("active", false))
                .expect(200);
        assertThat(database.fetchCount(BROWSER)).isZero();
        assertThat(database.fetchCount(PENDING_PUSH)).isZero();
    }

    @Test
    void onlySoManyBrowsersAreToldAndOnesOwnAreRemoved() throws Throwable {
        for (int number = 0; number < 10; number++) {
            switchOn(signedInElsewhere(customer), service.browser()).expect(200);
        }
        assertThat(switchOn(customer.api(), browser).expect(400).toString()).contains("/endpoint");
        long id = browsers(customer).at("/items/0/id").asLong();
        agent.api().delete("/api/me/browsers/" + id).expect(404);
        customer.api().delete("/api/me/browsers/" + id).expect(204);
        switchOn(customer.api(), browser).expect(200);
        assertThat(told(customer)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.1.2.3/push",
                "https://127.0.0.1/push",
                "http://localhost.localdomain/push",
                "ftp://x/"
            })
    void noBrowserIsToldAtAnAddressOfTheOwnNetwork(String endpoint) throws Throwable {
        Map<String, Object> wanted = new HashMap<>(browser.subscription());
        wanted.put("endpoint", endpoint);
        assertThat(customer.api()
                        .put("/api/me/browsers/current", wanted)
                        .expect(400)
                        .toString())
                .contains("/endpoint");
    }

    @Test
    void aKeyThatIsNoneIsRefused() throws Throwable {
        Map<String, Object> wanted = new HashMap<>(browser.subscription());
        wanted.put("publicKey", "AAAA");
        assertThat(customer.api()
                        .put("/api/me/browsers/current", wanted)
                        .expect(400)
                        .toString())
                .contains("/publicKey");
    }

    @Test
    void anAdministratorSwitchesItOffForAll() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        Api administrator = people.administrator().api();
        administrator.put("/api/browser-notifications", Map.of("active", false)).expect(200);
        try {
            assertThat(browsers(customer).at("/serverKey").isNull()).isTrue();
            switchOn(customer.api(), browser).expect(409);
            comment(agent, false, "하나");
            aMomentPasses();
            assertThat(database.fetchCount(PENDING_PUSH)).isZero();
        } finally {
            administrator
                    .put("/api/browser-notifications", Map.of("active", true))
                    .expect(200);
        }
        comment(agent, false, "둘");
        aMomentPasses();
        nothingIsDue();
        assertThat(browser.told()).hasSize(1);
    }

    @Test
    void aBrowserInWhichNobodySignedInForThreeMonthsIsForgotten() throws Throwable {
        switchOn(customer.api(), browser).expect(200);
        database.update(BROWSER)
                .set(BROWSER.SIGNED_IN_AT, clock.instant().minus(Duration.ofDays(91)))
                .execute();
        browsers.forgetOld();
        assertThat(database.fetchCount(BROWSER)).isZero();
    }
}
