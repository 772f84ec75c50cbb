package io.maru.sla;

import io.maru.notification.Notifications;
import io.maru.people.Groups;
import io.maru.people.Permission;
import io.maru.people.Persons;
import io.maru.people.RoleAssignments;
import io.maru.platform.BackOff;
import io.maru.platform.WaitingWork;
import io.maru.sla.Escalation.Audience;
import io.maru.sla.EscalationStore.Planned;
import io.maru.ticket.Channel;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketProcess.Edit;
import io.maru.ticket.TicketProcess.Facts;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Does what is to follow from thresholds. It is planned where the threshold is noticed and done in a transaction of its own, since
 * a ticket is always taken before its clocks: the plan goes with what it does, so that it is done once, whatever stops a server.
 */
@Component
class Escalations {

    private static final Logger LOG = LoggerFactory.getLogger(Escalations.class);

    private static final int HIGHEST = 1;

    /** How long one waits that no server was told of. */
    private static final Duration UNASKED = Duration.ofSeconds(1);

    private static final BackOff BACK_OFF = new BackOff(Duration.ofSeconds(5), Duration.ofHours(1));

    private final EscalationStore store;
    private final PolicyStore policies;
    private final ClockStore clocks;
    private final SlaClocks times;
    private final TicketProcess tickets;
    private final Notifications notifications;
    private final Persons persons;
    private final Groups groups;
    private final RoleAssignments roles;
    private final TransactionTemplate transaction;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("sla-escalation", UNASKED, true);

    Escalations(
            EscalationStore store,
            PolicyStore policies,
            ClockStore clocks,
            SlaClocks times,
            TicketProcess tickets,
            Notifications notifications,
            Persons persons,
            Groups groups,
            RoleAssignments roles,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.policies = policies;
        this.clocks = clocks;
        this.times = times;
        this.tickets = tickets;
        this.notifications = notifications;
        this.persons = persons;
        this.groups = groups;
        this.roles = roles;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, () -> this::doOne);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    @TransactionalEventListener
    void on(ThresholdReached reached) {
        work.tell();
    }

    /** @return whether there was one, so that there may be more */
    boolean doOne() {
        AtomicReference<@Nullable Planned> claimed = new AtomicReference<>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                Planned planned = store.claim(clock.instant()).orElse(null);
                if (planned == null) {
                    return false;
                }
                claimed.set(planned);
                follow(planned);
                store.delete(planned.id());
                return true;
            }));
        } catch (RuntimeException failure) {
            Planned planned = claimed.get();
            if (planned == null || work.stopped()) {
                throw failure;
            }
            // It comes again by itself and holds up no other.
            LOG.error(
                    "What follows for the ticket {} could not be done; it is tried again", planned.ticketId(), failure);
            Instant next = clock.instant().plus(BACK_OFF.pause(planned.failures()));
            transaction.executeWithoutResult(status -> store.failed(planned.id(), next));
            return true;
        }
    }

    private void follow(Planned planned) {
        Policy policy = policies.version(planned.policyId(), planned.policyVersion());
        Facts before = tickets.lock(planned.ticketId());
        SlaClock measuring = clocks.find(planned.clockId()).orElse(null);
        boolean ongoing = measuring != null && measuring.ongoing();
        Map<String, Object> news = new HashMap<>(Map.of("policy", policy.id(), "threshold", planned.threshold()));
        Instant due = measuring == null ? null : measuring.due(times.time(measuring.promise()));
        if (due != null) {
            news.put("due", due.toString());
        }
        for (Escalation escalation : policy.definition().escalationsAt(planned.threshold())) {
            Facts ticket = tickets.read(before.id());
            Edit edit = ongoing ? edit(escalation, ticket) : new Edit(null, null, null);
            Set<Long> told = told(escalation, ticket, edit);
            Map<String, Object> noted = new HashMap<>(news);
            noted.put("told", told);
            if (ongoing
                    && (missing(escalation.assigneeId(), edit.assigneeId())
                            || missing(escalation.teamId(), edit.teamId()))) {
                noted.put("unavailable", true);
            }
            tickets.change(
                    Objects.requireNonNull(policy.publishedById(), "Nothing follows from what nobody has published"),
                    before.id(),
                    Channel.SLA,
                    edit,
                    EscalationHistory.FIELD,
                    noted);
            notifications.tell(told, ThresholdNews.KIND, before.id(), news);
        }
    }

    private static boolean missing(@Nullable Long wanted, @Nullable Long given) {
        return wanted != null && given == null;
    }

    /** Whom it cannot be given to any more is left out. */
    private Edit edit(Escalation escalation, Facts ticket) {
        Long assigneeId = escalation.assigneeId();
        Long teamId = escalation.teamId();
        return new Edit(
                assigneeId != null && roles.holds(assigneeId, Permission.TICKET_EDIT, ticket.deskId())
                        ? assigneeId
                        : null,
                teamId != null && groups.names(Set.of(teamId)).containsKey(teamId) ? teamId : null,
                escalation.raisePriority() && ticket.priority() > HIGHEST ? ticket.priority() - 1 : null);
    }

    private Set<Long> told(Escalation escalation, Facts ticket, Edit edit) {
        Set<Long> told = new TreeSet<>(escalation.personIds());
        Set<Long> assignees = new TreeSet<>();
        for (Long each : Arrays.asList(ticket.assigneeId(), edit.assigneeId())) {
            if (each != null) {
                assignees.add(each);
            }
        }
        if (escalation.tell().contains(Audience.ASSIGNEE)) {
            told.addAll(assignees);
        }
        if (escalation.tell().contains(Audience.MANAGER)) {
            told.addAll(persons.managers(assignees).values());
        }
        Long team = edit.teamId() == null ? ticket.teamId() : edit.teamId();
        if (escalation.tell().contains(Audience.TEAM) && team != null) {
            told.addAll(groups.activeMembers(List.of(team)).getOrDefault(team, Set.of()));
        }
        told.removeIf(person -> !roles.holds(person, Permission.TICKET_VIEW, ticket.deskId()));
        return told;
    }
}
