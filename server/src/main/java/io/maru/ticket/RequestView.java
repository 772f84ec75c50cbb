package io.maru.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.people.PersonReference;
import io.maru.ticket.TicketView.AttachmentView;
import io.maru.ticket.TicketView.TransitionView;
import io.maru.workflow.StatusCategory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request as its customer sees it, in the reader's language. Knows nothing of internal notes, e-mail addresses, labels
 * or teams, so that none of it can be sent by mistake.
 *
 * @param answers what was filled in, as it was asked then; what only agents are asked is not among them
 * @param conversation public comments and changes of status, oldest first
 * @param transitions what the workflow offers to customers now
 */
public record RequestView(
        String key,
        long version,
        String summary,
        String descriptionHtml,
        String statusName,
        StatusCategory statusCategory,
        @Nullable String requestTypeName,
        @Nullable String requestTypeIcon,
        String deskKey,
        String deskName,
        PersonReference reporter,
        @Nullable PersonReference assignee,
        List<PersonReference> participants,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt,
        @Nullable Resolution resolution,
        List<Answer> answers,
        List<AttachmentView> attachments,
        List<Turn> conversation,
        List<TransitionView> transitions,
        Permissions permissions) {

    /** @param table the rows of a table in words; null for other fields */
    public record Answer(
            String key,
            String label,
            FieldType type,
            JsonNode value,
            String display,
            FieldValues.@Nullable Table table) {}

    /** What this reader may do with the request. */
    public record Permissions(boolean comment, boolean share) {}

    public enum TurnKind {
        COMMENT,
        STATUS;

        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One thing that happened: a comment, or a change of status; only the members of its kind are set. */
    public record Turn(
            TurnKind kind,
            Instant at,
            @Nullable CommentTurn comment,
            @Nullable StatusTurn status) {}

    /**
     * @param byAgent whether the author answered from the desk's side
     * @param quotes whether its mail quotes something, or has a signature, that is not shown with it
     */
    public record CommentTurn(
            long id,
            PersonReference author,
            boolean byAgent,
            boolean mine,
            String bodyHtml,
            boolean quotes,
            @Nullable Instant editedAt,
            boolean deleted,
            long version,
            List<AttachmentView> attachments) {}

    public record StatusTurn(String statusName, StatusCategory statusCategory) {}

    /** A request in a list. */
    public record Summary(
            String key,
            String summary,
            String statusName,
            StatusCategory statusCategory,
            @Nullable String requestTypeName,
            @Nullable String requestTypeIcon,
            String deskKey,
            String deskName,
            PersonReference reporter,
            Instant createdAt,
            Instant updatedAt) {}
}
