package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.platform.Failure;
import io.maru.support.Answer;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class PasswordResetsTest {

    private static final String PASSWORD = "푸른 바다 고래 노래";

    @Autowired
    People people;

    @Autowired
    PasswordResets resets;

    @Autowired
    MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void anAdministratorMakesALinkWithWhichThePersonChoosesAPassword() {
        TestPerson person = people.person().named("김하늘").create();

        String token = link(person);

        Answer account = people.anonymous().get("/api/password-resets/" + token).expect(200);
        assertThat(account.at("/email").asString()).isEqualTo(person.email());
        assertThat(account.at("/displayName").asString()).isEqualTo("김하늘");
        use(token, PASSWORD).expect(204);
        person.api().get("/api/session").expect(401);
        people.anonymous()
                .withCsrf()
                .post("/api/session", Map.of("email", person.email(), "password", PASSWORD))
                .expect(200);
    }

    @Test
    void aBadPasswordDoesNotUseTheLinkUp() {
        String token = link(people.person().create());

        assertThat(use(token, "password123").expect(400).errors()).containsExactly("/password password_easy_to_guess");

        use(token, PASSWORD).expect(204);
    }

    @Test
    void aLinkWorksOnceHoweverManyTryAtOnce() throws Exception {
        TestPerson person = people.person().create();
        String token = link(person);
        AtomicInteger used = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 16; thread++) {
                String password = PASSWORD + thread;
                threads.submit(() -> {
                    start.await();
                    try {
                        resets.use(token, password);
                        return used.incrementAndGet();
                    } catch (Failure failure) {
                        assertThat(failure.code()).isEqualTo("reset_link_invalid");
                        return refused.incrementAndGet();
                    }
                });
            }
            start.countDown();
        }

        assertThat(used).hasValue(1);
        assertThat(refused).hasValue(15);
    }

    @Test
    void aLinkEndsAfterADayWithANewerOneAndWithItsPerson() {
        TestPerson administrator = people.administrator();
        TestPerson person = people.person().create();
        String tooOld = link(person);
        clock.advance(Duration.ofHours(24).plusSeconds(1));
        invalid(tooOld);
        String replaced = link(person);
        String current = link(person);
        invalid(replaced);

        people.administrator()
                .api()
                .ifMatch(1)
                .patch("/api/people/" + person.id(), Map.of("active", false))
                .expect(200);

        invalid(current);
        administrator.api().get("/api/session").expect(401);
    }

    @Test
    void anUnknownLinkIsNotThere() {
        invalid("x");
        invalid("x".repeat(500));
    }

    @Test
    void onlyAdministratorsMakeLinks() {
        TestPerson person = people.person().create();

        person.api().post("/api/people/" + person.id() + "/password-reset").expect(403);
        people.administrator().api().post("/api/people/999999/password-reset").expect(404);
    }

    private void invalid(String token) {
        Answer answer = people.anonymous().get("/api/password-resets/" + token).expect(404);
        assertThat(answer.code()).isEqualTo("reset_link_invalid");
        use(token, PASSWORD).expect(404);
    }

    private String link(TestPerson person) {
        Answer answer = people.administrator()
                .api()
                .post("/api/people/" + person.id() + "/password-reset")
                .expect(201);
        String url = answer.at("/url").asString();
        assertThat(url).contains("/reset/");
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private Answer use(String token, String password) {
        return people.anonymous().post("/api/password-resets/" + token, Map.of("password", password));
    }
}
