package io.maru.people;

import io.maru.platform.Language;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one query tells about a person who acts. */
record Identity(
        long personId,
        String displayName,
        Language language,
        ZoneId timeZone,
        Set<Long> groupIds,
        List<HeldRole> roles) {

    /** @param deskId null for a role held everywhere */
    record HeldRole(Role role, @Nullable Long deskId) {}
}
