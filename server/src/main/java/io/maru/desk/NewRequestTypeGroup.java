package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/** A heading to be made; it becomes the last one. */
public record NewRequestTypeGroup(@Nullable LocalizedText name) {}
