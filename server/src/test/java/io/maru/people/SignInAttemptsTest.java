package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.support.Answer;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class SignInAttemptsTest {

    private static final Random RANDOM = new Random();

    @Autowired
    People people;

    @Autowired
    SignInAttempts attempts;

    @Autowired
    MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void aFewFailuresAreFreeThenTheWaitDoubles() {
        TestPerson person = people.person().create();
        String address = anAddress();
        fail(person, address, 6);

        assertThat(waitFor(person, address)).isEqualTo("2");
        clock.advance(Duration.ofSeconds(2));
        fail(person, address, 1);
        assertThat(waitFor(person, address)).isEqualTo("4");
        clock.advance(Duration.ofSeconds(4));
        assertThatCode(() -> attempts.begin(person.email(), person.id(), address))
                .doesNotThrowAnyException();
    }

    @Test
    void theWaitHasALimitAndFailuresAreForgottenInTime() {
        TestPerson person = people.person().create();
        String address = anAddress();
        for (int failure = 0; failure < 20; failure++) {
            fail(person, address, 1);
            clock.advance(Duration.ofMinutes(5));
        }

        clock.advance(SignInAttempts.MEMORY.plusSeconds(1));

        fail(person, address, 6);
    }

    @Test
    void successStartsTheCountAnew() {
        TestPerson person = people.person().create();
        String address = anAddress();
        fail(person, address, 5);

        attempts.begin(person.email(), person.id(), anAddress());
        attempts.succeeded(person.email(), person.id(), address);

        fail(person, address, 6);
    }

    @Test
    void anAttackerElsewhereDoesNotKeepAPersonOut() {
        TestPerson person = people.person().create();
        String usual = anAddress();
        attempts.begin(person.email(), person.id(), usual);
        attempts.succeeded(person.email(), person.id(), usual);
        for (int attacker = 0; attacker < 51; attacker++) {
            fail(person, anAddress(), 1);
        }
        assertThatThrownBy(() -> attempts.begin(person.email(), person.id(), anAddress()))
                .isInstanceOf(TooManyAttempts.class);

        assertThatCode(() -> attempts.begin(person.email(), person.id(), usual)).doesNotThrowAnyException();
    }

    @Test
    void aColleagueBehindTheSameAddressDoesNotKeepAPersonOut() {
        TestPerson person = people.person().create();
        String office = anAddress();
        attempts.begin(person.email(), person.id(), office);
        attempts.succeeded(person.email(), person.id(), office);
        for (int guess = 0; guess < 31; guess++) {
            attempts.begin("guess-" + guess + "-" + RANDOM.nextLong() + "@example.com", null, office);
        }
        assertThatThrownBy(() -> attempts.begin("another@example.com", null, office))
                .isInstanceOf(TooManyAttempts.class);

        assertThatCode(() -> attempts.begin(person.email(), person.id(), office))
                .doesNotThrowAnyException();
    }

    @Test
    void manyAttemptsAtOnceCountAsMany() throws Exception {
        TestPerson person = people.person().create();
        String address = anAddress();
        AtomicInteger let = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 32; thread++) {
                threads.submit(() -> {
                    attempts.begin(person.email(), person.id(), address);
                    return let.incrementAndGet();
                });
            }
        }

        assertThat(let).hasValue(6);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        assertThat(SignInAttempts.network("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(SignInAttempts.network("2001:db8:1:2::1"))
                .isNotEqualTo(SignInAttempts.network("2001:db8:1:3::1"));
        assertThat(SignInAttempts.network("203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void whoIsTooEarlyIsToldWhenToComeBackEvenWithTheRightPassword() {
        String password = "푸른 바다 고래 노래";
        TestPerson person = people.person().password(password).create();
        for (int failure = 0; failure < 6; failure++) {
            signIn(person.email(), "something else").expect(401);
        }

        Answer answer = signIn(person.email(), password).expect(429);

        assertThat(answer.code()).isEqualTo("too_many_attempts");
        assertThat(answer.header("Retry-After")).isIn("1", "2");
        clock.advance(Duration.ofSeconds(3));
        signIn(person.email(), password).expect(200);
    }

    private Answer signIn(String email, String password) {
        return people.anonymous().withCsrf().post("/api/session", Map.of("email", email, "password", password));
    }

    private void fail(TestPerson person, String address, int times) {
        for (int failure = 0; failure < times; failure++) {
            attempts.begin(person.email(), person.id(), address);
        }
    }

    private String waitFor(TestPerson person, String address) {
        try {
            attempts.begin(person.email(), person.id(), address);
            return "";
        } catch (TooManyAttempts tooSoon) {
            return tooSoon.headers().getOrDefault("Retry-After", "");
        }
    }

    private static String anAddress() {
        return "10." + RANDOM.nextInt(256) + "." + RANDOM.nextInt(256) + "." + RANDOM.nextInt(256);
    }
}
