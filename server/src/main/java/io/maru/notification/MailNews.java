package io.maru.notification;

import io.maru.mail.MailConnectionChanged;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.RoleAssignments;
import io.maru.platform.Language;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That mail no longer comes or leaves, and does so again, for those who administer it. */
@Component
class MailNews implements NotificationKind {

    static final String KIND = "mail_connection";

    private final MessageSource messages;

    MailNews(MessageSource messages) {
        this.messages = messages;
    }

    /** Tells them. */
    @Component
    static class Teller {

        private final Notifications notifications;
        private final RoleAssignments roles;

        Teller(Notifications notifications, RoleAssignments roles) {
            this.notifications = notifications;
            this.roles = roles;
        }

        @EventListener
        void on(MailConnectionChanged change) {
            notifications.tell(roles.holders(Permission.MAIL_ADMINISTER), KIND, change);
        }
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
        return EnumSet.of(Way.WEB);
    }

    @Override
    public boolean aboutTicket() {
        return false;
    }

    @Override
    public boolean mandatory() {
        return true;
    }

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        String mailbox = content.path("mailbox").asString("");
        String failure = content.path("failure").asString("");
        String code = "notification.news.mail_" + (mailbox.isEmpty() ? "out" : "in")
                + (failure.isEmpty() ? "_works" : "_fails");
        return messages.getMessage(
                code, new Object[] {mailbox, failure}, reader.language().locale());
    }
}
