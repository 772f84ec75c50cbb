package io.maru.automation;

import io.maru.notification.NotificationKind;
import io.maru.notification.Way;
import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That a rule stopped by itself, for those who shape the desk. */
@Component
class RuleNews implements NotificationKind {

    static final String KIND = "automation_stopped";

    private final RuleStore rules;
    private final MessageSource messages;

    RuleNews(RuleStore rules, MessageSource messages) {
        this.rules = rules;
        this.messages = messages;
    }

    @Override
    public String key() {
        return KIND;
    }

    @Override
    public String label(Language language) {
        return messages.getMessage("notification.kind." + KIND, null, language.locale());
    }

    @Override
    public Set<Way> ways(boolean customer) {
        return EnumSet.allOf(Way.class);
    }

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        long ruleId = content.path("rule").asLong();
        LocalizedText name = rules.names(Set.of(ruleId)).getOrDefault(ruleId, LocalizedText.EMPTY);
        return messages.getMessage(
                "automation.news.stopped",
                new Object[] {name.in(reader.language())},
                reader.language().locale());
    }
}
