package io.maru.people;

import org.jspecify.annotations.Nullable;

/**
 * A person to be, as somebody typed it: every value is checked, and all mistakes are told at once.
 *
 * @param language {@code ko} or {@code en}
 * @param timeZone a zone's name, such as {@code Asia/Seoul}
 * @param password null for a person who will choose it through a reset link
 */
public record NewPerson(
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String password) {}
