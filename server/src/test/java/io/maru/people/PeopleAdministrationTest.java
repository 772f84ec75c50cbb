package io.maru.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.platform.Language;
import io.maru.platform.NotPermitted;
import io.maru.platform.Refused;
import io.maru.support.Answer;
import io.maru.support.Api;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@MaruTest
class PeopleAdministrationTest {

    @Autowired
    People people;

    @Autowired
    Desks desks;

    @Autowired
    Persons persons;

    @Autowired
    RoleAssignments roles;

    TestPerson administrator;
    Api api;

    @BeforeEach
    void anAdministrator() {
        administrator = people.administrator();
        api = administrator.api();
    }

    @Test
    void anAdministratorMakesAPersonAndFindsThem() {
        String email = UUID.randomUUID() + "@example.com";

        Answer created = api.post(
                        "/api/people",
                        Map.of("displayName", " 남궁민수 ", "email", email, "language", "ko", "timeZone", "Asia/Seoul"))
                .expect(201);

        assertThat(created.at("/displayName").asString()).isEqualTo("남궁민수");
        assertThat(created.header("Location"))
                .isEqualTo("/api/people/" + created.at("/id").asLong());
        Answer found = api.get("/api/people?query=" + email.toUpperCase(java.util.Locale.ROOT))
                .expect(200);
        assertThat(found.at("/items").size()).isEqualTo(1);
        assertThat(found.at("/items/0/administrator").asBoolean()).isFalse();
    }

    @Test
    void whoMistypesANameFindsThePerson() {
        TestPerson korean = people.person().named("황보영란").create();
        TestPerson english = people.person().named("Bartholomew Quigley").create();

        for (String typed : List.of("황보영란", "황브영란", "황보영난", "보영란")) {
            assertThat(found(typed)).as(typed).first().isEqualTo(korean.id());
        }
        for (String typed : List.of("Quigly", "quiglye", "bartolomew", "Bartholomw Quigley", "Barthol")) {
            assertThat(found(typed)).as(typed).first().isEqualTo(english.id());
        }
        assertThat(found("Xylophonist")).isEmpty();
        assertThat(found("훼")).as("too little to be mistyped").doesNotContain(korean.id());
    }

    private List<Long> found(String typed) {
        return api.get("/api/people?active=true&query=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(person -> person.path("id").asLong())
                .toList();
    }

    @Test
    void mistakesAreToldAllAtOnceInTheCallersLanguage() {
        TestPerson korean =
                people.person().administrator().speaking(Language.KO).create();

        Answer answer = korean.api()
                .post("/api/people", Map.of("email", "not an address", "language", "xx", "password", "password123"))
                .expect(400);

        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "/email email_invalid",
                        "/displayName required",
                        "/language choice_unknown",
                        "/timeZone required",
                        "/password password_easy_to_guess");
        assertThat(answer.text()).contains("이메일 주소 형식이 아닙니다.");
    }

    @Test
    void twoPersonsDoNotShareAnAddressHoweverItIsWritten() {
        TestPerson person = people.person().create();

        Answer answer = api.post(
                        "/api/people",
                        Map.of(
                                "displayName", "x",
                                "email", person.email().toUpperCase(java.util.Locale.ROOT),
                                "language", "en",
                                "timeZone", "UTC"))
                .expect(400);
        assertThat(answer.errors()).containsExactly("/email email_taken");

        TestPerson another = people.person().create();
        assertThat(change(another, Map.of("email", person.email())).expect(400).errors())
                .containsExactly("/email email_taken");
    }

    @Test
    void controlCharactersAndNulInNamesDoNoHarm() {
        TestPerson person = people.person().create();

        Answer answer = change(person, Map.of("displayName", "a\u0000b\u0007c")).expect(200);

        assertThat(answer.at("/displayName").asString()).isEqualTo("a b c");
        api.get("/api/people?query=%00").expect(200);
    }

    @Test
    void theListIsReadPageByPageWithoutGapsOrRepeats() {
        String family = "가" + UUID.randomUUID();
        for (int number = 0; number < 5; number++) {
            people.person().named(family + " 같은이름").create();
        }
        List<Long> seen = new ArrayList<>();
        String after = "";
        do {
            Answer page = api.get("/api/people?limit=2&query=" + family.substring(1) + "&after=" + after)
                    .expect(200);
            page.at("/items")
                    .valueStream()
                    .forEach(item -> seen.add(item.path("id").asLong()));
            after = page.at("/next").asString("");
        } while (!after.isEmpty());

        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void thoseWhoWorkOnADeskPickPersonsAndOthersDoNot() {
        long desk = desks.aDesk().empty().create().id();
        TestPerson agent = people.person().agentOf(desk).create();
        TestPerson customer = people.person().customerOf(desk).create();
        TestPerson wanted = people.person().create();

        Answer picked = agent.api().get("/api/people?query=" + wanted.email()).expect(200);

        assertThat(picked.at("/items/0/email").asString()).isEqualTo(wanted.email());
        assertThat(picked.at("/items/0/administrator").isNull()).isTrue();
        agent.api().get("/api/people/" + wanted.id()).expect(403);
        customer.api().get("/api/people").expect(403);
        people.anonymous().get("/api/people").expect(401);
    }

    @Test
    void aPersonNoLongerActiveIsOutAtOnceAndComesBackOnlyBySigningIn() {
        TestPerson person = people.person().password("푸른 바다 고래 노래").create();
        String token = person.api()
                .post(
                        "/api/me/tokens",
                        Map.of(
                                "name", "script",
                                "scope", "read",
                                "expiresAt",
                                        java.time.Instant.now()
                                                .plusSeconds(86_400)
                                                .toString()))
                .at("/token")
                .asString();

        change(person, Map.of("active", false)).expect(200);

        person.api().get("/api/session").expect(401);
        people.anonymous().withToken(token).get("/api/me").expect(401);
        people.anonymous()
                .withCsrf()
                .post("/api/session", Map.of("email", person.email(), "password", "푸른 바다 고래 노래"))
                .expect(401);
        assertThat(persons.references(List.of(person.id()))).containsKey(person.id());

        api.ifMatch(2)
                .patch("/api/people/" + person.id(), Map.of("active", true))
                .expect(200);
        person.api().get("/api/session").expect(401);
        people.anonymous().withToken(token).get("/api/me").expect(401);
    }

    @Test
    void aChangeIsBasedOnAVersion() {
        TestPerson person = people.person().create();

        assertThat(api.patch("/api/people/" + person.id(), Map.of("displayName", "x"))
                        .expect(428)
                        .code())
                .isEqualTo("version_required");
        change(person, Map.of("displayName", "x")).expect(200);
        assertThat(change(person, Map.of("displayName", "y")).expect(409).code())
                .isEqualTo("stale_version");
        assertThat(persons.references(List.of(person.id()))
                        .values()
                        .iterator()
                        .next()
                        .displayName())
                .isEqualTo("x");
    }

    @Test
    void anAdministratorMakesAnotherOne() {
        TestPerson person = people.person().create();

        change(person, Map.of("administrator", true)).expect(200);

        assertThat(person.api().get("/api/session").at("/administrator").asBoolean())
                .isTrue();
        person.api().get("/api/people/" + person.id()).expect(200);
    }

    @Test
    void ofAdministratorsWhoAllStepDownAtOnceOneRemains() throws Exception {
        CurrentPerson by = People.everythingAllowed();
        List<Person> administrators = new ArrayList<>(allAdministrators(by));
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Person person : administrators) {
                boolean byDeactivating = person.id() % 2 == 0;
                threads.submit(() -> {
                    start.await();
                    try {
                        return persons.change(
                                by,
                                person.id(),
                                new PersonChange(
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        byDeactivating ? false : null,
                                        byDeactivating ? null : false,
                                        null),
                                person.version());
                    } catch (Refused last) {
                        assertThat(last.code()).isEqualTo("last_administrator");
                        return refused.incrementAndGet();
                    }
                });
            }
            start.countDown();
        }

        assertThat(allAdministrators(by)).hasSize(1);
        assertThat(refused).hasValue(1);
        reinstate(by, administrators);
    }

    @Test
    void anAdministratorSignsSomebodyOutEverywhere() {
        TestPerson person = people.person().create();

        api.delete("/api/people/" + person.id() + "/sessions").expect(204);

        person.api().get("/api/session").expect(401);
        people.person()
                .create()
                .api()
                .delete("/api/people/" + person.id() + "/sessions")
                .expect(403);
    }

    @Test
    void groupsHaveMembersWhoHoldTheGroupsRoles() {
        long desk = desks.aDesk().empty().create().id();
        long anotherDesk = desks.aDesk().empty().create().id();
        TestPerson person = people.person().create();
        String name = "정보보안팀 " + UUID.randomUUID();
        Answer group = api.post("/api/groups", Map.of("name", name, "description", "보안"))
                .expect(201);
        long id = group.at("/id").asLong();
        assertThat(api.post("/api/groups", Map.of("name", name)).expect(400).errors())
                .containsExactly("/name duplicate");

        api.put("/api/groups/" + id + "/members/" + person.id()).expect(204);
        api.put("/api/groups/" + id + "/members/" + person.id()).expect(204);
        roles.assignToGroup(People.everythingAllowed(), desk, Role.AGENT, id);

        CurrentPerson current = people.current(person.id());
        assertThat(current.groupIds()).containsExactly(id);
        assertThat(current.mayOnDesk(Permission.TICKET_EDIT, desk)).isTrue();
        assertThat(current.mayOnDesk(Permission.TICKET_EDIT, anotherDesk)).isFalse();
        assertThat(api.get("/api/groups/" + id + "/members").at("/items/0/id").asLong())
                .isEqualTo(person.id());
        assertThat(api.get("/api/groups/" + id).at("/memberCount").asInt()).isEqualTo(1);
        assertThat(person.api()
                        .get("/api/groups?query=" + name.substring(name.indexOf(' ') + 1))
                        .expect(200)
                        .text())
                .contains(name);
        person.api().post("/api/groups", Map.of("name", "x")).expect(403);

        api.delete("/api/groups/" + id + "/members/" + person.id()).expect(204);
        assertThat(people.current(person.id()).mayOnAnyDesk(Permission.TICKET_EDIT))
                .isFalse();
        api.ifMatch(1).patch("/api/groups/" + id, Map.of("description", "")).expect(200);
        api.ifMatch(1).delete("/api/groups/" + id).expect(409);
        api.ifMatch(2).delete("/api/groups/" + id).expect(204);
        api.get("/api/groups/" + id).expect(404);
        assertThat(roles.ofDesk(People.everythingAllowed(), desk))
                .noneMatch(assignment -> Long.valueOf(id).equals(assignment.groupId()));
    }

    @Test
    void rolesOnADeskAreGivenByThoseWhoConfigureIt() {
        long desk = desks.aDesk().empty().create().id();
        long anotherDesk = desks.aDesk().empty().create().id();
        TestPerson manager = people.person().managerOf(desk).create();
        TestPerson person = people.person().create();

        RoleAssignment given = roles.assignToPerson(manager.current(), desk, Role.COLLABORATOR, person.id());

        assertThat(people.current(person.id()).byDesk().get(desk))
                .containsExactlyInAnyOrder(
                        Permission.DESK_RAISE, Permission.TICKET_VIEW, Permission.TICKET_COMMENT_INTERNAL);
        assertThatThrownBy(() -> roles.assignToPerson(manager.current(), anotherDesk, Role.AGENT, person.id()))
                .isInstanceOf(NotPermitted.class);
        roles.remove(manager.current(), desk, given.id());
        assertThat(people.current(person.id()).byDesk()).isEmpty();
    }

    /** Other tests share these. */
    private void reinstate(CurrentPerson by, List<Person> administrators) {
        for (Person person : administrators) {
            long version = persons.find(by, person.id()).version();
            persons.change(by, person.id(), new PersonChange(null, null, null, null, null, true, true, null), version);
        }
    }

    private List<Person> allAdministrators(CurrentPerson by) {
        List<Person> administrators = new ArrayList<>();
        String after = null;
        do {
            var page = persons.list(by, null, true, after, 100);
            page.items().stream().filter(Person::administrator).forEach(administrators::add);
            after = page.next();
        } while (after != null);
        return administrators;
    }

    private Answer change(TestPerson person, Map<String, ?> change) {
        return api.ifMatch(1).patch("/api/people/" + person.id(), change);
    }
}
