package io.maru.people;

import io.maru.platform.Language;
import io.maru.platform.NotPermitted;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who acts, and what they may do: read once per request, and the first parameter of every use case.
 *
 * @param everywhere permissions held on every desk and on the installation itself
 * @param byDesk permissions held on single desks, by desk id
 * @param roles roles held on single desks, by desk id
 * @param channel by what way the request came, as it is written into a ticket's history
 * @param visitedDeskId the only desk that is open to them where they are a visitor; null when they are none
 */
public record CurrentPerson(
        long id,
        String displayName,
        Language language,
        ZoneId timeZone,
        Set<Long> groupIds,
        Set<Permission> everywhere,
        Map<Long, Set<Permission>> byDesk,
        Map<Long, Set<Role>> roles,
        Channel channel,
        @Nullable Long visitedDeskId) {

    /** The server itself, that measures all tickets and shows them to nobody: no person, in no group. */
    public static final CurrentPerson SERVER = new CurrentPerson(
            0,
            "Maru",
            Language.EN,
            ZoneOffset.UTC,
            Set.of(),
            EnumSet.of(Permission.TICKET_VIEW),
            Map.of(),
            Map.of(),
            Channel.API,
            null);

    /** The server, that does in the name of a person what was settled before, whatever that person may do by now. */
    public static CurrentPerson inNameOf(long personId) {
        return new CurrentPerson(
                personId,
                SERVER.displayName(),
                SERVER.language(),
                SERVER.timeZone(),
                SERVER.groupIds(),
                SERVER.everywhere(),
                SERVER.byDesk(),
                SERVER.roles(),
                SERVER.channel(),
                null);
    }

    /** The way a request came. */
    public enum Channel {
        WEB,
        API,
        /** No request: a rule of automation acts for the person. */
        AUTOMATION,
        /** No request: the person wrote a mail. */
        MAIL,
        /** From inside another web page. */
        WIDGET,
        /** Said in a chat there. */
        CHAT
    }

    public CurrentPerson {
        groupIds = Set.copyOf(groupIds);
        everywhere = Set.copyOf(everywhere);
        byDesk = Map.copyOf(byDesk);
        roles = Map.copyOf(roles);
    }

    /** The same person with the same rights, who is told everything in another language and time zone. */
    public CurrentPerson told(Language language, ZoneId timeZone) {
        return new CurrentPerson(
                id, displayName, language, timeZone, groupIds, everywhere, byDesk, roles, channel, visitedDeskId);
    }

    /** The same person as a visitor of one desk, inside another web page: a customer of it, whatever else they may do. */
    public CurrentPerson visiting(long deskId) {
        Set<Permission> raising = mayOnDesk(Permission.DESK_RAISE, deskId) ? Set.of(Permission.DESK_RAISE) : Set.of();
        return new CurrentPerson(
                id,
                displayName,
                language,
                timeZone,
                groupIds,
                Set.of(),
                Map.of(deskId, raising),
                Map.of(),
                Channel.WIDGET,
                deskId);
    }

    /** The same person, who chats. */
    public CurrentPerson chatting() {
        return new CurrentPerson(
                id, displayName, language, timeZone, groupIds, everywhere, byDesk, roles, Channel.CHAT, visitedDeskId);
    }

    /** Whether a desk is open to them at all: to visitors only the one that they visit. */
    public boolean reaches(long deskId) {
        return visitedDeskId == null || visitedDeskId == deskId;
    }

    public boolean may(Permission permission) {
        return everywhere.contains(permission);
    }

    public boolean mayOnDesk(Permission permission, long deskId) {
        return may(permission) || byDesk.getOrDefault(deskId, Set.of()).contains(permission);
    }

    public boolean mayOnAnyDesk(Permission permission) {
        return may(permission) || byDesk.values().stream().anyMatch(held -> held.contains(permission));
    }

    /** @throws NotPermitted when held on no desk */
    public void requireOnAnyDesk(Permission permission) {
        if (!mayOnAnyDesk(permission)) {
            throw new NotPermitted();
        }
    }

    public Set<Role> rolesOn(long deskId) {
        return roles.getOrDefault(deskId, Set.of());
    }

    /** The desks on which a permission is held singly; says nothing of one held everywhere. */
    public Set<Long> desksWith(Permission permission) {
        return byDesk.entrySet().stream()
                .filter(entry -> entry.getValue().contains(permission))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws NotPermitted when not held */
    public void require(Permission permission) {
        if (!may(permission)) {
            throw new NotPermitted();
        }
    }

    /** @throws NotPermitted when not held on this desk */
    public void requireOnDesk(Permission permission, long deskId) {
        if (!mayOnDesk(permission, deskId)) {
            throw new NotPermitted();
        }
    }
}
