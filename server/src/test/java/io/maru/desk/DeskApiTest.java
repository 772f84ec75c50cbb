package io.maru.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.people.Role;
import io.maru.platform.Language;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Desks, their members, request types, forms and fields, as an administrator shapes them. */
@MaruTest
class DeskApiTest {

    @Autowired
    Desks desks;

    @Autowired
    People people;

    private TestPerson administrator;

    @BeforeEach
    void signIn() {
        administrator = people.administrator();
    }

    @Test
    void aDeskIsMadeFromTheTemplateAndSeenInTheCallersLanguage() {
        Answer made = administrator
                .api()
                .post("/api/desks", Map.of("key", "HELP1", "name", Map.of("ko", "도움", "en", "Help"), "template", "it"))
                .expect(201);

        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        TestPerson korean = people.person().speaking(Language.KO).create();
        assertThat(korean.api().get("/api/desks").expect(200).body().valueStream())
                .anySatisfy(desk -> {
                    assertThat(desk.path("key").asString()).isEqualTo("HELP1");
                    assertThat(desk.path("name").asString()).isEqualTo("도움");
                    assertThat(desk.path("description").asString()).startsWith("장비, 소프트웨어");
                });
        assertThat(administrator
                        .api()
                        .get("/api/desks/HELP1/request-types")
                        .expect(200)
                        .body()
                        .size())
                .isEqualTo(15);
    }

    @Test
    void everythingWrongWithANewDeskIsToldAtItsField() {
        Answer refused = administrator
                .api()
                .post(
                        "/api/desks",
                        Map.of(
                                "key",
                                "it desk",
                                "name",
                                Map.of("ko", "가".repeat(101)),
                                "description",
                                Map.of("en", "x".repeat(501)),
                                "icon",
                                "<svg>"))
                .expect(400);

        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        "/key desk_key_form", "/name/ko too_long", "/description/en too_long", "/icon pattern");
    }

    @Test
    void aKeyIsTakenOnceAndARepeatedCreateIsOneDesk() {
        Map<String, Object> wanted = Map.of("key", "TWICE", "name", Map.of("en", "Twice"));

        Answer first = administrator
                .api()
                .with("Idempotency-Key", "a")
                .post("/api/desks", wanted)
                .expect(201);
        Answer again = administrator
                .api()
                .with("Idempotency-Key", "a")
                .post("/api/desks", wanted)
                .expect(201);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));

        assertThat(administrator.api().post("/api/desks", wanted).expect(400).errors())
                .containsExactly("/key duplicate");
    }

    @Test
    void aDeskOfMembersIsUnknownToOthers() {
        Desk closed = desks.aDesk().forMembersOnly().create();
        TestPerson stranger = people.person().create();
        TestPerson customer = people.withRole(Role.CUSTOMER, closed.id());

        stranger.api().get("/api/desks/" + closed.key()).expect(404);
        customer.api().get("/api/desks/" + closed.key()).expect(200);
        assertThat(stranger.api().get("/api/desks").body().valueStream())
                .noneMatch(desk -> desk.path("key").asString().equals(closed.key()));
    }

    @Test
    void anArchivedDeskIsSeenByItsMembersOnly() {
        Desk archived = desks.aDesk().empty().archived().create();

        people.person().create().api().get("/api/desks/" + archived.key()).expect(404);
        people.person()
                .agentOf(archived.id())
                .create()
                .api()
                .get("/api/desks/" + archived.key())
                .expect(200);
    }

    @Test
    void aDeskIsChangedFromTheVersionThatWasRead() {
        Desk desk = desks.aDesk().empty().create();
        String path = "/api/desks/" + desk.key();

        assertThat(administrator
                        .api()
                        .patch(path, Map.of("icon", "users"))
                        .expect(428)
                        .code())
                .isEqualTo("version_required");
        Answer changed = administrator
                .api()
                .ifMatch(1)
                .patch(path, Map.of("name", Map.of("ko", "새 이름"), "raiseAccess", "members"))
                .expect(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.at("/name/ko").asString()).isEqualTo("새 이름");
        assertThat(changed.at("/icon").asString()).isEqualTo("headset");

        Answer stale = administrator
                .api()
                .ifMatch(1)
                .patch(path, Map.of("icon", "users"))
                .expect(409);
        assertThat(stale.code()).isEqualTo("stale_version");
        assertThat(stale.at("/currentVersion").asLong()).isEqualTo(2);
    }

    @Test
    void membersAreAddedListedAndRemoved() {
        Desk desk = desks.aDesk().empty().create();
        TestPerson person = people.person().named("김담당").create();
        String path = "/api/desks/" + desk.key() + "/members";

        Answer added = administrator
                .api()
                .post(path, Map.of("role", "agent", "personId", person.id()))
                .expect(201);
        assertThat(added.at("/person/displayName").asString()).isEqualTo("김담당");
        assertThat(administrator.api().get(path).expect(200).body().size()).isEqualTo(1);
        assertThat(administrator
                        .api()
                        .post(path, Map.of("role", "agent", "personId", person.id()))
                        .expect(400)
                        .errors())
                .containsExactly("/personId duplicate");
        assertThat(administrator
                        .api()
                        .post(path, Map.of("role", "agent", "personId", 999_999_999))
                        .expect(400)
                        .errors())
                .containsExactly("/personId unknown");
        assertThat(administrator
                        .api()
                        .post(path, Map.of("role", "agent"))
                        .expect(400)
                        .errors())
                .containsExactly("/personId person_or_group");

        administrator.api().delete(path + "/" + added.at("/id").asLong()).expect(204);
        assertThat(administrator.api().get(path).body().size()).isZero();
    }

    @Test
    void requestTypesStandInGroupsInTheirOrder() {
        Desk desk = desks.aDesk().empty().create();
        String base = "/api/desks/" + desk.key();
        long first = group(base, "First");
        long second = group(base, "Second");
        long a = requestType(base, first, "A");
        long b = requestType(base, first, "B");
        long c = requestType(base, second, "C");

        administrator
                .api()
                .ifMatch(1)
                .patch(base + "/request-types/" + b, Map.of("position", 0))
                .expect(200);
        assertThat(ids(base + "/request-types")).containsExactly(b, a, c);

        administrator
                .api()
                .ifMatch(1)
                .patch(base + "/request-type-groups/" + second, Map.of("position", 0))
                .expect(200);
        assertThat(ids(base + "/request-types")).containsExactly(c, b, a);

        administrator
                .api()
                .ifMatch(1)
                .delete(base + "/request-type-groups/" + first)
                .expect(204);
        assertThat(ids(base + "/request-types")).containsExactly(c, b, a);
        assertThat(administrator
                        .api()
                        .get(base + "/request-types/" + a)
                        .at("/groupId")
                        .isNull())
                .isTrue();
    }

    @Test
    void savingAFormMakesANewOneAndChecksEveryQuestion() {
        Desk desk = desks.aDesk().create();
        RequestType type = desks.requestType(desk, "Request equipment");
        String path = "/api/desks/" + desk.key() + "/request-types/" + type.id();
        long summary = fieldId(desk, "summary");
        long quantity = fieldId(desk, "quantity");

        Answer saved = administrator
                .api()
                .ifMatch(1)
                .put(
                        path + "/form",
                        Map.of(
                                "fields",
                                List.of(
                                        Map.of("fieldId", summary, "required", true),
                                        Map.of(
                                                "fieldId",
                                                quantity,
                                                "label",
                                                Map.of("ko", "몇 대인가요?"),
                                                "defaultValue",
                                                2))))
                .expect(200);

        assertThat(saved.at("/form/id").asLong()).isNotEqualTo(type.formId());
        assertThat(saved.at("/form/sections/0/fields/0/label").toString()).isEqualTo("{\"ko\":null,\"en\":null}");
        assertThat(saved.at("/form/sections/0/fields/1/label/ko").asString()).isEqualTo("몇 대인가요?");
        assertThat(saved.at("/form/sections/0/fields/1/defaultValue").asInt()).isEqualTo(2);

        Answer refused = administrator
                .api()
                .ifMatch(2)
                .put(
                        path + "/form",
                        Map.of(
                                "fields",
                                List.of(
                                        Map.of("fieldId", quantity, "defaultValue", 0.5),
                                        Map.of("fieldId", quantity),
                                        Map.of("fieldId", 999_999_999))))
                .expect(400);
        assertThat(refused.errors())
                .containsExactlyInAnyOrder(
                        "/fields/0/defaultValue number_too_small",
                        "/fields/1/fieldId duplicate",
                        "/fields/2/fieldId unknown",
                        "/fields summary_missing");
    }

    @Test
    void anOptionThatIsLeftOutIsDisabledAndNotLost() {
        Desk desk = desks.aDesk().empty().create();
        String path = "/api/desks/" + desk.key() + "/fields";
        Answer field = administrator
                .api()
                .post(
                        path,
                        Map.of(
                                "key",
                                "colour",
                                "type",
                                "choice",
                                "name",
                                Map.of("ko", "색상"),
                                "options",
                                List.of(option("red", "빨강"), option("blue", "파랑"))))
                .expect(201);

        Answer changed = administrator
                .api()
                .ifMatch(1)
                .patch(
                        path + "/" + field.at("/id").asLong(),
                        Map.of("options", List.of(option("green", "초록"), option("blue", "파란색"))))
                .expect(200);

        assertThat(changed.at("/options")
                        .valueStream()
                        .map(option -> option.path("key").asString() + " "
                                + option.path("active").asBoolean()))
                .containsExactly("green true", "blue true", "red false");
        assertThat(changed.at("/options/1/name/ko").asString()).isEqualTo("파란색");
    }

    @Test
    void aFieldsMistakesAreToldAtTheirPlaces() {
        Desk desk = desks.aDesk().empty().create();
        String path = "/api/desks/" + desk.key() + "/fields";

        assertThat(administrator
                        .api()
                        .post(
                                path,
                                Map.of(
                                        "key",
                                        "summary",
                                        "type",
                                        "short_text",
                                        "name",
                                        Map.of(),
                                        "settings",
                                        Map.of("minimumLength", 10, "maximumLength", 5, "pattern", "(", "minimum", 1)))
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder(
                        "/key duplicate",
                        "/name required",
                        "/settings/maximumLength bounds_reversed",
                        "/settings/pattern pattern_unreadable",
                        "/settings/minimum not_applicable");
        assertThat(administrator
                        .api()
                        .post(
                                path,
                                Map.of(
                                        "key",
                                        "k",
                                        "type",
                                        "choice",
                                        "name",
                                        Map.of("en", "K"),
                                        "options",
                                        List.of(option("a", "A"), option("a", "B"), option("C!", ""))))
                        .expect(400)
                        .errors())
                .containsExactlyInAnyOrder(
                        "/options/1/key duplicate", "/options/2/key key_form", "/options/2/name required");
        assertThat(administrator
                        .api()
                        .post(path, Map.of("key", "k", "type", "nonsense", "name", Map.of("en", "K")))
                        .expect(400)
                        .errors())
                .containsExactly("/type wrong_type");
    }

    @Test
    void aSystemFieldBelongsToAllDesksAndStaysAsItIs() {
        Desk desk = desks.aDesk().empty().create();

        administrator
                .api()
                .ifMatch(1)
                .patch(
                        "/api/desks/" + desk.key() + "/fields/" + fieldId(desk, "summary"),
                        Map.of("name", Map.of("en", "Subject")))
                .expect(403);
    }

    @Test
    void aFieldOfTheInstallationIsEveryDesksAndChangedByItsAdministratorsAlone() {
        Desk desk = desks.aDesk().create();
        RequestType type = desks.requestType(desk, "Request equipment");
        String ofDesk = "/api/desks/" + desk.key() + "/fields";
        String key = "cost_center_" + System.nanoTime();
        Answer made = administrator
                .api()
                .post("/api/fields", Map.of("key", key, "type", "short_text", "name", Map.of("ko", "비용 부서")))
                .expect(201);
        long id = made.at("/id").asLong();
        TestPerson manager = people.withRole(Role.DESK_MANAGER, desk.id());

        Answer seen = manager.api().get(ofDesk + "/" + id).expect(200);
        assertThat(seen.at("/deskId").isMissingNode() || seen.at("/deskId").isNull())
                .isTrue();
        manager.api()
                .ifMatch(1)
                .patch(ofDesk + "/" + id, Map.of("name", Map.of("en", "Mine")))
                .expect(403);
        manager.api().get("/api/fields").expect(403);
        Map<String, Object> form = Map.of(
                "fields",
                List.of(Map.of("fieldId", fieldId(desk, "summary"), "required", true), Map.of("fieldId", id)));
        String formPath = "/api/desks/" + desk.key() + "/request-types/" + type.id() + "/form";
        Answer saved = manager.api().ifMatch(1).put(formPath, form).expect(200);
        assertThat(saved.at("/form/sections/0/fields/1/fieldId").asLong()).isEqualTo(id);

        Answer disabled = administrator
                .api()
                .ifMatch(1)
                .patch("/api/fields/" + id, Map.of("active", false, "name", Map.of("ko", "비용 귀속 부서")))
                .expect(200);
        assertThat(disabled.at("/active").asBoolean()).isFalse();
        assertThat(manager.api()
                        .get(ofDesk + "/" + id)
                        .expect(200)
                        .at("/name/ko")
                        .asString())
                .isEqualTo("비용 귀속 부서");
        assertThat(manager.api().ifMatch(2).put(formPath, form).expect(400).errors())
                .containsExactly("/fields/1/fieldId field_disabled");
    }

    @Test
    void aKeyIsADesksOrTheInstallationsAlsoWhenBothAreMadeAtOneInstant() throws Exception {
        Desk desk = desks.aDesk().empty().create();
        String ofDesk = "/api/desks/" + desk.key() + "/fields";
        for (int round = 0; round < 5; round++) {
            Map<String, Object> field =
                    Map.of("key", "at_once_" + System.nanoTime(), "type", "number", "name", Map.of("en", "At once"));
            try (ExecutorService both = Executors.newFixedThreadPool(2)) {
                Future<Answer> one = both.submit(() -> administrator.api().post(ofDesk, field));
                Future<Answer> other = both.submit(() -> administrator.api().post("/api/fields", field));
                boolean desksWon = one.get().status() == 201;
                Answer refused = desksWon ? other.get() : one.get();
                assertThat((desksWon ? one : other).get().status()).isEqualTo(201);
                assertThat(refused.expect(400).errors())
                        .containsExactly(desksWon ? "/key key_of_desks" : "/key key_of_installation");
                assertThat(refused.at("/errors/0/message").asString())
                        .contains(desksWon ? desk.key() : "Administration › Fields");
            }
        }
    }

    @Test
    void anotherDesksThingsAreNotFoundThroughThisOne() {
        Desk desk = desks.aDesk().empty().create();
        Desk other = desks.aDesk().create();
        RequestType foreign = desks.requestType(other, "Ask a question");

        administrator
                .api()
                .get("/api/desks/" + desk.key() + "/request-types/" + foreign.id())
                .expect(404);
        administrator
                .api()
                .get("/api/desks/" + desk.key() + "/fields/" + fieldId(other, "quantity"))
                .expect(404);
    }

    @Test
    void workflowsAreReadByThoseWhoWorkOnTheDesk() {
        Desk desk = desks.aDesk().empty().create();
        String path = "/api/desks/" + desk.key() + "/workflows";

        Answer read = people.withRole(Role.AGENT, desk.id()).api().get(path).expect(200);
        assertThat(read.body().size()).isEqualTo(6);
        assertThat(read.at("/0/ticketTypes/0").asString()).isEqualTo("service_request");
        people.withRole(Role.CUSTOMER, desk.id()).api().get(path).expect(403);
    }

    @Test
    void onlyManagersConfigureADesk() {
        Desk desk = desks.aDesk().empty().create();
        String base = "/api/desks/" + desk.key();

        for (Role role : List.of(Role.AGENT, Role.COLLABORATOR, Role.CUSTOMER)) {
            TestPerson person = people.withRole(role, desk.id());
            person.api().ifMatch(1).patch(base, Map.of("icon", "users")).expect(403);
            person.api()
                    .post(base + "/request-type-groups", Map.of("name", Map.of("en", "G")))
                    .expect(403);
            person.api()
                    .post(base + "/fields", Map.of("key", "k", "type", "number", "name", Map.of("en", "K")))
                    .expect(403);
            person.api()
                    .post(base + "/members", Map.of("role", "agent", "personId", person.id()))
                    .expect(403);
            person.api()
                    .post("/api/desks", Map.of("key", "NOPE", "name", Map.of("en", "N")))
                    .expect(403);
        }
        TestPerson manager = people.withRole(Role.DESK_MANAGER, desk.id());
        manager.api().ifMatch(1).patch(base, Map.of("icon", "users")).expect(200);
        manager.api()
                .post("/api/desks", Map.of("key", "NOPE", "name", Map.of("en", "N")))
                .expect(403);
    }

    private long group(String base, String name) {
        return administrator
                .api()
                .post(base + "/request-type-groups", Map.of("name", Map.of("en", name)))
                .expect(201)
                .at("/id")
                .asLong();
    }

    private long requestType(String base, long groupId, String name) {
        return administrator
                .api()
                .post(
                        base + "/request-types",
                        Map.of("groupId", groupId, "ticketType", "service_request", "name", Map.of("en", name)))
                .expect(201)
                .at("/id")
                .asLong();
    }

    private List<Long> ids(String path) {
        return administrator
                .api()
                .get(path)
                .expect(200)
                .body()
                .valueStream()
                .map(each -> each.path("id").asLong())
                .toList();
    }

    private long fieldId(Desk desk, String key) {
        return administrator
                .api()
                .get("/api/desks/" + desk.key() + "/fields")
                .expect(200)
                .body()
                .valueStream()
                .filter(field -> field.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
    }

    private static Map<String, Object> option(String key, String name) {
        return Map.of("key", key, "name", Map.of("ko", name));
    }
}
