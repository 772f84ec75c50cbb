package io.maru.approval;

import io.maru.notification.NotificationKind;
import io.maru.notification.Way;
import io.maru.people.CurrentPerson;
import io.maru.platform.Language;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That somebody was given an approval to read (참조). */
@Component
class ApprovalReferenced implements NotificationKind {

    static final String KIND = "approval_referenced";

    private final MessageSource messages;

    ApprovalReferenced(MessageSource messages) {
        this.messages = messages;
    }

    @Override
    public String key() {
        return KIND;
    }

    @Override
    public String label(Language language) {
        return text(language, "approval.news.referenced_label");
    }

    @Override
    public Set<Way> ways(boolean customer) {
        return EnumSet.allOf(Way.class);
    }

    @Override
    public boolean forCustomers() {
        return true;
    }

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        return text(reader.language(), "approval.news.referenced");
    }

    private String text(Language language, String code) {
        return messages.getMessage(code, null, language.locale());
    }
}
