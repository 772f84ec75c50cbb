package io.maru.automation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.platform.LocalizedText;
import io.maru.ticket.Channel;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.LinkType;
import io.maru.ticket.TicketChanged;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What lets a rule run. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trigger.CreatedTrigger.class, name = "created"),
    @JsonSubTypes.Type(value = Trigger.StatusTrigger.class, name = "status_changed"),
    @JsonSubTypes.Type(value = Trigger.FieldTrigger.class, name = "field_changed"),
    @JsonSubTypes.Type(value = Trigger.AssignedTrigger.class, name = "assigned"),
    @JsonSubTypes.Type(value = Trigger.CommentedTrigger.class, name = "commented"),
    @JsonSubTypes.Type(value = Trigger.LinkedTrigger.class, name = "linked"),
    @JsonSubTypes.Type(value = Trigger.ApprovalTrigger.class, name = "approval"),
    @JsonSubTypes.Type(value = Trigger.ThresholdTrigger.class, name = "sla_threshold"),
    @JsonSubTypes.Type(value = Trigger.ScheduleTrigger.class, name = "schedule"),
    @JsonSubTypes.Type(value = Trigger.ManualTrigger.class, name = "manual"),
    @JsonSubTypes.Type(value = Trigger.WebhookTrigger.class, name = "webhook")
})
public sealed interface Trigger {

    /** What has to be looked up to know whether something is what a trigger waits for. */
    interface Facts {

        /** Also one that no workflow has any more. */
        Status status(long id);

        /** Who asked for help with the ticket. */
        long reporterId();
    }

    /**
     * The field, by the name that the history has for it, without whose change it is never met; a name of its own for one that waits for
     * something else.
     */
    @JsonIgnore
    String waitsFor();

    /** Whether one of the changes is what it waits for; {@code change} is the first of that field. */
    default boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
        return false;
    }

    /** Whether there is a ticket with which a run begins. */
    default boolean withTicket() {
        return true;
    }

    /** The names of what it brings along beside the ticket, all of them texts. */
    default Set<String> brings() {
        return Set.of();
    }

    /** A ticket was created. What it begins with lets nothing else run. */
    record CreatedTrigger() implements Trigger {

        @Override
        public String waitsFor() {
            return "created";
        }

        @Override
        public boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
            return true;
        }
    }

    /**
     * Statuses that are meant.
     *
     * @param keys of them
     * @param categories all of these
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusChoice(
            @Nullable Set<String> keys, @Nullable Set<StatusCategory> categories) {

        boolean empty() {
            return (keys == null || keys.isEmpty()) && (categories == null || categories.isEmpty());
        }

        private boolean means(Status status) {
            return keys != null && keys.contains(status.key())
                    || categories != null && categories.contains(status.category());
        }
    }

    /**
     * A ticket went from one status to another.
     *
     * @param from null for any
     * @param to null for any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StatusTrigger(
            @Nullable StatusChoice from, @Nullable StatusChoice to) implements Trigger {

        @Override
        public String waitsFor() {
            return "status";
        }

        @Override
        public boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
            return means(from, change.oldValue(), facts) && means(to, change.newValue(), facts);
        }

        private static boolean means(@Nullable StatusChoice choice, @Nullable JsonNode status, Facts facts) {
            return choice == null || status != null && choice.means(facts.status(status.asLong()));
        }
    }

    /** What became of a field's values. */
    enum Direction {
        /** It has one that it did not have. */
        ADDED,
        /** It lost one. */
        REMOVED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Direction of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * A field was changed.
     *
     * @param field by the name that the history has for it
     * @param direction null for any change. Of a field that holds one value it is added when the field was empty, and removed when the
     *     field is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FieldTrigger(String field, @Nullable Direction direction) implements Trigger {

        @Override
        public String waitsFor() {
            return field;
        }

        @Override
        public boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
            return switch (direction) {
                case null -> true;
                case ADDED -> gains(change.oldValue(), change.newValue());
                case REMOVED -> gains(change.newValue(), change.oldValue());
            };
        }

        private static boolean gains(@Nullable JsonNode before, @Nullable JsonNode after) {
            if (before != null && !before.isArray()) {
                return false;
            }
            Set<JsonNode> gained = values(after);
            gained.removeAll(values(before));
            return !gained.isEmpty();
        }

        private static Set<JsonNode> values(@Nullable JsonNode value) {
            return Stream.ofNullable(value)
                    .flatMap(each -> each.isArray() ? each.valueStream() : Stream.of(each))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    /** A ticket was given to somebody, or to somebody else. */
    record AssignedTrigger() implements Trigger {

        @Override
        public String waitsFor() {
            return "assignee";
        }

        @Override
        public boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
            return change.newValue() != null;
        }
    }

    /** Who speaks. */
    enum Speaker {
        /** Who asked for help, or whoever speaks at the customers' face. */
        CUSTOMER,
        AGENT;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Speaker of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Somebody said something.
     *
     * @param internal whether it was said among those who work on the ticket, or to its customers; null for both
     * @param by null for anybody
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommentedTrigger(
            @Nullable Boolean internal, @Nullable Speaker by) implements Trigger {

        @Override
        public String waitsFor() {
            return "comment";
        }

        @Override
        public boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
            JsonNode comment = change.newValue();
            return comment != null
                    && (internal == null || internal == comment.path("internal").asBoolean(false))
                    && (by == null || by == speaker(happened, facts));
        }

        private static Speaker speaker(TicketChanged happened, Facts facts) {
            return happened.channel() == Channel.PORTAL || happened.personId() == facts.reporterId()
                    ? Speaker.CUSTOMER
                    : Speaker.AGENT;
        }
    }

    /**
     * A ticket was linked to another one.
     *
     * @param link null for any
     * @param outward whether it reads from this ticket to the other; null for both
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record LinkedTrigger(@Nullable LinkType link, @Nullable Boolean outward) implements Trigger {

        @Override
        public String waitsFor() {
            return "link";
        }

        @Override
        public boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
            JsonNode made = change.newValue();
            return made != null
                    && (link == null || link.key().equals(made.path("type").asString("")))
                    && (outward == null || outward == made.path("outward").asBoolean(false));
        }
    }

    /** What happens to a round of approval. */
    enum ApprovalNews {
        ASKED,
        APPROVED,
        REJECTED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static ApprovalNews of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** An approval was asked for or decided: one of these. */
    record ApprovalTrigger(Set<ApprovalNews> news) implements Trigger {

        public ApprovalTrigger {
            news = Set.copyOf(news);
        }

        @Override
        public String waitsFor() {
            return "approval";
        }

        @Override
        public boolean isMetBy(HistoryEntry.Change change, TicketChanged happened, Facts facts) {
            JsonNode said = change.newValue();
            String event = said == null ? "" : said.path("event").asString("");
            return news.stream().anyMatch(each -> each.key().equals(event));
        }
    }

    /** What a clock of a service level agreement comes to. */
    enum ThresholdNews {
        /** One of the points before the target. */
        WARNED,
        /** The target itself. */
        BREACHED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static ThresholdNews of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** A clock of a ticket came to a threshold: one of these. Brings along {@code sla.threshold}, such as {@code share:80}. */
    record ThresholdTrigger(Set<ThresholdNews> news) implements Trigger {

        static final String WAITS_FOR = "sla.threshold";

        public ThresholdTrigger {
            news = Set.copyOf(news);
        }

        @Override
        public String waitsFor() {
            return WAITS_FOR;
        }

        @Override
        public Set<String> brings() {
            return Set.of("sla.threshold");
        }
    }

    /**
     * Its time comes: once each time, and once after servers were down for several.
     *
     * @param query for each of whose tickets it runs then, asked by the person in whose name it runs; null to run once, without a ticket
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScheduleTrigger(Schedule schedule, @Nullable String query) implements Trigger {

        @Override
        public String waitsFor() {
            return "schedule";
        }

        @Override
        public boolean withTicket() {
            return query != null;
        }
    }

    /** What somebody is asked who lets a rule run by hand. */
    enum InputType {
        TEXT,
        NUMBER,
        DATE,
        CHOICE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static InputType of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * One thing that is asked.
     *
     * @param key by which the rule names it, as {@code input.<key>}
     * @param choices of {@link InputType#CHOICE}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ManualInput(
            String key,
            LocalizedText label,
            InputType type,
            boolean required,
            @Nullable List<String> choices) {}

    /**
     * Somebody who works on the desk lets it run on a ticket.
     *
     * @param inputs asked before
     * @param groupIds who may; null for all who may change tickets
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ManualTrigger(List<ManualInput> inputs, @Nullable Set<Long> groupIds) implements Trigger {

        static final String WAITS_FOR = "manual";
        static final String INPUT = "input.";

        public ManualTrigger {
            inputs = List.copyOf(inputs);
        }

        @Override
        public String waitsFor() {
            return WAITS_FOR;
        }

        @Override
        public Set<String> brings() {
            return inputs.stream().map(input -> INPUT + input.key()).collect(Collectors.toSet());
        }
    }

    /**
     * Another system calls.
     *
     * @param ticket where in what it sends, as a JSON pointer, the key of a ticket stands; null to run without one
     * @param values where what the rule names as {@code webhook.<name>} stands, by name
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookTrigger(@Nullable String ticket, Map<String, String> values) implements Trigger {

        static final String WEBHOOK = "webhook.";

        public WebhookTrigger {
            values = Map.copyOf(values);
        }

        @Override
        public String waitsFor() {
            return "webhook";
        }

        @Override
        public boolean withTicket() {
            return ticket != null;
        }

        @Override
        public Set<String> brings() {
            return values.keySet().stream().map(name -> WEBHOOK + name).collect(Collectors.toSet());
        }
    }
}
