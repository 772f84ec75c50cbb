package io.maru.notification;

import io.maru.people.CurrentPerson;
import tools.jackson.databind.JsonNode;

/** What a module tells people of, in words. Spring beans of any module. */
public interface NotificationWords {

    /** What it calls its notifications. */
    String kind();

    /** One of them for its reader, without the ticket that it is about. */
    String words(CurrentPerson reader, JsonNode content);
}
