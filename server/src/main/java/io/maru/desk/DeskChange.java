package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/** What is to be different about a desk; null leaves it as it is. */
public record DeskChange(
        @Nullable LocalizedText name,
        @Nullable LocalizedText description,
        @Nullable String icon,
        @Nullable RaiseAccess raiseAccess,
        @Nullable Boolean archived) {}
