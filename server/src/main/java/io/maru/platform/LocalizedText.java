package io.maru.platform;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

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

    /** A text of our own, by its code. */
    public static LocalizedText of(MessageSource messages, String code, Object... arguments) {
        return new LocalizedText(
                messages.getMessage(code, arguments, Language.KO.locale()),
                messages.getMessage(code, arguments, Language.EN.locale()));
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

    /** This text, and another one's words in the languages in which this one has none. */
    public LocalizedText or(LocalizedText other) {
        return new LocalizedText(ko != null ? ko : other.ko, en != null ? en : other.en);
    }

    /** Only the words that are not another text's: with them {@link #or} gives this text again. */
    public LocalizedText without(LocalizedText other) {
        return new LocalizedText(Objects.equals(ko, other.ko) ? null : ko, Objects.equals(en, other.en) ? null : en);
    }

    /**
     * A name as an administrator gave it, brought into the form in which it is kept: one line, in at least one language.
     *
     * @param violations receives what is wrong with it
     */
    public static LocalizedText name(
            @Nullable LocalizedText given, int longest, String pointer, List<Violation> violations) {
        LocalizedText kept = line(given, longest, pointer, violations);
        if (kept.isEmpty()) {
            violations.add(Violation.of(pointer, "required"));
        }
        return kept;
    }

    /** As {@link #name}, for a text that may be missing. */
    public static LocalizedText line(
            @Nullable LocalizedText given, int longest, String pointer, List<Violation> violations) {
        LocalizedText kept = (given == null ? EMPTY : given).each(PlainText::line);
        kept.bound(longest, pointer, violations);
        return kept;
    }

    /** The same of one that may have several lines. */
    public static LocalizedText text(
            @Nullable LocalizedText given, int longest, String pointer, List<Violation> violations) {
        LocalizedText kept = (given == null ? EMPTY : given).each(PlainText::lines);
        kept.bound(longest, pointer, violations);
        return kept;
    }

    private LocalizedText each(UnaryOperator<String> change) {
        return new LocalizedText(ko == null ? null : change.apply(ko), en == null ? null : change.apply(en));
    }

    private void bound(int longest, String pointer, List<Violation> violations) {
        if (ko != null && PlainText.length(ko) > longest) {
            violations.add(Violation.of(pointer + "/ko", "too_long", longest));
        }
        if (en != null && PlainText.length(en) > longest) {
            violations.add(Violation.of(pointer + "/en", "too_long", longest));
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
