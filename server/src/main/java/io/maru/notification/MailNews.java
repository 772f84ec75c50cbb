package io.maru.notification;

import io.maru.mail.MailConnectionChanged;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.RoleAssignments;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That mail no longer comes or leaves, and does so again, for those who administer it. */
@Component
class MailNews extends AdministrationNews {

    static final String KIND = "mail_connection";

    MailNews(MessageSource messages) {
        super(KIND, messages);
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
    public String words(CurrentPerson reader, JsonNode content) {
        String mailbox = content.path("mailbox").asString("");
        String failure = content.path("failure").asString("");
        String code = "notification.news.mail_" + (mailbox.isEmpty() ? "out" : "in")
                + (failure.isEmpty() ? "_works" : "_fails");
        return say(code, reader.language(), mailbox, failure);
    }
}
