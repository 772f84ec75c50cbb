package io.maru.platform;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A text that an administrator wrote in one or both languages, such as the name of a request type. On the wire and in
 * the database {@code {"ko": …, "en": …}}.
 */
public record LocalizedText(@Nullable String ko, @Nullable String en) {

    public static final LocalizedText EMPTY = new LocalizedText(null, null);

    public LocalizedText {
        ko = blankToNull(ko);
        en = blankToNull(en);
    }

    /** The text in this language, else in the other one, else empty. */
    public String in(Language language) {
        String wanted = language == Language.KO ? ko : en;
        String other = language == Language.KO ? en : ko;
        return wanted != null ? wanted : other != null ? other : "";
    }

    @JsonIgnore
    public boolean isEmpty() {
        return ko == null && en == null;
    }

    /** The length of the longer text, in characters. */
    public int longest() {
        return Math.max(ko == null ? 0 : ko.length(), en == null ? 0 : en.length());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
