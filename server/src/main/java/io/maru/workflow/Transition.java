package io.maru.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.platform.LocalizedText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way from one status to another.
 *
 * @param from keys of statuses; empty for any status except the target
 * @param to key of the status it leads to
 * @param customer offered to the reporter and participants on the portal too
 * @param onCustomerComment taken by itself when a customer comments: the ticket no longer waits for them
 * @param screen what is asked of the person who takes it
 * @param set what it writes by itself, by field: a customer's withdrawal sets {@code resolution} to {@code withdrawn}
 * @param style how its button looks
 * @param conditions all must hold, or the transition is not offered
 * @param validators what the ticket must be like with what was entered
 * @param postFunctions what else changes, in their order
 * @param shortcut the letter on an agent's keyboard that takes it
 */
public record Transition(
        String key,
        LocalizedText name,
        List<String> from,
        String to,
        boolean customer,
        boolean onCustomerComment,
        List<ScreenField> screen,
        Map<String, String> set,
        Style style,
        List<Rule> conditions,
        List<Rule> validators,
        List<Rule> postFunctions,
        @Nullable String shortcut) {

    /** How a transition's button looks. */
    public enum Style {
        PRIMARY,
        DEFAULT,
        DANGER;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Style of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    // The canonical constructor also reads older and hand-written documents, in which what is empty is left out.
    public Transition(
            String key,
            LocalizedText name,
            @Nullable List<String> from,
            String to,
            boolean customer,
            boolean onCustomerComment,
            @Nullable List<ScreenField> screen,
            @Nullable Map<String, String> set,
            @Nullable Style style,
            @Nullable List<Rule> conditions,
            @Nullable List<Rule> validators,
            @Nullable List<Rule> postFunctions,
            @Nullable String shortcut) {
        this.key = key;
        this.name = name;
        this.from = from == null ? List.of() : List.copyOf(from);
        this.to = to;
        this.customer = customer;
        this.onCustomerComment = onCustomerComment;
        this.screen = screen == null ? List.of() : List.copyOf(screen);
        this.set = set == null ? Map.of() : Map.copyOf(set);
        this.style = style == null ? Style.DEFAULT : style;
        this.conditions = conditions == null ? List.of() : List.copyOf(conditions);
        this.validators = validators == null ? List.of() : List.copyOf(validators);
        this.postFunctions = postFunctions == null ? List.of() : List.copyOf(postFunctions);
        this.shortcut = shortcut;
    }

    /** One without rules. */
    public Transition(
            String key,
            LocalizedText name,
            List<String> from,
            String to,
            boolean customer,
            boolean onCustomerComment,
            List<ScreenField> screen,
            Map<String, String> set,
            Style style) {
        this(key, name, from, to, customer, onCustomerComment, screen, set, style, null, null, null, null);
    }

    /** Whether taking it asks for the approval of its target. */
    public boolean startsApproval() {
        return postFunctions.stream().anyMatch(rule -> rule.type().equals(StatusApproval.START));
    }

    /** Whether it leads away from this status. */
    public boolean startsAt(Status status) {
        return startsAt(status.key());
    }

    boolean startsAt(String status) {
        return from.isEmpty() ? !to.equals(status) : from.contains(status);
    }
}
