package io.maru.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.platform.Violation;
import java.util.List;
import java.util.Locale;

/**
 * A kind of rule that a transition can have. Modules contribute theirs as Spring beans; what a rule does is said by the
 * module that runs it. Names and help are the messages {@code rule.<kind>.<key>.name} and {@code .help}.
 */
public interface RuleType {

    /** When in a transition a rule speaks. */
    enum Kind {
        /** Decides whether the transition is offered at all. */
        CONDITION("conditions"),
        /** Judges the ticket with what was entered. */
        VALIDATOR("validators"),
        /** Changes the ticket when the transition is taken. */
        POST_FUNCTION("postFunctions");

        private final String member;

        Kind(String member) {
            this.member = member;
        }

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The member of a transition that holds such rules. */
        String member() {
            return member;
        }

        List<Rule> of(Transition transition) {
            return switch (this) {
                case CONDITION -> transition.conditions();
                case VALIDATOR -> transition.validators();
                case POST_FUNCTION -> transition.postFunctions();
            };
        }
    }

    /** Unique among the types of its kind. */
    String key();

    Kind kind();

    List<RuleParameter> parameters();

    /**
     * What else is wrong with a rule whose parameters are each acceptable.
     *
     * @param pointer where its parameters stand, such as {@code /transitions/3/validators/0/parameters}
     */
    default void check(Rule rule, RuleContext context, String pointer, List<Violation> violations) {}

    /**
     * Whether no ticket can ever fulfil a condition of this type together with another one of the same transition, both of
     * them acceptable by themselves. Asked of a condition and itself too.
     */
    default boolean excludes(Rule rule, Rule other) {
        return false;
    }
}
