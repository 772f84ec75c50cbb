package io.maru.approval;

import static io.maru.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.desk.Desk;
import io.maru.desk.TicketType;
import io.maru.field.FieldType;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import io.maru.support.Answer;
import io.maru.support.Desks;
import io.maru.support.MaruTest;
import io.maru.support.MovableClock;
import io.maru.support.People;
import io.maru.support.TestMailServer;
import io.maru.support.TestPerson;
import io.maru.ticket.TicketView;
import io.maru.workflow.NewWorkflow;
import io.maru.workflow.NewWorkflow.NewStatus;
import io.maru.workflow.Rule;
import io.maru.workflow.ScreenField;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.StatusApproval.Approver;
import io.maru.workflow.StatusApproval.Comment;
import io.maru.workflow.StatusApproval.FinalWhen;
import io.maru.workflow.StatusApproval.Kind;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflows;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
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
import tools.jackson.databind.json.JsonMapper;

/** Approvals over HTTP: rounds, votes, who decides, and what the ticket does then. */
@MaruTest
class ApprovalsTest {

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
    ApprovalWatch watch;

    @Autowired
    Queries queries;

    @Autowired
    DSLContext database;

    @Autowired
    MovableClock clock;

    @Autowired
    io.maru.support.Tickets tickets;

    Desk desk;
    CurrentPerson administrator;
    TestPerson customer;
    TestPerson agent;
    TestPerson lead;
    TestPerson legal;
    TestPerson chief;
    TestPerson chairman;
    List<ScreenField> asksFor = List.of();
    long workflowId;

    @BeforeEach
    void aDeskWithACustomerAndApproversWhoWorkElsewhere() {
        desk = desks.aDesk().create();
        administrator = desks.administrator();
        customer = people.person().named("김하늘").create();
        agent = people.person().named("Alex Kim").agentOf(desk.id()).create();
        lead = people.person().named("이팀장").create();
        legal = people.person().named("박법무").create();
        chief = people.person().named("최이사").create();
        chairman = people.administrator();
    }

    @AfterEach
    void timeGoesOnAsBefore() {
        clock.reset();
    }

    // ------------------------------------------------------------------ the way of a round

    @Test
    void stepsAreAskedOneAfterTheOtherAndTheTicketFollowsTheOutcome() {
        approvedBy(approve(lead), approve(chief));
        String key = asked();

        assertThat(ticketStatus(key)).isEqualTo("deciding");
        assertThat(waiting(lead)).containsExactly(key);
        assertThat(waiting(chief)).isEmpty();
        assertThat(decide(chief, vote(agent, key, chief), "approved")
                        .expect(409)
                        .code())
                .isEqualTo("approval_not_yet");

        decide(lead, vote(lead, key, lead), "approved").expect(200);
        assertThat(waiting(lead)).isEmpty();
        assertThat(waiting(chief)).containsExactly(key);
        assertThat(ticketStatus(key)).isEqualTo("deciding");

        decide(chief, vote(chief, key, chief), "approved").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("working");
        assertThat(round(agent, key).path("state").asString()).isEqualTo("approved");
        JsonNode history =
                agent.api().get("/api/tickets/" + key + "/history").expect(200).body();
        assertThat(history.path("items")
                        .valueStream()
                        .filter(entry -> entry.path("field").asString().equals("approval"))
                        .map(entry -> entry.at("/person/displayName").asString() + " "
                                + entry.path("newDisplay").asString()))
                .containsExactly(
                        "최이사 Approved", "최이사 Step 2: approved", "이팀장 Step 1: approved", "김하늘 Asked for, round 1");
        JsonNode moved = history.path("items")
                .valueStream()
                .filter(entry -> entry.path("field").asString().equals("status"))
                .findFirst()
                .orElseThrow();
        assertThat(moved.at("/person/displayName").asString()).isEqualTo("최이사");
        assertThat(moved.path("channel").asString()).isEqualTo("approval");
    }

    @Test
    void queriesAskHowApprovalsStandAndWhoDecides() {
        approvedBy(approve(agent), approve(chief));
        String waiting = asked();
        String halfway = asked();
        decide(agent, vote(agent, halfway, agent), "approved").expect(200);
        String approved = asked();
        decide(agent, vote(agent, approved, agent), "approved").expect(200);
        decide(chief, vote(chief, approved, chief), "approved").expect(200);
        String rejected = asked();
        decide(agent, vote(agent, rejected, agent), "rejected", "예산이 없습니다").expect(200);
        String never = tickets.incident(desk).by(customer).path("key").asString();

        assertThat(found("approvals = pending()")).containsExactlyInAnyOrder(waiting, halfway);
        assertThat(found("approvals = approved()")).containsExactly(approved);
        assertThat(found("\"결재 상태\" IN (반려, Approved)")).containsExactlyInAnyOrder(approved, rejected);
        assertThat(found("approvals != Rejected")).containsExactlyInAnyOrder(waiting, halfway, approved);
        assertThat(found("approvals IS EMPTY")).containsExactly(never);
        assertThat(found("approvals = myPending()")).containsExactly(waiting);
        assertThat(found("\"pending approver\" = currentUser()")).containsExactly(waiting);
        assertThat(found("approvals = myApproval()")).containsExactlyInAnyOrder(waiting, halfway, approved, rejected);
        assertThat(found("approvals = pendingBy(\"" + chief.email() + "\")")).containsExactly(halfway);
        assertThat(found("approver = \"" + chief.email() + "\" AND approvals = approver(currentUser())"))
                .containsExactlyInAnyOrder(waiting, halfway, approved, rejected);
        assertThat(found("approvals != approver(\"" + lead.email() + "\")")).hasSize(5);
        assertThatThrownBy(() -> found("assignee = myPending()")).isInstanceOf(QueryInvalid.class);
        assertThatThrownBy(() -> found("approvals = pendingBy()")).isInstanceOf(QueryInvalid.class);
    }

    private List<String> found(String query) {
        return queries
                .page(agent.current(), "desk = " + desk.key() + " AND (" + query + ")", null, null)
                .items()
                .stream()
                .map(TicketView.RowView::key)
                .toList();
    }

    @Test
    void aRejectionNeedsAReasonAndEndsTheRound() {
        approvedBy(approve(lead), approve(chief));
        String key = asked();
        long vote = vote(lead, key, lead);

        assertThat(decide(lead, vote, "rejected").expect(400).errors()).containsExactly("/comment required");
        decide(lead, vote, "rejected", "예산이 없습니다").expect(200);

        assertThat(ticketStatus(key)).isEqualTo("declined");
        JsonNode round = round(customer, key);
        assertThat(round.path("state").asString()).isEqualTo("rejected");
        assertThat(round.at("/steps/0/votes/0/comment").asString()).isEqualTo("예산이 없습니다");
        assertThat(round.at("/steps/1/state").asString()).isEqualTo("unreached");
        assertThat(waiting(chief)).isEmpty();
    }

    @Test
    @Tag("D07")
    void onlyWhoIsNamedDecidesAndWhatIsDecidedIsFrozen() {
        approvedBy(approve(StatusApproval.Rule.ALL, 0, lead, chief));
        String key = asked();
        long vote = vote(lead, key, lead);

        assertThat(decide(legal, vote, "approved").status()).isEqualTo(404);
        assertThat(decide(agent, vote, "approved").status()).isEqualTo(403);
        assertThat(decide(customer, vote, "approved").status()).isEqualTo(403);
        assertThat(decide(chief, vote, "approved").status()).isEqualTo(403);
        decide(lead, vote, "approved").expect(200);
        assertThat(decide(lead, vote, "rejected", "doch nicht").expect(409).code())
                .isEqualTo("approval_decided");
        assertThat(round(lead, key).at("/steps/0/votes/0/decision").asString()).isEqualTo("approved");
    }

    @Test
    @Tag("D07")
    void aShareThatIsReachedTakesTheOthersOffTheHook() {
        approvedBy(approve(StatusApproval.Rule.PERCENT, 50, lead, legal, chief));
        String key = asked();
        decide(lead, vote(lead, key, lead), "approved").expect(200);
        assertThat(waiting(chief)).containsExactly(key);
        decide(legal, vote(legal, key, legal), "approved").expect(200);

        assertThat(waiting(chief)).isEmpty();
        assertThat(ticketStatus(key)).isEqualTo("working");
    }

    @Test
    @Tag("D07")
    void aSecondRoundIsJudgedByItsOwnVotesAlone() {
        approvedBy(approve(StatusApproval.Rule.ALL, 0, lead, chief));
        String key = asked();
        decide(lead, vote(lead, key, lead), "approved").expect(200);
        take(agent, key, "back").expect(200);
        assertThat(round(agent, key).path("state").asString()).isEqualTo("withdrawn");
        assertThat(waiting(chief)).isEmpty();
        take(agent, key, "ask").expect(200);

        JsonNode second = round(agent, key);
        assertThat(second.path("number").asInt()).isEqualTo(2);
        decide(chief, vote(chief, key, chief), "approved").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("deciding");
        assertThat(waiting(lead)).containsExactly(key);
        decide(lead, vote(lead, key, lead), "approved").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("working");
    }

    @Test
    void nobodyGoesRoundAnApproval() {
        approvedBy(approve(lead));
        String key = asked();

        assertThat(offered(agent, key)).containsExactly("back");
        assertThat(take(agent, key, "approve").expect(409).code()).isEqualTo("transition_refused");
        withdraw(customer, key).expect(200);
        assertThat(offered(agent, key)).containsExactly("back");
        assertThat(take(agent, key, "approve").expect(409).code()).isEqualTo("transition_refused");

        customer.api().post("/api/tickets/" + key + "/approvals").expect(200);
        assertThat(waiting(lead)).containsExactly(key);
    }

    @Test
    void anApprovalThatWaitsToBeAskedForHoldsNothingUpUntilATransitionAsks() {
        follow(whenAsked(approve(StatusApproval.Rule.ALL, 0, lead, chief)), List.of(), askingAgain());
        String key = asked();
        assertThat(ticketStatus(key)).isEqualTo("deciding");
        assertThat(waiting(lead)).isEmpty();
        assertThat(offered(agent, key)).containsExactly("approve", "reject", "back", "again");
        assertThat(customer.api()
                        .post("/api/tickets/" + key + "/approvals")
                        .expect(409)
                        .code())
                .isEqualTo("approval_not_asked_here");

        take(agent, key, "again").expect(200);
        assertThat(offered(agent, key)).containsExactly("back", "again");
        assertThat(take(agent, key, "approve").expect(409).code()).isEqualTo("transition_refused");
        decide(lead, vote(lead, key, lead), "approved").expect(200);

        // Asked again, the votes of the first round are not those of the second.
        take(agent, key, "again").expect(200);
        assertThat(ticket(agent, key).at("/status/key").asString()).isEqualTo("deciding");
        assertThat(approvalHistory(key))
                .containsExactly("Asked for, round 2", "Withdrawn", "Step 1: approved", "Asked for, round 1");
        decide(chief, vote(chief, key, chief), "approved").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("deciding");

        // Withdrawn by hand, it is still not to be gone round; left and entered anew, nobody has asked.
        withdraw(customer, key).expect(200);
        assertThat(offered(agent, key)).containsExactly("back", "again");
        customer.api().post("/api/tickets/" + key + "/approvals").expect(200);
        take(agent, key, "back").expect(200);
        assertThat(round(agent, key).path("state").asString()).isEqualTo("withdrawn");
        take(agent, key, "ask").expect(200);
        assertThat(offered(agent, key)).containsExactly("approve", "reject", "back", "again");
        take(agent, key, "again").expect(200);
        assertThat(passedBy(key, lead, chief)).isEqualTo(List.of("approved"));
    }

    @Test
    void askedForTwiceInTheSameInstantOneRoundIsLeft() throws Exception {
        follow(whenAsked(approve(lead)), List.of(), askingAgain());
        String key = asked();
        take(agent, key, "again").expect(200);
        long vote = vote(lead, key, lead);
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            calls.add(() -> take(agent, key, "again").status());
        }
        calls.add(() -> decide(lead, vote, "approved").status());
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).isSubsetOf(200, 409);
        List<String> states = agent.api()
                .get("/api/tickets/" + key + "/approvals")
                .expect(200)
                .at("/rounds")
                .valueStream()
                .map(each -> each.path("state").asString())
                .toList();
        // Whoever came first: every round but the newest is over, and its votes decide nothing any more.
        assertThat(states.subList(1, states.size())).allMatch("withdrawn"::equals);
        assertThat(states.getFirst()).isEqualTo(ticketStatus(key).equals("working") ? "approved" : "running");
    }

    @Test
    void aDecisionStandsAlsoWhenTheTicketCannotFollow() {
        Rule needsAssignee = new Rule("required", Map.of("field", new JsonMapper().valueToTree("assignee")));
        follow(approval(approve(lead)), List.of(needsAssignee));
        String key = asked();
        decide(lead, vote(lead, key, lead), "approved").expect(200);

        JsonNode round = round(agent, key);
        assertThat(round.path("state").asString()).isEqualTo("approved");
        assertThat(round.path("hindrances").size()).isEqualTo(1);
        assertThat(ticketStatus(key)).isEqualTo("deciding");
        assertThat(offered(agent, key)).containsExactly("approve", "back");
        agent.api()
                .ifMatch(ticket(agent, key).path("version").asLong())
                .patch("/api/tickets/" + key, Map.of("assigneeId", agent.id()))
                .expect(200);
        take(agent, key, "approve").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("working");
    }

    // ------------------------------------------------------------------ kinds of steps

    @Test
    void anAgreementMayBeRefusedAndReadersAreTold() {
        approvedBy(agree(legal), approve(lead), step(Kind.REFERENCE, chief));
        String key = asked();
        decide(legal, vote(legal, key, legal), "rejected", "계약서 확인 필요").expect(200);
        assertThat(round(agent, key).at("/steps/0/state").asString()).isEqualTo("objected");
        decide(lead, vote(lead, key, lead), "approved").expect(200);

        assertThat(ticketStatus(key)).isEqualTo("working");
        assertThat(keys(chief, "referenced")).containsExactly(key);
        assertThat(chief.api().get("/api/requests/" + key).status()).isEqualTo(200);
    }

    @Test
    void belowAThresholdAStepDecidesAll() {
        field("cost", FieldType.MONEY, Map.of("currencies", List.of("KRW")));
        asksFor = List.of(new ScreenField("cost", false));
        StatusApproval.Step upTo =
                finalWhen(approve(lead), new FinalWhen("cost", new BigDecimal("1000000"), "KRW", null));
        StatusApproval.Step expression =
                finalWhen(approve(legal), new FinalWhen(null, null, null, "fields.cost.amount <= 5000000.0"));
        approvedBy(upTo, expression, approve(chief));

        assertThat(passedBy(cost("900000"), lead)).isEqualTo(List.of("approved", "skipped", "skipped"));
        assertThat(passedBy(cost("3000000"), lead, legal)).isEqualTo(List.of("approved", "approved", "skipped"));
        assertThat(passedBy(cost("9000000"), lead, legal, chief))
                .isEqualTo(List.of("approved", "approved", "approved"));
        assertThat(passedBy(asked(), lead, legal, chief)).isEqualTo(List.of("approved", "approved", "approved"));
    }

    @Test
    void approversAreFoundByGroupByManagerAndByField() {
        long groupId = groups.create(administrator, "CAB " + desk.key(), null).id();
        groups.addMember(administrator, groupId, lead.id());
        groups.addMember(administrator, groupId, customer.id());
        chairman.api()
                .ifMatch(1)
                .patch("/api/people/" + customer.id(), Map.of("managerId", chief.id()))
                .expect(200);
        approvedBy(
                named(new Approver(Approver.Type.GROUP, groupId, null)),
                named(new Approver(Approver.Type.REPORTERS_MANAGER, null, null)));
        String key = asked();

        // The reporter is in the group, and does not decide on their own request.
        assertThat(round(agent, key)
                        .path("steps")
                        .valueStream()
                        .map(step -> step.path("votes").findValuesAsString("displayName")))
                .containsExactly(List.of("이팀장"), List.of("최이사"));
    }

    @Test
    @Tag("P04")
    void twoThousandAreAskedAtOnce() {
        long groupId =
                groups.create(administrator, "Everybody " + desk.key(), null).id();
        groups.addMember(administrator, groupId, lead.id());
        database.execute("""
                with many as (
                    insert into people.person (email, display_name, language, time_zone, created_at, updated_at)
                    select 'approver-' || n || '@' || ?::text || '.example.com', '결재자 ' || n, 'ko', 'Asia/Seoul', now(), now()
                    from generate_series(1, 2000) n returning id
                )
                insert into people.group_member (group_id, person_id, added_at) select ?, id, now() from many
                """, desk.key(), groupId);
        approvedBy(new StatusApproval.Step(
                Kind.APPROVE,
                null,
                List.of(new Approver(Approver.Type.GROUP, groupId, null)),
                StatusApproval.Rule.ANY,
                null,
                true,
                false,
                null,
                null));
        String key = asked();

        assertThat(round(agent, key).at("/steps/0/votes")).hasSize(2001);
        assertThat(waiting(lead)).containsExactly(key);
        decide(lead, vote(lead, key, lead), "approved").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("working");
        assertThat(waiting(lead)).isEmpty();
        assertThat(found("approvals = approved() AND approver = \"" + lead.email() + "\""))
                .containsExactly(key);
    }

    @Test
    void approversAreWhoAnswersForAServiceAndWhoIsInAField() {
        long groupId = groups.create(administrator, "Ops " + desk.key(), null).id();
        groups.addMember(administrator, groupId, lead.id());
        Map<String, Object> answers =
                Map.of("service", service("mail", legal), "board", List.of(chief.id(), chairman.id()), "crew", groupId);
        field("service", FieldType.SERVICE);
        field("board", FieldType.PERSONS);
        field("crew", FieldType.GROUP);
        asksFor = answers.keySet().stream()
                .map(field -> new ScreenField(field, false))
                .toList();
        approvedBy(
                named(new Approver(Approver.Type.SERVICE_OWNER, null, "service")),
                named(new Approver(Approver.Type.FIELD, null, "board")),
                named(new Approver(Approver.Type.FIELD, null, "crew")));
        String key = tickets.incident(desk).by(customer).path("key").asString();
        ask(key, answers);
        assertThat(round(agent, key)
                        .path("steps")
                        .valueStream()
                        .map(step -> step.path("votes").findValuesAsString("displayName")))
                .containsExactly(List.of("박법무"), List.of("최이사", chairman.displayName()), List.of("이팀장"));

        // Nobody answers for it: the ticket says so, as it does of who has no manager.
        String other = tickets.incident(desk).by(customer).path("key").asString();
        ask(other, Map.of("service", service("payroll", null)));
        assertThat(round(agent, other).at("/steps/0/unattended").asBoolean()).isTrue();

        assertThatThrownBy(() -> approvedBy(
                        named(new Approver(Approver.Type.SERVICE_OWNER, null, "board")),
                        named(new Approver(Approver.Type.SERVICE_OWNER, null, "nothing")),
                        named(new Approver(Approver.Type.FIELD, null, "service"))))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations().stream()
                                        .map(violation -> violation.pointer() + " " + violation.code()))
                                .containsExactly(
                                        "/statuses/1/approval/steps/0/approvers/0/field field_type_unfit",
                                        "/statuses/1/approval/steps/1/approvers/0/field unknown",
                                        "/statuses/1/approval/steps/2/approvers/0/field field_type_unfit"));
    }

    // ------------------------------------------------------------------ who stands in, who leaves, who is late

    @Test
    void aSubstituteDecidesDuringAnAbsenceAndItIsRecorded() {
        approvedBy(approve(lead));
        String key = asked();
        long vote = vote(agent, key, lead);
        assertThat(decide(legal, vote, "approved").status()).isEqualTo(404);

        absent(lead, legal).expect(200);
        assertThat(absent(legal, lead).expect(400).errors()).containsExactly("/substituteId substitute_circle");
        absent(legal, chief).expect(200);
        assertThat(waiting(legal)).containsExactly(key);
        assertThat(waiting(chief)).containsExactly(key);
        decide(chief, vote, "approved").expect(200);

        JsonNode decided = round(agent, key).at("/steps/0/votes/0");
        assertThat(decided.at("/person/displayName").asString()).isEqualTo("이팀장");
        assertThat(decided.at("/decidedBy/displayName").asString()).isEqualTo("최이사");
        assertThat(ticketStatus(key)).isEqualTo("working");
        clock.advance(Duration.ofHours(2));
        String later = asked();
        assertThat(waiting(legal)).doesNotContain(later);
        assertThat(decide(legal, vote(agent, later, lead), "approved").status()).isEqualTo(404);
    }

    @Test
    void whoLeavesDoesNotHoldUpAndIfNobodyIsLeftAnAdministratorNamesSomebody() {
        approvedBy(approve(StatusApproval.Rule.ALL, 0, lead, legal), approve(chief));
        String key = asked();
        decide(lead, vote(lead, key, lead), "approved").expect(200);
        leave(legal);
        leave(chief);
        watch.run();

        JsonNode round = round(agent, key);
        assertThat(round.at("/steps/0/state").asString()).isEqualTo("approved");
        assertThat(round.at("/steps/1/unattended").asBoolean()).isTrue();
        TestPerson manager = people.person().managerOf(desk.id()).create();
        String change = "/api/tickets/" + key + "/approvals/steps/"
                + round.at("/steps/1/id").asLong() + "/approvers";
        assertThat(agent.api()
                        .put(change, Map.of("personIds", List.of(lead.id())))
                        .status())
                .isEqualTo(403);
        assertThat(manager.api()
                        .put(change, Map.of("personIds", List.of(customer.id())))
                        .expect(400)
                        .errors())
                .containsExactly("/personIds approver_is_reporter");
        manager.api().put(change, Map.of("personIds", List.of(lead.id()))).expect(200);
        assertThat(round(agent, key).at("/steps/1/unattended").asBoolean()).isFalse();
        decide(lead, vote(lead, key, lead), "approved").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("working");
    }

    @Test
    void whoIsLateIsRemindedOnceAndThenTheirManagerMayDecide() {
        chairman.api()
                .ifMatch(1)
                .patch("/api/people/" + lead.id(), Map.of("managerId", chief.id()))
                .expect(200);
        follow(new StatusApproval(List.of(approve(lead)), null, "approve", "reject", false, false, 1, 2), List.of());
        String key = asked();
        clock.advance(Duration.ofMinutes(61));
        watch.run();
        watch.run();
        assertThat(approvalHistory(key))
                .filteredOn(entry -> entry.contains("reminded"))
                .hasSize(1);
        assertThat(waiting(chief)).isEmpty();
        clock.advance(Duration.ofMinutes(61));
        watch.run();
        watch.run();
        assertThat(approvalHistory(key))
                .filteredOn(entry -> entry.contains("may decide"))
                .hasSize(1);
        assertThat(waiting(chief)).containsExactly(key);
        decide(chief, vote(agent, key, lead), "approved").expect(200);
        assertThat(ticketStatus(key)).isEqualTo("working");
    }

    // ------------------------------------------------------------------ what approvers see

    @Test
    @Tag("R03")
    void anApproverSeesTheRequestAndNeverWhatIsInternal() {
        approvedBy(approve(lead), approve(chief));
        String key = asked();
        agent.api()
                .post("/api/tickets/" + key + "/comments", Map.of("body", "<p>내부 메모</p>", "internal", true))
                .expect(201);

        assertThat(lead.api().get("/api/requests/" + key).expect(200).text()).doesNotContain("내부 메모");
        assertThat(lead.api().get("/api/tickets/" + key).status()).isEqualTo(403);
        assertThat(lead.api().get("/api/tickets/" + key + "/history").status()).isEqualTo(403);
        assertThat(lead.api()
                        .post("/api/requests/" + key + "/comments", Map.of("body", "<p>x</p>"))
                        .status())
                .isEqualTo(403);
        assertThat(legal.api().get("/api/requests/" + key).status()).isEqualTo(404);
        assertThat(legal.api().get("/api/tickets/" + key + "/approvals").status())
                .isEqualTo(404);

        // Who was named and has not decided when it ends does not see it any more.
        withdraw(agent, key).expect(200);
        assertThat(lead.api().get("/api/requests/" + key).status()).isEqualTo(404);
    }

    @Test
    void whatAScreenAskedOfCustomersIsShownToThemAndWhatAgentsWereAskedIsNot() {
        field("purpose", FieldType.SHORT_TEXT);
        field("finding", FieldType.SHORT_TEXT);
        asksFor = List.of(new ScreenField("purpose", true));
        follow(
                approval(approve(lead)),
                List.of(),
                transition(
                        "note",
                        "open",
                        "working",
                        false,
                        List.of(new ScreenField("finding", false)),
                        Map.of(),
                        List.of()),
                transition("return", "working", "open", false, List.of(), Map.of(), List.of()));
        String key = tickets.incident(desk).by(customer).path("key").asString();
        agent.api()
                .ifMatch(ticket(agent, key).path("version").asLong())
                .post(
                        "/api/tickets/" + key + "/transitions",
                        Map.of("transition", "note", "fields", Map.of("finding", "디스크 고장")))
                .expect(200);
        take(agent, key, "return").expect(200);
        ask(key, Map.of("purpose", "교체"));

        for (TestPerson reader : List.of(customer, lead)) {
            assertThat(reader.api()
                            .get("/api/requests/" + key)
                            .expect(200)
                            .at("/answers")
                            .findValuesAsString("display"))
                    .contains("교체")
                    .doesNotContain("디스크 고장");
        }
    }

    // ------------------------------------------------------------------ trying it

    @Test
    void aTrialTellsWhoWouldBeAskedAndGoesOnAsThoughTheyHadDecided() {
        follow(
                whenAsked(
                        approve(lead, customer),
                        named(new Approver(Approver.Type.ASSIGNEES_MANAGER, null, null)),
                        step(Kind.REFERENCE, chief)),
                List.of(),
                askingAgain());
        String key = tickets.incident(desk).by(customer).path("key").asString();

        // Nobody asks: all that leads away is offered.
        JsonNode unasked = trial(key, "ask");
        assertThat(unasked.path("approval").isObject()).isFalse();
        assertThat(unasked.path("offered").findValuesAsString("key")).contains("approve", "reject", "back", "again");

        JsonNode asked = trial(key, "ask", "again");
        assertThat(asked.path("offered").findValuesAsString("key")).contains("back", "again");
        assertThat(asked.path("offered").findValuesAsString("key")).doesNotContain("approve", "reject");
        JsonNode steps = asked.at("/approval/steps");
        // The reporter is named and does not decide on their own request.
        assertThat(steps.path(0).path("persons").findValuesAsString("displayName"))
                .containsExactly("이팀장");
        assertThat(steps.path(0).path("required").asInt()).isEqualTo(1);
        assertThat(steps.path(1).path("persons").size()).isZero();
        assertThat(steps.path(1).path("unfound").findValuesAsString("type")).containsExactly("assignees_manager");
        assertThat(steps.path(2).path("kind").asString()).isEqualTo("reference");

        assertThat(trial(key, "ask", "again", "approve").path("status").asString())
                .isEqualTo("working");
        JsonNode rejected = trial(key, "ask", "again", "reject");
        assertThat(rejected.path("status").asString()).isEqualTo("declined");
        assertThat(rejected.path("approval").isObject()).isFalse();
        assertThat(ticketStatus(key)).isEqualTo("open");
        assertThat(agent.api()
                        .get("/api/tickets/" + key + "/approvals")
                        .expect(200)
                        .at("/rounds")
                        .size())
                .isZero();
    }

    private JsonNode trial(String key, String... transitions) {
        return chairman.api()
                .post(
                        "/api/desks/" + desk.key() + "/workflows/" + workflowId + "/draft/try-out",
                        Map.of(
                                "ticketKey",
                                key,
                                "personId",
                                agent.id(),
                                "asCustomer",
                                false,
                                "steps",
                                Stream.of(transitions)
                                        .map(transition -> Map.of("transition", transition))
                                        .toList()))
                .expect(200)
                .body();
    }

    // ------------------------------------------------------------------ several at once

    @Test
    void severalAreDecidedAtOnceEachForItself() {
        approvedBy(approve(lead), approve(chief));
        String one = asked();
        String two = asked();
        long early = vote(agent, two, chief);
        Answer results = lead.api()
                .post(
                        "/api/approvals/decisions",
                        Map.of(
                                "ids",
                                List.of(vote(lead, one, lead), early, vote(lead, two, lead)),
                                "decision",
                                "approved"))
                .expect(200);

        assertThat(results.body().valueStream().map(each -> each.path("decided").asBoolean()))
                .containsExactly(true, false, true);
        assertThat(waiting(chief)).containsExactlyInAnyOrder(one, two);
        assertThat(chief.api()
                        .get("/api/approvals/count")
                        .expect(200)
                        .at("/waiting")
                        .asInt())
                .isEqualTo(2);
    }

    // ------------------------------------------------------------------ lines composed by hand

    @Test
    void theReporterChoosesWhoApprovesBeforeThoseWhoAlwaysDo() {
        follow(
                new StatusApproval(List.of(approve(chief)), null, "approve", "reject", true, false, null, null),
                List.of());
        String key = asked();
        assertThat(round(customer, key).path("state").asString()).isEqualTo("composing");
        String line = "/api/tickets/" + key + "/approvals/line";
        assertThat(customer.api()
                        .put(
                                line,
                                Map.of(
                                        "steps",
                                        List.of(Map.of("kind", "approve", "personIds", List.of(customer.id())))))
                        .expect(400)
                        .errors())
                .containsExactly("/steps/0/personIds approver_is_reporter");
        Map<String, Object> steps = Map.of(
                "steps",
                List.of(
                        Map.of("kind", "agree", "personIds", List.of(legal.id())),
                        Map.of("kind", "approve", "personIds", List.of(lead.id()))));
        assertThat(lead.api().put(line, steps).status()).isEqualTo(404);
        customer.api().put(line, steps).expect(200);
        assertThat(customer.api().put(line, steps).expect(409).code()).isEqualTo("approval_composed");

        assertThat(passedBy(key, legal, lead, chief)).isEqualTo(List.of("approved", "approved", "approved"));
    }

    // ------------------------------------------------------------------ links

    @Test
    void whoseTurnItIsReadsItInAMailWithALinkThatDecidesOnceAndNobodyElseIsAsked() throws Throwable {
        TestPerson deputy = people.person().create();
        absent(lead, deputy).expect(200);
        approvedBy(approve(lead), approve(chief));
        try (TestMailServer server = TestMailServer.open(people, database, clock)) {
            String key = asked();
            server.allIsFollowed();
            clock.advance(Duration.ofSeconds(70));
            eventually(() -> assertThat(server.mails(deputy)).hasSize(1));
            eventually(() -> assertThat(server.mails(lead)).hasSize(1));
            assertThat(server.mails(chief)).isEmpty();

            String text = TestMailServer.text(server.mails(deputy).getFirst());
            assertThat(text).contains("Your decision is asked for");
            assertThat(server.mails(deputy).getFirst().getHeader("List-Unsubscribe"))
                    .isNull();
            String address = text.lines()
                    .filter(line -> line.contains(TestMailServer.WEB + "/approve/"))
                    .findFirst()
                    .orElseThrow();
            String link = "/api/approval-links/" + address.substring(address.lastIndexOf('/') + 1);
            people.anonymous().post(link, Map.of("decision", "approved")).expect(200);
            people.anonymous().post(link, Map.of("decision", "approved")).expect(409);
            assertThat(round(agent, key).at("/steps/0/votes/0/decision").asString())
                    .isEqualTo("approved");

            server.allIsFollowed();
            clock.advance(Duration.ofSeconds(70));
            eventually(() -> assertThat(server.mails(chief)).hasSize(1));
        }
    }

    @Test
    void aLinkDecidesOnceAndOpeningItDecidesNothing() {
        approvedBy(approve(lead));
        String key = asked();
        TestPerson manager = people.person().managerOf(desk.id()).create();
        String make = "/api/approvals/" + vote(agent, key, lead) + "/link";
        assertThat(agent.api().post(make).status()).isEqualTo(403);
        String url = manager.api().post(make).expect(201).at("/url").asString();
        String link = "/api/approval-links/" + url.substring(url.lastIndexOf('/') + 1);

        for (int i = 0; i < 3; i++) {
            JsonNode page = people.anonymous().get(link).expect(200).body();
            assertThat(page.path("state").asString()).isEqualTo("open");
            assertThat(page.at("/request/key").asString()).isEqualTo(key);
        }
        assertThat(ticketStatus(key)).isEqualTo("deciding");
        assertThat(people.anonymous()
                        .post(link, Map.of("decision", "rejected"))
                        .expect(400)
                        .errors())
                .containsExactly("/comment required");
        people.anonymous()
                .post(link, Map.of("decision", "rejected", "comment", "다음 분기에"))
                .expect(200);
        assertThat(ticketStatus(key)).isEqualTo("declined");
        assertThat(round(agent, key).at("/steps/0/votes/0/channel").asString()).isEqualTo("link");
        assertThat(people.anonymous()
                        .post(link, Map.of("decision", "approved"))
                        .expect(409)
                        .code())
                .isEqualTo("approval_decided");
        JsonNode over = people.anonymous().get(link).expect(200).body();
        assertThat(over.path("state").asString()).isEqualTo("decided");
        assertThat(over.has("request") && !over.path("request").isNull()).isFalse();
    }

    @Test
    void aLinkEndsWithItsTimeAndWithTheRound() {
        approvedBy(approve(lead));
        TestPerson manager = people.person().managerOf(desk.id()).create();
        String expired = link(manager, asked());
        clock.advance(Duration.ofDays(8));
        assertThat(people.anonymous().get(expired).at("/state").asString()).isEqualTo("expired");
        assertThat(people.anonymous()
                        .post(expired, Map.of("decision", "approved"))
                        .expect(409)
                        .code())
                .isEqualTo("approval_link_expired");
        clock.reset();
        String key = asked();
        String withdrawn = link(manager, key);
        withdraw(customer, key).expect(200);
        assertThat(people.anonymous().get(withdrawn).at("/state").asString()).isEqualTo("over");
        assertThat(people.anonymous()
                        .post(withdrawn, Map.of("decision", "approved"))
                        .expect(409)
                        .code())
                .isEqualTo("approval_over");
    }

    // ------------------------------------------------------------------ at once

    @Test
    void votesOfTheSameInstantAreEachCountedOnce() throws Exception {
        List<TestPerson> board = IntStream.range(0, 8)
                .mapToObj(i -> people.person().named("이사 " + i).create())
                .toList();
        approvedBy(approve(StatusApproval.Rule.NUMBER, 5, board.toArray(TestPerson[]::new)));
        String key = asked();
        List<Callable<Integer>> votes = new ArrayList<>();
        for (TestPerson person : board) {
            long vote = vote(person, key, person);
            // Each of them twice, as an impatient finger does.
            votes.add(() -> decide(person, vote, "approved").status());
            votes.add(() -> decide(person, vote, "approved").status());
        }
        List<Integer> answers = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(votes.size())) {
            for (var answer : threads.invokeAll(votes)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnly(200, 409);
        assertThat(answers).filteredOn(status -> status == 200).hasSize(5);
        assertThat(round(agent, key)
                        .at("/steps/0/votes")
                        .valueStream()
                        .filter(each -> each.path("decision").isString()))
                .hasSize(5);
        assertThat(ticketStatus(key)).isEqualTo("working");
        assertThat(approvalHistory(key)).filteredOn("Approved"::equals).hasSize(1);
    }

    // ------------------------------------------------------------------ publishing

    @Test
    void anApprovalIsCheckedWithItsWorkflow() {
        StatusApproval nobody = new StatusApproval(
                List.of(new StatusApproval.Step(
                        Kind.AGREE, null, List.of(), StatusApproval.Rule.PERCENT, 0, false, false, null, null)),
                null,
                "approve",
                "nowhere",
                false,
                false,
                0,
                null);
        assertThatThrownBy(() -> follow(nobody, List.of()))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations().stream().map(Violation::pointer))
                                .containsExactly(
                                        "/statuses/1/approval/steps",
                                        "/statuses/1/approval/steps/0/approvers",
                                        "/statuses/1/approval/steps/0/needed",
                                        "/statuses/1/approval/rejected",
                                        "/statuses/1/approval/remindAfterHours"));
    }

    @Test
    void whoAsksAndWhoIsAskedMustMeet() {
        assertThatThrownBy(() -> follow(whenAsked(approve(lead)), List.of(), starting("work", "open", "working")))
                .isInstanceOfSatisfying(
                        Invalid.class,
                        invalid -> assertThat(invalid.violations().stream()
                                        .map(violation -> violation.pointer() + " " + violation.code()))
                                .containsExactly(
                                        "/statuses/1/approval/begins approval_never_asked",
                                        "/transitions/5/postFunctions/0 nothing_to_approve"));
    }

    // ------------------------------------------------------------------ words for the above

    private static StatusApproval whenAsked(StatusApproval.Step... steps) {
        return new StatusApproval(
                Arrays.asList(steps),
                StatusApproval.Beginning.WHEN_ASKED,
                "approve",
                "reject",
                false,
                false,
                null,
                null);
    }

    private static Transition askingAgain() {
        return starting("again", "deciding", "deciding");
    }

    private static Transition starting(String key, String from, String to) {
        return new Transition(
                key,
                NAME,
                List.of(from),
                to,
                false,
                false,
                List.of(),
                Map.of(),
                Transition.Style.DEFAULT,
                List.of(),
                List.of(),
                List.of(new Rule(StatusApproval.START, Map.of())),
                null);
    }

    private void approvedBy(StatusApproval.Step... steps) {
        follow(approval(steps), List.of());
    }

    private static StatusApproval approval(StatusApproval.Step... steps) {
        return new StatusApproval(Arrays.asList(steps), null, "approve", "reject", false, false, null, null);
    }

    private static StatusApproval.Step approve(TestPerson... persons) {
        return step(Kind.APPROVE, persons);
    }

    private static StatusApproval.Step approve(StatusApproval.Rule rule, int needed, TestPerson... persons) {
        return new StatusApproval.Step(
                Kind.APPROVE, null, named(persons), rule, needed == 0 ? null : needed, true, false, null, null);
    }

    private static StatusApproval.Step agree(TestPerson... persons) {
        return new StatusApproval.Step(
                Kind.AGREE, null, named(persons), null, null, false, false, Comment.ON_REJECTION, null);
    }

    private static StatusApproval.Step step(Kind kind, TestPerson... persons) {
        return new StatusApproval.Step(kind, null, named(persons), null, null, true, false, null, null);
    }

    private static StatusApproval.Step named(Approver approver) {
        return new StatusApproval.Step(Kind.APPROVE, null, List.of(approver), null, null, true, false, null, null);
    }

    private static List<Approver> named(TestPerson... persons) {
        return Stream.of(persons).map(person -> Approver.person(person.id())).toList();
    }

    private static StatusApproval.Step finalWhen(StatusApproval.Step step, FinalWhen threshold) {
        return new StatusApproval.Step(
                step.kind(), null, step.approvers(), step.rule(), null, true, false, null, threshold);
    }

    private void follow(StatusApproval approval, List<Rule> validators, Transition... further) {
        workflowId = workflows
                .create(
                        administrator,
                        desk.id(),
                        new NewWorkflow(
                                NAME,
                                "open",
                                List.of(
                                        new NewStatus("open", NAME, null, StatusCategory.NEW),
                                        new NewStatus("deciding", NAME, null, StatusCategory.WAITING, null, approval),
                                        new NewStatus("working", NAME, null, StatusCategory.ACTIVE),
                                        new NewStatus("declined", NAME, null, StatusCategory.DONE)),
                                Stream.concat(
                                                Stream.of(
                                                        transition(
                                                                "ask",
                                                                "open",
                                                                "deciding",
                                                                true,
                                                                asksFor,
                                                                Map.of(),
                                                                List.of()),
                                                        transition(
                                                                "approve",
                                                                "deciding",
                                                                "working",
                                                                false,
                                                                List.of(),
                                                                Map.of(),
                                                                validators),
                                                        transition(
                                                                "reject",
                                                                "deciding",
                                                                "declined",
                                                                false,
                                                                List.of(),
                                                                Map.of("resolution", "declined"),
                                                                List.of()),
                                                        transition(
                                                                "back",
                                                                "deciding",
                                                                "open",
                                                                false,
                                                                List.of(),
                                                                Map.of(),
                                                                List.of()),
                                                        transition(
                                                                "end",
                                                                "working",
                                                                "declined",
                                                                false,
                                                                List.of(),
                                                                Map.of("resolution", "done"),
                                                                List.of())),
                                                Stream.of(further))
                                        .toList(),
                                Set.of(TicketType.INCIDENT)))
                .id();
    }

    private static Transition transition(
            String key,
            String from,
            String to,
            boolean customer,
            List<ScreenField> screen,
            Map<String, String> set,
            List<Rule> validators) {
        return new Transition(
                key,
                NAME,
                List.of(from),
                to,
                customer,
                false,
                screen,
                set,
                Transition.Style.DEFAULT,
                List.of(),
                validators,
                List.of(),
                null);
    }

    private void field(String key, FieldType type) {
        field(key, type, Map.of());
    }

    private void field(String key, FieldType type, Map<String, Object> settings) {
        chairman.api()
                .post(
                        "/api/desks/" + desk.key() + "/fields",
                        Map.of("key", key, "type", type.key(), "name", Map.of("en", key), "settings", settings))
                .expect(201);
    }

    /** A service of the desk, told of by somebody who works there: with the name of who answers for it. */
    private long service(String key, @Nullable TestPerson owner) {
        long id = chairman.api()
                .post(
                        "/api/desks/" + desk.key() + "/services",
                        owner == null
                                ? Map.of("key", key, "name", Map.of("en", key))
                                : Map.of("key", key, "name", Map.of("en", key), "ownerId", owner.id()))
                .expect(201)
                .at("/id")
                .asLong();
        if (owner != null) {
            assertThat(agent.api()
                            .get("/api/desks/" + desk.key() + "/services")
                            .expect(200)
                            .body()
                            .findValuesAsString("displayName"))
                    .containsExactly(owner.displayName());
        }
        return id;
    }

    /** A ticket whose approval its customer has asked for. */
    private String asked() {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        ask(key, Map.of());
        return key;
    }

    private void ask(String key, Map<String, Object> fields) {
        customer.api()
                .ifMatch(customer.api()
                        .get("/api/requests/" + key)
                        .at("/version")
                        .asLong())
                .post("/api/requests/" + key + "/transitions", Map.of("transition", "ask", "fields", fields))
                .expect(200);
    }

    private String cost(String amount) {
        String key = tickets.incident(desk).by(customer).path("key").asString();
        ask(key, Map.of("cost", Map.of("amount", amount, "currency", "KRW")));
        return key;
    }

    /** Lets these approve one after the other; answers how the steps stand once the ticket has moved on. */
    private List<String> passedBy(String key, TestPerson... persons) {
        for (TestPerson person : persons) {
            assertThat(ticketStatus(key)).isEqualTo("deciding");
            decide(person, vote(person, key, person), "approved").expect(200);
        }
        assertThat(ticketStatus(key)).isEqualTo("working");
        return round(agent, key)
                .path("steps")
                .valueStream()
                .map(step -> step.path("state").asString())
                .toList();
    }

    private String link(TestPerson manager, String key) {
        String url = manager.api()
                .post("/api/approvals/" + vote(agent, key, lead) + "/link")
                .expect(201)
                .at("/url")
                .asString();
        return "/api/approval-links/" + url.substring(url.lastIndexOf('/') + 1);
    }

    private static JsonNode ticket(TestPerson person, String key) {
        return person.api().get("/api/tickets/" + key).expect(200).body();
    }

    private String ticketStatus(String key) {
        return ticket(agent, key).at("/status/key").asString();
    }

    private static List<String> offered(TestPerson person, String key) {
        return ticket(person, key).path("transitions").findValuesAsString("key").stream()
                .filter(each ->
                        !List.of("deciding", "working", "declined", "open").contains(each))
                .toList();
    }

    private static Answer take(TestPerson person, String key, String transition) {
        return person.api()
                .ifMatch(ticket(person, key).path("version").asLong())
                .post("/api/tickets/" + key + "/transitions", Map.of("transition", transition));
    }

    private static JsonNode round(TestPerson reader, String key) {
        return reader.api()
                .get("/api/tickets/" + key + "/approvals")
                .expect(200)
                .at("/rounds/0");
    }

    /** The vote of a person in the newest round. */
    private static long vote(TestPerson reader, String key, TestPerson person) {
        return round(reader, key)
                .path("steps")
                .valueStream()
                .flatMap(step -> step.path("votes").valueStream())
                .filter(vote -> vote.at("/person/id").asLong() == person.id())
                .filter(vote -> !vote.path("decision").isString())
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
    }

    private static Answer decide(TestPerson person, long vote, String decision) {
        return person.api().post("/api/approvals/" + vote + "/decision", Map.of("decision", decision));
    }

    private static Answer decide(TestPerson person, long vote, String decision, String comment) {
        return person.api()
                .post("/api/approvals/" + vote + "/decision", Map.of("decision", decision, "comment", comment));
    }

    private static Answer withdraw(TestPerson person, String key) {
        return person.api().post("/api/tickets/" + key + "/approvals/withdrawal", Map.of());
    }

    private static List<String> waiting(TestPerson person) {
        return keys(person, "waiting");
    }

    private static List<String> keys(TestPerson person, String scope) {
        return person.api()
                .get("/api/approvals?scope=" + scope)
                .expect(200)
                .at("/items")
                .valueStream()
                .map(item -> item.at("/ticket/key").asString())
                .toList();
    }

    private List<String> approvalHistory(String key) {
        return agent.api()
                .get("/api/tickets/" + key + "/history")
                .expect(200)
                .at("/items")
                .valueStream()
                .filter(entry -> entry.path("field").asString().equals("approval"))
                .map(entry -> entry.path("newDisplay").asString())
                .toList();
    }

    private Answer absent(TestPerson person, TestPerson substitute) {
        return person.api()
                .post(
                        "/api/me/absences",
                        Map.of(
                                "substituteId",
                                substitute.id(),
                                "endsAt",
                                clock.instant().plus(Duration.ofHours(1)).toString()));
    }

    private void leave(TestPerson person) {
        chairman.api()
                .ifMatch(1)
                .patch("/api/people/" + person.id(), Map.of("active", false))
                .expect(200);
    }
}
