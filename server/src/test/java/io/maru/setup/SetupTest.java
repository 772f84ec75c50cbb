package io.maru.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.support.AnotherServer;
import io.maru.support.Answer;
import io.maru.support.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The first start of an installation, in the order in which it happens. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupTest {

    private static final Map<String, Object> ANSWERS = Map.of(
            "organisationName",
            "한빛병원",
            "administrator",
            Map.of("displayName", "홍길동", "email", "hong@example.com", "password", "맑은 하늘 아래 열두 달"),
            "language",
            "ko",
            "timeZone",
            "Asia/Seoul",
            "firstDesk",
            Map.of("key", "IT", "name", "전산팀", "template", "it"));

    private AnotherServer server;
    private Api api;

    @BeforeAll
    void start() {
        server = AnotherServer.onNewDatabase();
        api = server.api().withCsrf();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void untilItIsSetUpTheApiAnswersNothingElse() {
        assertThat(api.get("/api/setup").expect(200).at("/required").asBoolean())
                .isTrue();
        assertThat(api.get("/api/setup").at("/languages").toString()).isEqualTo("[\"ko\",\"en\"]");
        api.get("/api/installation").expect(200);
        for (String path : List.of("/api/session", "/api/desks", "/api/portal", "/api/nothing")) {
            assertThat(api.get(path).expect(409).code()).isEqualTo("setup_required");
        }
        assertThat(api.speaking("ko-KR").get("/api/desks").at("/title").asString())
                .isEqualTo("아직 설치를 마치지 않았습니다");
        api.get("/actuator/health/readiness").expect(200);
    }

    @Test
    @Order(2)
    void everythingWrongIsToldAtItsFieldAndNothingIsKept() {
        assertThat(api.post("/api/setup", Map.of()).expect(400).errors())
                .containsExactlyInAnyOrder(
                        "/organisationName required",
                        "/language required",
                        "/timeZone required",
                        "/administrator/displayName required",
                        "/administrator/email required",
                        "/administrator/password required");
        assertThat(api.post(
                                "/api/setup",
                                Map.of(
                                        "organisationName",
                                        "x".repeat(201),
                                        "administrator",
                                        Map.of(
                                                "displayName",
                                                "H",
                                                "email",
                                                "h@example.com",
                                                "password",
                                                "맑은 하늘 아래 열두 달"),
                                        "language",
                                        "fr",
                                        "timeZone",
                                        "Mars/Base",
                                        "firstDesk",
                                        Map.of("key", "i t", "name", "x".repeat(101), "template", "it")))
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder(
                        "/organisationName too_long",
                        "/language choice_unknown",
                        "/timeZone time_zone_unknown",
                        "/firstDesk/key desk_key_form",
                        "/firstDesk/name too_long");
        assertThat(api.get("/api/setup").at("/required").asBoolean()).isTrue();
    }

    @Test
    @Order(3)
    void ofSeveralWhoFinishAtOnceOneDoes() throws Exception {
        List<Answer> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> finish = () -> api.post("/api/setup", ANSWERS);
            answers = threads.invokeAll(List.of(finish, finish, finish, finish)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409, 409, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .extracting(Answer::code)
                .containsOnly("already_set_up");
        String cookie = answers.stream()
                .filter(answer -> answer.status() == 201)
                .flatMap(answer -> answer.headers().allValues("Set-Cookie").stream())
                .filter(header -> header.startsWith("maru_session="))
                .findFirst()
                .orElseThrow();
        Api administrator = server.api().withSession(cookie.substring("maru_session=".length(), cookie.indexOf(';')));
        assertThat(administrator
                        .get("/api/session")
                        .expect(200)
                        .at("/person/displayName")
                        .asString())
                .isEqualTo("홍길동");
        assertThat(administrator.get("/api/desks").expect(200).at("/0/name").asString())
                .isEqualTo("전산팀");
        assertThat(administrator
                        .get("/api/desks/IT/members")
                        .expect(200)
                        .body()
                        .valueStream()
                        .map(member -> member.path("role").asString()))
                .containsExactlyInAnyOrder("desk_manager", "agent");
    }

    @Test
    @Order(4)
    void afterwardsItAsksToSignIn() {
        assertThat(api.get("/api/setup").at("/required").asBoolean()).isFalse();
        assertThat(api.get("/api/installation").at("/organisationName").asString())
                .isEqualTo("한빛병원");
        assertThat(api.get("/api/desks").expect(401).code()).isEqualTo("sign_in_required");
        assertThat(api.post("/api/setup", ANSWERS).expect(409).code()).isEqualTo("already_set_up");
    }

    @Test
    void answersCanBeGivenInAFileAndOptionsStandBeforeIt(@TempDir Path folder) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "the quiet harbour at noon\n");
        Path file = Files.writeString(folder.resolve("setup.yaml"), """
                organisationName: Harbour City
                administrator:
                  displayName: Kim Minji
                  email: minji@example.com
                  passwordFile: %s
                language: en
                timeZone: Asia/Seoul
                firstDesk: {key: HELP, template: it}
                """.formatted(password));

        try (AnotherServer unattended = AnotherServer.onNewDatabase(
                "--maru.setup.file=" + file, "--maru.setup.organisation-name=Harbour City Hall")) {
            assertThat(unattended
                            .api()
                            .get("/api/installation")
                            .at("/organisationName")
                            .asString())
                    .isEqualTo("Harbour City Hall");
            unattended
                    .api()
                    .withCsrf()
                    .post("/api/session", Map.of("email", "minji@example.com", "password", "the quiet harbour at noon"))
                    .expect(200);
        }
    }

    @Test
    void answersThatCannotBeAcceptedEndTheStartWithASentence(@TempDir Path folder) throws IOException {
        assertThatThrownBy(() -> AnotherServer.onNewDatabase(
                                "--maru.setup.organisation-name=A", "--maru.setup.administrator.email=nobody")
                        .close())
                .isInstanceOfSatisfying(UnattendedSetupRefused.class, refused -> {
                    assertThat(refused.getExitCode()).isEqualTo(17);
                    assertThat(refused)
                            .hasMessageContaining("nothing has been set up")
                            .hasMessageContaining("administrator.password: This is required.")
                            .hasMessageContaining("administrator.email: ");
                });
        Path file = Files.writeString(folder.resolve("setup.yaml"), "organizationName: A\n");
        assertThatThrownBy(() ->
                        AnotherServer.onNewDatabase("--maru.setup.file=" + file).close())
                .isInstanceOf(UnattendedSetupRefused.class)
                .hasMessageContaining("unknown name \"organizationName\"");
    }
}
