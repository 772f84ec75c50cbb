package io.maru.mail.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How one signs in to a mail server. */
public enum SignIn {
    PASSWORD,
    /** OAuth 2 with a refresh token (XOAUTH2). */
    OAUTH;

    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static SignIn of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
