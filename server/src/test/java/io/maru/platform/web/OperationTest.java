package io.maru.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.AnotherServer;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What operators and programmers look at. */
@MaruTest
class OperationTest {

    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>([^<]*)</script>");
    private static final Pattern OWN_FILE = Pattern.compile("(?:src|href)=\"([^\"]+)\"");

    @Autowired
    People people;

    @Autowired
    Desks desks;

    @Autowired
    Tickets tickets;

    @Test
    void aServerSaysThatItLivesAndIsReady() {
        people.anonymous().get("/actuator/health/liveness").expect(200);
        people.anonymous().get("/actuator/health/readiness").expect(200);
    }

    @Test
    void metricsTellHowLongRequestsTakeAndHowManyListen() {
        try (AnotherServer server = AnotherServer.start()) {
            Api administrator = people.administrator().api().at(server.address());
            administrator.get("/api/session").expect(200);
            assertThat(administrator.get("/actuator/prometheus").expect(200).text())
                    .contains(
                            "http_server_requests_seconds_bucket", "maru_live_streams", "hikaricp_connections_active");
        }
    }

    @Test
    void metricsCountTicketsByChannelAndSignInsByOutcome() {
        Desk desk = desks.aDesk().create();
        TestPerson customer = people.person().password("정확한 말 배터리 집게").create();
        try (AnotherServer server = AnotherServer.start()) {
            Api api = customer.api().at(server.address());
            api.post("/api/requests", tickets.incident(desk).body()).expect(201);
            api.post("/api/requests", tickets.incident(desk).summary("").body()).expect(400);
            for (String password : List.of("정확한 말 배터리 집게", "something else", "something different")) {
                server.api().withCsrf().post("/api/session", Map.of("email", customer.email(), "password", password));
            }

            assertThat(server.api()
                            .get("/actuator/prometheus")
                            .expect(200)
                            .text()
                            .lines())
                    .contains(
                            "maru_new_tickets_total{channel=\"portal\"} 1.0",
                            "maru_new_tickets_total{channel=\"api\"} 0.0",
                            "maru_sign_ins_total{outcome=\"succeeded\"} 1.0",
                            "maru_sign_ins_total{outcome=\"failed\"} 2.0");
        }
    }

    @Test
    void theApiIsDescribedOnAPageThatBringsAllItNeeds() {
        Answer page = people.anonymous().get("/api/docs").expect(200);
        List<MatchResult> scripts = SCRIPT.matcher(page.text()).results().toList();
        assertThat(scripts).isNotEmpty().allSatisfy(script -> {
            assertThat(script.group(1)).contains("src=");
            assertThat(script.group(2)).isEmpty();
        });
        OWN_FILE.matcher(page.text()).results().forEach(file -> {
            assertThat(file.group(1)).startsWith("/api/docs/");
            people.anonymous().get(file.group(1)).expect(200);
        });
        assertThat(people.anonymous()
                        .get("/api/openapi.json")
                        .expect(200)
                        .at("/openapi")
                        .asString())
                .startsWith("3.1");
        people.anonymous().get("/api/docs/other.js").expect(404);
    }
}
