package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class OwnAccountTest {

    private static final String PASSWORD = "푸른 바다 고래 노래";
    private static final String ANOTHER = "노란 들판 나비 춤";

    @Autowired
    People people;

    @Autowired
    Sessions sessions;

    @Test
    void aPersonSetsTheirNameLanguageZoneAndTheme() {
        TestPerson person = people.person().create();

        Answer answer = person.api()
                .patch(
                        "/api/me",
                        Map.of("displayName", "김 하늘", "language", "ko", "timeZone", "Europe/Berlin", "theme", "dark"))
                .expect(200);

        assertThat(answer.at("/displayName").asString()).isEqualTo("김 하늘");
        assertThat(answer.at("/timeZone").asString()).isEqualTo("Europe/Berlin");
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        assertThat(person.api().get("/api/session").at("/person/theme").asString())
                .isEqualTo("dark");
        assertThat(person.api().get("/api/people/1").at("/title").asString()).isEqualTo("권한이 없습니다");
    }

    @Test
    void whatIsWrongIsToldAtItsFieldAndNothingIsChanged() {
        TestPerson person = people.person().create();

        Answer answer = person.api()
                .patch("/api/me", Map.of("displayName", "  ", "language", "fr", "timeZone", "+09:00", "theme", "pink"))
                .expect(400);

        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "/displayName required",
                        "/language choice_unknown",
                        "/timeZone time_zone_unknown",
                        "/theme choice_unknown");
        assertThat(person.api().get("/api/me").at("/version").asLong()).isEqualTo(1);
    }

    @Test
    void aStaleVersionIsRefused() {
        TestPerson person = people.person().create();
        person.api().patch("/api/me", Map.of("theme", "dark")).expect(200);

        Answer answer = person.api()
                .ifMatch(1)
                .patch("/api/me", Map.of("theme", "light"))
                .expect(409);

        assertThat(answer.code()).isEqualTo("stale_version");
        assertThat(answer.at("/currentVersion").asLong()).isEqualTo(2);
    }

    @Test
    void changingThePasswordEndsTheOtherSessions() {
        TestPerson person = people.person().password(PASSWORD).create();
        Api elsewhere = people.anonymous()
                .withSession(sessions.open(person.id(), new Client("192.0.2.1", "elsewhere"))
                        .token());

        person.api()
                .put("/api/me/password", Map.of("currentPassword", PASSWORD, "newPassword", ANOTHER))
                .expect(204);

        elsewhere.get("/api/session").expect(401);
        person.api().get("/api/session").expect(200);
        signIn(person, PASSWORD).expect(401);
        signIn(person, ANOTHER).expect(200);
    }

    @Test
    void changingThePasswordNeedsTheCurrentOneAndAGoodNewOne() {
        TestPerson person = people.person().password(PASSWORD).create();

        assertThat(changePassword(person, "something else", ANOTHER).expect(400).errors())
                .containsExactly("/currentPassword password_wrong");
        assertThat(changePassword(person, PASSWORD, "password123").expect(400).errors())
                .containsExactly("/newPassword password_easy_to_guess");
        assertThat(person.api().put("/api/me/password", Map.of()).expect(400).errors())
                .containsExactlyInAnyOrder("/currentPassword required", "/newPassword required");
    }

    @Test
    void guessingTheCurrentPasswordInAStolenSessionIsSlowed() {
        TestPerson person = people.person().password(PASSWORD).create();
        for (int guess = 0; guess < 6; guess++) {
            changePassword(person, "something else", ANOTHER).expect(400);
        }

        changePassword(person, PASSWORD, ANOTHER).expect(429);
    }

    @Test
    void aPersonSeesWhereTheyAreSignedInAndSignsOutThere() {
        TestPerson person = people.person().create();
        Sessions.Opened other = sessions.open(person.id(), new Client("192.0.2.1", "Firefox on another machine"));

        Answer list = person.api().get("/api/sessions").expect(200);
        assertThat(list.at("/items")
                        .valueStream()
                        .filter(item -> item.path("current").asBoolean()))
                .hasSize(1);
        assertThat(list.text()).contains("Firefox on another machine").doesNotContain(other.token());

        person.api().delete("/api/sessions/" + other.id()).expect(204);

        people.anonymous().withSession(other.token()).get("/api/session").expect(401);
        person.api().get("/api/session").expect(200);
        person.api().delete("/api/sessions/" + other.id()).expect(404);
        person.api().delete("/api/sessions/not-an-id").expect(404);
    }

    @Test
    void signingOutEverywhereEndsEverySession() {
        TestPerson person = people.person().create();
        TestPerson somebodyElse = people.person().create();
        String other = sessions.open(person.id(), new Client("192.0.2.1", "")).token();

        person.api().delete("/api/sessions").expect(204);

        person.api().get("/api/session").expect(401);
        people.anonymous().withSession(other).get("/api/session").expect(401);
        somebodyElse.api().get("/api/session").expect(200);
    }

    private Answer changePassword(TestPerson person, String current, String wanted) {
        return person.api().put("/api/me/password", Map.of("currentPassword", current, "newPassword", wanted));
    }

    private Answer signIn(TestPerson person, String password) {
        return people.anonymous()
                .withCsrf()
                .post("/api/session", Map.of("email", person.email(), "password", password));
    }
}
