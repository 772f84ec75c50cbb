package io.maru.notification;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How somebody hears of something. */
public enum Way {
    /** In the web app, where what is new is counted. */
    WEB,
    MAIL,
    /** In the browsers in which they switched it on, also while the web app is not open there. */
    BROWSER;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    static Way of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
