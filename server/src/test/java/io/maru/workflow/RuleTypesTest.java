package io.maru.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.maru.field.FieldDefinition;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.platform.LocalizedText;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RuleTypesTest {

    private static final LocalizedText NAME = new LocalizedText("이름", "Name");

    private final RuleTypes types = new RuleTypes(List.of(
            type(RuleType.Kind.CONDITION, "been", RuleParameter.of("status", RuleParameter.Type.STATUS)),
            type(
                    RuleType.Kind.CONDITION,
                    "member",
                    RuleParameter.of("group", RuleParameter.Type.GROUP).several()),
            type(
                    RuleType.Kind.VALIDATOR,
                    "form",
                    RuleParameter.field("field", FieldType.SHORT_TEXT),
                    RuleParameter.of("pattern", RuleParameter.Type.PATTERN).optional())));

    @Test
    void rulesThatSayAllTheirTypeAsksForCanBePublished() {
        assertThat(problems(
                        List.of(rule("been", "{'status': 'open'}"), rule("member", "{'group': [7]}")),
                        List.of(rule("form", "{'field': 'place', 'pattern': '[A-Z]+'}"))))
                .isEmpty();
    }

    @Test
    void whatIsUnknownIsToldWhereItStands() {
        assertThat(problems(
                        List.of(
                                rule("nonsense", "{}"),
                                rule("been", "{'status': 'elsewhere'}"),
                                rule("member", "{'group': [7, 8]}")),
                        List.of(rule("form", "{'field': 'nowhere', 'colour': 'red'}"))))
                .containsExactlyInAnyOrder(
                        "/transitions/0/conditions/0/type rule_type_unknown",
                        "/transitions/0/conditions/1/parameters/status status_unknown",
                        "/transitions/0/conditions/2/parameters/group/1 unknown",
                        "/transitions/0/validators/0/parameters/field unknown",
                        "/transitions/0/validators/0/parameters/colour unknown");
    }

    @Test
    void whatIsMissingOrOfAnotherKindIsTold() {
        assertThat(problems(
                        List.of(rule("been", "{}"), rule("member", "{'group': 7}"), rule("form", "{'field': 'place'}")),
                        List.of(
                                rule("form", "{'field': 'size'}"),
                                rule("form", "{'field': 'place', 'pattern': '('}"),
                                rule("form", "{'field': 3}"))))
                .containsExactlyInAnyOrder(
                        "/transitions/0/conditions/0/parameters/status required",
                        "/transitions/0/conditions/1/parameters/group wrong_type",
                        "/transitions/0/conditions/2/type rule_type_unknown",
                        "/transitions/0/validators/0/parameters/field field_type_unfit",
                        "/transitions/0/validators/1/parameters/pattern pattern_unreadable",
                        "/transitions/0/validators/2/parameters/field wrong_type");
    }

    @Test
    void aDocumentFromBeforeThereWereRulesHasNone() {
        Transition read = new JsonMapper().readValue("""
                        {"key": "go", "name": {"en": "Go"}, "from": ["a"], "to": "b", "customer": false,
                         "onCustomerComment": false, "screen": [], "set": {}, "style": "default"}
                        """, Transition.class);

        assertThat(read.conditions()).isEmpty();
        assertThat(read.validators()).isEmpty();
        assertThat(read.postFunctions()).isEmpty();
    }

    private List<String> problems(List<Rule> conditions, List<Rule> validators) {
        Transition transition = new Transition(
                "go",
                NAME,
                List.of(),
                "open",
                false,
                false,
                List.of(),
                Map.of(),
                Transition.Style.DEFAULT,
                conditions,
                validators,
                List.of(),
                null);
        RuleContext context = new RuleContext(
                Set.of("open"),
                List.of(field("place", FieldType.SHORT_TEXT), field("size", FieldType.NUMBER)),
                group -> group == 7,
                person -> false);
        return types.violations(List.of(transition), context).stream()
                .map(violation -> violation.pointer() + " " + violation.code())
                .toList();
    }

    private static FieldDefinition field(String key, FieldType type) {
        return new FieldDefinition(
                1, 1L, key, type, NAME, LocalizedText.EMPTY, FieldSettings.NONE, List.of(), false, 1);
    }

    private static Rule rule(String type, String parameters) {
        JsonNode read = new JsonMapper().readTree(parameters.replace('\'', '"'));
        Map<String, JsonNode> values = new java.util.HashMap<>();
        read.propertyStream().forEach(property -> values.put(property.getKey(), property.getValue()));
        return new Rule(type, values);
    }

    private static RuleType type(RuleType.Kind kind, String key, RuleParameter... parameters) {
        return new RuleType() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public Kind kind() {
                return kind;
            }

            @Override
            public List<RuleParameter> parameters() {
                return List.of(parameters);
            }
        };
    }
}
