package io.maru.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.platform.Language;
import io.maru.platform.RichText;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What agents answer often: whose it is, what stands in its places, and who reads that. */
@MaruTest
class CannedRepliesTest {

    private static final String OWN = "/api/me/canned-replies";

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    Desk desk;
    TestPerson manager;
    TestPerson agent;
    TestPerson customer;
    String key;

    @BeforeEach
    void aTicketOfADesk() {
        desk = desks.aDesk().create();
        manager = people.person().managerOf(desk.id()).create();
        agent = people.person()
                .named("김상담")
                .speaking(Language.KO)
                .agentOf(desk.id())
                .create();
        customer = people.person().named("Sky Kim").speaking(Language.EN).create();
        key = tickets.incident(desk)
                .summary("<b>Mail</b> is lost")
                .by(customer)
                .path("key")
                .asString();
    }

    private String ofDesk() {
        return "/api/desks/" + desk.key() + "/canned-replies";
    }

    private static Map<String, Object> reply(String korean, String english, String body) {
        return Map.of("name", Map.of("ko", korean, "en", english), "body", Map.of("ko", body));
    }

    private JsonNode made(TestPerson by, String path, Map<String, Object> content) {
        return by.api().post(path, content).expect(201).body();
    }

    private String said(JsonNode reply, boolean internal) {
        return agent.api()
                .get("/api/tickets/" + key + "/canned-replies/"
                        + reply.path("id").asLong() + "?internal=" + internal)
                .expect(200)
                .at("/bodyHtml")
                .asString();
    }

    @Test
    void whoAnswersChoosesAmongTheirOwnAndThoseOfTheTicketsDesk() {
        made(manager, ofDesk(), reply("재시작 안내", "Restart", "다시 시작해 주세요."));
        made(manager, ofDesk(), reply("가격 안내", "Prices", "가격표를 보내 드립니다."));
        made(agent, OWN, reply("하던 인사", "Greeting", "안녕하세요."));
        made(people.person().agentOf(desk.id()).create(), OWN, reply("남의 것", "Another's", "…"));
        Desk other = desks.aDesk().create();
        made(
                people.person().managerOf(other.id()).create(),
                "/api/desks/" + other.key() + "/canned-replies",
                reply("다른 데스크", "Elsewhere", "…"));

        JsonNode offered = agent.api()
                .get("/api/tickets/" + key + "/canned-replies")
                .expect(200)
                .body();

        assertThat(offered.valueStream().map(each -> each.path("name").asString()))
                .containsExactly("하던 인사", "가격 안내", "재시작 안내");
        assertThat(offered.at("/0/own").asBoolean()).isTrue();
        assertThat(offered.at("/2/excerpt").asString()).isEqualTo("다시 시작해 주세요.");
    }

    @Test
    void placesAreFilledWithWhatTheCustomerSeesInTheLanguageOfTheCustomer() {
        JsonNode reply = made(
                manager,
                ofDesk(),
                Map.of(
                        "name", Map.of("ko", "안내"),
                        "body",
                                Map.of(
                                        "ko",
                                                "{{ticket.reporter}} 님,\n{{ticket.summary}}: 우선순위 [{{ticket.priority}}]\n\n{{agent.name}} 드림",
                                        "en",
                                                "Dear {{ticket.reporter}},\n{{ticket.summary}}: priority [{{ticket.priority}}]\n\n{{agent.name}}")));

        assertThat(said(reply, false))
                .isEqualTo("<p>Dear Sky Kim,<br />&lt;b&gt;Mail&lt;/b&gt; is lost: priority []</p><p>김상담</p>");
        assertThat(said(reply, true))
                .isEqualTo("<p>Sky Kim 님,<br />&lt;b&gt;Mail&lt;/b&gt; is lost: 우선순위 [3]</p><p>김상담 드림</p>");
    }

    @Test
    void whatATicketSaysIsNoTemplate() {
        key = tickets.incident(desk)
                .summary("{{agent.name}} {{ticket.key}}")
                .by(customer)
                .path("key")
                .asString();
        JsonNode reply = made(agent, OWN, reply("제목", "Subject", "{{ticket.summary}}"));

        assertThat(RichText.textOf(said(reply, false))).isEqualTo("{{agent.name}} {{ticket.key}}");
    }

    @Test
    void aPlaceThatNamesNothingIsRefusedWhereItStands() {
        assertThat(refused(manager, ofDesk(), reply("하나", "One", "{{ticket.sumary}}")))
                .containsExactly("/body/ko expression_name_unknown");
        assertThat(refused(manager, ofDesk(), reply("하나", "One", "{{ticket.key")))
                .containsExactly("/body/ko template_place_open");
        assertThat(refused(manager, ofDesk(), Map.of("name", Map.of(), "body", Map.of())))
                .containsExactlyInAnyOrder("/name required", "/body required");
    }

    private static List<String> refused(TestPerson by, String path, Map<String, Object> content) {
        return by.api().post(path, content).expect(400).errors();
    }

    @Test
    void aFieldOfTheDeskFillsAPlaceAndOneThatIsNotThereLeavesTheTextAsItIs() {
        JsonNode reply = made(manager, ofDesk(), reply("시스템", "System", "{{fields.system.text}}을(를) 봅니다."));
        assertThat(said(reply, true)).contains("을(를) 봅니다.").doesNotContain("{{");

        assertThat(refused(agent, OWN, reply("시스템", "System", "{{fields.system.text}}")))
                .containsExactly("/body/ko expression_name_unknown");
    }

    @Test
    void twoWhoChangeTheSameDoNotOverwriteEachOther() {
        JsonNode reply = made(manager, ofDesk(), reply("하나", "One", "첫째"));
        String path = ofDesk() + "/" + reply.path("id").asLong();
        manager.api().ifMatch(1).patch(path, Map.of("body", Map.of("ko", "둘째"))).expect(200);

        assertThat(manager.api()
                        .ifMatch(1)
                        .patch(path, Map.of("name", Map.of("ko", "셋째")))
                        .code())
                .isEqualTo("stale_version");

        JsonNode kept = manager.api().get(ofDesk()).expect(200).body().get(0);
        assertThat(kept.at("/name/ko").asString()).isEqualTo("하나");
        assertThat(kept.at("/body/ko").asString()).isEqualTo("둘째");
        manager.api().delete(path).expect(204);
        assertThat(manager.api().get(ofDesk()).expect(200).body()).isEmpty();
    }

    @Test
    void onesOwnAreNobodyElses() {
        JsonNode reply = made(agent, OWN, reply("하나", "One", "첫째"));
        TestPerson colleague = people.person().agentOf(desk.id()).create();
        String path = OWN + "/" + reply.path("id").asLong();

        colleague
                .api()
                .ifMatch(1)
                .patch(path, Map.of("body", Map.of("ko", "둘째")))
                .expect(404);
        colleague.api().delete(path).expect(404);
        colleague
                .api()
                .get("/api/tickets/" + key + "/canned-replies/"
                        + reply.path("id").asLong())
                .expect(404);

        assertThat(agent.api().get(OWN).expect(200).body().get(0).at("/body/ko").asString())
                .isEqualTo("첫째");
    }
}
