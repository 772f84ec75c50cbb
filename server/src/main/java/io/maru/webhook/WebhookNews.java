package io.maru.webhook;

import io.maru.notification.AdministrationNews;
import io.maru.people.CurrentPerson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** That a webhook fails, and works again, for those who administer webhooks. */
@Component
class WebhookNews extends AdministrationNews {

    static final String KIND = "webhook_connection";

    WebhookNews(MessageSource messages) {
        super(KIND, messages);
    }

    /** @param failure null when it works again */
    record Told(String webhook, @Nullable String failure) {}

    @Override
    public String words(CurrentPerson reader, JsonNode content) {
        String failure = content.path("failure").asString("");
        return say(
                "webhook.news." + (failure.isEmpty() ? "works" : "fails"),
                reader.language(),
                content.path("webhook").asString(""),
                failure);
    }
}
