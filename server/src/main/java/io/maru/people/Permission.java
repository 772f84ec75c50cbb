package io.maru.people;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What use cases ask for. Which role grants which is the table {@code people.role_permission}. */
public enum Permission {
    PERSON_ADMINISTER("person.administer"),
    GROUP_ADMINISTER("group.administer"),
    FIELD_ADMINISTER("field.administer"),
    DESK_CREATE("desk.create"),
    DESK_CONFIGURE("desk.configure"),
    DESK_RAISE("desk.raise"),
    TICKET_VIEW("ticket.view"),
    TICKET_CREATE("ticket.create"),
    TICKET_EDIT("ticket.edit"),
    TICKET_ASSIGN("ticket.assign"),
    TICKET_TRANSITION("ticket.transition"),
    TICKET_COMMENT_PUBLIC("ticket.comment_public"),
    TICKET_COMMENT_INTERNAL("ticket.comment_internal"),
    TICKET_MODERATE("ticket.moderate"),
    APPROVAL_ADMINISTER("approval.administer"),
    SEARCH_ADMINISTER("search.administer"),
    EVENT_ADMINISTER("event.administer"),
    AUTOMATION_ADMINISTER("automation.administer"),
    MAIL_ADMINISTER("mail.administer"),
    WEBHOOK_ADMINISTER("webhook.administer"),
    BULK_ADMINISTER("bulk.administer"),
    CALENDAR_ADMINISTER("calendar.administer"),
    SLA_ADMINISTER("sla.administer");

    private static final Map<String, Permission> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toMap(Permission::key, Function.identity()));

    private final String key;

    Permission(String key) {
        this.key = key;
    }

    @com.fasterxml.jackson.annotation.JsonValue
    public String key() {
        return key;
    }

    public static Permission of(String key) {
        Permission permission = BY_KEY.get(key);
        if (permission == null) {
            throw new IllegalStateException("Permission of a newer version: " + key);
        }
        return permission;
    }
}
