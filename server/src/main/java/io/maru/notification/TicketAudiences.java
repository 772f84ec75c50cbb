package io.maru.notification;

import io.maru.people.Groups;
import io.maru.ticket.TicketProcess.Facts;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Whom a ticket's desk tells of what happens to it. */
@Component
class TicketAudiences {

    private final DeskNotifications rules;
    private final Groups groups;

    TicketAudiences(DeskNotifications rules, Groups groups) {
        this.rules = rules;
        this.groups = groups;
    }

    /** @param concerned whom it is about, beside those whom the ticket concerns anyway */
    Set<Long> of(TicketOccasion occasion, Facts ticket, Set<Long> concerned) {
        Set<Long> told = new TreeSet<>();
        for (Audience audience : rules.of(ticket.deskId(), occasion)) {
            switch (audience) {
                case REPORTER -> told.add(ticket.reporterId());
                case PARTICIPANTS -> told.addAll(ticket.participantIds());
                case ASSIGNEE -> {
                    if (ticket.assigneeId() != null) {
                        told.add(ticket.assigneeId());
                    }
                }
                case TEAM -> {
                    if (ticket.teamId() != null && ticket.assigneeId() == null) {
                        told.addAll(
                                groups.activeMembers(Set.of(ticket.teamId())).getOrDefault(ticket.teamId(), Set.of()));
                    }
                }
                case WATCHERS -> told.addAll(ticket.watcherIds());
                case CONCERNED -> told.addAll(concerned);
            }
        }
        return told;
    }
}
