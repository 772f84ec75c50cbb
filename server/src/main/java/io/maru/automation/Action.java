package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.automation.Condition.Who;
import io.maru.desk.TicketType;
import io.maru.ticket.LinkType;
import io.maru.workflow.StatusCategory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a rule does: with the rights of the person in whose name it runs, and as that person would by hand. Texts are templates. */
public sealed interface Action extends Step {

    /**
     * Changes a ticket.
     *
     * @param values what its fields are to hold, by key; a text is a template, null empties the field
     * @param addLabels templates
     * @param removeLabels templates
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record EditAction(
            @Nullable Map<String, JsonNode> values,
            @Nullable List<String> addLabels,
            @Nullable List<String> removeLabels)
            implements Action {}

    /**
     * Takes a ticket to a status, by the first transition that leads there and that the person may take.
     *
     * @param status its key; null when any of the category will do
     * @param category of the status; null when {@code status} says it
     * @param resolution for a transition that asks for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TransitionAction(
            @Nullable String status,
            @Nullable StatusCategory category,
            @Nullable String resolution) implements Action {}

    /** Says something, to the ticket's customers or among those who work on it. */
    record CommentAction(String text, boolean internal) implements Action {}

    /** To whom a ticket is given. */
    enum Target {
        PERSON,
        /** Who did what let the rule run. */
        ACTOR,
        REPORTER,
        /** Each in turn. */
        ROUND_ROBIN,
        /** Who has the fewest open tickets of the desk. */
        LEAST_LOADED,
        /** As the words say that stand in the ticket. */
        KEYWORD,
        NOBODY;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Target of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Words, and to whom a ticket goes in which one of them stands.
     *
     * @param words whatever their case
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Keyword(
            List<String> words,
            @Nullable Long personId,
            @Nullable Long teamId) {

        public Keyword {
            words = List.copyOf(words);
        }
    }

    /**
     * Gives a ticket to somebody.
     *
     * @param to null when it goes to a team alone
     * @param personId of {@link Target#PERSON}
     * @param groupId whose members come into question for {@link Target#ROUND_ROBIN} and {@link Target#LEAST_LOADED}; null for all who
     *     work on the desk
     * @param teamId the team that it goes to; null leaves it as it is
     * @param text in which {@link Target#KEYWORD} looks, a template
     * @param keywords in order, the first that is found counts
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AssignAction(
            @Nullable Target to,
            @Nullable Long personId,
            @Nullable Long groupId,
            @Nullable Long teamId,
            @Nullable String text,
            @Nullable List<Keyword> keywords)
            implements Action {}

    /**
     * Makes a ticket, which is {@code created} afterwards.
     *
     * @param deskKey null for the ticket's own desk
     * @param requestTypeId gives its type and its form; null for the ticket's own fields
     * @param ticketType when there is no request type
     * @param values by field key; a text is a template
     * @param link what the ticket becomes to it; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CreateAction(
            @Nullable String deskKey,
            @Nullable Long requestTypeId,
            @Nullable TicketType ticketType,
            Map<String, JsonNode> values,
            @Nullable LinkType link)
            implements Action {

        public CreateAction {
            values = Map.copyOf(values);
        }
    }

    /**
     * Links a ticket to another one, unless it is.
     *
     * @param outward whether the type reads from the ticket to the other
     * @param target the key of the other, a template
     */
    record LinkAction(LinkType link, boolean outward, String target) implements Action {}

    /**
     * Lets somebody watch a ticket, or not any more.
     *
     * @param who null when {@code personId} says it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WatchAction(@Nullable Who who, @Nullable Long personId, boolean watching) implements Action {}

    /** Who of those whom a ticket concerns is told something. */
    enum Recipient {
        REPORTER,
        PARTICIPANTS,
        ASSIGNEE,
        TEAM,
        WATCHERS,
        /** Who shapes the desk. */
        MANAGERS;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Recipient of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** Tells people something, as each has chosen to hear of it; only those who may see the ticket. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NotifyAction(
            @Nullable Set<Recipient> to,
            @Nullable Set<Long> personIds,
            @Nullable Set<Long> groupIds,
            String text) implements Action {}

    /**
     * Tells another system, after the run; again and again until it answers with success or is given up.
     *
     * @param address of the web
     * @param values the members of the JSON object that is sent, each a template
     */
    record CallAction(String address, Map<String, String> values) implements Action {

        public CallAction {
            values = Map.copyOf(values);
        }
    }

    /** Keeps a text until the end of the run, as {@code variables.<name>}. */
    record VariableAction(String name, String value) implements Action {}

    /** Writes a line into the run's record. */
    record LogAction(String text) implements Action {}
}
