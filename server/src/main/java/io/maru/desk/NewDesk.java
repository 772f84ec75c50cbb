package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A desk to be made; see {@link Desk}. */
public record NewDesk(
        @Nullable String key,
        @Nullable LocalizedText name,
        @Nullable LocalizedText description,
        @Nullable String icon,
        @Nullable RaiseAccess raiseAccess) {}
