package io.maru.mail.inbound;

import static io.maru.support.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.maru.desk.Desk;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Administrators set mailboxes, see what became of each mail, let through what was kept back, and say whose mails are taken. */
@MaruTest
class MailAdministrationTest {

    @Autowired
    private MailIntake intake;

    @Autowired
    private Desks desks;

    @Autowired
    private People people;

    private Api administrator;
    private Desk desk;

    @BeforeEach
    void aDesk() {
        administrator = people.administrator().api();
        desk = desks.aDesk().create();
    }

    @Test
    void aMailboxIsMadeTestedAndChangedAndItsPasswordLeavesOnlyForTheServerItWasGivenFor() {
        GreenMail imap = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP).dynamicPort());
        imap.start();
        try {
            imap.setUser("help@example.com", "help", "right");
            Map<String, Object> wanted = mailbox();
            wanted.put("access", access(imap.getImap().getPort()));
            wanted.put("secret", "wrong");
            JsonNode made = administrator
                    .post("/api/mail/mailboxes", wanted)
                    .expect(201)
                    .body();
            String path = "/api/mail/mailboxes/" + made.path("id").asLong();
            assertThat(made.toString()).doesNotContain("wrong");
            assertThat(made.path("hasSecret").asBoolean()).isTrue();
            assertThat(administrator
                            .post(path + "/test", Map.of())
                            .expect(200)
                            .at("/failure")
                            .asString())
                    .isNotEmpty();

            wanted.put("secret", "right");
            administrator.ifMatch(1).put(path, wanted).expect(200);
            assertThat(administrator
                            .post(path + "/test", Map.of())
                            .expect(200)
                            .at("/mails")
                            .asInt(-1))
                    .isZero();

            wanted.remove("secret");
            wanted.put("access", access(imap.getImap().getPort() - 1));
            assertThat(administrator
                            .ifMatch(2)
                            .put(path, wanted)
                            .expect(400)
                            .body()
                            .toString())
                    .contains("/secret");
            wanted.remove("access");
            wanted.put("active", false);
            administrator.ifMatch(2).put(path, wanted).expect(200);
            administrator.ifMatch(2).put(path, wanted).expect(409);
        } finally {
            imap.stop();
        }
    }

    @Test
    void whatIsWrongWithAMailboxIsToldAtItsPlace() {
        Map<String, Object> wanted = mailbox();
        administrator.post("/api/mail/mailboxes", wanted).expect(201);
        assertThat(administrator
                        .post("/api/mail/mailboxes", wanted)
                        .expect(400)
                        .body()
                        .toString())
                .contains("/address");
        assertThat(administrator
                        .post("/api/mail/mailboxes", Map.of("address", "no address", "sizeLimit", 1))
                        .expect(400)
                        .errors())
                .contains("/deskKey required", "/address email_invalid", "/sizeLimit number_too_small");
    }

    @Test
    @Tag("C03")
    void whatIsKeptBackIsSeenReadAsTextAndLetThroughOrDiscarded() throws Throwable {
        Map<String, Object> careful = mailbox();
        careful.put("newcomers", "quarantine");
        long mailbox = administrator
                .post("/api/mail/mailboxes", careful)
                .expect(201)
                .at("/id")
                .asLong();
        long first = kept(mailbox, "one-" + UUID.randomUUID() + "@example.net");
        long second = kept(mailbox, "two-" + UUID.randomUUID() + "@example.net");
        String kept = "/api/mail/received?state=quarantined&mailboxId=" + mailbox;
        eventually(() ->
                assertThat(administrator.get(kept).expect(200).at("/items")).hasSize(2));

        JsonNode mail = administrator.get(kept).expect(200).at("/items/0");
        assertThat(mail.path("reason").asString()).startsWith("Nobody knows its sender");
        assertThat(mail.path("subject").asString()).isEqualTo("<b>Printer</b>");
        administrator.get("/api/mail/received/" + second + "/raw").expect(200);

        administrator.post("/api/mail/received/" + first + "/release", Map.of()).expect(204);
        administrator
                .post("/api/mail/received/" + second + "/discard", Map.of())
                .expect(204);
        administrator
                .post("/api/mail/received/" + second + "/release", Map.of())
                .expect(404);
        eventually(() -> {
            JsonNode filed = administrator
                    .get("/api/mail/received?state=filed&mailboxId=" + mailbox)
                    .expect(200)
                    .at("/items/0");
            assertThat(filed.path("id").asLong()).isEqualTo(first);
            assertThat(filed.at("/ticket/key").asString()).startsWith(desk.key() + "-");
        });
    }

    @Test
    void aRuleAboutASenderTakesThePlaceOfTheOneBeforeAndIsRemoved() {
        String domain = UUID.randomUUID() + ".example";
        for (boolean allowed : List.of(false, true)) {
            administrator
                    .post("/api/mail/sender-rules", Map.of("sender", " " + domain, "allowed", allowed))
                    .expect(204);
        }
        List<JsonNode> rules = administrator
                .get("/api/mail/sender-rules")
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.path("sender").asString().equals(domain))
                .toList();
        assertThat(rules).hasSize(1);
        JsonNode rule = rules.getFirst();
        assertThat(rule.path("allowed").asBoolean()).isTrue();
        String path = "/api/mail/sender-rules/" + rule.path("id").asLong();
        administrator.delete(path).expect(204);
        administrator.delete(path).expect(404);
        administrator
                .post("/api/mail/sender-rules", Map.of("sender", "two words"))
                .expect(400);
    }

    // --- how ------------------------------------------------------------------------------------------------------

    private Map<String, Object> mailbox() {
        Map<String, Object> mailbox = new HashMap<>();
        mailbox.put("deskKey", desk.key());
        mailbox.put(
                "requestTypeId", desks.requestType(desk, "Report an incident").id());
        mailbox.put("address", "desk-" + UUID.randomUUID() + "@example.com");
        return mailbox;
    }

    private static Map<String, Object> access(int port) {
        return Map.of("host", "127.0.0.1", "port", port, "security", "none", "userName", "help");
    }

    private long kept(long mailbox, String sender) throws java.io.IOException {
        String raw =
                "Message-ID: <" + sender + ">\r\nFrom: " + sender + "\r\nSubject: <b>Printer</b>\r\n\r\nBroken.\r\n";
        return intake.accept(mailbox, new ByteArrayInputStream(raw.getBytes(UTF_8)))
                .orElseThrow();
    }
}
