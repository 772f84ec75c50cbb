package io.maru.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.maru.desk.Desk;
import io.maru.desk.TicketType;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.workflow.NewWorkflow;
import io.maru.workflow.NewWorkflow.NewStatus;
import io.maru.workflow.Rule;
import io.maru.workflow.ScreenField;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conditions, validators and post-functions of transitions, over HTTP. */
@MaruTest
class TransitionRulesTest {

    private static final LocalizedText NAME = new LocalizedText("이름", "Name");

    @Autowired
    Desks desks;

    @Autowired
    People people;

    @Autowired
    Groups groups;

    @Autowired
    Workflows workflows;

    @Autowired
    io.maru.support.Tickets tickets;

    @Autowired
    SchedulerClient scheduler;

    @Autowired
    LinkedTransitions linkedTransitions;

    Desk desk;
    CurrentPerson administrator;
    TestPerson customer;
    TestPerson agent;
    TestPerson other;

    @BeforeEach
    void aDeskWithTwoAgentsAndACustomer() {
        desk = desks.aDesk().create();
        administrator = desks.administrator();
        customer = people.person().named("김하늘").create();
        agent = people.person().named("Alex Kim").agentOf(desk.id()).create();
        other = people.person().named("이바다").agentOf(desk.id()).create();
    }

    // ------------------------------------------------------------------ conditions

    @Test
    void aTransitionThatIsNotOfferedCannotBeTaken() {
        follow(go().conditions(rule("assignee")));
        String key = raised();

        assertThat(offered(agent, key)).doesNotContain("go");
        assertThat(take(agent, key, "go", Map.of()).expect(409).code()).isEqualTo("transition_refused");

        assign(key, agent);
        assertThat(offered(agent, key)).contains("go");
        assertThat(offered(other, key)).doesNotContain("go");
        take(agent, key, "go", Map.of()).expect(200);
    }

    @Test
    void whoMayTakeATransitionIsSaidByRolePermissionAndPart() {
        follow(
                step("by_manager").conditions(rule("role", "role", List.of("desk_manager"))),
                step("by_agent").conditions(rule("role", "role", List.of("agent", "desk_manager"))),
                step("by_editor").conditions(rule("permission", "permission", "ticket.edit")),
                step("by_configurer").conditions(rule("permission", "permission", "desk.configure")),
                step("by_reporter").conditions(rule("reporter")),
                step("by_participant").conditions(rule("participant")),
                step("by_another").conditions(rule("not_same_person_as", "field", "assignee")));
        String key = raised();
        assign(key, other);

        assertThat(offered(other, key)).containsExactly("by_agent", "by_editor");
        assertThat(offered(agent, key)).containsExactly("by_agent", "by_editor", "by_another");
        assertThat(offered(people.person().managerOf(desk.id()).create(), key))
                .containsExactly("by_manager", "by_agent", "by_editor", "by_configurer", "by_another");
    }

    @Test
    void groupMembersAreOfferedWhatIsTheirs() {
        long groupId = groups.create(administrator, "CAB " + desk.key(), null).id();
        groups.addMember(administrator, groupId, agent.id());
        follow(go().conditions(rule("group", "group", List.of(groupId))));
        String key = raised();

        assertThat(offered(agent, key)).contains("go");
        assertThat(offered(other, key)).doesNotContain("go");
    }

    @Test
    void customersAreOfferedWhatTheirFieldsAllow() {
        follow(
                step("mine").customer().conditions(rule("reporter")),
                step("shared").customer().conditions(rule("participant")),
                step("department").customer().conditions(compare("impact", "equals", "department")),
                step("person").customer().conditions(compare("impact", "equals", "person")),
                step("urgent").customer().conditions(compare("priority", "less", 2)));
        String key = raised();

        assertThat(requestTransitions(key)).containsExactly("mine", "person");
        assertThat(takeAsCustomer(key, "shared", Map.of()).expect(409).code()).isEqualTo("transition_refused");
        takeAsCustomer(key, "mine", Map.of()).expect(200);
    }

    @Test
    void aTransitionWaitsForLinkedTickets() {
        follow(go().conditions(rule(
                "linked_tickets_status", "link_type", "blocks", "direction", "inward", "category", List.of("done"))));
        String key = raised();
        String blocker = raised();
        assertThat(offered(agent, key)).contains("go");
        agent.api()
                .post(
                        "/api/tickets/" + key + "/links",
                        Map.of("type", "blocks", "outward", false, "targetKey", blocker))
                .expect(200);

        assertThat(offered(agent, key)).doesNotContain("go");
        take(agent, blocker, "finish", Map.of("resolution", "done")).expect(200);
        assertThat(offered(agent, key)).contains("go");
    }

    @Test
    void aTransitionCanAskWhereATicketHasBeen() {
        follow(
                go(),
                step("again").from("working").to("open"),
                step("second").conditions(rule("previously_been_in", "status", List.of("working"))));
        String key = raised();

        assertThat(offered(agent, key)).doesNotContain("second");
        take(agent, key, "go", Map.of()).expect(200);
        take(agent, key, "again", Map.of()).expect(200);
        assertThat(offered(agent, key)).contains("second");
    }

    // ------------------------------------------------------------------ validators

    @Test
    void allFailuresOfATryAreAnsweredTogether() {
        follow(step("finish_well")
                .to("done")
                .screen(new ScreenField("resolution", true), new ScreenField("asset_number", false))
                .validators(
                        rule("required", "field", "assignee"),
                        rule("pattern", "field", "asset_number", "pattern", "[A-Z]{2}-[0-9]+"),
                        compare("impact", "equals", "department")));
        String key = raised();

        Answer answer =
                take(agent, key, "finish_well", Map.of("asset_number", "7")).expect(400);

        assertThat(answer.errors())
                .containsExactlyInAnyOrder(
                        "/fields/resolution required",
                        "/fields/asset_number pattern",
                        "/fields/assignee transition_rule_on",
                        "/fields/impact transition_rule_on");
        assertThat(answer.text()).contains("“Assignee”: This is required.").contains("“Impact”: This must be");
        assertThat(ticket(agent, key).at("/status/key").asString()).isEqualTo("open");
    }

    @Test
    void customersReadInTheirLanguageWhyAStepIsNotPossibleYet() {
        TestPerson korean = people.person().speaking(Language.KO).create();
        follow(step("confirm")
                .customer()
                .screen(new ScreenField("needed_by", false))
                .validators(
                        with(rule("required", "field", "needed_by"), "message", Map.of("ko", "언제까지인지 적어 주세요.")),
                        rule("date_window", "field", "needed_by", "earliest_days", 0, "latest_days", 30)));
        String key = tickets.incident(desk).by(korean).path("key").asString();
        long version = korean.api().get("/api/requests/" + key).at("/version").asLong();

        Answer empty = korean.api()
                .ifMatch(version)
                .post("/api/requests/" + key + "/transitions", Map.of("transition", "confirm"))
                .expect(400);
        assertThat(empty.errors()).containsExactly("/fields/needed_by transition_rule");
        assertThat(empty.at("/errors/0/message").asString()).isEqualTo("언제까지인지 적어 주세요.");

        Answer late = korean.api()
                .ifMatch(version)
                .post(
                        "/api/requests/" + key + "/transitions",
                        Map.of("transition", "confirm", "fields", Map.of("needed_by", "2999-01-01")))
                .expect(400);
        assertThat(late.errors()).containsExactly("/fields/needed_by date_too_late");
    }

    // ------------------------------------------------------------------ post-functions

    @Test
    void whatPostFunctionsChangeIsOneVersionWithTheTransition() {
        follow(go().postFunctions(
                        rule("set_field", "field", "impact", "value", "organisation"),
                        rule("clear_field", "field", "urgency"),
                        rule("increase_field", "field", "affected_users", "by", 2),
                        rule("set_field", "field", "priority", "value", 1),
                        rule("copy_field", "source", "reporter", "target", "user"),
                        rule("assign", "to", "actor"),
                        rule("add_watcher", "who", "actor"),
                        rule("add_participant", "who", "person", "person", other.id()),
                        rule(
                                "add_comment",
                                "text",
                                "{{ticket.key}} {{actor.name}} <b>{{field.impact}}</b>",
                                "visibility",
                                "internal")));
        String key = raised();

        take(agent, key, "go", Map.of()).expect(200);

        JsonNode ticket = ticket(agent, key);
        assertThat(ticket.path("priority").asInt()).isEqualTo(1);
        assertThat(ticket.at("/assignee/id").asLong()).isEqualTo(agent.id());
        assertThat(ticket.at("/watchers/0/id").asLong()).isEqualTo(agent.id());
        assertThat(ticket.at("/participants/0/id").asLong()).isEqualTo(other.id());
        assertThat(ticket.at("/comments/0/internal").asBoolean()).isTrue();
        assertThat(ticket.at("/comments/0/bodyHtml").asString())
                .contains(key + " Alex Kim &lt;b&gt;The whole organisation or our customers");
        assertThat(value(ticket, "impact").asString()).isEqualTo("organisation");
        assertThat(value(ticket, "affected_users").asInt()).isEqualTo(2);
        assertThat(value(ticket, "user").asLong()).isEqualTo(customer.id());
        assertThat(ticket.path("version").asLong()).isEqualTo(2);
        assertThat(customer.api().get("/api/requests/" + key).text()).doesNotContain("Alex Kim &lt;b");

        List<JsonNode> history = agent.api()
                .get("/api/tickets/" + key + "/history?limit=100")
                .at("/items")
                .valueStream()
                .toList();
        Set<String> instants = new java.util.HashSet<>();
        history.stream()
                .filter(entry -> Set.of("status", "priority", "assignee", "watcher", "participant", "comment")
                        .contains(entry.path("field").asString()))
                .filter(entry -> !entry.path("oldValue").isNull()
                        || !Set.of("status", "priority")
                                .contains(entry.path("field").asString()))
                .forEach(entry -> instants.add(entry.path("changedAt").asString()));
        assertThat(instants).hasSize(1);
    }

    @Test
    @Tag("R03")
    void whatAnotherSystemIsToldHasNoNoteInIt() {
        follow(go().postFunctions(rule("call_webhook", "address", "https://example.com/hook")));
        String key = raised();
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>내부 메모</p>", "internal", true))
                .expect(201);

        take(agent, key, "go", Map.of()).expect(200);

        assertThat(people.administrator()
                        .api()
                        .get("/api/webhook-calls?limit=100")
                        .expect(200)
                        .at("/items")
                        .valueStream()
                        .filter(call -> call.path("body").asString().contains("\"" + key + "\"")))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.path("address").asString()).isEqualTo("https://example.com/hook");
                    assertThat(call.path("body").asString())
                            .contains("ticket.transitioned")
                            .doesNotContain("내부 메모");
                });
    }

    @Test
    void workIsGivenRoundAndToWhoeverHasLeast() {
        follow(
                step("round").to("working").postFunctions(rule("assign", "to", "round_robin")),
                step("least").to("working").postFunctions(rule("assign", "to", "least_loaded")));

        assertThat(assigneeAfter("round")).isEqualTo(agent.id());
        assertThat(assigneeAfter("round")).isEqualTo(other.id());
        assertThat(assigneeAfter("round")).isEqualTo(agent.id());
        assertThat(assigneeAfter("least")).isEqualTo(other.id());
    }

    @Test
    void whoDoesNotWorkOnTheDeskIsNotAssignedAndTheTicketGoesOn() {
        follow(go().postFunctions(rule("assign", "to", "person", "person", customer.id())));
        String key = raised();

        take(agent, key, "go", Map.of()).expect(200);

        assertThat(ticket(agent, key).path("assignee").isNull()).isTrue();
        assertThat(ticket(agent, key).at("/status/key").asString()).isEqualTo("working");
    }

    @Test
    void ofTwoWhoTakeATransitionAtOnceOnePasses() throws Exception {
        follow(go().postFunctions(rule("increase_field", "field", "affected_users")));
        String key = raised();
        long version = ticket(agent, key).path("version").asLong();
        List<Callable<Integer>> tries = new ArrayList<>();
        for (TestPerson person : List.of(agent, other, agent, other)) {
            tries.add(() -> person.api()
                    .ifMatch(version)
                    .post("/api/tickets/" + key + "/transitions", Map.of("transition", "go"))
                    .status());
        }

        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (var answer : threads.invokeAll(tries)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnlyOnce(200);
        assertThat(answers.stream().filter(status -> status != 200)).allMatch(status -> status == 409 || status == 412);
        assertThat(value(ticket(agent, key), "affected_users").asInt()).isEqualTo(1);
    }

    @Test
    void aCommentIsNeverRefusedForTheWorkflowsSake() {
        follow(
                step("unheard").onCustomerComment().conditions(rule("assignee")),
                step("heard").onCustomerComment().conditions(compare("summary", "equals", "급해요")));
        String waiting = raised();
        String urgent =
                tickets.incident(desk).summary("급해요").by(customer).path("key").asString();

        for (String key : List.of(waiting, urgent)) {
            customer.api()
                    .post("/api/requests/" + key + "/comments", Map.of("body", "<p>어떻게 되었나요?</p>"))
                    .expect(201);
        }

        assertThat(ticket(agent, waiting).at("/status/key").asString()).isEqualTo("open");
        assertThat(ticket(agent, urgent).at("/status/key").asString()).isEqualTo("working");
        assertThatThrownBy(() -> follow(go().onCustomerComment().validators(rule("required", "field", "assignee"))))
                .isInstanceOf(Invalid.class);
    }

    // ------------------------------------------------------------------ publishing and reading

    @Test
    void aWorkflowWhoseRulesMeanNothingIsNotPublished() {
        assertThatThrownBy(() -> follow(go().conditions(rule("nonsense"))
                        .validators(
                                rule("required", "field", "nowhere"),
                                rule("date_window", "field", "needed_by"),
                                compare("impact", "greater", "person"))
                        .postFunctions(
                                rule("set_field", "field", "impact", "value", "enormous"),
                                rule("clear_field", "field", "resolution"),
                                rule("clear_field", "field", "summary"),
                                rule("assign", "to", "person"),
                                rule("add_comment", "text", "{{ticket.mood}}", "visibility", "public"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::pointer, Violation::code)
                                .extracting(each -> each.toList().get(0) + " "
                                        + each.toList().get(1))
                                .containsExactlyInAnyOrder(
                                        "/transitions/0/conditions/0/type rule_type_unknown",
                                        "/transitions/0/validators/0/parameters/field unknown",
                                        "/transitions/0/validators/1/parameters/earliest_days required",
                                        "/transitions/0/validators/2/parameters/comparison comparison_unfit",
                                        "/transitions/0/postFunctions/0/parameters/value choice_unknown",
                                        "/transitions/0/postFunctions/1/parameters/field field_not_settable",
                                        "/transitions/0/postFunctions/2/parameters/field field_not_settable",
                                        "/transitions/0/postFunctions/3/parameters/person required",
                                        "/transitions/0/postFunctions/4/parameters/text placeholder_unknown"));
    }

    @Test
    void rulesAreShownToThoseWhoConfigureTheDesk() {
        follow(go().conditions(rule("assignee")));
        TestPerson manager = people.person().managerOf(desk.id()).create();

        assertThat(workflowOf(manager).at("/transitions/0/conditions/0/type").asString())
                .isEqualTo("assignee");
        assertThat(workflowOf(agent).at("/transitions/0/conditions").isNull()).isTrue();
    }

    @Test
    void anExpressionSaysWhoIsOfferedAStepAndWhatItNeeds() {
        follow(
                step("urgent")
                        .conditions(rule(
                                "expression", "expression", "fields.priority <= 2 || ticket.assignee == person.id")),
                go().screen(new ScreenField("impact", false))
                        .validators(rule(
                                "expression",
                                "field",
                                "impact",
                                "expression",
                                "fields.impact != 'department' || 'agent' in person.roles && ticket.labels.size() > 0",
                                "message",
                                Map.of("ko", "부서 장애에는 레이블이 필요합니다.", "en", "Incidents of a department need a label."))));
        String key = raised();

        assertThat(offered(agent, key)).doesNotContain("urgent");
        assertThat(take(agent, key, "go", Map.of("impact", "department"))
                        .expect(400)
                        .at("/errors/0/message")
                        .asString())
                .isEqualTo("Incidents of a department need a label.");
        assign(key, agent);
        assertThat(offered(agent, key)).contains("urgent");
        take(agent, key, "go", Map.of("impact", "person")).expect(200);
    }

    @Test
    void anExpressionThatCannotBeAskedIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> follow(go().conditions(rule("expression", "expression", "fields.nothing > 3"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .containsExactly(Violation.of(
                                        "/transitions/0/conditions/0/parameters/expression",
                                        "expression_name_unknown",
                                        1,
                                        1,
                                        "fields.nothing")));
    }

    @Test
    void linkedTicketsFollowAStepAndHistorySaysWhichCouldNot() {
        follow(
                go().postFunctions(rule(
                        "transition_linked", "link_type", "parent_of", "direction", "outward", "transition", "begin")),
                step("begin").to("working").conditions(rule("not_same_person_as", "field", "assignee")));
        String parent = raised();
        String child = raised();
        String own = raised();
        link(parent, child);
        link(parent, own);
        assign(own, agent);

        take(agent, parent, "go", Map.of()).expect(200);
        runPlanned();

        assertThat(statusOf(child)).isEqualTo("working");
        assertThat(statusOf(own)).isEqualTo("open");
        assertThat(agent.api().get("/api/tickets/" + parent + "/history").text())
                .containsOnlyOnce("A linked ticket could not take “begin”");
    }

    @Test
    void ticketsThatFollowEachOtherComeToAnEnd() {
        follow(go().from("open", "working", "done")
                .to("working")
                .postFunctions(rule(
                        "transition_linked", "link_type", "parent_of", "direction", "either", "transition", "go")));
        String first = raised();
        String second = raised();
        link(first, second);

        take(agent, first, "go", Map.of()).expect(200);
        int planned = runPlanned();

        assertThat(planned).isBetween(2, 6);
        assertThat(statusOf(second)).isEqualTo("working");
    }

    private void link(String parent, String child) {
        agent.api()
                .post(
                        "/api/tickets/" + parent + "/links",
                        Map.of("type", "parent_of", "outward", true, "targetKey", child))
                .expect(200);
    }

    private String statusOf(String key) {
        return agent.api().get("/api/tickets/" + key).at("/status/key").asString();
    }

    /** What the scheduler does when it is its time. */
    private int runPlanned() {
        int ran = 0;
        for (var planned = planned(); !planned.isEmpty(); planned = planned()) {
            for (var execution : planned) {
                scheduler.cancel(execution.getTaskInstance());
                linkedTransitions.run((LinkedTransitions.Planned) execution.getData());
                ran++;
            }
        }
        return ran;
    }

    private List<ScheduledExecution<Object>> planned() {
        return scheduler.getScheduledExecutions().stream()
                .filter(execution ->
                        execution.getTaskInstance().getTaskName().equals(LinkedTransitions.TASK.getTaskName()))
                .toList();
    }

    @Test
    void conditionsThatCanNeverHoldTogetherAreRefused() {
        for (Rule[] conditions : List.of(
                new Rule[] {rule("reporter"), rule("not_same_person_as", "field", "reporter")},
                new Rule[] {compare("impact", "equals", "person"), compare("impact", "equals", "department")},
                new Rule[] {
                    compare("impact", "equals", "person"),
                    rule("field_compare", "field", "impact", "comparison", "is_empty")
                },
                new Rule[] {rule("assignee"), rule("expression", "expression", "1 > 2")})) {
            assertThatThrownBy(() -> follow(go().conditions(conditions)))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            invalid -> assertThat(invalid.violations())
                                    .containsExactly(
                                            Violation.of("/transitions/0/conditions/1", "condition_never_holds")));
        }
    }

    @Test
    void aStepMakesTheTicketsThatItsWorkNeeds() {
        follow(go().postFunctions(
                        rule(
                                "create_ticket",
                                "ticket_type",
                                "task",
                                "link_type",
                                "parent_of",
                                "summary",
                                "계정: {{ticket.summary}}"),
                        rule("create_ticket", "ticket_type", "task", "link_type", "parent_of", "summary", "장비")));
        String key = raised();

        JsonNode ticket = take(agent, key, "go", Map.of()).expect(200).body();

        assertThat(ticket.path("links")
                        .valueStream()
                        .map(link -> link.at("/ticket/summary").asString()))
                .containsExactlyInAnyOrder("계정: " + ticket.path("summary").asString(), "장비");
        assertThat(ticket.path("links")
                        .valueStream()
                        .map(link -> link.path("type").asString()))
                .containsOnly("parent_of");
        String child = ticket.at("/links/0/ticket/key").asString();
        assertThat(agent.api()
                        .get("/api/tickets/" + child)
                        .expect(200)
                        .at("/type")
                        .asString())
                .isEqualTo("task");
    }

    @Test
    void theRegistryIsDescribedInBothLanguages() {
        for (Language language : Language.values()) {
            TestPerson manager =
                    people.person().speaking(language).managerOf(desk.id()).create();
            JsonNode rules =
                    manager.api().get("/api/workflow-rules").expect(200).body();
            assertThat(rules.size()).isEqualTo(30);
            assertThat(rules.findValuesAsString("help")).allMatch(help -> !help.isBlank());
        }
    }

    // ------------------------------------------------------------------ words for the above

    private void follow(Step... steps) {
        List<Transition> transitions = new ArrayList<>();
        for (Step step : steps) {
            transitions.add(step.transition());
        }
        if (transitions.stream().noneMatch(each -> each.to().equals("working"))) {
            transitions.add(step("begin").to("working").transition());
        }
        transitions.add(step("finish")
                .from()
                .to("done")
                .screen(new ScreenField("resolution", true))
                .conditions(rule("permission", "permission", "ticket.transition"))
                .transition());
        workflows.create(
                administrator,
                desk.id(),
                new NewWorkflow(
                        NAME,
                        "open",
                        List.of(
                                new NewStatus("open", NAME, null, StatusCategory.NEW),
                                new NewStatus("working", NAME, null, StatusCategory.ACTIVE),
                                new NewStatus("done", NAME, null, StatusCategory.DONE)),
                        transitions,
                        Set.of(TicketType.INCIDENT)));
    }

    private static Step step(String key) {
        return new Step(key);
    }

    private static Step go() {
        return new Step("go");
    }

    /** A transition to be. */
    private static final class Step {

        private final String key;
        private List<String> from = List.of("open");
        private String to = "working";
        private boolean customer;
        private boolean onCustomerComment;
        private List<ScreenField> screen = List.of();
        private List<Rule> conditions = List.of();
        private List<Rule> validators = List.of();
        private List<Rule> postFunctions = List.of();

        Step(String key) {
            this.key = key;
        }

        Step from(String... statuses) {
            from = List.of(statuses);
            return this;
        }

        Step to(String status) {
            to = status;
            return this;
        }

        Step customer() {
            customer = true;
            return this;
        }

        Step onCustomerComment() {
            onCustomerComment = true;
            return this;
        }

        Step screen(ScreenField... fields) {
            screen = List.of(fields);
            return this;
        }

        Step conditions(Rule... rules) {
            conditions = List.of(rules);
            return this;
        }

        Step validators(Rule... rules) {
            validators = List.of(rules);
            return this;
        }

        Step postFunctions(Rule... rules) {
            postFunctions = List.of(rules);
            return this;
        }

        Transition transition() {
            return new Transition(
                    key,
                    NAME,
                    from,
                    to,
                    customer,
                    onCustomerComment,
                    screen,
                    Map.of(),
                    Transition.Style.DEFAULT,
                    conditions,
                    validators,
                    postFunctions,
                    null);
        }
    }

    private static Rule compare(String field, String comparison, Object value) {
        return rule("field_compare", "field", field, "comparison", comparison, "value", value);
    }

    /** @param parameters names and values in turn */
    private static Rule rule(String type, Object... parameters) {
        Rule rule = new Rule(type, Map.of());
        for (int i = 0; i < parameters.length; i += 2) {
            rule = with(rule, (String) parameters[i], parameters[i + 1]);
        }
        return rule;
    }

    private static Rule with(Rule rule, String name, Object value) {
        Map<String, JsonNode> parameters = new HashMap<>(rule.parameters());
        parameters.put(name, new JsonMapper().valueToTree(value));
        return new Rule(rule.type(), parameters);
    }

    private String raised() {
        return tickets.incident(desk).by(customer).path("key").asString();
    }

    private static JsonNode ticket(TestPerson person, String key) {
        return person.api().get("/api/tickets/" + key).expect(200).body();
    }

    private static List<String> offered(TestPerson person, String key) {
        return ticket(person, key)
                .path("transitions")
                .valueStream()
                .map(each -> each.path("key").asString())
                .filter(each -> !each.equals("finish") && !each.equals("begin"))
                .toList();
    }

    private List<String> requestTransitions(String key) {
        return customer.api()
                .get("/api/requests/" + key)
                .expect(200)
                .at("/transitions")
                .valueStream()
                .map(each -> each.path("key").asString())
                .toList();
    }

    private static Answer take(TestPerson person, String key, String transition, Map<String, Object> fields) {
        return person.api()
                .ifMatch(ticket(person, key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", transition, "fields", fields));
    }

    private Answer takeAsCustomer(String key, String transition, Map<String, Object> fields) {
        return customer.api()
                .ifMatch(customer.api()
                        .get("/api/requests/" + key)
                        .at("/version")
                        .asLong())
                .post("/api/requests/" + key + "/transitions", Map.of("transition", transition, "fields", fields));
    }

    private void assign(String key, TestPerson person) {
        agent.api()
                .ifMatch(ticket(agent, key).path("version").asLong())
                .patch("/api/tickets/" + key, Map.of("assigneeId", person.id()))
                .expect(200);
    }

    private long assigneeAfter(String transition) {
        String key = raised();
        take(agent, key, transition, Map.of()).expect(200);
        return ticket(agent, key).at("/assignee/id").asLong();
    }

    private static JsonNode value(JsonNode ticket, String field) {
        return ticket.path("fields")
                .valueStream()
                .filter(each -> each.path("key").asString().equals(field))
                .findFirst()
                .orElseThrow()
                .path("value");
    }

    private JsonNode workflowOf(TestPerson person) {
        return person.api()
                .get("/api/desks/" + desk.key() + "/workflows")
                .expect(200)
                .body()
                .valueStream()
                .filter(each -> each.path("initial").asString().equals("open"))
                .findFirst()
                .orElseThrow();
    }
}
