package io.maru.desk;

import io.maru.platform.LocalizedText;
import io.maru.platform.Violation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What desks and request types must be like. Each rule answers what is kept, and adds what is wrong. */
final class DeskRules {

    static final int NAME_LENGTH = 100;
    static final int DESCRIPTION_LENGTH = 500;
    static final int HELP_LENGTH = 5_000;
    private static final Pattern KEY = Pattern.compile("[A-Z][A-Z0-9]{1,9}");
    private static final Pattern ICON = Pattern.compile("[a-z0-9]{1,30}(-[a-z0-9]{1,30}){0,5}");

    private DeskRules() {}

    static String key(@Nullable String key, List<Violation> violations) {
        if (key == null || key.isBlank()) {
            violations.add(Violation.of("/key", "required"));
            return "";
        }
        if (!KEY.matcher(key).matches()) {
            violations.add(Violation.of("/key", "desk_key_form"));
        }
        return key;
    }

    static LocalizedText name(@Nullable LocalizedText name, List<Violation> violations) {
        return LocalizedText.name(name, NAME_LENGTH, "/name", violations);
    }

    static LocalizedText description(@Nullable LocalizedText description, List<Violation> violations) {
        return LocalizedText.text(description, DESCRIPTION_LENGTH, "/description", violations);
    }

    static LocalizedText help(@Nullable LocalizedText help, List<Violation> violations) {
        return LocalizedText.text(help, HELP_LENGTH, "/help", violations);
    }

    static String icon(@Nullable String icon, String otherwise, List<Violation> violations) {
        if (icon == null) {
            return otherwise;
        }
        if (!ICON.matcher(icon).matches()) {
            violations.add(Violation.of("/icon", "pattern"));
        }
        return icon;
    }
}
