package io.maru.ticket;

import io.maru.desk.TicketType;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.FieldValues;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Everything the agents' screen needs of a ticket, in one answer and in the reader's language.
 *
 * @param fields the questions of its form with their answers, the ticket's own fields excepted
 * @param transitions those that this person may take now
 * @param permissions what this person may do on the ticket's desk
 */
public record TicketView(
        String key,
        long version,
        String deskKey,
        String deskName,
        TicketType type,
        @Nullable RequestTypeReference requestType,
        String summary,
        String descriptionHtml,
        StatusView status,
        int priority,
        @Nullable Resolution resolution,
        PersonReference reporter,
        PersonReference createdBy,
        @Nullable PersonReference assignee,
        @Nullable TeamReference team,
        List<String> labels,
        @Nullable LocalDate dueDate,
        Channel channel,
        List<PersonReference> participants,
        List<PersonReference> watchers,
        boolean watching,
        List<FieldView> fields,
        List<LinkView> links,
        List<AttachmentView> attachments,
        List<CommentView> comments,
        List<TransitionView> transitions,
        Set<Permission> permissions,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant resolvedAt) {

    public record RequestTypeReference(long id, String name, String icon) {}

    public record StatusView(String key, String name, StatusCategory category) {}

    public record TeamReference(long id, String name) {}

    /**
     * A field as a form shows it: its answer, and what an answer may be.
     *
     * @param choicesAt where the choices are found that do not come along
     * @param table the rows of a table in words; null for other fields and for none
     */
    public record FieldView(
            String key,
            String label,
            String help,
            FieldType type,
            boolean required,
            boolean readOnly,
            @Nullable JsonNode value,
            String display,
            FieldSettings settings,
            List<OptionView> options,
            @Nullable String choicesAt,
            FieldValues.@Nullable Table table) {}

    public record OptionView(
            String key, String name, @Nullable String parent) {}

    /** @param outward whether the link's type reads from this ticket to the other */
    public record LinkView(long id, LinkType type, boolean outward, LinkedTicket ticket) {}

    public record LinkedTicket(String key, String summary, String statusName, StatusCategory statusCategory) {}

    /** @param thumbnailUrl only for images of which there is one */
    public record AttachmentView(
            UUID id,
            String fileName,
            String contentType,
            long size,
            @Nullable Integer width,
            @Nullable Integer height,
            String url,
            @Nullable String thumbnailUrl,
            Instant uploadedAt,
            PersonReference uploadedBy,
            boolean internal) {}

    /** @param quotes whether its mail quotes something, or has a signature, that is not shown with it */
    public record CommentView(
            long id,
            PersonReference author,
            boolean internal,
            String bodyHtml,
            boolean quotes,
            Instant createdAt,
            @Nullable Instant editedAt,
            @Nullable PersonReference editedBy,
            @Nullable Instant deletedAt,
            @Nullable PersonReference deletedBy,
            long version,
            List<AttachmentView> attachments,
            boolean canEdit,
            boolean canDelete) {}

    /**
     * @param fields what is asked of who takes it; {@code resolution} and {@code assignee} are the ticket's own
     * @param conditional whether what is asked depends on what is answered
     * @param shortcut the letter that takes it
     */
    public record TransitionView(
            String key,
            String name,
            StatusView to,
            Transition.Style style,
            List<ScreenSectionView> sections,
            boolean conditional,
            @Nullable String shortcut) {}

    /**
     * Questions of a transition that stand together.
     *
     * @param title empty for a section that has none
     * @param columns 1 or 2, where there is room for two
     */
    public record ScreenSectionView(String title, String help, int columns, List<ScreenFieldView> fields) {}

    /**
     * @param visible whether it is asked for before anything is entered
     * @param label empty for {@code resolution} and {@code assignee} with their usual names
     * @param field null for {@code resolution} and {@code assignee}, whose choices are everywhere the same
     */
    public record ScreenFieldView(
            String key,
            boolean visible,
            boolean required,
            boolean readOnly,
            String label,
            String help,
            @Nullable FieldView field) {}

    /** What the mail of a comment quotes, and its signature; empty when nothing is kept. */
    public record QuotedText(String html) {}

    /** What a comment said before it was edited or deleted. */
    public record Revision(long version, String bodyHtml, Instant replacedAt, long replacedById) {}

    /**
     * One change in words.
     *
     * @param field as in {@code HistoryEntry}
     * @param fieldName the field in the reader's language
     */
    public record HistoryView(
            long id,
            Instant at,
            PersonReference person,
            Channel channel,
            String field,
            String fieldName,
            @Nullable String oldDisplay,
            @Nullable String newDisplay,
            @Nullable JsonNode oldValue,
            @Nullable JsonNode newValue) {}

    /**
     * A ticket in a list.
     *
     * @param cells what the list shows of it beyond the rest, by field; fields that are empty are left out
     * @param colour that the list gives it
     */
    public record RowView(
            String key,
            String summary,
            TicketType type,
            @Nullable String requestTypeName,
            @Nullable String requestTypeIcon,
            StatusView status,
            int priority,
            PersonReference reporter,
            @Nullable PersonReference assignee,
            List<String> labels,
            @Nullable LocalDate dueDate,
            Instant createdAt,
            Instant updatedAt,
            long version,
            Map<String, CellView> cells,
            @Nullable String colour) {

        public RowView {
            cells = Map.copyOf(cells);
        }

        /** The same with what a list shows beside it. */
        public RowView with(Map<String, CellView> otherCells, @Nullable String otherColour) {
            return new RowView(
                    key,
                    summary,
                    type,
                    requestTypeName,
                    requestTypeIcon,
                    status,
                    priority,
                    reporter,
                    assignee,
                    labels,
                    dueDate,
                    createdAt,
                    updatedAt,
                    version,
                    otherCells,
                    otherColour);
        }
    }

    /**
     * The value of a field in a list.
     *
     * @param text in the reader's words; of an instant or a date as in {@code value}, for the reader's device to say
     * @param value for programs: an ISO 8601 date or instant, a plain number, a key or an id; null for several values
     */
    public record CellView(String text, @Nullable String value) {

        public static CellView of(String text) {
            return new CellView(text, text);
        }
    }
}
