package io.maru.automation;

import io.maru.notification.NotificationKind;
import io.maru.notification.Way;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Language;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What a rule tells people, in words that its author chose. */
@Component
class RuleMessage implements NotificationKind {

    static final String KIND = "automation_message";

    private final MessageSource messages;

    RuleMessage(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * What is kept of it.
     *
     * @param text for those who work on the ticket
     * @param publicText for its customers, without what was said internally
     */
    record Told(long deskId, String text, String publicText) {}

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
        return customer ? EnumSet.of(Way.MAIL, Way.BROWSER) : EnumSet.allOf(Way.class);
    }

    @Override
    public boolean forCustomers() {
        return true;
    }

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        boolean agent =
                reader.mayOnDesk(Permission.TICKET_VIEW, content.path("deskId").asLong());
        return content.path(agent ? "text" : "publicText").asString("");
    }

    @Override
    public boolean stands(CurrentPerson reader, long ticketId, JsonNode content) {
        return !words(reader, content).isBlank();
    }
}
