package io.maru.sla;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A policy as it was published.
 *
 * @param version the number of what was published
 * @param publishedById null for what came with the installation
 */
record Policy(
        long id,
        LocalizedText name,
        int version,
        PolicyDefinition definition,
        @Nullable Long publishedById) {}
