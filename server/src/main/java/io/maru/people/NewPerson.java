package io.maru.people;

import io.maru.platform.Language;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** @param password null for a person who will choose it through a reset link */
public record NewPerson(
        String displayName,
        String email,
        Language language,
        ZoneId timeZone,
        @Nullable String password) {}
