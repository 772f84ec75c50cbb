package io.maru.workflow;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.platform.LocalizedText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who decides while a ticket is in a status, as data; what it does is said by the module that runs approvals.
 *
 * @param steps in order: the next is asked when one is through
 * @param begins what opens a round
 * @param approved key of the transition that is taken when all is approved
 * @param rejected key of the transition that is taken when it is rejected
 * @param composed the reporter, or an agent for them, chooses the first steps when it begins; these follow
 * @param ownRequest whether the reporter may decide too
 * @param remindAfterHours when those who have not decided are reminded; null for never
 * @param escalateAfterHours when their managers may decide in their place; null for never
 */
public record StatusApproval(
        List<Step> steps,
        Beginning begins,
        String approved,
        String rejected,
        boolean composed,
        boolean ownRequest,
        @Nullable Integer remindAfterHours,
        @Nullable Integer escalateAfterHours) {

    /** The post-function of a transition that asks for the approval of its target, anew if one is under way. */
    public static final String START = "start_approval";

    public StatusApproval(
            @Nullable List<Step> steps,
            @Nullable Beginning begins,
            String approved,
            String rejected,
            boolean composed,
            boolean ownRequest,
            @Nullable Integer remindAfterHours,
            @Nullable Integer escalateAfterHours) {
        this.steps = steps == null ? List.of() : List.copyOf(steps);
        this.begins = begins == null ? Beginning.ON_ENTRY : begins;
        this.approved = approved;
        this.rejected = rejected;
        this.composed = composed;
        this.ownRequest = ownRequest;
        this.remindAfterHours = remindAfterHours;
        this.escalateAfterHours = escalateAfterHours;
    }

    /**
     * Whether a round begins.
     *
     * @param transition by which the ticket came or stayed; null when it was created there or moved by a publication
     * @param entered whether it was elsewhere before
     */
    public boolean beginsWith(@Nullable Transition transition, boolean entered) {
        return begins == Beginning.ON_ENTRY && entered || transition != null && transition.startsApproval();
    }

    /** What opens a round in a status. */
    public enum Beginning {
        /** The ticket comes into the status, by whatever way. */
        ON_ENTRY,
        /** A transition asks for it; coming by another, nobody is asked and no transition is withheld. */
        WHEN_ASKED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Beginning of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param name what it is called, when its kind does not say enough
     * @param needed how many of the approvers, or how many percent of them, by the rule
     * @param refusalEnds of an approval: one refusal is enough to reject; of an agreement: a refusal rejects at all
     * @param skipWithoutApprover go on when nobody is there to decide, instead of waiting for an administrator
     * @param finalWhen when it holds, approving this step approves all
     */
    public record Step(
            Kind kind,
            @Nullable LocalizedText name,
            List<Approver> approvers,
            Rule rule,
            @Nullable Integer needed,
            boolean refusalEnds,
            boolean skipWithoutApprover,
            Comment comment,
            @Nullable FinalWhen finalWhen) {

        public Step(
                Kind kind,
                @Nullable LocalizedText name,
                @Nullable List<Approver> approvers,
                @Nullable Rule rule,
                @Nullable Integer needed,
                boolean refusalEnds,
                boolean skipWithoutApprover,
                @Nullable Comment comment,
                @Nullable FinalWhen finalWhen) {
            this.kind = kind;
            this.name = name;
            this.approvers = approvers == null ? List.of() : List.copyOf(approvers);
            this.rule = rule == null ? Rule.ALL : rule;
            this.needed = needed;
            this.refusalEnds = refusalEnds;
            this.skipWithoutApprover = skipWithoutApprover;
            this.comment = comment == null ? Comment.ON_REJECTION : comment;
            this.finalWhen = finalWhen;
        }
    }

    /** What is asked of the approvers of a step. */
    public enum Kind {
        APPROVE,
        /** Their refusal is recorded and ends nothing, unless the step says so. */
        AGREE,
        /** They only read. */
        REFERENCE;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** How many of a step's approvers it takes. */
    public enum Rule {
        ANY,
        ALL,
        NUMBER,
        PERCENT;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Rule of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /** When deciding asks for a comment. */
    public enum Comment {
        NEVER,
        ON_REJECTION,
        ALWAYS;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Comment of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * Who is asked.
     *
     * @param id of the person or group
     * @param field key of a field that holds persons, a group or a service, by the type
     */
    public record Approver(
            Type type, @Nullable Long id, @Nullable String field) {

        /** By what an approver is found. */
        public enum Type {
            PERSON,
            GROUP,
            /** Whoever a field names: a person, persons, or a group's members. */
            FIELD,
            REPORTERS_MANAGER,
            ASSIGNEES_MANAGER,
            /** Who answers for the service that a field names. */
            SERVICE_OWNER;

            @JsonValue
            public String key() {
                return name().toLowerCase(Locale.ROOT);
            }

            @JsonCreator
            public static Type of(String key) {
                return valueOf(key.toUpperCase(Locale.ROOT));
            }
        }

        public static Approver person(long id) {
            return new Approver(Type.PERSON, id, null);
        }
    }

    /**
     * A threshold: an amount in a field, or an expression over the ticket's answers.
     *
     * @param field key of a field that holds a number or an amount of money
     * @param currency of the amount; null for any
     * @param expression CEL, in place of the field
     */
    public record FinalWhen(
            @Nullable String field,
            @Nullable BigDecimal atMost,
            @Nullable String currency,
            @Nullable String expression) {}
}
