package io.maru.people;

import io.maru.platform.EmailAddress;
import io.maru.platform.Language;
import io.maru.platform.Violation;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person's data must be like. Each rule answers the value as it is kept, and adds what is wrong with it; a value
 * with something wrong is only a stand-in, since nothing is kept then.
 */
final class PersonRules {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final int LONGEST_NAME = 200;

    private PersonRules() {}

    static String email(@Nullable String email, String pointer, List<Violation> violations) {
        String kept = email == null
                ? ""
                : Normalizer.normalize(email, Normalizer.Form.NFC).strip();
        if (kept.isEmpty()) {
            violations.add(Violation.of(pointer, "required"));
        } else if (!EmailAddress.looksRight(kept)) {
            violations.add(Violation.of(pointer, "email_invalid"));
        }
        return kept;
    }

    static String displayName(@Nullable String displayName, String pointer, List<Violation> violations) {
        return name(displayName, pointer, LONGEST_NAME, violations);
    }

    /** One line of text that names something. */
    static String name(@Nullable String name, String pointer, int longest, List<Violation> violations) {
        String kept = name == null ? "" : line(name);
        if (kept.isEmpty()) {
            violations.add(Violation.of(pointer, "required"));
        } else if (kept.codePointCount(0, kept.length()) > longest) {
            violations.add(Violation.of(pointer, "too_long", longest));
        }
        return kept;
    }

    static String line(String text) {
        return Normalizer.normalize(CONTROL.matcher(text).replaceAll(" "), Normalizer.Form.NFC)
                .strip();
    }

    static Language language(@Nullable String tag, String pointer, List<Violation> violations) {
        for (Language language : Language.values()) {
            if (language.tag().equals(tag)) {
                return language;
            }
        }
        violations.add(Violation.of(pointer, tag == null ? "required" : "choice_unknown"));
        return Language.EN;
    }

    static ZoneId timeZone(@Nullable String name, String pointer, List<Violation> violations) {
        if (name == null || name.isBlank()) {
            violations.add(Violation.of(pointer, "required"));
        } else {
            // Only names that PostgreSQL and browsers know too, so no bare offsets.
            if (ZoneId.getAvailableZoneIds().contains(name)) {
                return ZoneId.of(name);
            }
            violations.add(Violation.of(pointer, "time_zone_unknown"));
        }
        return ZoneId.of("UTC");
    }

    static Theme theme(String key, String pointer, List<Violation> violations) {
        for (Theme theme : Theme.values()) {
            if (theme.key().equals(key)) {
                return theme;
            }
        }
        violations.add(Violation.of(pointer, "choice_unknown"));
        return Theme.SYSTEM;
    }
}
