package io.maru.notification;

import io.maru.event.Event;
import io.maru.event.EventFollower;
import io.maru.mail.MailThreads;
import io.maru.notification.TicketNews.Told;
import io.maru.ticket.Channel;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Facts;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells people what happens to tickets, as the ticket's desk has it; nobody of what they did themselves, or may not see. */
@Component
class TicketFollower implements EventFollower {

    private static final Set<String> TOLD_OF =
            Set.of("comment", "comment_edited", "assignee", "team", "status", "participant");

    private final TicketProcess tickets;
    private final Workflows workflows;
    private final TicketAudiences audiences;
    private final Notifications notifications;
    private final MailThreads threads;

    TicketFollower(
            TicketProcess tickets,
            Workflows workflows,
            TicketAudiences audiences,
            Notifications notifications,
            MailThreads threads) {
        this.tickets = tickets;
        this.workflows = workflows;
        this.audiences = audiences;
        this.notifications = notifications;
        this.threads = threads;
    }

    @Override
    public String key() {
        return "notification";
    }

    @Override
    public boolean follows(String kind, Object content) {
        return content instanceof TicketChanged change
                && (change.kind() == TicketChanged.Kind.CREATED
                        || change.changes().stream().anyMatch(each -> TOLD_OF.contains(each.field())));
    }

    @Override
    public void follow(Event event) {
        TicketChanged change = event.content(TicketChanged.class);
        Facts ticket = tickets.read(change.ticketId());
        Long doer = change.channel().byPerson() ? change.personId() : null;
        Set<Long> heard = new TreeSet<>();
        for (Occurrence each : occurrences(change, doer)) {
            Set<Long> told = audiences.of(each.occasion(), ticket, each.concerned());
            // Whoever did it knows; and who was given a ticket is not told that it was created, too.
            told.removeIf(
                    person -> Objects.equals(person, doer) && !acknowledged(each, change) || heard.contains(person));
            heard.addAll(notifications.tellThoseWhoSee(told, each.occasion().key(), ticket, each.told(), change.at()));
        }
    }

    /** @param concerned whom it is about, beside those whom the ticket concerns anyway */
    private record Occurrence(TicketOccasion occasion, Set<Long> concerned, Told told) {}

    /** That a request has arrived is told to whoever sent it, who else would not know; but to no program, which would answer. */
    private boolean acknowledged(Occurrence occurrence, TicketChanged change) {
        return occurrence.occasion() == TicketOccasion.CREATED
                && (change.channel() != Channel.MAIL
                        || threads.originOfTicket(change.ticketId())
                                .filter(MailThreads.Origin::automatic)
                                .isEmpty());
    }

    /** What says most comes first: each person hears of one change once. */
    private List<Occurrence> occurrences(TicketChanged change, @Nullable Long doer) {
        boolean created = change.kind() == TicketChanged.Kind.CREATED;
        List<Occurrence> found = new ArrayList<>();
        Set<Long> joined = new TreeSet<>();
        for (HistoryEntry.Change each : change.changes()) {
            JsonNode now = each.newValue();
            if (now == null || now.isNull()) {
                continue;
            }
            switch (each.field()) {
                case "comment" -> {
                    found.add(mentioned(change, doer, now));
                    found.add(said(change, doer, now));
                }
                case "comment_edited" -> found.add(mentioned(change, doer, now));
                case "assignee" ->
                    found.add(new Occurrence(TicketOccasion.ASSIGNED, Set.of(now.asLong()), told(change, doer)));
                case "team" -> found.add(new Occurrence(TicketOccasion.TEAM_ASSIGNED, Set.of(), told(change, doer)));
                case "participant" -> joined.add(now.asLong());
                case "status" -> {
                    if (!created) {
                        found.add(moved(change, doer, now.asLong()));
                    }
                }
                default -> {
                    // Nobody is told of other fields.
                }
            }
        }
        if (!joined.isEmpty()) {
            found.add(new Occurrence(TicketOccasion.SHARED, joined, told(change, doer)));
        }
        if (created) {
            found.add(new Occurrence(TicketOccasion.CREATED, Set.of(), told(change, doer)));
        }
        found.sort(Comparator.comparing(Occurrence::occasion));
        return found;
    }

    private static Occurrence mentioned(TicketChanged change, @Nullable Long doer, JsonNode comment) {
        return new Occurrence(
                isInternal(comment) ? TicketOccasion.MENTIONED_INTERNALLY : TicketOccasion.MENTIONED,
                comment.path("mentions").valueStream().map(JsonNode::asLong).collect(Collectors.toSet()),
                toldOf(change, doer, comment));
    }

    private static Occurrence said(TicketChanged change, @Nullable Long doer, JsonNode comment) {
        return new Occurrence(
                isInternal(comment) ? TicketOccasion.COMMENTED_INTERNALLY : TicketOccasion.COMMENTED,
                Set.of(),
                toldOf(change, doer, comment));
    }

    private static boolean isInternal(JsonNode comment) {
        return comment.path("internal").asBoolean();
    }

    private static Told toldOf(TicketChanged change, @Nullable Long doer, JsonNode comment) {
        return new Told(change.deskId(), doer, comment.path("id").asLong(), null);
    }

    private Occurrence moved(TicketChanged change, @Nullable Long doer, long statusId) {
        return new Occurrence(
                workflows.status(statusId).category() == StatusCategory.DONE
                        ? TicketOccasion.RESOLVED
                        : TicketOccasion.STATUS_CHANGED,
                Set.of(),
                new Told(change.deskId(), doer, null, statusId));
    }

    private static Told told(TicketChanged change, @Nullable Long doer) {
        return new Told(change.deskId(), doer, null, null);
    }
}
