package io.maru.calendar;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A calendar of opening hours.
 *
 * @param deskId the desk that shapes it for itself; null for one of the installation, which every desk may count by
 * @param published the number of its newest version
 * @param retired whether nothing is to count by it any more
 * @param version what a change is based on
 */
public record Calendar(
        long id, @Nullable Long deskId, LocalizedText name, int published, boolean retired, long version) {}
