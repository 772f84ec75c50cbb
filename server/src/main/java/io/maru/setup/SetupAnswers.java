package io.maru.setup;

import org.jspecify.annotations.Nullable;

/**
 * What the set-up asks, as it was answered; nothing is certain yet.
 *
 * @param language {@code ko} or {@code en}
 * @param firstDesk null to begin without one
 */
public record SetupAnswers(
        @Nullable String organisationName,
        @Nullable Administrator administrator,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable FirstDesk firstDesk) {

    public record Administrator(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String password) {

        @Override
        public String toString() {
            return "Administrator[" + email + "]";
        }
    }

    /**
     * @param name in the language of the installation; null for the template's
     * @param template null for a desk that begins with its workflows only
     */
    public record FirstDesk(
            @Nullable String key,
            @Nullable String name,
            @Nullable String template) {}
}
