package io.maru.approval;

import io.maru.event.Event;
import io.maru.event.EventFollower;
import io.maru.notification.Notifications;
import io.maru.people.Absences;
import io.maru.ticket.TicketProcess;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** Tells approvers that it is their turn, and whoever stands in for them. */
@Component
class ApprovalFollower implements EventFollower {

    private static final Set<ApprovalEvent.Kind> TOLD_OF = Set.of(
            ApprovalEvent.Kind.ASKED,
            ApprovalEvent.Kind.REMINDED,
            ApprovalEvent.Kind.ESCALATED,
            ApprovalEvent.Kind.REFERENCED);

    private final TicketProcess tickets;
    private final Absences absences;
    private final Notifications notifications;

    ApprovalFollower(TicketProcess tickets, Absences absences, Notifications notifications) {
        this.tickets = tickets;
        this.absences = absences;
        this.notifications = notifications;
    }

    @Override
    public String key() {
        return "approval";
    }

    @Override
    public boolean follows(String kind, Object content) {
        return content instanceof ApprovalEvent event
                && TOLD_OF.contains(event.kind())
                && !event.personIds().isEmpty();
    }

    @Override
    public void follow(Event event) {
        ApprovalEvent approval = event.content(ApprovalEvent.class);
        boolean toDecide = approval.kind() != ApprovalEvent.Kind.REFERENCED;
        Set<Long> told = new TreeSet<>(approval.personIds());
        if (toDecide) {
            absences.substitutes(approval.personIds()).values().forEach(told::addAll);
        }
        notifications.tellThoseWhoSee(
                told,
                toDecide ? ApprovalAsked.KIND : ApprovalReferenced.KIND,
                tickets.read(approval.ticketId()),
                new ApprovalAsked.Content(approval.roundId(), approval.kind()));
    }
}
