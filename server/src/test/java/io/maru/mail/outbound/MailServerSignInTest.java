package io.maru.mail.outbound;

import static io.maru.db.mail.Tables.OUTGOING;
import static io.maru.db.mail.Tables.SERVER;
import static io.maru.support.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.maru.platform.Secrets;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestMailServer;
import io.maru.support.TestPerson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.helper.BasicMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Signing in to the server that mails leave by with access tokens, as Google and Microsoft ask for it. */
@MaruTest
class MailServerSignInTest {

    @Autowired
    People people;

    @Autowired
    DSLContext database;

    @Autowired
    Secrets secrets;

    @Autowired
    OutgoingMails outgoing;

    @Autowired
    TransactionTemplate transaction;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> shown = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    private TestPerson administrator;
    private HttpServer tokens;
    private SMTPServer smtp;
    private volatile String given = "{\"access_token\":\"access\",\"refresh_token\":\"the next\"}";
    private volatile int status = 200;

    @BeforeEach
    void servers() throws IOException {
        administrator = people.administrator();
        tokens = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        tokens.createContext("/token", exchange -> {
            asked.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = given.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        tokens.start();
        BasicMessageListener listener = (context, from, to, data) -> taken.add(to);
        smtp = SMTPServer.port(0)
                .authenticationHandlerFactory(new TokensOnly())
                .requireAuth(true)
                .messageHandler(listener)
                .build();
        smtp.start();
    }

    @AfterEach
    void nobodyElseSendsByThem() {
        database.deleteFrom(SERVER).execute();
        database.deleteFrom(OUTGOING).execute();
        smtp.stop();
        tokens.stop(0);
    }

    /** Knows no passwords. */
    private final class TokensOnly implements AuthenticationHandlerFactory {

        @Override
        public List<String> getAuthenticationMechanisms() {
            return List.of("XOAUTH2");
        }

        @Override
        public AuthenticationHandler create() {
            return new AuthenticationHandler() {
                @Override
                public Optional<String> auth(String line, MessageContext context) throws RejectException {
                    String said =
                            new String(Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)), UTF_8);
                    shown.add(said);
                    if (!said.contains("auth=Bearer access\1")) {
                        throw new RejectException(535, "The token is not known");
                    }
                    return Optional.empty();
                }

                @Override
                public Object getIdentity() {
                    return "desk@maru.example";
                }
            };
        }
    }

    /** No mails but tests are sent by it. */
    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(TestMailServer.settings(smtp.getPortAllocated()));
        settings.put("active", false);
        settings.putAll(Map.of(
                "username", "desk@maru.example",
                "signIn", "oauth",
                "tokenAddress", "http://127.0.0.1:" + tokens.getAddress().getPort() + "/token",
                "clientId", "maru",
                "clientSecret", "hush",
                "password", "the first"));
        return settings;
    }

    private long version() {
        return administrator
                .api()
                .get("/api/mail/server")
                .expect(200)
                .at("/version")
                .asLong();
    }

    private void use(Map<String, Object> settings) {
        administrator.api().ifMatch(version()).put("/api/mail/server", settings).expect(200);
    }

    private String tested() {
        return administrator
                .api()
                .post("/api/mail/server/test", Map.of("recipient", "somebody@example.com"))
                .expect(200)
                .at("/failure")
                .asString("");
    }

    @Test
    void aRefreshTokenBecomesTheAccessTokenThatTheServerTakesAndTheNextOneIsKept() {
        use(settings());

        assertThat(tested()).isEmpty();
        assertThat(taken).containsExactly("somebody@example.com");
        assertThat(shown).containsExactly("user=desk@maru.example\1auth=Bearer access\1\1");
        assertThat(asked.getFirst())
                .contains("grant_type=refresh_token")
                .contains("refresh_token=the+first")
                .contains("client_id=maru")
                .contains("client_secret=hush");

        given = "{\"access_token\":\"access\"}";
        assertThat(tested()).isEmpty();
        assertThat(asked.getLast()).contains("refresh_token=the+next");
        assertThat(secrets.decrypt(database.fetchSingle(SERVER).getPassword())).isEqualTo("the next");
    }

    @Test
    void mailsLeaveByIt() throws Throwable {
        Map<String, Object> settings = settings();
        settings.put("active", true);
        use(settings);
        String recipient = UUID.randomUUID() + "@example.com";

        transaction.executeWithoutResult(status -> outgoing.send(new OutgoingMail(
                recipient, null, null, null, List.of(), false, "Maru", "Printer", "It works.", "It works.", null)));

        eventually(() -> assertThat(database.select(OUTGOING.STATE)
                        .from(OUTGOING)
                        .where(OUTGOING.RECIPIENT.eq(recipient))
                        .fetchSingle(OUTGOING.STATE))
                .isEqualTo("sent"));
        assertThat(taken).contains(recipient);
    }

    @Test
    void whatTheGiverOfTokensOrTheServerSaysIsToldToWhoTriesIt() {
        use(settings());
        given = "{\"error\":\"invalid_grant\",\"error_description\":\"The token was revoked\"}";
        status = 400;

        assertThat(tested()).isEqualTo("The token was revoked");

        given = "{\"access_token\":\"another\"}";
        status = 200;
        assertThat(tested()).contains("The token is not known");
        assertThat(taken).isEmpty();
    }

    @Test
    void nothingSecretIsShownOrSentElsewhere() {
        Map<String, Object> settings = settings();
        use(settings);
        var view = administrator.api().get("/api/mail/server").expect(200).body();
        assertThat(view.path("hasPassword").asBoolean()).isTrue();
        assertThat(view.path("hasClientSecret").asBoolean()).isTrue();
        assertThat(view.toString()).doesNotContain("the first").doesNotContain("hush");

        settings.remove("password");
        settings.remove("clientSecret");
        settings.put("senderName", "Another");
        use(settings);
        settings.put("tokenAddress", "https://tokens.elsewhere.example/token");
        assertThat(administrator
                        .api()
                        .ifMatch(version())
                        .put("/api/mail/server", settings)
                        .expect(400)
                        .errors())
                .containsExactly("/password mail_password_again");

        settings.put("signIn", "password");
        settings.put("password", "another");
        use(settings);
        assertThat(administrator
                        .api()
                        .get("/api/mail/server")
                        .expect(200)
                        .at("/hasClientSecret")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void whatIsMissingIsSaidAtItsField() {
        Map<String, Object> settings = settings();
        settings.put("username", "");
        settings.put("tokenAddress", "nowhere");
        settings.put("clientId", " ");

        assertThat(administrator
                        .api()
                        .ifMatch(version())
                        .put("/api/mail/server", settings)
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder("/username required", "/tokenAddress url_unreadable", "/clientId required");
    }
}
