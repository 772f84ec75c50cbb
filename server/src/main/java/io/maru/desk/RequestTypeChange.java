package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a request type; null leaves it as it is.
 *
 * @param groupId 0 to take it out of its group
 * @param position its new place in its group, from 0
 */
public record RequestTypeChange(
        @Nullable Long groupId,
        @Nullable LocalizedText name,
        @Nullable LocalizedText description,
        @Nullable LocalizedText help,
        @Nullable String icon,
        @Nullable Boolean portal,
        @Nullable Boolean active,
        @Nullable Integer position) {

    /** The value of {@code groupId} that means no group. */
    public static final long NO_GROUP = 0;
}
