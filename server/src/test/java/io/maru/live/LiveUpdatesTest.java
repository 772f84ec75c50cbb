package io.maru.live;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.AnotherServer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@MaruTest
class LiveUpdatesTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    io.maru.support.Tickets tickets;

    Desk desk;
    TestPerson customer;
    TestPerson agent;

    @BeforeEach
    void aDeskWithAnAgentAndACustomer() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
    }

    @Test
    @Tag("R01")
    void tellEverybodyOnlyWhatTheyMayKnow() throws Throwable {
        TestPerson another = people.person().create();
        TestPerson agentElsewhere =
                people.person().agentOf(desks.aDesk().create().id()).create();
        Listener byAgent = new Listener(agent.api());
        Listener byCustomer = new Listener(customer.api());
        Listener byAnother = new Listener(another.api());
        Listener byAgentElsewhere = new Listener(agentElsewhere.api());

        String key = raise(customer);
        comment(key, true);
        comment(key, false);
        // The last of all, so that whoever has heard of it has heard of everything before.
        String own = raise(another);
        String elsewhere = raise(agentElsewhere);

        eventually(() -> assertThat(byAgent.heard)
                .containsExactly(
                        "created " + key,
                        "commented " + key,
                        "commented " + key,
                        "created " + own,
                        "created " + elsewhere));
        eventually(() -> assertThat(byAgentElsewhere.heard).containsExactly("created " + elsewhere));
        assertThat(byAnother.heard).containsExactly("created " + own);
        assertThat(byCustomer.heard).containsExactly("created " + key, "commented " + key);
    }

    @Test
    void reachThoseWhoListenAtAnotherServer() throws Throwable {
        try (AnotherServer other = AnotherServer.start()) {
            Listener there = new Listener(agent.api().at(other.address()));
            String key = raise(customer);
            eventually(() -> assertThat(there.heard).containsExactly("created " + key));
        }
    }

    @Test
    void endWithTheSession() throws Throwable {
        try (AnotherServer other = AnotherServer.start("--maru.live.heartbeat=20ms")) {
            Listener listener = new Listener(agent.api().at(other.address()));
            agent.api().delete("/api/session").expect(204);
            eventually(() -> assertThat(listener.ended).isTrue());
        }
    }

    @Test
    void endWhenTheServerStopsInsteadOfKeepingItFromStopping() throws Throwable {
        Listener listener;
        try (AnotherServer other = AnotherServer.start("--spring.lifecycle.timeout-per-shutdown-phase=1h")) {
            listener = new Listener(agent.api().at(other.address()));
        }
        eventually(() -> assertThat(listener.ended).isTrue());
    }

    @Test
    void theOldestStreamMakesRoomWhenSomebodyOpensTooMany() throws Throwable {
        try (AnotherServer other = AnotherServer.start("--maru.live.streams-per-person=2")) {
            Listener first = new Listener(agent.api().at(other.address()));
            new Listener(agent.api().at(other.address()));
            Listener third = new Listener(agent.api().at(other.address()));
            eventually(() -> assertThat(first.ended).isTrue());
            assertThat(third.ended).isFalse();
        }
    }

    @Test
    void aBrowserThatCannotFollowIsToldToAskForEverything() throws Exception {
        ByteArrayOutputStream browser = new ByteArrayOutputStream();
        LiveStream overflowing = new LiveStream(agent.current(), Optional::empty);
        for (int number = 0; number <= 200; number++) {
            overflowing.offer("event: ticket\ndata: {\"key\":\"IT-" + number + "\"}\n\n");
        }
        overflowing.write(browser, Duration.ofMillis(1), Duration.ofMillis(50));
        assertThat(browser.toString(StandardCharsets.UTF_8))
                .contains("event: resync")
                .doesNotContain("IT-0\"");
    }

    @Test
    void areForThoseWhoAreSignedIn() {
        people.anonymous().get("/api/live").expect(401);
    }

    @Test
    void passThroughProxiesUnbuffered() throws IOException {
        HttpResponse<InputStream> stream = agent.api().open("/api/live");
        try (InputStream body = stream.body()) {
            assertThat(body.read()).isPositive();
            assertThat(stream.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
            assertThat(stream.headers().firstValue("X-Accel-Buffering")).contains("no");
            assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
        }
    }

    private String raise(TestPerson reporter) {
        return tickets.incident(desk).by(reporter).path("key").asString();
    }

    private void comment(String key, boolean internal) {
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>확인했습니다</p>", "internal", internal))
                .expect(201);
    }

    /** A page that is open: notes what it hears as {@code kind key}. */
    private static final class Listener {

        private static final JsonMapper JSON = new JsonMapper();

        final List<String> heard = new CopyOnWriteArrayList<>();
        volatile boolean ended;

        Listener(Api api) throws IOException {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(api.open("/api/live").body(), StandardCharsets.UTF_8));
            assertThat(lines.readLine()).isEqualTo("retry: 2000");
            Thread.ofVirtual().start(() -> read(lines));
        }

        private void read(BufferedReader lines) {
            try (lines) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data: {\"")) {
                        JsonNode event = JSON.readTree(line.substring("data: ".length()));
                        heard.add(event.path("kind").asString() + " "
                                + event.path("key").asString());
                    }
                }
            } catch (IOException broken) {
                // Ended as well.
            }
            ended = true;
        }
    }
}
