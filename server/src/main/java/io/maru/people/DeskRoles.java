package io.maru.people;

import java.util.Set;

/** What somebody is to one desk, themselves or through a group, and what that lets them do there. */
public record DeskRoles(long deskId, Set<Role> roles, Set<Permission> permissions) {}
