package io.maru.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class ColleaguesTest {

    @Autowired
    People people;

    @Autowired
    Desks desks;

    @Test
    void aCustomerFindsAStrangerOnlyByTheWholeAddress() {
        TestPerson customer = people.person().named("김서연").create();
        TestPerson stranger =
                people.person().named("낯선 이").email("Stranger.One@example.com").create();

        assertThat(found(customer, "낯선")).isEmpty();
        assertThat(found(customer, "stranger.one@")).isEmpty();
        assertThat(found(customer, "%")).isEmpty();
        assertThat(found(customer, " stranger.ONE@example.com ")).containsExactly(stranger.displayName());
    }

    @Test
    void whoWorksOnADeskFindsEverybodyByName() {
        TestPerson agent = people.person().agentOf(desks.aDesk().create().id()).create();
        TestPerson other = people.person().named("찾기 쉬운 사람").create();

        assertThat(found(agent, "쉬운")).containsExactly(other.displayName());
    }

    @Test
    void addressesAreNotTold() {
        TestPerson customer = people.person().create();
        TestPerson other = people.person().create();

        var answer = customer.api().get("/api/portal/colleagues?query=" + other.email());

        assertThat(answer.at("/0/id").asLong()).isEqualTo(other.id());
        assertThat(answer.at("/0/email").asString("")).isEmpty();
    }

    private static List<String> found(TestPerson person, String query) {
        return person.api()
                .get("/api/portal/colleagues?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                .expect(200)
                .body()
                .valueStream()
                .map(colleague -> colleague.path("displayName").asString())
                .toList();
    }
}
