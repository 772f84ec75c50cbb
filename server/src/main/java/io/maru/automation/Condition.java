package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has to be so. What is undecided, because a value is missing, is not so. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Condition.QueryCondition.class, name = "query"),
    @JsonSubTypes.Type(value = Condition.ComparisonCondition.class, name = "comparison"),
    @JsonSubTypes.Type(value = Condition.ExpressionCondition.class, name = "expression"),
    @JsonSubTypes.Type(value = Condition.PersonCondition.class, name = "person")
})
public sealed interface Condition {

    /** A query finds the ticket, asked by the person in whose name the rule runs. */
    record QueryCondition(String query) implements Condition {}

    /** How two texts are compared: as numbers when both are, else whatever the case. */
    enum Comparison {
        EQUALS,
        DIFFERS,
        CONTAINS,
        STARTS_WITH,
        LESS,
        GREATER,
        EMPTY,
        FILLED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Comparison of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }

        boolean needsOther() {
            return this != EMPTY && this != FILLED;
        }
    }

    /**
     * A text with values compares to another one.
     *
     * @param value a template
     * @param with a template; null for a comparison that needs none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ComparisonCondition(
            String value, Comparison comparison, @Nullable String with) implements Condition {}

    /** An expression is true. */
    record ExpressionCondition(String expression) implements Condition {}

    /** Somebody by what they are to the ticket. */
    enum Who {
        /** Who did what let the rule run. */
        ACTOR,
        REPORTER,
        ASSIGNEE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Who of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Somebody is one of these persons or in one of these groups, or works on the ticket's desk.
     *
     * @param agents whether those who work on the desk are meant, too
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PersonCondition(
            Who who,
            @Nullable Set<Long> personIds,
            @Nullable Set<Long> groupIds,
            @Nullable Boolean agents) implements Condition {}
}
