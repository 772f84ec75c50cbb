package io.maru.automation;

import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.ticket.HistoryVocabulary;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That a rule did something with a ticket, or was kept from it, as the ticket's history tells it. */
@Component
class RunHistory implements HistoryVocabulary {

    static final String FIELD = "automation";

    private final RuleStore rules;
    private final MessageSource messages;

    RunHistory(RuleStore rules, MessageSource messages) {
        this.rules = rules;
        this.messages = messages;
    }

    @Override
    public String field() {
        return FIELD;
    }

    @Override
    public String words(CurrentPerson reader, JsonNode value) {
        long ruleId = value.path("rule").asLong();
        LocalizedText name = rules.names(Set.of(ruleId)).getOrDefault(ruleId, LocalizedText.EMPTY);
        JsonNode chain = value.path("chain");
        if (chain.isMissingNode()) {
            return name.in(reader.language());
        }
        return messages.getMessage(
                "automation.history.refused",
                new Object[] {
                    new LocalizedText(
                                    chain.path("ko").asString(""),
                                    chain.path("en").asString(""))
                            .in(reader.language())
                },
                reader.language().locale());
    }
}
