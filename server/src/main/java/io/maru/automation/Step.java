package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.maru.ticket.LinkType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line of a rule. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Step.WhenStep.class, name = "when"),
    @JsonSubTypes.Type(value = Step.IfStep.class, name = "if"),
    @JsonSubTypes.Type(value = Step.EachStep.class, name = "each"),
    @JsonSubTypes.Type(value = Action.EditAction.class, name = "edit"),
    @JsonSubTypes.Type(value = Action.TransitionAction.class, name = "transition"),
    @JsonSubTypes.Type(value = Action.CommentAction.class, name = "comment"),
    @JsonSubTypes.Type(value = Action.AssignAction.class, name = "assign"),
    @JsonSubTypes.Type(value = Action.CreateAction.class, name = "create"),
    @JsonSubTypes.Type(value = Action.LinkAction.class, name = "link"),
    @JsonSubTypes.Type(value = Action.WatchAction.class, name = "watch"),
    @JsonSubTypes.Type(value = Action.NotifyAction.class, name = "notify"),
    @JsonSubTypes.Type(value = Action.CallAction.class, name = "call"),
    @JsonSubTypes.Type(value = Action.VariableAction.class, name = "variable"),
    @JsonSubTypes.Type(value = Action.LogAction.class, name = "log")
})
public sealed interface Step permits Step.WhenStep, Step.IfStep, Step.EachStep, Action {

    /** What follows it is done only if something is so. */
    record WhenStep(Condition condition) implements Step {}

    /**
     * Some steps are done if something is so, others if it is not. What follows is done in any case.
     *
     * @param otherwise null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IfStep(
            Condition condition, List<Step> then, @Nullable List<Step> otherwise) implements Step {

        public IfStep {
            then = List.copyOf(then);
        }

        List<Step> orElse() {
            return Objects.requireNonNullElse(otherwise, List.of());
        }
    }

    /** Steps that are done for each of several things. A condition among them that is not met passes over that one alone. */
    record EachStep(Several of, List<Step> steps) implements Step {

        public EachStep {
            steps = List.copyOf(steps);
        }
    }

    /** What steps are done for. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LinkedTickets.class, name = "linked"),
        @JsonSubTypes.Type(value = FoundTickets.class, name = "found"),
        @JsonSubTypes.Type(value = EachValue.class, name = "values")
    })
    sealed interface Several {}

    /**
     * Each ticket that the ticket is linked to.
     *
     * @param link null for any
     * @param outward whether it reads from this ticket to the other; null for both
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkedTickets(@Nullable LinkType link, @Nullable Boolean outward) implements Several {}

    /** Each ticket that a query finds, asked by the person in whose name the rule runs. */
    record FoundTickets(String query) implements Several {}

    /** Each value of a list, or each part of a text between commas, as {@code item}; the ticket stays the same. */
    record EachValue(String value) implements Several {}
}
