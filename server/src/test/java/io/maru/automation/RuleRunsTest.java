package io.maru.automation;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.maru.automation.Action.AssignAction;
import io.maru.automation.Action.CommentAction;
import io.maru.automation.Action.CreateAction;
import io.maru.automation.Action.EditAction;
import io.maru.automation.Action.Keyword;
import io.maru.automation.Action.LinkAction;
import io.maru.automation.Action.LogAction;
import io.maru.automation.Action.Target;
import io.maru.automation.Action.TransitionAction;
import io.maru.automation.Action.VariableAction;
import io.maru.automation.Action.WatchAction;
import io.maru.automation.AutomationRules.AutomationRuleChange;
import io.maru.automation.AutomationRules.NewAutomationRule;
import io.maru.automation.Condition.Comparison;
import io.maru.automation.Condition.ComparisonCondition;
import io.maru.automation.Condition.ExpressionCondition;
import io.maru.automation.Condition.PersonCondition;
import io.maru.automation.Condition.QueryCondition;
import io.maru.automation.Condition.Who;
import io.maru.automation.Step.EachStep;
import io.maru.automation.Step.EachValue;
import io.maru.automation.Step.FoundTickets;
import io.maru.automation.Step.IfStep;
import io.maru.automation.Step.LinkedTickets;
import io.maru.automation.Step.WhenStep;
import io.maru.automation.StepRecord.Answer;
import io.maru.automation.Trigger.CommentedTrigger;
import io.maru.automation.Trigger.CreatedTrigger;
import io.maru.automation.Trigger.FieldTrigger;
import io.maru.desk.Desk;
import io.maru.desk.TicketType;
import io.maru.platform.LocalizedText;
import io.maru.support.Desks;
import io.maru.support.Followed;
import io.maru.support.MaruTest;
import io.maru.support.People;
import io.maru.support.TestPerson;
import io.maru.support.Tickets;
import io.maru.ticket.LinkType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Rules run after what they wait for, once, as somebody would act by hand, and leave a record. */
@MaruTest
class RuleRunsTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Autowired
    Desks desks;

    @Autowired
    DSLContext database;

    @Autowired
    People people;

    @Autowired
    Tickets tickets;

    @Autowired
    AutomationRules rules;

    @Autowired
    RunStore runs;

    Desk desk;
    TestPerson customer;
    TestPerson agent;
    TestPerson manager;
    private final List<Long> made = new ArrayList<>();

    @BeforeEach
    void aDesk() {
        desk = desks.aDesk().create();
        customer = people.person().named("김하늘").create();
        agent = people.person().named("이바다").agentOf(desk.id()).create();
        manager = people.person().named("박산").managerOf(desk.id()).create();
    }

    @AfterEach
    void nothingRunsOn() {
        made.forEach(id -> rules.change(
                people.administrator().current(),
                id,
                rules.find(manager.current(), id).version(),
                new AutomationRuleChange(null, null, null, null, false)));
    }

    private long rule(String name, Trigger trigger, Step... steps) {
        return rule(name, new RuleDefinition(trigger, List.of(steps), false));
    }

    private long rule(String name, RuleDefinition definition) {
        long id = rules.create(
                manager.current(), null, new NewAutomationRule(desk.key(), new LocalizedText(name, name), definition));
        rules.publish(manager.current(), id, 1, "");
        made.add(id);
        return id;
    }

    private String ticket(String summary) {
        return tickets.incident(desk).summary(summary).by(customer).path("key").asString();
    }

    private JsonNode seen(String key) {
        return agent.api().get("/api/tickets/" + key).expect(200).body();
    }

    private RunStore.Ended ended(long rule) throws Throwable {
        return ended(rule, 1).getFirst();
    }

    /** The newest first. */
    private List<RunStore.Ended> ended(long rule, int number) throws Throwable {
        eventually(() -> assertThat(runs.of(rule, null, null, 100))
                .hasSize(number)
                .noneMatch(run -> run.state() == RunState.WAITING));
        return runs.of(rule, null, null, 100);
    }

    private void change(TestPerson person, String key, Map<String, Object> change) {
        person.api()
                .ifMatch(person.api()
                        .get("/api/tickets/" + key)
                        .body()
                        .path("version")
                        .asLong())
                .patch("/api/tickets/" + key, change)
                .expect(200);
    }

    private void comment(TestPerson person, String key, String text, boolean internal) {
        person.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>" + text + "</p>", "internal", internal))
                .expect(201);
    }

    private static EditAction priority(int priority) {
        return new EditAction(Map.of("priority", JSON.numberNode(priority)), null, null);
    }

    private static ComparisonCondition compares(String value, Comparison comparison, @Nullable String with) {
        return new ComparisonCondition(value, comparison, with);
    }

    @Test
    void aTicketIsChangedAssignedWatchedLinkedAndCommentedInTheNameOfThePerson() throws Throwable {
        String other = ticket("다른 문의");
        long rule = rule(
                "분류",
                new CreatedTrigger(),
                new WhenStep(compares("{{ticket.summary}}", Comparison.CONTAINS, "vpn")),
                new VariableAction("who", "{{ticket.reporter}}"),
                new EditAction(
                        Map.of(
                                "priority", JSON.numberNode(1),
                                "summary", JSON.stringNode("[{{variables.who}}] {{issue.summary.left(3)}}"),
                                "due_date", JSON.stringNode("{{now.plusDays(7)}}")),
                        List.of("vpn", "{{ticket.type}}"),
                        null),
                new AssignAction(Target.PERSON, agent.id(), null, null, null, null),
                new WatchAction(null, agent.id(), true),
                new LinkAction(LinkType.RELATES_TO, true, other),
                new CommentAction("{{ticket.key}}: 확인하겠습니다.", false),
                new LogAction("{{trigger.person}}"));

        String key = ticket("VPN이 끊겨요");
        RunStore.Ended run = ended(rule);

        assertThat(run.reason()).isNull();
        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(run.records())
                .extracting(StepRecord::answer)
                .startsWith(Answer.MET)
                .doesNotContain(Answer.FAILED);
        assertThat(run.records().getLast().text()).isEqualTo("김하늘");
        assertThat(run.took()).isNotNull();
        JsonNode ticket = seen(key);
        assertThat(ticket.path("summary").asString()).isEqualTo("[김하늘] VPN");
        assertThat(ticket.path("priority").asInt()).isEqualTo(1);
        assertThat(ticket.path("dueDate").isString()).isTrue();
        assertThat(ticket.path("labels").valueStream().map(JsonNode::asString)).contains("vpn", "incident");
        assertThat(ticket.path("assignee").path("id").asLong()).isEqualTo(agent.id());
        assertThat(ticket.path("watchers").size()).isEqualTo(1);
        assertThat(ticket.path("links").path(0).path("ticket").path("key").asString())
                .isEqualTo(other);
        JsonNode comment = ticket.path("comments").path(0);
        assertThat(comment.path("bodyHtml").asString()).contains(key + ": 확인하겠습니다.");
        assertThat(comment.path("author").path("id").asLong()).isEqualTo(manager.id());
        assertThat(agent.api()
                        .get("/api/tickets/" + key + "/history")
                        .expect(200)
                        .body()
                        .path("items")
                        .valueStream())
                .filteredOn(entry -> entry.path("channel").asString().equals("automation"))
                .anySatisfy(entry -> {
                    assertThat(entry.path("field").asString()).isEqualTo("automation");
                    assertThat(entry.path("newDisplay").asString()).isEqualTo("분류");
                })
                .anySatisfy(entry -> assertThat(entry.path("field").asString()).isEqualTo("priority"));
    }

    @Test
    void theRulesOfATicketRunInTheirOrderAlsoWhileThoseOfOthersRun() throws Throwable {
        List<Long> ordered = IntStream.range(0, 6)
                .mapToObj(each -> rule("차례 " + each, new CreatedTrigger(), new CommentAction("차례 " + each, true)))
                .toList();

        List<String> keys =
                IntStream.range(0, 5).mapToObj(each -> ticket("차례대로 " + each)).toList();

        for (long rule : ordered) {
            ended(rule, keys.size());
        }
        for (String key : keys) {
            assertThat(seen(key)
                            .path("comments")
                            .valueStream()
                            .map(comment -> comment.path("bodyHtml").asString().replaceAll("\\D", "")))
                    .containsExactly("0", "1", "2", "3", "4", "5");
        }
    }

    @Test
    void ticketsThatComeTogetherAreSharedOutEvenly() throws Throwable {
        long rule =
                rule("고르게", new CreatedTrigger(), new AssignAction(Target.LEAST_LOADED, null, null, null, null, null));

        List<String> keys =
                IntStream.range(0, 12).mapToObj(each -> ticket("나눌 것 " + each)).toList();

        ended(rule, keys.size());
        Map<Long, Long> shares = keys.stream()
                .collect(Collectors.groupingBy(
                        key -> seen(key).at("/assignee/id").asLong(), Collectors.counting()));
        assertThat(shares).hasSizeGreaterThan(1);
        assertThat(Collections.max(shares.values()) - Collections.min(shares.values()))
                .isLessThanOrEqualTo(1);
    }

    @Test
    void whatIsNotMeantDoesNothingAndIsRecorded() throws Throwable {
        long rule = rule(
                "급한 것",
                new CreatedTrigger(),
                new WhenStep(new QueryCondition("priority = Highest")),
                new CommentAction("!", false));

        String key = ticket("천천히 봐 주세요");

        assertThat(ended(rule).state()).isEqualTo(RunState.IDLE);
        assertThat(ended(rule).records()).singleElement().satisfies(record -> {
            assertThat(record.answer()).isEqualTo(Answer.NOT_MET);
            assertThat(record.pointer()).isEqualTo("/steps/0");
            assertThat(record.ticket()).isEqualTo(key);
        });
        assertThat(seen(key).path("comments").size()).isZero();
    }

    @Test
    void conditionsAskTheTicketAnExpressionAPersonAndChooseAWay() throws Throwable {
        long rule = rule(
                "조건",
                new FieldTrigger("priority", null),
                new WhenStep(new PersonCondition(Who.ACTOR, null, null, true)),
                new WhenStep(new QueryCondition("priority in (Highest, High)")),
                new IfStep(
                        new ExpressionCondition("ticket.priority == 1 && ticket.assignee.id == null"),
                        List.of(new LogAction("{{changes.priority.from}} → {{changes.priority.to}}")),
                        List.of(new LogAction("다른 길"))));
        String key = ticket("조건을 봅니다");

        change(agent, key, Map.of("priority", 1));
        assertThat(ended(rule).records().getLast()).satisfies(record -> {
            assertThat(record.pointer()).isEqualTo("/steps/2/then/0");
            assertThat(record.text()).contains(" → ");
        });
        change(agent, key, Map.of("priority", 2));
        assertThat(ended(rule, 2).getFirst().records().getLast().text()).isEqualTo("다른 길");
        change(agent, key, Map.of("priority", 4));
        assertThat(ended(rule, 3).getFirst().state()).isEqualTo(RunState.IDLE);
    }

    @Test
    void aStepIsDoneForEachLinkedTicketEachFoundOneAndEachValue() throws Throwable {
        String child = ticket("아이 하나");
        String another = ticket("아이 둘");
        String parent = ticket("어른");
        for (String each : List.of(child, another)) {
            agent.api()
                    .post(
                            "/api/tickets/" + parent + "/links",
                            Map.of("type", "parent_of", "outward", true, "targetKey", each))
                    .expect(200);
        }
        long rule = rule(
                "가족",
                new FieldTrigger("priority", null),
                new EachStep(
                        new LinkedTickets(LinkType.PARENT_OF, true),
                        List.of(new WhenStep(compares("{{ticket.summary}}", Comparison.DIFFERS, "아이 둘")), priority(1))),
                new EachStep(
                        new FoundTickets("desk = " + desk.key() + " AND summary ~ 아이"),
                        List.of(new EditAction(null, List.of("{{trigger.ticket}}"), null))),
                new EachStep(new EachValue("가, 나"), List.of(new LogAction("{{item}}"))));

        Followed.allIsFound(database, desk.id());
        change(agent, parent, Map.of("priority", 2));
        RunStore.Ended run = ended(rule, 2).getLast();

        assertThat(run.state()).isEqualTo(RunState.DONE);
        assertThat(seen(child).path("priority").asInt()).isEqualTo(1);
        assertThat(seen(another).path("priority").asInt()).isNotEqualTo(1);
        assertThat(run.records()).extracting(StepRecord::text).contains("가", "나");
        assertThat(seen(another).path("labels").path(0).asString()).isEqualToIgnoringCase(parent);
    }

    @Test
    void aStepThatCannotBeDoneUndoesTheRunAndNothingElse() throws Throwable {
        long rule = rule(
                "안 되는 일",
                new FieldTrigger("priority", null),
                new CommentAction("먼저 적은 것", false),
                new TransitionAction("nowhere", null, null));
        String key = ticket("바뀌는 것");

        change(agent, key, Map.of("priority", 1));
        RunStore.Ended run = ended(rule);

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.reason()).isNotNull();
        assertThat(run.records()).extracting(StepRecord::answer).containsExactly(Answer.DONE, Answer.FAILED);
        assertThat(seen(key).path("comments").size()).isZero();
        assertThat(seen(key).path("priority").asInt()).isEqualTo(1);
    }

    @Test
    void aRuleHasTheRightsOfItsPersonAndNoMore() throws Throwable {
        Desk foreign = desks.aDesk().create();
        long rule = rule(
                "남의 창구",
                new CreatedTrigger(),
                new CreateAction(
                        foreign.key(),
                        null,
                        TicketType.TASK,
                        Map.of("summary", JSON.stringNode("{{ticket.summary}}")),
                        null));

        ticket("넘겨 주세요");

        assertThat(ended(rule).state()).isEqualTo(RunState.FAILED);
        assertThat(people.administrator()
                        .api()
                        .get("/api/desks/" + foreign.key() + "/queues/open/tickets")
                        .expect(200)
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void aChangeAndThatARuleMadeItAreOneVersionAndSaidOnce() throws Throwable {
        long rule = rule("두 번 고치는 규칙", new CreatedTrigger(), priority(1), priority(2));
        String key = ticket("급합니다");
        ended(rule);

        assertThat(seen(key).path("version").asLong()).isEqualTo(3);
        assertThat(agent.api()
                        .get("/api/tickets/" + key + "/history")
                        .body()
                        .path("items")
                        .valueStream()
                        .filter(entry -> entry.path("field").asString().equals("automation")))
                .singleElement()
                .extracting(entry -> entry.path("newDisplay").asString())
                .isEqualTo("두 번 고치는 규칙");
    }

    @Test
    @Tag("L05")
    void aRuleThatEditsWhatItWaitsForRunsOnce() throws Throwable {
        long rule = rule(
                "맴도는 규칙",
                new FieldTrigger("labels", null),
                new EditAction(null, List.of("{{now.format('HHmmssSSSSSS')}}"), null));
        String key = ticket("라벨을 붙입니다");

        change(agent, key, Map.of("labels", List.of("하나")));
        List<RunStore.Ended> all = ended(rule, 2);

        assertThat(all).extracting(RunStore.Ended::state).containsExactly(RunState.REFUSED, RunState.DONE);
        assertThat(all.getFirst().reason()).isEqualTo(new LocalizedText("맴도는 규칙 → 맴도는 규칙", "맴도는 규칙 → 맴도는 규칙"));
        eventually(() -> assertThat(agent.api()
                        .get("/api/tickets/" + key + "/history")
                        .body()
                        .path("items")
                        .valueStream()
                        .map(entry -> entry.path("newDisplay").asString("")))
                .anyMatch(words -> words.contains("맴도는 규칙 → 맴도는 규칙")));
    }

    @Test
    @Tag("L05")
    void rulesThatSetEachOtherOffStopWithTheirChain() throws Throwable {
        long first = rule("가", new FieldTrigger("labels", null), priority(1), priority(2));
        long second = rule(
                "나",
                new FieldTrigger("priority", null),
                new EditAction(null, List.of("{{now.format('HHmmssSSSSSS')}}"), null));
        String key = ticket("서로 부르는 규칙");

        change(agent, key, Map.of("labels", List.of("하나")));

        eventually(() -> assertThat(runs.of(first, RunState.REFUSED, null, 10))
                .isNotEmpty()
                .allSatisfy(run -> assertThat(run.reason()).isEqualTo(new LocalizedText("가 → 나 → 가", "가 → 나 → 가"))));
        eventually(() -> assertThat(runs.of(second, RunState.WAITING, null, 10)).isEmpty());
        assertThat(runs.of(first, null, null, 100)).hasSizeLessThan(10);
    }

    @Test
    void aRuleThatMayTriggerItselfIsStoppedByTheLengthOfItsChain() throws Throwable {
        long rule = rule(
                "계속",
                new RuleDefinition(
                        new FieldTrigger("labels", null),
                        List.of(new EditAction(null, List.of("{{now.format('HHmmssSSSSSS')}}"), null)),
                        true));
        String key = ticket("계속 돕니다");

        change(agent, key, Map.of("labels", List.of("하나")));

        eventually(() -> assertThat(runs.of(rule, RunState.REFUSED, null, 10)).hasSize(1));
        assertThat(runs.of(rule, RunState.DONE, null, 100)).hasSize(10);
    }

    @Test
    void aRuleWhosePersonIsGoneStopsAndThoseWhoShapeTheDeskAreTold() throws Throwable {
        TestPerson leaver = people.person().managerOf(desk.id()).create();
        long rule = rule("떠난 사람", new CreatedTrigger(), new CommentAction("!", false));
        rules.change(
                people.administrator().current(),
                rule,
                rules.find(manager.current(), rule).version(),
                new AutomationRuleChange(null, null, null, leaver.id(), null));
        TestPerson administrator = people.administrator();
        administrator
                .api()
                .ifMatch(administrator
                        .api()
                        .get("/api/people/" + leaver.id())
                        .body()
                        .path("version")
                        .asLong())
                .patch("/api/people/" + leaver.id(), Map.of("active", false))
                .expect(200);

        String key = ticket("누가 하나요");

        assertThat(ended(rule).state()).isEqualTo(RunState.FAILED);
        assertThat(rules.find(manager.current(), rule).stopped()).isTrue();
        JsonNode told = manager.api()
                .get("/api/notifications")
                .expect(200)
                .body()
                .path("items")
                .path(0);
        assertThat(told.path("text").asString()).contains("떠난 사람");
        assertThat(told.path("ticket").path("key").asString()).isEqualTo(key);
        ticket("이제 아무도");
        assertThat(runs.of(rule, null, null, 10)).hasSize(1);
        rules.change(
                manager.current(),
                rule,
                rules.find(manager.current(), rule).version(),
                new AutomationRuleChange(null, null, null, manager.id(), null));
        ticket("다시 합니다");
        assertThat(ended(rule, 2).getFirst().state()).isEqualTo(RunState.DONE);
    }

    @Test
    @Tag("R03")
    void whatWasSaidInternallyNeverReachesCustomersThroughARule() throws Throwable {
        long rule = rule(
                "그대로 전하기",
                new CommentedTrigger(null, null),
                new WhenStep(compares("{{trigger.person}}", Comparison.EQUALS, "이바다")),
                new VariableAction("said", "{{comment.text}}"),
                new VariableAction("again", "{{variables.said}}"),
                new CommentAction("공개: {{comment.text}}{{variables.said}}{{variables.again}}.", false),
                new CommentAction("내부: {{comment.text}}", true),
                new EditAction(
                        Map.of("description", JSON.stringNode("{{variables.again}}{{comment.text}}.")), null, null));
        String key = ticket("비밀이 있습니다");

        comment(agent, key, "고객에게 비밀", true);

        assertThat(ended(rule, 3)).extracting(RunStore.Ended::state).contains(RunState.DONE);
        assertThat(customer.api().get("/api/requests/" + key).expect(200).body().toString())
                .contains("공개: .")
                .doesNotContain("고객에게 비밀");
        assertThat(seen(key).path("comments").toString()).contains("내부: 고객에게 비밀");

        comment(agent, key, "고객에게 하는 말", false);
        eventually(() -> assertThat(
                        customer.api().get("/api/requests/" + key).body().toString())
                .contains("공개: 고객에게 하는 말"));
    }

    @Test
    void whatPeopleWriteIsNeverMarkupAndNeverATemplate() throws Throwable {
        long rule = rule("따라 적기", new CreatedTrigger(), new CommentAction("{{ticket.summary}}", false));

        String key = ticket("<b>{{ticket.key}}</b>");

        assertThat(ended(rule).state()).isEqualTo(RunState.DONE);
        assertThat(seen(key).path("comments").path(0).path("bodyHtml").asString())
                .contains("&lt;b&gt;{")
                .doesNotContain("<b>")
                .doesNotContain(key);
    }

    @Test
    void ticketsGoToEachInTurnToWhoHasLeastAndByWhatTheySay() throws Throwable {
        TestPerson second = people.person().agentOf(desk.id()).create();
        long turns = rule(
                "차례",
                new CreatedTrigger(),
                new WhenStep(compares("{{ticket.summary}}", Comparison.STARTS_WITH, "차례")),
                new AssignAction(Target.ROUND_ROBIN, null, null, null, null, null));
        long words = rule(
                "낱말",
                new CreatedTrigger(),
                new AssignAction(
                        Target.KEYWORD,
                        null,
                        null,
                        null,
                        "{{ticket.summary}}",
                        List.of(
                                new Keyword(List.of("급여", "연차"), second.id(), null),
                                new Keyword(List.of("급"), agent.id(), null))));
        List<String> keys = Stream.of("차례 1", "차례 2", "차례 3").map(this::ticket).toList();
        ended(turns, 3);

        assertThat(keys.stream()
                        .map(key -> seen(key).path("assignee").path("id").asLong()))
                .doesNotHaveDuplicates();
        String pay = ticket("급여 명세가 없어요");
        ended(words, 4);
        assertThat(seen(pay).path("assignee").path("id").asLong()).isEqualTo(second.id());
    }

    @Test
    void twoHundredRulesOnOneEventAreAllPlannedAndOnlyThoseThatMeanIt() throws Throwable {
        List<Long> all = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            all.add(rule(
                    "규칙 " + number,
                    number % 2 == 0 ? new CreatedTrigger() : new FieldTrigger("team", null),
                    new WhenStep(compares("{{ticket.summary}}", Comparison.CONTAINS, "끝 " + number + ".")),
                    new EditAction(null, List.of("r" + number), null)));
        }

        String key = ticket("끝 42.");

        for (int number = 0; number < 200; number += 2) {
            assertThat(ended(all.get(number)).state()).isEqualTo(number == 42 ? RunState.DONE : RunState.IDLE);
        }
        assertThat(runs.of(all.get(1), null, null, 1)).isEmpty();
        assertThat(seen(key).path("labels").path(0).asString()).isEqualTo("r42");
    }
}
