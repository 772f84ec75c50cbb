package io.maru.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.workflow.StatusCategory;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happens to a ticket and starts or stops a clock.
 *
 * @param statuses keys of those that are entered or left; together with {@code categories} null for any
 * @param field of {@link Kind#FIELD_CHANGED}, by the name that the history has for it
 * @param value to which it is changed; null for any change
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Happening(
        Kind kind,
        @Nullable Set<String> statuses,
        @Nullable Set<StatusCategory> categories,
        @Nullable String field,
        @Nullable JsonNode value) {

    /** What kinds of things are told apart. */
    public enum Kind {
        CREATED,
        STATUS_ENTERED,
        STATUS_LEFT,
        ASSIGNEE_SET,
        ASSIGNEE_CLEARED,
        ASSIGNEE_CHANGED,
        TEAM_CHANGED,
        /** Somebody who works on the ticket said something to its customers. */
        AGENT_COMMENTED,
        CUSTOMER_COMMENTED,
        RESOLUTION_SET,
        RESOLUTION_CLEARED,
        DUE_DATE_SET,
        DUE_DATE_CHANGED,
        APPROVAL_ASKED,
        APPROVAL_DECIDED,
        FIELD_CHANGED;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public static Happening of(Kind kind) {
        return new Happening(kind, null, null, null, null);
    }

    public static Happening of(Kind kind, StatusCategory... categories) {
        return new Happening(kind, null, Set.of(categories), null, null);
    }

    /** @param status its key */
    public static Happening ofStatus(Kind kind, String status) {
        return new Happening(kind, Set.of(status), null, null, null);
    }
}
