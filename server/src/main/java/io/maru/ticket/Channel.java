package io.maru.ticket;

import com.fasterxml.jackson.annotation.JsonValue;
import io.maru.people.CurrentPerson;
import java.util.Locale;

/** By what way something reached a ticket. */
public enum Channel {
    PORTAL,
    WORKSPACE,
    API;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Channel of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** The face that was used, or the API when the person came with a token. */
    static Channel of(CurrentPerson current, Channel face) {
        return current.channel() == CurrentPerson.Channel.API ? API : face;
    }
}
