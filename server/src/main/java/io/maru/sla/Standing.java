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
 * How a ticket can stand, in which a clock is paused.
 *
 * @param statuses keys, of {@link Kind#IN_STATUS}; a status of one of the {@code categories} does, too
 * @param field of {@link Kind#FIELD_HOLDS}, by the name that the history has for it
 * @param value that the field holds; null for anything
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
        Kind kind,
        @Nullable Set<String> statuses,
        @Nullable Set<StatusCategory> categories,
        @Nullable String field,
        @Nullable JsonNode value) {

    public enum Kind {
        IN_STATUS,
        UNASSIGNED,
        RESOLVED,
        FIELD_HOLDS;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Kind of(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT));
        }
    }

    public static Standing in(StatusCategory... categories) {
        return new Standing(Kind.IN_STATUS, null, Set.of(categories), null, null);
    }
}
