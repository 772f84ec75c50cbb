package io.maru.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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

    /** A date and a time by the clock on somebody's wall, as people write them. */
    public String words(ZonedDateTime at) {
        return DateTimeFormatter.ofPattern(this == KO ? "uuuu년 M월 d일 HH:mm" : "d MMM uuuu, HH:mm", locale)
                .format(at);
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
