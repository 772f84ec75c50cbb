package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class ApiTokensTest {

    @Autowired
    People people;

    @Autowired
    MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aTokenIsShownOnceAndWorksAsItsOwner() {
        TestPerson person = people.person().create();

        Answer created = create(person, "write", Duration.ofDays(30)).expect(201);

        String token = created.at("/token").asString();
        assertThat(withToken(token).get("/api/me").expect(200).at("/id").asLong())
                .isEqualTo(person.id());
        Answer list = person.api().get("/api/me/tokens").expect(200);
        assertThat(list.text()).doesNotContain(token);
        assertThat(list.at("/items/0/hint").asString()).isEqualTo(token.substring(0, 9));
        assertThat(list.at("/items/0/lastUsedAt").isNull()).isFalse();
    }

    @Test
    void basicCredentialsAreTheOwnersAddressAndTheToken() {
        TestPerson person = people.person().create();
        String token = token(person, "read");

        basic(person.email(), token).get("/api/me").expect(200);
        assertThat(basic("somebody-else@example.com", token)
                        .get("/api/me")
                        .expect(401)
                        .code())
                .isEqualTo("token_invalid");
        basic(person.email(), "a password").get("/api/me").expect(401);
        people.anonymous().with("Authorization", "Basic %%%").get("/api/me").expect(401);
        people.anonymous().with("Authorization", "Digest x").get("/api/me").expect(401);
    }

    @Test
    void aReadingTokenDoesNotWrite() {
        TestPerson person = people.person().create();
        Api api = withToken(token(person, "read"));

        assertThat(api.patch("/api/me", Map.of("theme", "dark")).expect(403).code())
                .isEqualTo("token_scope_too_narrow");
        assertThat(person.api().get("/api/me").at("/theme").asString()).isEqualTo("system");
    }

    @Test
    void onlyAnAdministeringTokenAdministers() {
        TestPerson administrator = people.administrator();
        Map<String, String> group = Map.of("name", "Group of " + administrator.id());

        withToken(token(administrator, "write")).post("/api/groups", group).expect(403);
        withToken(token(administrator, "administer")).post("/api/groups", group).expect(201);
    }

    @Test
    void aTokenDoesNotMakeTokensNorChangeThePassword() {
        TestPerson administrator = people.administrator();
        Api api = withToken(token(administrator, "administer"));

        Answer answer = api.post("/api/me/tokens", wanted("administer", Duration.ofDays(1)))
                .expect(403);
        assertThat(answer.code()).isEqualTo("session_required");
        api.put("/api/me/password", Map.of("currentPassword", "x", "newPassword", "y"))
                .expect(403);
        api.delete("/api/sessions").expect(403);
    }

    @Test
    void aTokenEndsWhenItsTimeIsOver() {
        TestPerson person = people.person().create();
        String token = create(person, "read", Duration.ofDays(10)).at("/token").asString();

        clock.advance(Duration.ofDays(10).plusSeconds(1));

        assertThat(withToken(token).get("/api/me").expect(401).code()).isEqualTo("token_invalid");
    }

    @Test
    void aRevokedTokenIsRefusedEvenBesideASession() {
        TestPerson person = people.person().create();
        Answer created = create(person, "read", Duration.ofDays(10));
        String token = created.at("/token").asString();

        person.api().delete("/api/me/tokens/" + created.at("/id").asLong()).expect(204);

        withToken(token).get("/api/me").expect(401);
        person.api().withToken(token).get("/api/me").expect(401);
        person.api().get("/api/me").expect(200);
        person.api().delete("/api/me/tokens/" + created.at("/id").asLong()).expect(404);
    }

    @Test
    void somebodyElsesTokenIsNotThere() {
        TestPerson person = people.person().create();
        long id = create(person, "read", Duration.ofDays(1)).at("/id").asLong();

        people.administrator().api().delete("/api/me/tokens/" + id).expect(404);
    }

    @Test
    void mistakesAreToldAllAtOnceEachAtItsField() {
        TestPerson person = people.person().create();

        Answer answer = person.api()
                .post("/api/me/tokens", Map.of("name", " ", "scope", "everything", "expiresAt", "2020-01-01T00:00:00Z"))
                .expect(400);

        assertThat(answer.errors())
                .containsExactlyInAnyOrder("/name required", "/scope choice_unknown", "/expiresAt token_validity");
        assertThat(create(person, "read", Duration.ofDays(400)).expect(400).errors())
                .containsExactly("/expiresAt token_validity");
    }

    private Answer create(TestPerson person, String scope, Duration validity) {
        return person.api().post("/api/me/tokens", wanted(scope, validity));
    }

    private Map<String, Object> wanted(String scope, Duration validity) {
        return Map.of(
                "name",
                "script",
                "scope",
                scope,
                "expiresAt",
                clock.instant().plus(validity).toString());
    }

    private String token(TestPerson person, String scope) {
        return create(person, scope, Duration.ofDays(30))
                .expect(201)
                .at("/token")
                .asString();
    }

    private Api withToken(String token) {
        return people.anonymous().withToken(token);
    }

    private Api basic(String email, String token) {
        String credentials = Base64.getEncoder().encodeToString((email + ":" + token).getBytes(StandardCharsets.UTF_8));
        return people.anonymous().with("Authorization", "Basic " + credentials);
    }
}
