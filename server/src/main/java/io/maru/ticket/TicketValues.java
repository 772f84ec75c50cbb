package io.maru.ticket;

import io.maru.expression.ValueType;
import io.maru.field.FieldDefinition;
import io.maru.platform.RichText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What texts with places may name of a ticket: {@code ticket.summary} or, as others call it, {@code issue.summary}, and its fields in
 * words as {@code fields.<key>.text}. A value is what its reader sees of the ticket, and no more.
 */
public final class TicketValues {

    public static final String TICKET = "ticket.";
    public static final String FIELDS = "fields.";
    public static final String IN_WORDS = ".text";

    private static final String ISSUE = "issue.";

    private static final Map<String, ValueType> TYPES = Map.ofEntries(
            Map.entry("key", ValueType.TEXT),
            Map.entry("type", ValueType.TEXT),
            Map.entry("summary", ValueType.TEXT),
            Map.entry("description", ValueType.TEXT),
            Map.entry("status", ValueType.TEXT),
            Map.entry("status.key", ValueType.TEXT),
            Map.entry("status.category", ValueType.TEXT),
            Map.entry("resolution", ValueType.TEXT),
            Map.entry("priority", ValueType.WHOLE),
            Map.entry("reporter", ValueType.TEXT),
            Map.entry("reporter.id", ValueType.WHOLE),
            Map.entry("assignee", ValueType.TEXT),
            Map.entry("assignee.id", ValueType.WHOLE),
            Map.entry("team", ValueType.TEXT),
            Map.entry("labels", ValueType.TEXTS),
            Map.entry("dueDate", ValueType.INSTANT),
            Map.entry("createdAt", ValueType.INSTANT),
            Map.entry("updatedAt", ValueType.INSTANT),
            Map.entry("desk", ValueType.TEXT),
            Map.entry("desk.key", ValueType.TEXT));

    private TicketValues() {}

    /** What may be named where these fields are. */
    public static Map<String, ValueType> names(Collection<FieldDefinition> fields) {
        Map<String, ValueType> names = new HashMap<>();
        TYPES.forEach((name, type) -> {
            names.put(TICKET + name, type);
            names.put(ISSUE + name, type);
        });
        fields.forEach(field -> names.put(FIELDS + field.key() + IN_WORDS, ValueType.TEXT));
        return names;
    }

    /** What the names stand for, as somebody sees it who works on the ticket. */
    public static Map<String, Object> of(TicketView ticket, ZoneId zone) {
        Map<String, Object> values = new HashMap<>();
        put(values, "key", ticket.key());
        put(values, "type", ticket.type().key());
        put(values, "summary", ticket.summary());
        put(values, "description", RichText.textOf(ticket.descriptionHtml()));
        put(values, "status", ticket.status().name());
        put(values, "status.key", ticket.status().key());
        put(values, "status.category", ticket.status().category().key());
        put(values, "priority", (long) ticket.priority());
        put(values, "reporter", ticket.reporter().displayName());
        put(values, "reporter.id", ticket.reporter().id());
        put(values, "labels", ticket.labels());
        put(values, "createdAt", ticket.createdAt());
        put(values, "updatedAt", ticket.updatedAt());
        put(values, "desk", ticket.deskName());
        put(values, "desk.key", ticket.deskKey());
        if (ticket.assignee() != null) {
            put(values, "assignee", ticket.assignee().displayName());
            put(values, "assignee.id", ticket.assignee().id());
        }
        if (ticket.team() != null) {
            put(values, "team", ticket.team().name());
        }
        if (ticket.resolution() != null) {
            put(values, "resolution", ticket.resolution().key());
        }
        if (ticket.dueDate() != null) {
            put(values, "dueDate", ticket.dueDate().atStartOfDay(zone).toInstant());
        }
        ticket.fields().forEach(field -> values.put(FIELDS + field.key() + IN_WORDS, field.display()));
        return values;
    }

    /** The same as its customers see it: what they may not know has no value. */
    public static Map<String, Object> of(RequestView request) {
        Map<String, Object> values = new HashMap<>();
        put(values, "key", request.key());
        put(values, "summary", request.summary());
        put(values, "description", RichText.textOf(request.descriptionHtml()));
        put(values, "status", request.statusName());
        put(values, "status.category", request.statusCategory().key());
        put(values, "reporter", request.reporter().displayName());
        put(values, "reporter.id", request.reporter().id());
        put(values, "createdAt", request.createdAt());
        put(values, "updatedAt", request.updatedAt());
        put(values, "desk", request.deskName());
        put(values, "desk.key", request.deskKey());
        if (request.assignee() != null) {
            put(values, "assignee", request.assignee().displayName());
            put(values, "assignee.id", request.assignee().id());
        }
        if (request.resolution() != null) {
            put(values, "resolution", request.resolution().key());
        }
        request.answers().forEach(answer -> values.put(FIELDS + answer.key() + IN_WORDS, answer.display()));
        return values;
    }

    private static void put(Map<String, Object> values, String name, Object value) {
        values.put(TICKET + name, value);
        values.put(ISSUE + name, value);
    }

    /** A value as it stands in a text. */
    public static String words(Object value, ZoneId zone) {
        return switch (value) {
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case Instant instant ->
                instant.atZone(zone)
                        .toLocalDateTime()
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString()
                        .replace('T', ' ');
            case Duration duration -> "%d:%02d".formatted(duration.toHours(), duration.toMinutesPart());
            case List<?> several -> several.stream().map(Object::toString).collect(Collectors.joining(", "));
            default -> value.toString();
        };
    }
}
