package io.maru.people;

import io.maru.platform.Change;
import org.jspecify.annotations.Nullable;

/** What is to be different about a person; null leaves it as it is. */
public record PersonChange(
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String language,
        @Nullable String timeZone,
        @Nullable String theme,
        @Nullable Boolean active,
        @Nullable Boolean administrator,
        @Nullable Change<Long> managerId) {}
