package io.maru.automation;

import io.maru.automation.Trigger.ScheduleTrigger;
import io.maru.calendar.Calendars;
import io.maru.people.CurrentPerson;
import io.maru.people.Persons;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.WaitingWork;
import io.maru.query.Queries;
import io.maru.query.QueryInvalid;
import io.maru.ticket.TicketList;
import io.maru.ticket.Tickets;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Plans the runs of rules that wait for times: in the transaction in which it says when a rule runs next, so that each time is planned
 * once whatever stops a server and however many there are.
 */
@Component
class RuleSchedules {

    /** How late a rule may run. */
    private static final Duration OFTEN = Duration.ofSeconds(1);

    /** Of more tickets the others follow the next time. */
    private static final int MOST_TICKETS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(RuleSchedules.class);

    /** After a failure of the server's own, which keeps no other rule waiting. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final RuleStore rules;
    private final RunStore runs;
    private final Queries queries;
    private final Tickets tickets;
    private final Persons persons;
    private final Calendars calendars;
    private final MessageSource messages;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    private final WaitingWork work = new WaitingWork("automation-schedule", OFTEN, true);

    RuleSchedules(
            RuleStore rules,
            RunStore runs,
            Queries queries,
            Tickets tickets,
            Persons persons,
            Calendars calendars,
            MessageSource messages,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.runs = runs;
        this.queries = queries;
        this.tickets = tickets;
        this.persons = persons;
        this.calendars = calendars;
        this.messages = messages;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Not before people are served. */
    @EventListener(ApplicationReadyEvent.class)
    void start() {
        work.start(1, () -> this::planOne);
    }

    @PreDestroy
    void stop() {
        work.stop();
    }

    /** Counts a rule's times from now on. */
    void begin(long ruleId, RuleDefinition definition) {
        if (definition.trigger() instanceof ScheduleTrigger trigger) {
            Instant now = clock.instant();
            rules.schedule(ruleId, next(trigger.schedule(), now, now));
        } else {
            rules.unschedule(ruleId);
        }
    }

    private @Nullable Instant next(Schedule schedule, Instant now, Instant last) {
        return schedule.next(now, last, id -> calendars.time(id).time());
    }

    /** @return whether the time of one had come, so that there may be more */
    boolean planOne() {
        AtomicReference<@Nullable PublishedRule> claimed = new AtomicReference<>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                RuleStore.Due due = rules.claimDue(clock.instant()).orElse(null);
                if (due == null) {
                    return false;
                }
                claimed.set(due.rule());
                plan(due, clock.instant());
                return true;
            }));
        } catch (RuntimeException failure) {
            PublishedRule rule = claimed.get();
            if (rule == null || work.stopped()) {
                throw failure;
            }
            LOG.error("The runs of rule {} could not be planned; they are later", rule.id(), failure);
            Instant later = clock.instant().plus(PAUSE);
            transaction.executeWithoutResult(status -> rules.schedule(rule.id(), later));
            return true;
        }
    }

    private void plan(RuleStore.Due due, Instant now) {
        PublishedRule rule = due.rule();
        if (rule.definition().trigger() instanceof ScheduleTrigger trigger) {
            plan(rule, trigger, due.dueAt(), now);
            rules.schedule(rule.id(), next(trigger.schedule(), now, due.dueAt()));
            events.publishEvent(new RuleTriggers.RunsPlanned());
        } else {
            rules.unschedule(rule.id());
        }
    }

    private void plan(PublishedRule rule, ScheduleTrigger trigger, Instant dueAt, Instant now) {
        CurrentPerson person = acting(rule);
        Occasion alone = Occasion.without(dueAt, rule.runAsId(), Map.of());
        if (person == null || trigger.query() == null) {
            // Whose person is gone is told by the run.
            runs.plan(rule, null, alone, List.of(), now);
            return;
        }
        try {
            found(rule, person, trigger.query()).stream()
                    .map(ticket -> Occasion.with(ticket, dueAt, rule.runAsId()))
                    .forEach(occasion -> runs.plan(rule, null, occasion, List.of(), now));
        } catch (QueryInvalid broken) {
            runs.fail(rule, alone, LocalizedText.of(messages, "automation.reason.query", trigger.query()), now);
        }
    }

    private @Nullable CurrentPerson acting(PublishedRule rule) {
        try {
            return persons.acting(rule.runAsId(), CurrentPerson.Channel.AUTOMATION);
        } catch (NotFound gone) {
            return null;
        }
    }

    /** In the order of the query. */
    private List<TicketList.Row> found(PublishedRule rule, CurrentPerson person, String query) {
        RuleStore.Row where = rules.find(rule.id()).orElseThrow();
        List<Long> ids = queries.sample(person, new Queries.Chosen(query, null, null), MOST_TICKETS)
                .ids();
        Map<Long, TicketList.Row> found = tickets.found(person, ids).stream()
                .filter(ticket -> where.runsOn(ticket.deskId()))
                .collect(Collectors.toMap(TicketList.Row::id, Function.identity()));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }
}
