package io.maru.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.desk.Desk;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What leaves in a file is what the person who asks may see, and no note. */
@MaruTest
class ExportsTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Test
    @Tag("R02")
    @Tag("R03")
    @Tag("X01")
    void invisibleTicketsAndInternalNotesNeverLeave() {
        Desk desk = desks.aDesk().create();
        Desk other = desks.aDesk().create();
        TestPerson customer = people.person().named("표나래").create();
        TestPerson agent =
                people.person().agentOf(desk.id()).customerOf(other.id()).create();
        String key = tickets.incident(desk)
                .summary("=cmd|' /C calc'!A0")
                .by(customer)
                .path("key")
                .asString();
        String invisible =
                tickets.incident(other).summary("Payroll").by(agent).path("key").asString();
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>secretword</p>", "internal", true))
                .expect(201);

        Answer file = agent.api().get("/api/queries/export?format=csv&query=").expect(200);

        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.header("Content-Disposition")).startsWith("attachment").contains(".csv");
        assertThat(file.text())
                .contains("\"Key\",\"Summary\"", key, "\"'=cmd|' /C calc'!A0\"", customer.displayName(), desk.key())
                .doesNotContain(invisible, "Payroll", "secretword");
        for (String field : new String[] {"comment", "text", "nonsense"}) {
            assertThat(agent.api()
                            .get("/api/queries/export?format=csv&query=&column=" + field)
                            .expect(400)
                            .errors())
                    .containsExactly("/column/0 choice_unknown");
        }
    }

    @Test
    void anyFieldOfTheLanguageIsAColumnAndThereIsAlwaysAHeader() {
        Desk desk = desks.aDesk().create();
        TestPerson agent = people.person().agentOf(desk.id()).create();
        String nothing = "desk = " + desk.key();
        assertThat(agent.api()
                        .speaking("ko")
                        .get("/api/queries/export?format=csv&column=urgency&column=key&query=" + encoded(nothing))
                        .expect(200)
                        .text())
                .startsWith("\ufeff")
                .hasLineCount(1);
        tickets.incident(desk).answering("urgency", "high").by(agent);
        assertThat(agent.api()
                        .get("/api/queries/export?format=csv&column=urgency&column=key&query="
                                + encoded(nothing + " AND status WAS New ORDER BY created"))
                        .expect(200)
                        .text())
                .hasLineCount(2)
                .contains(desk.key() + "-1");
        assertThat(agent.api()
                        .get("/api/queries/export?format=xlsx&query=" + encoded(nothing))
                        .expect(200)
                        .text())
                .startsWith("PK");
        assertThat(agent.api()
                        .get("/api/queries/export?format=csv&query=" + encoded("nonsense = 1"))
                        .expect(400)
                        .code())
                .isEqualTo("query_invalid");
    }

    private static String encoded(String query) {
        return URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}
