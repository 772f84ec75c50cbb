package io.maru.people;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
        for (Identity.HeldRole held : identity.roles()) {
            Set<Permission> into = held.deskId() == null
                    ? everywhere
                    : byDesk.computeIfAbsent(held.deskId(), desk -> EnumSet.noneOf(Permission.class));
            into.addAll(granted(held.role()));
            into.retainAll(within);
        }
        return new CurrentPerson(
                identity.personId(),
                identity.displayName(),
                identity.language(),
                identity.timeZone(),
                identity.groupIds(),
                everywhere,
                byDesk,
                channel);
    }

    /** What a person is to each desk, within what they may do there by the way they signed in. */
    List<DeskRoles> byDesk(Identity identity, CurrentPerson within) {
        Map<Long, Set<Role>> roles = new TreeMap<>();
        for (Identity.HeldRole held : identity.roles()) {
            if (held.deskId() != null) {
                roles.computeIfAbsent(held.deskId(), desk -> EnumSet.noneOf(Role.class))
                        .add(held.role());
            }
        }
        return roles.entrySet().stream()
                .map(entry -> new DeskRoles(
                        entry.getKey(), entry.getValue(), within.byDesk().getOrDefault(entry.getKey(), Set.of())))
                .toList();
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
