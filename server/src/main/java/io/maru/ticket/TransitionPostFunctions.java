package io.maru.ticket;

import io.maru.desk.TicketType;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.people.Permission;
import io.maru.people.RoleAssignments;
import io.maru.platform.Language;
import io.maru.platform.Violation;
import io.maru.workflow.Rule;
import io.maru.workflow.RuleContext;
import io.maru.workflow.RuleParameter;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The post-functions that come with the ticket itself. */
@Configuration(proxyBeanMethods = false)
class TransitionPostFunctions {

    private static final Set<String> ALWAYS_THERE = Set.of("summary", "priority");

    private static final Pattern TRANSITION_KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private record PostFunction(
            String key, List<RuleParameter> parameters, RuleCheck check, BiConsumer<Rule, TransitionEffects> effect)
            implements TransitionPostFunction {

        @Override
        public void check(Rule rule, RuleContext context, String pointer, List<Violation> violations) {
            check.check(rule, context, pointer, violations);
        }

        @Override
        public void apply(Rule rule, TransitionEffects ticket) {
            effect.accept(rule, ticket);
        }
    }

    @Bean
    static TransitionPostFunction setField(FieldValues fieldValues) {
        return new PostFunction(
                "set_field",
                List.of(RuleParameter.field("field"), RuleParameter.of("value", RuleParameter.Type.VALUE)),
                (rule, context, pointer, violations) -> {
                    FieldDefinition field = settable("field", rule, context, pointer, violations);
                    if (field != null) {
                        checkValue(fieldValues, field, rule, pointer, violations);
                    }
                },
                (rule, ticket) -> ticket.set(rule.text("field"), rule.value("value")));
    }

    @Bean
    static TransitionPostFunction clearField() {
        return new PostFunction(
                "clear_field",
                List.of(RuleParameter.field("field")),
                (rule, context, pointer, violations) -> {
                    FieldDefinition field = settable("field", rule, context, pointer, violations);
                    if (field != null && ALWAYS_THERE.contains(field.key())) {
                        violations.add(Violation.of(pointer + "/field", "field_not_settable"));
                    }
                },
                (rule, ticket) -> ticket.set(rule.text("field"), null));
    }

    @Bean
    static TransitionPostFunction copyField() {
        return new PostFunction(
                "copy_field",
                List.of(RuleParameter.field("source"), RuleParameter.field("target")),
                (rule, context, pointer, violations) -> {
                    FieldDefinition target = settable("target", rule, context, pointer, violations);
                    if (target != null
                            && (target.type() != context.typeOf(rule.text("source"))
                                    || target.key().equals(rule.text("source")))) {
                        violations.add(Violation.of(pointer + "/target", "field_type_unfit"));
                    }
                },
                (rule, ticket) -> ticket.set(rule.text("target"), ticket.value(rule.text("source"))));
    }

    @Bean
    static TransitionPostFunction increaseField() {
        return new PostFunction(
                "increase_field",
                List.of(
                        RuleParameter.field("field", FieldType.NUMBER),
                        RuleParameter.of("by", RuleParameter.Type.NUMBER).optional()),
                (rule, context, pointer, violations) -> settable("field", rule, context, pointer, violations),
                (rule, ticket) -> {
                    JsonNode value = ticket.value(rule.text("field"));
                    JsonNode by = rule.value("by");
                    BigDecimal sum = (value == null ? BigDecimal.ZERO : value.decimalValue())
                            .add(by == null ? BigDecimal.ONE : by.decimalValue());
                    ticket.set(rule.text("field"), JsonNodeFactory.instance.numberNode(sum));
                });
    }

    @Bean
    static TransitionPostFunction assign(RoleAssignments roleAssignments, TurnStore turns) {
        return new PostFunction(
                "assign",
                List.of(
                        RuleParameter.choice(
                                "to", List.of("actor", "reporter", "person", "least_loaded", "round_robin", "nobody")),
                        RuleParameter.of("person", RuleParameter.Type.PERSON).optional(),
                        RuleParameter.of("group", RuleParameter.Type.GROUP).optional()),
                (rule, context, pointer, violations) -> {
                    checkPerson("to", rule, pointer, violations);
                    if (rule.has("group")
                            && !Set.of("least_loaded", "round_robin").contains(rule.text("to"))) {
                        violations.add(Violation.of(pointer + "/group", "parameter_unfit"));
                    }
                },
                (rule, ticket) -> {
                    switch (rule.text("to")) {
                        case "least_loaded", "round_robin" -> {
                            JsonNode group = rule.value("group");
                            List<Long> candidates = roleAssignments.workers(
                                    Permission.TICKET_EDIT, ticket.deskId(), group == null ? null : group.asLong());
                            if (!candidates.isEmpty()) {
                                ticket.assign(
                                        rule.text("to").equals("round_robin")
                                                ? turns.next(ticket.workflowId(), ticket.transition(), candidates)
                                                : turns.leastLoaded(ticket.deskId(), candidates));
                            }
                        }
                        case "nobody" -> ticket.assign(null);
                        default -> {
                            Long person = person("to", rule, ticket);
                            if (person != null) {
                                ticket.assign(person);
                            }
                        }
                    }
                });
    }

    @Bean
    static TransitionPostFunction addComment() {
        return new PostFunction(
                "add_comment",
                List.of(
                        RuleParameter.of("text", RuleParameter.Type.TEXT),
                        RuleParameter.choice("visibility", List.of("public", "internal"))),
                (rule, context, pointer, violations) -> checkTemplate("text", rule, context, pointer, violations),
                (rule, ticket) -> ticket.comment(
                        CommentTemplate.fill(rule.text("text"), ticket::placeholder),
                        rule.text("visibility").equals("internal")));
    }

    @Bean
    static TransitionPostFunction addWatcher() {
        return adding("add_watcher", TransitionEffects::watch);
    }

    @Bean
    static TransitionPostFunction addParticipant() {
        return adding("add_participant", TransitionEffects::participate);
    }

    @Bean
    static TransitionPostFunction createTicket() {
        return new PostFunction(
                "create_ticket",
                List.of(
                        RuleParameter.choice("ticket_type", TicketType.values(), TicketType::key),
                        RuleParameter.choice("link_type", LinkType.values(), LinkType::key),
                        RuleParameter.of("summary", RuleParameter.Type.TEXT),
                        RuleParameter.of("description", RuleParameter.Type.TEXT).optional()),
                (rule, context, pointer, violations) -> {
                    checkTemplate("summary", rule, context, pointer, violations);
                    checkTemplate("description", rule, context, pointer, violations);
                },
                (rule, ticket) -> ticket.create(new TransitionEffects.NewLinkedTicket(
                        TicketType.of(rule.text("ticket_type")),
                        CommentTemplate.fill(rule.text("summary"), ticket::placeholder),
                        CommentTemplate.fill(rule.text("description"), ticket::placeholder),
                        LinkType.of(rule.text("link_type")))));
    }

    @Bean
    static TransitionPostFunction transitionLinked() {
        return new PostFunction(
                "transition_linked",
                List.of(
                        RuleParameter.choice("link_type", LinkType.values(), LinkType::key),
                        RuleParameter.choice("direction", List.of("outward", "inward", "either")),
                        RuleParameter.of("transition", RuleParameter.Type.TEXT)),
                (rule, context, pointer, violations) -> {
                    if (!TRANSITION_KEY.matcher(rule.text("transition")).matches()) {
                        violations.add(Violation.of(pointer + "/transition", "key_form"));
                    }
                },
                (rule, ticket) -> ticket.follow(new TransitionEffects.LinkedStep(
                        LinkType.of(rule.text("link_type")),
                        switch (rule.text("direction")) {
                            case "outward" -> true;
                            case "inward" -> false;
                            default -> null;
                        },
                        rule.text("transition"))));
    }

    private static void checkTemplate(
            String parameter, Rule rule, RuleContext context, String pointer, List<Violation> violations) {
        CommentTemplate.names(rule.text(parameter)).stream()
                .filter(name -> !CommentTemplate.NAMES.contains(name))
                .filter(name -> !name.startsWith(CommentTemplate.FIELD)
                        || context.typeOf(name.substring(CommentTemplate.FIELD.length())) == null)
                .distinct()
                .forEach(name -> violations.add(Violation.of(pointer + "/" + parameter, "placeholder_unknown", name)));
    }

    private static TransitionPostFunction adding(String key, BiConsumer<TransitionEffects, Long> effect) {
        return new PostFunction(
                key,
                List.of(
                        RuleParameter.choice("who", List.of("actor", "reporter", "assignee", "person")),
                        RuleParameter.of("person", RuleParameter.Type.PERSON).optional()),
                (rule, context, pointer, violations) -> checkPerson("who", rule, pointer, violations),
                (rule, ticket) -> {
                    Long person = person("who", rule, ticket);
                    if (person != null) {
                        effect.accept(ticket, person);
                    }
                });
    }

    /** A person is named exactly when the choice is that one is named. */
    private static void checkPerson(String choice, Rule rule, String pointer, List<Violation> violations) {
        boolean named = rule.text(choice).equals("person");
        if (named && !rule.has("person")) {
            violations.add(Violation.of(pointer + "/person", "required"));
        } else if (!named && rule.has("person")) {
            violations.add(Violation.of(pointer + "/person", "parameter_unfit"));
        }
    }

    private static @Nullable Long person(String choice, Rule rule, TransitionSubject ticket) {
        JsonNode person = switch (rule.text(choice)) {
            case "person" -> rule.value("person");
            case "actor" -> JsonNodeFactory.instance.numberNode(ticket.actor().id());
            default -> ticket.value(rule.text(choice));
        };
        return person == null ? null : person.asLong();
    }

    /** The field that a post-function writes; null, and a violation, when it is not one that it can. */
    private static @Nullable FieldDefinition settable(
            String parameter, Rule rule, RuleContext context, String pointer, List<Violation> violations) {
        FieldDefinition field = context.field(rule.text(parameter)).orElse(null);
        if (field == null || field.type() == FieldType.FILE) {
            violations.add(Violation.of(pointer + "/" + parameter, "field_not_settable"));
            return null;
        }
        return field;
    }

    private static void checkValue(
            FieldValues fieldValues, FieldDefinition field, Rule rule, String pointer, List<Violation> violations) {
        int before = violations.size();
        JsonNode value = fieldValues.accept(
                field,
                Objects.requireNonNull(rule.value("value")),
                pointer + "/value",
                violations,
                Language.EN,
                ZoneOffset.UTC);
        if (value == null && violations.size() == before) {
            violations.add(Violation.of(pointer + "/value", "required"));
        }
    }
}
