package io.maru.people;

import io.maru.platform.Violation;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a person's data must be like. Each rule answers the value as it is kept, and adds what is wrong with it. */
final class PersonRules {

    /** Something, one @, something: whether an address exists is shown only by sending to it. */
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}]+");

    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 128;

    private PersonRules() {}

    static String email(String email, List<Violation> violations) {
        String kept = Normalizer.normalize(email, Normalizer.Form.NFC).strip();
        if (kept.isEmpty()) {
            violations.add(Violation.of("/email", "required"));
        } else if (kept.length() > 254 || !EMAIL.matcher(kept).matches()) {
            violations.add(Violation.of("/email", "email_invalid"));
        }
        return kept;
    }

    static String displayName(String displayName, List<Violation> violations) {
        return name(displayName, "/displayName", 200, violations);
    }

    static String name(String name, String pointer, int longest, List<Violation> violations) {
        String kept = Normalizer.normalize(name.replaceAll("\\p{Cntrl}", " "), Normalizer.Form.NFC)
                .strip();
        if (kept.isEmpty()) {
            violations.add(Violation.of(pointer, "required"));
        } else if (kept.length() > longest) {
            violations.add(Violation.of(pointer, "too_long", longest));
        }
        return kept;
    }

    static void password(String password, String email, String displayName, List<Violation> violations) {
        String normalised = Passwords.normalised(password);
        int length = normalised.codePointCount(0, normalised.length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            violations.add(Violation.of("/password", "length_out_of_bounds", SHORTEST_PASSWORD, LONGEST_PASSWORD));
            return;
        }
        String lower = normalised.toLowerCase(Locale.ROOT);
        String localPart = email.substring(0, Math.max(0, email.indexOf('@'))).toLowerCase(Locale.ROOT);
        if (lower.equals(email.toLowerCase(Locale.ROOT))
                || lower.equals(displayName.toLowerCase(Locale.ROOT))
                || lower.equals(localPart)) {
            violations.add(Violation.of("/password", "password_is_name"));
        }
    }
}
