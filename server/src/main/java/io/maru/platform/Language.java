package io.maru.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The languages Maru speaks. */
public enum Language {
    KO("ko", Locale.KOREAN),
    EN("en", Locale.ENGLISH);

    private final String tag;
    private final Locale locale;

    Language(String tag, Locale locale) {
        this.tag = tag;
        this.locale = locale;
    }

    @JsonValue
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    /** The language of a tag such as {@code ko} or {@code ko-KR}; English for anything else. */
    @JsonCreator
    public static Language of(String tag) {
        return tag.toLowerCase(Locale.ROOT).startsWith("ko") ? KO : EN;
    }

    public static Language of(Locale locale) {
        return of(locale.getLanguage());
    }
}
