package io.maru.people;

import org.jspecify.annotations.Nullable;

/** A role on a desk, held by a person or by a group: exactly one of the two is given. */
public record RoleAssignment(
        long id,
        Role role,
        @Nullable Long personId,
        @Nullable Long groupId) {}
