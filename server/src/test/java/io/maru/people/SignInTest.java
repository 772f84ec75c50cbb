package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.Language;
import io.maru.support.Answer;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class SignInTest {

    private static final String PASSWORD = "정확한 말 배터리 집게";

    @Autowired
    People people;

    @Autowired
    Persons persons;

    @Autowired
    MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aPersonSignsInAndIsToldWhoTheyAre() {
        TestPerson person = people.person().named("김하늘").password(PASSWORD).create();

        Answer answer = signIn(person.email(), PASSWORD).expect(200);

        assertThat(answer.at("/person/displayName").asString()).isEqualTo("김하늘");
        assertThat(answer.at("/person/email").asString()).isEqualTo(person.email());
        String token = sessionToken(answer);
        assertThat(people.anonymous()
                        .withSession(token)
                        .get("/api/session")
                        .at("/person/id")
                        .asLong())
                .isEqualTo(person.id());
    }

    @Test
    void theSessionCookieIsOutOfReachOfScriptsAndOtherSites() {
        TestPerson person = people.person().password(PASSWORD).create();

        Answer answer = signIn(person.email().toUpperCase(java.util.Locale.ROOT), PASSWORD)
                .expect(200);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("maru_session="))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void aWrongPasswordAndAnUnknownAddressAreAnsweredAlike() {
        TestPerson person = people.person().password(PASSWORD).create();

        Answer wrongPassword = signIn(person.email(), "something else").expect(401);
        Answer unknownAddress = signIn("nobody@example.com", "something else").expect(401);

        assertThat(wrongPassword.code()).isEqualTo("wrong_credentials");
        assertThat(unknownAddress.text()).isEqualTo(wrongPassword.text());
    }

    @Test
    void signingInNeedsTheHeaderThatOnlyOurOwnPageSends() {
        TestPerson person = people.person().password(PASSWORD).create();

        Answer answer = people.anonymous()
                .post("/api/session", Map.of("email", person.email(), "password", PASSWORD))
                .expect(403);

        assertThat(answer.code()).isEqualTo("csrf_token_invalid");
    }

    @Test
    void aSessionEndsWhenNotUsedForLong() {
        TestPerson person = people.person().create();
        person.api().get("/api/session").expect(200);

        clock.advance(Duration.ofHours(13));

        assertThat(person.api().get("/api/session").expect(401).code()).isEqualTo("sign_in_required");
    }

    @Test
    void aSessionInUseEndsAfterItsLifetimeAllTheSame() {
        TestPerson person = people.person().create();
        for (int half = 0; half < 13; half++) {
            clock.advance(Duration.ofHours(11));
            person.api().get("/api/session").expect(200);
        }
        clock.advance(Duration.ofHours(30));

        person.api().get("/api/session").expect(401);
    }

    @Test
    void signingOutEndsTheSessionForGood() {
        TestPerson person = people.person().create();

        person.api().delete("/api/session").expect(204);

        person.api().get("/api/session").expect(401);
    }

    @Test
    void failuresAreToldInTheCallersLanguage() {
        assertThat(people.anonymous()
                        .speaking("ko-KR,ko;q=0.9")
                        .get("/api/session")
                        .at("/title")
                        .asString())
                .isEqualTo("로그인이 필요합니다");
        assertThat(people.anonymous()
                        .speaking("fr, en;q=0.5")
                        .get("/api/people")
                        .at("/title")
                        .asString())
                .isEqualTo("Please sign in");
        TestPerson person = people.person().speaking(Language.KO).create();
        assertThat(person.api()
                        .speaking("en")
                        .get("/api/nothing-here")
                        .expect(404)
                        .at("/title")
                        .asString())
                .isEqualTo("찾을 수 없습니다");
    }

    @Test
    void whoDidSomethingIsNamedByReference() {
        TestPerson person = people.person().named("이도윤").create();

        assertThat(persons.references(java.util.Set.of(person.id(), -1L)))
                .containsExactly(Map.entry(person.id(), person.reference()));
    }

    private Answer signIn(String email, String password) {
        return people.anonymous().withCsrf().post("/api/session", Map.of("email", email, "password", password));
    }

    private static String sessionToken(Answer answer) {
        return answer.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("maru_session="))
                .map(cookie -> cookie.substring("maru_session=".length(), cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
    }
}
