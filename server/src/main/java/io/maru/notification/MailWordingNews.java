package io.maru.notification;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.RoleAssignments;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That a text for mails cannot be used any more, for those who administer mail. */
@Component
class MailWordingNews extends AdministrationNews {

    static final String KIND = "mail_wording";

    private final ObjectProvider<NotificationKinds> kinds;

    MailWordingNews(ObjectProvider<NotificationKinds> kinds, MessageSource messages) {
        super(KIND, messages);
        this.kinds = kinds;
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
        void on(MailWordingBroken broken) {
            notifications.tell(roles.holders(Permission.MAIL_ADMINISTER), KIND, broken);
        }
    }

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        String desk = content.path("deskKey").asString("");
        String kind = kinds.getObject()
                .find(content.path("kind").asString(""))
                .map(each -> each.label(reader.language()))
                .orElse("");
        return say(
                "notification.news.mail_wording" + (desk.isEmpty() ? "" : "_of_desk"), reader.language(), kind, desk);
    }
}
