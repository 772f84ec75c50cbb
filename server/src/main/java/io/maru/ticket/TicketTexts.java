package io.maru.ticket;

import io.maru.attachment.Attachment;
import io.maru.attachment.Attachments;
import io.maru.desk.TicketType;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.Forms;
import io.maru.platform.RichText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * What is written on tickets, for an index by which they are found. Asks nobody's permission: whoever looks something up in the
 * index sees only what passes {@link Tickets} or {@link Requests}. Each is as new as the version that it says, or newer.
 */
@Component
public class TicketTexts {

    /**
     * @param answers to questions that are answered with words of one's own
     * @param comments the newest first
     * @param concerned who may see it without a role on its desk
     */
    public record Texts(
            long id,
            String key,
            long deskId,
            TicketType type,
            long version,
            Instant updatedAt,
            String summary,
            String description,
            List<String> labels,
            List<String> answers,
            List<Text> comments,
            List<Text> fileNames,
            Set<Long> concerned) {}

    /** @param internal whether only those who work on the ticket may read it */
    public record Text(String text, boolean internal) {}

    /** Which version a ticket is at. */
    public record Standing(long id, long version) {}

    private final TicketTextStore store;
    private final Attachments attachments;
    private final Forms forms;

    TicketTexts(TicketTextStore store, Attachments attachments, Forms forms) {
        this.store = store;
        this.attachments = attachments;
        this.forms = forms;
    }

    /** Those of these tickets that are there. */
    public List<Texts> of(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        Long[] wanted = ids.toArray(Long[]::new);
        List<TicketTextStore.Row> rows = store.tickets(wanted);
        Map<Long, List<Text>> comments = store.comments(wanted);
        Map<Long, List<Attachment>> files = attachments.ofAll(Tickets.ATTACHMENT_OWNER, ids);
        Map<Long, Map<Long, FieldDefinition>> fields = rows.stream()
                .filter(row -> !row.values().isEmpty())
                .map(TicketTextStore.Row::deskId)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), this::fields));
        return rows.stream()
                .map(row -> new Texts(
                        row.id(),
                        row.key(),
                        row.deskId(),
                        row.type(),
                        row.version(),
                        row.updatedAt(),
                        row.summary(),
                        row.description(),
                        row.labels(),
                        answers(row.values(), fields.getOrDefault(row.deskId(), Map.of())),
                        comments.getOrDefault(row.id(), List.of()),
                        files.getOrDefault(row.id(), List.of()).stream()
                                .map(file -> new Text(file.fileName(), file.internal()))
                                .toList(),
                        row.concerned()))
                .toList();
    }

    /** What their descriptions say, by the ticket, of longer ones the beginning. */
    public Map<Long, String> descriptions(Collection<Long> ids, int longest) {
        return ids.isEmpty() ? Map.of() : store.descriptions(ids.toArray(Long[]::new), longest);
    }

    /** What is written in a file. */
    public record FileText(String fileName, String text, boolean internal) {}

    /** What is written in the files of these tickets, as far as it is known by now. */
    public Map<Long, List<FileText>> inFiles(Collection<Long> ids) {
        Map<Long, List<Attachment>> files = ids.isEmpty() ? Map.of() : attachments.ofAll(Tickets.ATTACHMENT_OWNER, ids);
        Map<UUID, String> texts = attachments.texts(files.values().stream()
                .flatMap(List::stream)
                .map(Attachment::id)
                .toList());
        Map<Long, List<FileText>> written = new HashMap<>();
        files.forEach((ticketId, each) -> written.put(
                ticketId,
                each.stream()
                        .filter(file -> texts.containsKey(file.id()))
                        .map(file -> new FileText(
                                file.fileName(), Objects.requireNonNull(texts.get(file.id())), file.internal()))
                        .toList()));
        return written;
    }

    /** The tickets that follow one by id, for comparing an index with all of them. */
    public List<Standing> standings(long afterId, int most) {
        return store.standings(afterId, most);
    }

    private Map<Long, FieldDefinition> fields(long deskId) {
        return forms.fieldsOfDesk(deskId).stream().collect(Collectors.toMap(FieldDefinition::id, Function.identity()));
    }

    private static List<String> answers(Map<Long, JsonNode> values, Map<Long, FieldDefinition> fields) {
        List<String> answers = new ArrayList<>();
        values.forEach((fieldId, value) -> addAnswer(fields.get(fieldId), value, answers));
        return answers;
    }

    private static void addAnswer(@Nullable FieldDefinition field, JsonNode value, List<String> answers) {
        if (field == null) {
            return;
        }
        switch (field.type()) {
            case SHORT_TEXT, LONG_TEXT, URL, EMAIL, PHONE, TICKET -> answers.add(value.asString(""));
            case RICH_TEXT -> answers.add(RichText.textOf(value.asString("")));
            case COMPUTED -> {
                if (value.isString()) {
                    answers.add(value.stringValue());
                }
            }
            case TABLE ->
                Stream.ofNullable(field.settings().columns())
                        .flatMap(List::stream)
                        .filter(column -> column.type() == FieldType.SHORT_TEXT)
                        .forEach(column -> value.valueStream()
                                .map(row -> row.path(column.key()).asString(""))
                                .forEach(answers::add));
            default -> {
                // Chosen, counted or dated: found by the value, not by its words.
            }
        }
    }
}
