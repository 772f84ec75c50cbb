package io.maru.approval;

import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.ticket.HistoryVocabulary;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What approvals have written into the history of tickets, in words. */
@Component
class ApprovalHistory implements HistoryVocabulary {

    private final Persons persons;
    private final MessageSource messages;

    ApprovalHistory(Persons persons, MessageSource messages) {
        this.persons = persons;
        this.messages = messages;
    }

    @Override
    public String field() {
        return Rounds.APPROVAL;
    }

    @Override
    public String words(CurrentPerson reader, JsonNode value) {
        String event = value.path("event").asString("");
        String said = switch (event) {
            case "asked" -> text(reader, event, value.path("round").asInt());
            case "decided" -> {
                String key = "decided." + value.path("kind").asString("") + "."
                        + value.path("decision").asString("");
                yield value.has("for")
                        ? text(reader, key + ".for", value.path("step").asInt(), names(value.path("for")))
                        : text(reader, key, value.path("step").asInt());
            }
            case "approved" ->
                value.has("final")
                        ? text(reader, "approved.final", value.path("final").asInt())
                        : text(reader, event);
            case "composed" -> text(reader, event, value.path("steps").asInt());
            case "unattended" -> text(reader, event, value.path("step").asInt());
            case "approvers_changed" ->
                text(
                        reader,
                        event,
                        value.path("step").asInt(),
                        value.has("removed") ? names(value.path("removed")) : "—",
                        value.has("added") ? names(value.path("added")) : "—");
            case "reminded", "escalated", "linked" ->
                text(reader, event, value.path("step").asInt(), names(value.path("persons")));
            default -> text(reader, event);
        };
        String comment = value.path("comment").asString("");
        return comment.isEmpty() ? said : said + " — " + comment;
    }

    private String names(JsonNode ids) {
        Set<Long> all = (ids.isArray() ? ids.valueStream() : java.util.stream.Stream.of(ids))
                .map(JsonNode::asLong)
                .collect(Collectors.toSet());
        return persons.references(all).values().stream()
                .map(PersonReference::displayName)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private String text(CurrentPerson reader, String event, Object... arguments) {
        return messages.getMessage(
                "approval.history." + event, arguments, reader.language().locale());
    }
}
