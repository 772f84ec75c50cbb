package io.maru.people;

import io.maru.platform.Language;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A person as they themselves and those who administer people see them.
 *
 * @param active whether they may sign in; a person is never deleted, since history names them
 * @param administrator whether they hold the role themselves, not through a group
 * @param managerId who leads them
 */
public record Person(
        long id,
        String email,
        String displayName,
        Language language,
        ZoneId timeZone,
        Theme theme,
        boolean active,
        boolean administrator,
        @Nullable Long managerId,
        long version,
        Instant createdAt,
        Instant updatedAt) {}
