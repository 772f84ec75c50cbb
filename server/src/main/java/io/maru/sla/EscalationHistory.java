package io.maru.sla;

import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.ticket.HistoryVocabulary;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What followed from a threshold, as the history of a ticket tells it. */
@Component
class EscalationHistory implements HistoryVocabulary {

    static final String FIELD = "escalation";

    private final ThresholdNews news;
    private final Persons persons;
    private final MessageSource messages;

    EscalationHistory(ThresholdNews news, Persons persons, MessageSource messages) {
        this.news = news;
        this.persons = persons;
        this.messages = messages;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public String words(CurrentPerson reader, JsonNode value) {
        String names = persons
                .references(
                        value.path("told").valueStream().map(JsonNode::asLong).collect(Collectors.toSet()))
                .values()
                .stream()
                .map(PersonReference::displayName)
                .sorted()
                .collect(Collectors.joining(", "));
        String said = news.words(reader, value);
        if (!names.isEmpty()) {
            said += " — " + text(reader, "sla.escalation.told", names);
        }
        return value.has("unavailable") ? said + " — " + text(reader, "sla.escalation.unavailable") : said;
    }

    private String text(CurrentPerson reader, String code, Object... arguments) {
        return messages.getMessage(code, arguments, reader.language().locale());
    }
}
