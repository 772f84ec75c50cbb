package io.maru.people;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns the roles a person holds into what they may do. The role table changes with releases only, so it is read once. */
@Component
class Rights {

    private final IdentityStore store;
    private volatile @Nullable Map<Role, Set<Permission>> permissionsByRole;

    Rights(IdentityStore store) {
        this.store = store;
    }

    CurrentPerson of(Identity identity, CurrentPerson.Channel channel) {
        return of(identity, channel, EnumSet.allOf(Permission.class));
    }

    /** @param within what the way of signing in allows at most */
    CurrentPerson of(Identity identity, CurrentPerson.Channel channel, Set<Permission> within) {
        Set<Permission> everywhere = EnumSet.noneOf(Permission.class);
        Map<Long, Set<Permission>> byDesk = new HashMap<>();
        Map<Long, Set<Role>> roles = new HashMap<>();
        for (Identity.HeldRole held : identity.roles()) {
            Set<Permission> into = held.deskId() == null
                    ? everywhere
                    : byDesk.computeIfAbsent(held.deskId(), desk -> EnumSet.noneOf(Permission.class));
            into.addAll(granted(held.role()));
            into.retainAll(within);
            if (held.deskId() != null) {
                roles.computeIfAbsent(held.deskId(), desk -> EnumSet.noneOf(Role.class))
                        .add(held.role());
            }
        }
        return new CurrentPerson(
                identity.personId(),
                identity.displayName(),
                identity.language(),
                identity.timeZone(),
                identity.groupIds(),
                everywhere,
                byDesk,
                roles,
                channel,
                null);
    }

    Set<Permission> granted(Role role) {
        Map<Role, Set<Permission>> granted = permissionsByRole;
        if (granted == null) {
            granted = store.permissionsByRole();
            permissionsByRole = granted;
        }
        return granted.getOrDefault(role, Set.of());
    }
}
