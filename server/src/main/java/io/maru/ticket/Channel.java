package io.maru.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.people.CurrentPerson;
import java.util.Locale;

/** By what way something reached a ticket. */
public enum Channel {
    PORTAL,
    WORKSPACE,
    API,
    /** A mail to a desk. */
    MAIL,
    /** A desk's widget on another web page. */
    WIDGET,
    /** A chat there. */
    CHAT,
    /** A page that was opened by a link, without signing in. */
    LINK,
    /** An approval, in the name of the person whose decision was the last. */
    APPROVAL,
    /** A rule of a service level, in the name of who published it. */
    SLA,
    /** A rule of automation, in the name of the person with whose rights it runs. */
    AUTOMATION;

    /** Whether whoever is named did it themselves; else it was done in their name. */
    public boolean byPerson() {
        return this != SLA && this != AUTOMATION;
    }

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Channel of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The face that was used, or what acts in the name of the person without one. */
    public static Channel of(CurrentPerson current, Channel face) {
        return switch (current.channel()) {
            case WEB -> face;
            case API -> API;
            case AUTOMATION -> AUTOMATION;
            case MAIL -> MAIL;
            case WIDGET -> WIDGET;
            case CHAT -> CHAT;
        };
    }
}
