package io.maru.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a text shows is seen by whoever may read the text. */
@MaruTest
class PastedPicturesTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

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
    void aPictureInTheDescriptionOrInAReplyReachesTheDesk() {
        String first = upload(customer);
        String key = raisedShowing(first);
        assertThat(agent.api().get("/api/attachments/" + first).status()).isEqualTo(200);

        String second = upload(customer);
        customer.api()
                .post("/api/requests/" + key + "/comments", Map.of("body", shown(second)))
                .expect(201);
        assertThat(agent.api().get("/api/attachments/" + second).status()).isEqualTo(200);
    }

    @Test
    @Tag("R03")
    @Tag("R04")
    void aPictureOfAnInternalNoteStaysInternal() {
        String key = raisedShowing(upload(customer));
        String internal = upload(agent);
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", shown(internal), "internal", true))
                .expect(201);
        assertThat(customer.api().get("/api/attachments/" + internal).status()).isEqualTo(404);
    }

    @Test
    void showingAnothersUploadDoesNotTakeIt() {
        String others = upload(agent);
        String key = raisedShowing(others);
        assertThat(customer.api().get("/api/attachments/" + others).status()).isEqualTo(404);
        assertThat(customer.api().get("/api/requests/" + key).at("/attachments"))
                .isEmpty();
    }

    private String raisedShowing(String picture) {
        return tickets.incident(desk)
                .summary("화면이 이상해요")
                .answering("description", shown(picture))
                .by(customer)
                .path("key")
                .asString();
    }

    private static String shown(String picture) {
        return "<p>이렇게 보입니다</p><img src=\"/api/attachments/" + picture + "\" alt=\"화면\">";
    }

    private static String upload(TestPerson person) {
        return person.api()
                .sendRaw(
                        "POST",
                        "/api/attachments?fileName=screen.txt",
                        "text/plain",
                        "화면".getBytes(StandardCharsets.UTF_8))
                .expect(201)
                .at("/id")
                .asString();
    }
}
