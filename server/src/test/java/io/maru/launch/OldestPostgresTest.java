package io.maru.launch;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.AnotherServer;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The story in short on the oldest PostgreSQL that Maru accepts; all other tests run on the newest. */
class OldestPostgresTest {

    @Test
    void aRequestIsRaisedFoundAnsweredAndResolved() throws Throwable {
        try (EmbeddedPostgres oldest = EmbeddedPostgres.builder()
                        .setPgBinaryResolver(OldestPostgresTest::binaries)
                        .start();
                AnotherServer server = AnotherServer.on(
                        oldest.getJdbcUrl("postgres", "postgres"),
                        "--maru.setup.organisation-name=한빛병원",
                        "--maru.setup.administrator.display-name=관리자",
                        "--maru.setup.administrator.email=administrator@example.com",
                        "--maru.setup.administrator.password=a password of a test",
                        "--maru.setup.time-zone=Asia/Seoul",
                        "--maru.setup.first-desk.key=IT",
                        "--maru.setup.first-desk.template=it")) {
            assertThat(majorVersion(oldest.getPostgresDatabase())).isEqualTo(DatabaseCheck.OLDEST);
            Api agent = signIn(server);

            String key = agent.post("/api/requests", incident(agent))
                    .expect(201)
                    .at("/key")
                    .asString();
            agent.post("/api/tickets/" + key + "/comments", Map.of("body", "<p>확인하고 있습니다.</p>", "internal", false))
                    .expect(201);
            Answer open = agent.get("/api/tickets/" + key).expect(200);
            agent.ifMatch(open.at("/version").asLong())
                    .patch("/api/tickets/" + key, Map.of("labels", new String[] {"메일"}, "priority", 1))
                    .expect(200);

            assertThat(agent.get("/api/desks/IT/queues/open/tickets?sort=priority")
                            .expect(200)
                            .at("/items/0/key")
                            .asString())
                    .isEqualTo(key);
            // Words are found a moment after they were written.
            eventually(() -> assertThat(agent.get("/api/portal/search?query=메일")
                            .expect(200)
                            .at("/requests/0/key")
                            .asString())
                    .isEqualTo(key));
            agent.ifMatch(agent.get("/api/tickets/" + key).at("/version").asLong())
                    .post(
                            "/api/tickets/" + key + "/transitions",
                            Map.of("transition", "resolve", "fields", Map.of("resolution", "done")))
                    .expect(200);
            assertThat(agent.get("/api/desks/IT/queues/resolved/tickets")
                            .expect(200)
                            .at("/total")
                            .asLong())
                    .isEqualTo(1);
            assertThat(agent.get("/api/requests").expect(200).at("/items/0/key").asString())
                    .isEqualTo(key);
            assertThat(agent.get("/api/tickets/" + key + "/history").expect(200).at("/items"))
                    .hasSizeGreaterThan(2);
        }
    }

    private static Api signIn(AnotherServer server) {
        Answer signedIn = server.api()
                .withCsrf()
                .post("/api/session", Map.of("email", "administrator@example.com", "password", "a password of a test"))
                .expect(200);
        String cookie = signedIn.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("maru_session="))
                .findFirst()
                .orElseThrow();
        return server.api().withSession(cookie.substring("maru_session=".length(), cookie.indexOf(';')));
    }

    private static Map<String, Object> incident(Api person) {
        long requestTypeId = person.speaking("en")
                .get("/api/portal")
                .expect(200)
                .at("/desks/0/groups")
                .valueStream()
                .flatMap(group -> group.path("requestTypes").valueStream())
                .filter(type -> type.path("name").asString().equals("Report an incident"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        return Map.of(
                "requestTypeId",
                requestTypeId,
                "values",
                Map.of("summary", "메일이 보내지지 않아요", "system", "mail", "impact", "person", "urgency", "medium"));
    }

    private static int majorVersion(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseMajorVersion();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The archive in the jar that the build has put beside the class path. */
    private static InputStream binaries(String system, String machine) throws IOException {
        Path folder = Path.of("target", "oldest-postgresql");
        try (Stream<Path> jars = Files.list(folder)) {
            JarFile jar = new JarFile(jars.findFirst().orElseThrow().toFile());
            return jar.getInputStream(jar.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow());
        }
    }
}
