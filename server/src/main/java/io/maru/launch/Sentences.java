package io.maru.launch;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** What the launch says on the terminal, in the language of the terminal. */
final class Sentences {

    /** Says the language itself where the locale of the machine cannot, because it is not installed. */
    private static final String LANGUAGE = "maru.language";

    private static final ResourceBundle BUNDLE = bundle(
            System.getProperty(LANGUAGE, "").isEmpty()
                    ? language(System.getenv())
                    : language(Map.of("LANG", System.getProperty(LANGUAGE))));

    private Sentences() {}

    static String say(String key, Object... details) {
        return say(BUNDLE, key, details);
    }

    static String say(ResourceBundle bundle, String key, Object... details) {
        // Numbers such as ports are given as text: a port is not 8,080.
        Object[] texts = new Object[details.length];
        for (int i = 0; i < details.length; i++) {
            texts[i] = String.valueOf(details[i]);
        }
        return new MessageFormat(bundle.getString(key), bundle.getLocale()).format(texts);
    }

    static ResourceBundle bundle() {
        return BUNDLE;
    }

    static ResourceBundle bundle(Locale locale) {
        return ResourceBundle.getBundle(
                "messages.launch",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** Korean when the first of LC_ALL, LC_MESSAGES and LANG that is set says so, otherwise English. */
    static Locale language(Map<String, String> environment) {
        for (String variable : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
            @Nullable String value = environment.get(variable);
            if (value != null && !value.isEmpty()) {
                return value.startsWith("ko") ? Locale.KOREAN : Locale.ROOT;
            }
        }
        return Locale.ROOT;
    }
}
