package io.maru.automation;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rule waits for and what it does then.
 *
 * @param steps done in order, until a condition is not met
 * @param mayTriggerItself whether what it changed may let it run again
 */
public record RuleDefinition(Trigger trigger, List<Step> steps, boolean mayTriggerItself) {

    public RuleDefinition {
        steps = List.copyOf(steps);
    }

    /** The names of texts that it makes itself, or that what lets it run brings along. */
    Set<String> named() {
        return Stream.concat(
                        RuleChecks.variables(steps).map(name -> RuleNames.VARIABLES + name), trigger.brings().stream())
                .collect(Collectors.toSet());
    }

    /**
     * The same with its queries put in other words.
     *
     * @param words of a query, by the JSON pointer to its place and what it is
     */
    RuleDefinition with(BinaryOperator<String> words) {
        return new RuleDefinition(with(trigger, words), with(steps, "/steps", words), mayTriggerItself);
    }

    private static Trigger with(Trigger trigger, BinaryOperator<String> words) {
        return trigger instanceof Trigger.ScheduleTrigger schedule && schedule.query() != null
                ? new Trigger.ScheduleTrigger(schedule.schedule(), words.apply("/trigger/query", schedule.query()))
                : trigger;
    }

    private static List<Step> with(List<Step> steps, String pointer, BinaryOperator<String> words) {
        return IntStream.range(0, steps.size())
                .mapToObj(index -> with(steps.get(index), pointer + "/" + index, words))
                .toList();
    }

    private static Step with(Step step, String pointer, BinaryOperator<String> words) {
        return switch (step) {
            case Step.WhenStep when -> new Step.WhenStep(with(when.condition(), pointer + "/condition", words));
            case Step.IfStep choice ->
                new Step.IfStep(
                        with(choice.condition(), pointer + "/condition", words),
                        with(choice.then(), pointer + "/then", words),
                        orNone(choice.otherwise(), pointer + "/otherwise", words));
            case Step.EachStep each ->
                new Step.EachStep(
                        each.of() instanceof Step.FoundTickets found
                                ? new Step.FoundTickets(words.apply(pointer + "/of/query", found.query()))
                                : each.of(),
                        with(each.steps(), pointer + "/steps", words));
            case Action action -> action;
        };
    }

    private static @Nullable List<Step> orNone(
            @Nullable List<Step> steps, String pointer, BinaryOperator<String> words) {
        return steps == null ? null : with(Objects.requireNonNull(steps), pointer, words);
    }

    private static Condition with(Condition condition, String pointer, BinaryOperator<String> words) {
        return condition instanceof Condition.QueryCondition asked
                ? new Condition.QueryCondition(words.apply(pointer + "/query", asked.query()))
                : condition;
    }
}
