package io.maru.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.maru.automation.Trigger.ApprovalNews;
import io.maru.automation.Trigger.ApprovalTrigger;
import io.maru.automation.Trigger.AssignedTrigger;
import io.maru.automation.Trigger.CommentedTrigger;
import io.maru.automation.Trigger.Direction;
import io.maru.automation.Trigger.FieldTrigger;
import io.maru.automation.Trigger.LinkedTrigger;
import io.maru.automation.Trigger.Speaker;
import io.maru.automation.Trigger.StatusChoice;
import io.maru.automation.Trigger.StatusTrigger;
import io.maru.platform.ConfigurationText;
import io.maru.platform.Invalid;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import io.maru.support.MaruTest;
import io.maru.ticket.Channel;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.LinkType;
import io.maru.ticket.TicketChanged;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What rules say, how that is written, and when it is met. */
@MaruTest
class RuleDefinitionTest {

    private static final String TEXT = """
            maru: automation-rule
            format: 1
            automation-rule:
              trigger:
                type: status_changed
                to:
                  categories:
                  - done
              steps:
              - type: when
                condition:
                  type: query
                  query: priority in (Highest, High)
              - type: if
                condition:
                  type: comparison
                  value: "{{ticket.summary}}"
                  comparison: contains
                  with: VPN
                then:
                - type: each
                  of:
                    type: linked
                    link: parent_of
                    outward: true
                  steps:
                  - type: comment
                    text: "{{trigger.ticket}} is done."
                    internal: true
                otherwise:
                - type: edit
                  values:
                    priority: 2
                    due_date: "{{now.plusDays(7).format('yyyy-MM-dd')}}"
                  addLabels:
                  - done
              mayTriggerItself: false
            """;

    private static final JsonMapper JSON = new JsonMapper();

    @Autowired
    RuleChecks checks;

    private static RuleDefinition read(String text) {
        return ConfigurationText.read(text, "automation-rule", 1, RuleDefinition.class, "/text");
    }

    private List<Violation> problems(RuleDefinition definition) {
        List<Violation> violations = new ArrayList<>();
        checks.check(definition, List.of(), ZoneOffset.UTC, violations);
        return violations;
    }

    @Test
    void aRuleIsTheSameAsTextAsJsonAndInTheDatabase() {
        RuleDefinition rule = read(TEXT);

        assertThat(problems(rule)).isEmpty();
        assertThat(read(ConfigurationText.write("automation-rule", 1, rule))).isEqualTo(rule);
        assertThat(Json.read(Json.of(rule), RuleDefinition.class)).isEqualTo(rule);
    }

    @Test
    void aTextThatSaysSomethingUnknownIsRefused() {
        assertThatThrownBy(() -> read(TEXT.replace("type: comment", "type: explode")))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> read(TEXT.replace("internal: true", "hidden: true")))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> read(TEXT.replace("type: linked", "type: all")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void whatCannotRunIsToldAtItsPlace() {
        assertThat(problems(read(TEXT.replace("{{ticket.summary}}", "{{ticket.sumary}}"))))
                .extracting(Violation::pointer)
                .containsExactly("/steps/1/condition/value");
        assertThat(problems(read(TEXT.replace("\"{{trigger.ticket}} is done.\"", "\"\""))))
                .extracting(Violation::pointer)
                .contains("/steps/1/then/0/steps/0/text");
        assertThat(problems(read(TEXT.replace("priority: 2", "colour: red"))))
                .extracting(Violation::pointer)
                .containsExactly("/steps/1/otherwise/0/values/colour");
    }

    @Test
    void queriesArePutInOtherWordsWhereverTheyStand() {
        List<String> places = new ArrayList<>();
        RuleDefinition other = read(TEXT.replace("type: linked", "type: found\n        query: type = Change")
                        .replaceAll("\\s+link: parent_of\\s+outward: true", ""))
                .with((pointer, query) -> {
                    places.add(pointer);
                    return query + "!";
                });
        assertThat(places).containsExactly("/steps/0/condition/query", "/steps/1/then/0/of/query");
        assertThat(Json.of(other).data()).contains("priority in (Highest, High)!", "type = Change!");
    }

    private static final Trigger.Facts FACTS = new Trigger.Facts() {
        @Override
        public Status status(long id) {
            return new Status(
                    id, 1, "s" + id, LocalizedText.EMPTY, LocalizedText.EMPTY, StatusCategory.values()[(int) id]);
        }

        @Override
        public long reporterId() {
            return 7;
        }
    };

    private static boolean met(Trigger trigger, long person, Channel channel, String before, String after) {
        HistoryEntry.Change change = new HistoryEntry.Change(trigger.waitsFor(), json(before), json(after));
        TicketChanged happened = new TicketChanged(
                1,
                "IT-1",
                1,
                2,
                TicketChanged.Kind.CHANGED,
                Instant.EPOCH,
                person,
                channel,
                List.of(change),
                Set.of(7L));
        return trigger.isMetBy(change, happened, FACTS);
    }

    private static @Nullable JsonNode json(String text) {
        return text.isEmpty() ? null : JSON.readTree(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "any",
            value = {
                "any     | ''        | 3         | true",
                "added   | ''        | 3         | true",
                "added   | 2         | 3         | false",
                "removed | 2         | ''        | true",
                "removed | 2         | 3         | false",
                "added   | ['a']     | ['a','b'] | true",
                "added   | ['a','b'] | ['a']     | false",
                "removed | ['a','b'] | ['a']     | true",
                "added   | ['a']     | ['b']     | true"
            })
    void aFieldGainsAndLosesValues(String direction, String before, String after, boolean met) {
        Trigger trigger = new FieldTrigger("value:3", direction == null ? null : Direction.of(direction));
        assertThat(met(trigger, 8, Channel.WORKSPACE, before.replace('\'', '"'), after.replace('\'', '"')))
                .isEqualTo(met);
    }

    @Test
    void aStatusIsMeantByItsKeyOrItsCategory() {
        Trigger trigger = new StatusTrigger(
                new StatusChoice(Set.of("s0"), null), new StatusChoice(null, Set.of(StatusCategory.DONE)));
        assertThat(met(trigger, 8, Channel.WORKSPACE, "0", "3")).isTrue();
        assertThat(met(trigger, 8, Channel.WORKSPACE, "1", "3")).isFalse();
        assertThat(met(trigger, 8, Channel.WORKSPACE, "0", "2")).isFalse();
        assertThat(met(new StatusTrigger(null, null), 8, Channel.WORKSPACE, "0", "2"))
                .isTrue();
    }

    @Test
    void whoSpeaksIsACustomerOrAnAgentAndToWhomIsTold() {
        Trigger customer = new CommentedTrigger(false, Speaker.CUSTOMER);
        String open = "{\"id\": 1, \"internal\": false}";
        String internal = "{\"id\": 1, \"internal\": true}";
        assertThat(met(customer, 7, Channel.API, "", open)).isTrue();
        assertThat(met(customer, 8, Channel.PORTAL, "", open)).isTrue();
        assertThat(met(customer, 8, Channel.WORKSPACE, "", open)).isFalse();
        assertThat(met(new CommentedTrigger(true, null), 8, Channel.WORKSPACE, "", internal))
                .isTrue();
        assertThat(met(new CommentedTrigger(true, null), 8, Channel.WORKSPACE, "", open))
                .isFalse();
    }

    @Test
    void assignmentsLinksAndApprovalsAreToldApart() {
        assertThat(met(new AssignedTrigger(), 8, Channel.API, "", "5")).isTrue();
        assertThat(met(new AssignedTrigger(), 8, Channel.API, "5", "")).isFalse();
        String link = "{\"type\": \"parent_of\", \"outward\": true, \"key\": \"IT-2\"}";
        assertThat(met(new LinkedTrigger(LinkType.PARENT_OF, true), 8, Channel.API, "", link))
                .isTrue();
        assertThat(met(new LinkedTrigger(LinkType.BLOCKS, null), 8, Channel.API, "", link))
                .isFalse();
        assertThat(met(new LinkedTrigger(null, null), 8, Channel.API, link, "")).isFalse();
        Trigger approved = new ApprovalTrigger(Set.of(ApprovalNews.APPROVED));
        assertThat(met(approved, 8, Channel.APPROVAL, "", "{\"event\": \"approved\"}"))
                .isTrue();
        assertThat(met(approved, 8, Channel.APPROVAL, "", "{\"event\": \"asked\"}"))
                .isFalse();
    }
}
