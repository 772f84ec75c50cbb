package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A service to be made; see {@link DeskService}. */
public record NewDeskService(
        @Nullable String key,
        @Nullable LocalizedText name,
        @Nullable Long ownerId) {}
