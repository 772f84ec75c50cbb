package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different about a service; null leaves it as it is.
 *
 * @param ownerId 0 for nobody
 */
public record DeskServiceChange(
        @Nullable LocalizedText name,
        @Nullable Long ownerId,
        @Nullable Boolean active) {

    /** The value of {@code ownerId} that means nobody. */
    public static final long NOBODY = 0;
}
