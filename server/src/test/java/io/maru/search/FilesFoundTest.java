package io.maru.search;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.FilesMade;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tickets are found by what is written in their files, by those who may open these. */
@MaruTest
class FilesFoundTest {

    private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime() % 1_000_000);

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    String word;

    @BeforeEach
    void aDeskWithAnAgentAndACustomer() {
        desk = desks.aDesk().create();
        customer = people.person().create();
        agent = people.person().agentOf(desk.id()).create();
        word = "zf" + Long.toString(NUMBER.incrementAndGet(), 36);
    }

    @Test
    void aTicketIsFoundByWhatIsWrittenInItsFiles() throws Throwable {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        comment(
                key,
                false,
                upload("report.pdf", FilesMade.pdf("Quarterly figures " + word + "pdf")),
                upload("회의록.docx", FilesMade.docx("분기 실적을 보고했습니다 " + word + "docx")),
                upload("공문.hwpx", FilesMade.hwpx("협조를 요청드립니다 " + word + "hwpx")));

        for (String kind : List.of("pdf", "docx", "hwpx")) {
            eventually(() -> assertThat(keys(found(word + kind))).as(kind).containsExactly(key));
        }
        Answer hit = found(word + "docx 실적");
        assertThat(keys(hit)).containsExactly(key);
        assertThat(hit.at("/items/0/excerpt/source").asString()).isEqualTo("file");
        assertThat(hit.at("/items/0/excerpt/fileName").asString()).isEqualTo("회의록.docx");
        assertThat(ownRequests(word + "hwpx")).containsExactly(key);
    }

    @Test
    void whatIsWrittenInAnInternalFileIsNothingThatACustomerFinds() throws Throwable {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        comment(key, true, upload("analysis.pdf", FilesMade.pdf(word + "inside")));

        eventually(() -> assertThat(keys(found(word + "inside"))).containsExactly(key));
        assertThat(ownRequests(word + "inside")).isEmpty();
    }

    private String upload(String name, byte[] bytes) {
        return agent.api()
                .sendRaw(
                        "POST",
                        "/api/attachments?fileName=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                        "application/octet-stream",
                        bytes)
                .expect(201)
                .at("/id")
                .asString();
    }

    private void comment(String key, boolean internal, String... attachments) {
        agent.api()
                .post(
                        "/api/tickets/" + key + "/comments",
                        Map.of("body", "<p>.</p>", "internal", internal, "attachmentIds", List.of(attachments)))
                .expect(201);
    }

    private Answer found(String words) {
        return agent.api()
                .get("/api/search?query=" + URLEncoder.encode(words, StandardCharsets.UTF_8))
                .expect(200);
    }

    private static List<String> keys(Answer found) {
        return found.at("/items")
                .valueStream()
                .map(hit -> hit.at("/ticket/key").asString())
                .toList();
    }

    private List<String> ownRequests(String words) {
        return customer.api()
                .get("/api/requests?query=" + words)
                .expect(200)
                .at("/items")
                .valueStream()
                .map(request -> request.path("key").asString())
                .toList();
    }
}
