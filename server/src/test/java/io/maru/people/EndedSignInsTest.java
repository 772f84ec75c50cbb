package io.maru.people;

import static io.maru.db.people.Tables.PASSWORD_RESET;
import static io.maru.db.people.Tables.SESSION;
import static io.maru.db.people.Tables.SIGN_IN_ADDRESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.time.Duration;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class EndedSignInsTest {

    @Autowired
    People people;

    @Autowired
    EndedSignIns ended;

    @Autowired
    SignInAttempts attempts;

    @Autowired
    PasswordResets resets;

    @Autowired
    DSLContext database;

    @Autowired
    MovableClock clock;

    @AfterEach
    void now() {
        clock.reset();
    }

    @Test
    void whatHasEndedIsForgottenAndWhatWorksIsKept() {
        TestPerson person = people.person().create();
        attempts.begin(person.email(), person.id(), "192.0.2.1");
        attempts.succeeded(person.email(), person.id(), "192.0.2.1");
        resets.create(people.administrator().current(), person.id());

        ended.forget();
        assertThat(sessions(person)).isEqualTo(1);
        assertThat(addresses(person)).isEqualTo(1);
        assertThat(links(person)).isEqualTo(1);

        clock.advance(Duration.ofHours(25));
        ended.forget();
        assertThat(sessions(person)).isZero();
        assertThat(links(person)).isZero();
        assertThat(addresses(person)).isEqualTo(1);

        clock.advance(Duration.ofDays(31));
        ended.forget();
        assertThat(addresses(person)).isZero();
    }

    private int sessions(TestPerson person) {
        return database.fetchCount(SESSION, SESSION.PERSON_ID.eq(person.id()));
    }

    private int addresses(TestPerson person) {
        return database.fetchCount(SIGN_IN_ADDRESS, SIGN_IN_ADDRESS.PERSON_ID.eq(person.id()));
    }

    private int links(TestPerson person) {
        return database.fetchCount(PASSWORD_RESET, PASSWORD_RESET.PERSON_ID.eq(person.id()));
    }
}
