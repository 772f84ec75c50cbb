package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.AnotherServer;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class WebSecurityTest {

    @Autowired
    People people;

    @Test
    void everyAnswerTellsTheBrowserWhatToTrust() {
        Answer answer = people.anonymous().get("/api/session");

        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'self'", "script-src 'self';", "frame-ancestors 'none'", "base-uri 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Permissions-Policy")).contains("camera=()");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Strict-Transport-Security")).isEmpty();
    }

    @Test
    void theFirstAnswerHandsOutTheCsrfTokenForScripts() {
        assertThat(people.anonymous().get("/api/session").headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("XSRF-TOKEN=")
                .contains("SameSite=Lax", "Path=/")
                .doesNotContain("HttpOnly");
    }

    @Test
    void theCsrfTokenStaysTheSameWhileRequestsCross() {
        TestPerson person = people.person().create();

        assertThat(person.api().get("/api/me").headers().allValues("Set-Cookie"))
                .isEmpty();
        assertThat(person.api()
                        .patch("/api/me", Map.of("theme", "dark"))
                        .expect(200)
                        .headers()
                        .allValues("Set-Cookie"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "another-token"})
    void aWriteWithTheSessionsCookieNeedsOurHeader(String token) {
        TestPerson person = people.person().create();
        Api forged = token.isEmpty()
                ? person.api().without("X-XSRF-TOKEN")
                : person.api().with("X-XSRF-TOKEN", token);

        Answer answer = forged.patch("/api/me", Map.of("theme", "dark")).expect(403);

        assertThat(answer.code()).isEqualTo("csrf_token_invalid");
        assertThat(person.api().get("/api/me").at("/theme").asString()).isEqualTo("system");
    }

    @Test
    void aWriteInAnEndedSessionIsToldSo() {
        TestPerson person = people.person().create();
        person.api().delete("/api/session").expect(204);

        Answer answer = person.api().patch("/api/me", Map.of("theme", "dark")).expect(401);

        assertThat(answer.code()).isEqualTo("sign_in_required");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void failuresHaveOneShape() {
        Answer unknown =
                people.administrator().api().get("/api/people/999999999").expect(404);

        assertThat(unknown.body().propertyNames()).contains("type", "title", "status", "detail", "code", "errors");
        assertThat(unknown.at("/type").asString()).isEqualTo("urn:maru:problem:not_found");
        assertThat(people.administrator()
                        .api()
                        .get("/api/people/not-a-number")
                        .expect(404)
                        .code())
                .isEqualTo("not_found");
        assertThat(people.administrator()
                        .api()
                        .post("/api/people", "{not json")
                        .expect(400)
                        .code())
                .isEqualTo("unreadable");
        assertThat(people.administrator()
                        .api()
                        .post("/api/people", Map.of("email", Map.of()))
                        .expect(400)
                        .errors())
                .containsExactly("/email wrong_type");
        assertThat(people.administrator()
                        .api()
                        .put("/api/people", Map.of())
                        .expect(405)
                        .code())
                .isEqualTo("method_not_allowed");
        assertThat(people.administrator()
                        .api()
                        .post("/api/nothing-here", Map.of())
                        .expect(404)
                        .code())
                .isEqualTo("not_found");
    }

    /** Plain HTTP is the other tests': they see neither. */
    @ParameterizedTest
    @CsvSource({
        "--maru.public-address=https://help.example.com, http",
        "--server.forward-headers-strategy=native, https",
    })
    void whereTlsEndsBeforeTheServerCookiesAreSecureAndBrowsersStayWithHttps(String setting, String forwarded) {
        TestPerson person = people.person().password("정확한 말 배터리 집게").create();
        try (AnotherServer server = AnotherServer.start(setting)) {
            Api browser = server.api().withCsrf().with("X-Forwarded-Proto", forwarded);

            Answer first = browser.without("Cookie").get("/api/session").expect(401);
            Answer signedIn = browser.post("/api/session", Map.of("email", person.email(), "password", "정확한 말 배터리 집게"))
                    .expect(200);

            assertThat(first.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
            assertThat(cookie(first, "XSRF-TOKEN"))
                    .contains("; Secure", "; SameSite=Lax", "; Path=/")
                    .doesNotContain("HttpOnly");
            assertThat(cookie(signedIn, "maru_session"))
                    .contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/")
                    .doesNotContain("Domain");
        }
    }

    private static String cookie(Answer answer, String name) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void healthIsForEverybodyAndMetricsForTheMachineAndAdministrators() {
        people.anonymous().get("/actuator/health/liveness").expect(200);
        people.anonymous().get("/actuator/health/readiness").expect(200);
        assertThat(people.anonymous().get("/actuator/prometheus").expect(200).text())
                .contains("jvm_memory");
        people.anonymous()
                .with("X-Forwarded-For", "203.0.113.7")
                .get("/actuator/prometheus")
                .expect(401);
        people.administrator()
                .api()
                .with("X-Forwarded-For", "203.0.113.7")
                .get("/actuator/prometheus")
                .expect(200);
        people.person().create().api().get("/actuator/prometheus").expect(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/session;x=y", "/api/../api/people", "/api/%2e%2e/people", "/api/people%00"})
    void oddAddressesDoNotReachAnythingAndDoNotBreakAnything(String path) {
        Answer answer = people.anonymous().get(path);

        assertThat(answer.status()).isBetween(400, 404);
    }
}
