package io.maru.setup;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The answers to the set-up, given at start for an unattended installation: in a file, singly, or both, where the single
 * ones win.
 *
 * @param file YAML with the same names
 */
@ConfigurationProperties("maru.setup")
record SetupProperties(
        @Nullable String file,
        @Nullable String organisationName,
        @Nullable Administrator administrator,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable FirstDesk firstDesk) {

    /** @param passwordFile holds the password, so that it stands in no option, variable or set-up file */
    record Administrator(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String password,
            @Nullable String passwordFile) {

        static final Administrator NONE = new Administrator(null, null, null, null);

        @Override
        public String toString() {
            return "Administrator[" + email + "]";
        }
    }

    record FirstDesk(
            @Nullable String key,
            @Nullable String name,
            @Nullable String template) {

        static final FirstDesk NONE = new FirstDesk(null, null, null);
    }

    static final SetupProperties NONE = new SetupProperties(null, null, null, null, null, null);

    boolean isEmpty() {
        return equals(NONE);
    }
}
