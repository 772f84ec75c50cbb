package io.maru.automation;

import static io.maru.automation.Trigger.ThresholdNews.BREACHED;
import static io.maru.automation.Trigger.ThresholdNews.WARNED;

import io.maru.automation.Trigger.ThresholdNews;
import io.maru.automation.Trigger.ThresholdTrigger;
import io.maru.event.Event;
import io.maru.event.EventFollower;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.sla.Threshold;
import io.maru.sla.ThresholdReached;
import io.maru.ticket.Channel;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketChanged;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.Status;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Plans the runs of the rules that wait for what happened, and refuses those that would go round in a circle. */
@Component
class RuleTriggers implements EventFollower {

    /** How many causes may follow from each other. */
    private static final int LONGEST_CHAIN = 10;

    private static final String CREATED = "created";
    private static final String CAUSE = "automation:";

    private final RulesInUse rules;
    private final RuleStore store;
    private final RunStore runs;
    private final TicketProcess tickets;
    private final Workflows workflows;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RuleTriggers(
            RulesInUse rules,
            RuleStore store,
            RunStore runs,
            TicketProcess tickets,
            Workflows workflows,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.store = store;
        this.runs = runs;
        this.tickets = tickets;
        this.workflows = workflows;
        this.events = events;
        this.clock = clock;
    }

    /** Runs wait, once the transaction is committed. */
    record RunsPlanned() {}

    @Override
    public String key() {
        return "automation";
    }

    @Override
    public boolean follows(String kind, Object content) {
        return switch (content) {
            case TicketChanged change ->
                considered(change)
                        .anyMatch(each -> rules.waitingFor(each.field(), change.deskId())
                                .findAny()
                                .isPresent());
            case ThresholdReached reached ->
                rules.waitingFor(ThresholdTrigger.WAITS_FOR, reached.deskId())
                        .findAny()
                        .isPresent();
            default -> false;
        };
    }

    @Override
    public void follow(Event event) {
        if (event.kind().equals(ThresholdTrigger.WAITS_FOR)) {
            followThreshold(event);
        } else {
            followChange(event);
        }
    }

    private void followThreshold(Event event) {
        ThresholdReached reached = event.content(ThresholdReached.class);
        ThresholdNews news = reached.threshold().equals(Threshold.BREACH.key()) ? BREACHED : WARNED;
        TicketProcess.Facts ticket = tickets.read(reached.ticketId());
        List<PublishedRule> met = rules.waitingFor(ThresholdTrigger.WAITS_FOR, ticket.deskId())
                .filter(rule ->
                        ((ThresholdTrigger) rule.definition().trigger()).news().contains(news))
                .toList();
        plan(
                event,
                met,
                rule -> Occasion.with(
                        ticket, reached.dueAt(), rule.runAsId(), Map.of("sla.threshold", reached.threshold())));
    }

    private void followChange(Event event) {
        TicketChanged change = event.content(TicketChanged.class);
        Trigger.Facts facts = facts(change);
        List<PublishedRule> met = considered(change)
                .flatMap(each -> rules.waitingFor(each.field(), change.deskId())
                        .filter(rule -> rule.definition().trigger().isMetBy(each, change, facts)))
                .distinct()
                .toList();
        plan(event, met, rule -> Occasion.of(change));
    }

    private void plan(Event event, List<PublishedRule> met, Function<PublishedRule, Occasion> occasions) {
        for (PublishedRule rule : met) {
            if (circular(rule, event.chain())) {
                refuse(rule, event, occasions.apply(rule));
            } else {
                runs.plan(rule, event.id(), occasions.apply(rule), event.chain(), clock.instant());
            }
        }
        if (!met.isEmpty()) {
            events.publishEvent(new RunsPlanned());
        }
    }

    /** What a ticket begins with has not been changed. */
    private static Stream<HistoryEntry.Change> considered(TicketChanged change) {
        return change.changes().stream()
                .filter(each -> change.kind() != TicketChanged.Kind.CREATED
                        || each.field().equals(CREATED));
    }

    private Trigger.Facts facts(TicketChanged change) {
        return new Trigger.Facts() {
            @Override
            public Status status(long id) {
                return workflows.status(id);
            }

            @Override
            public long reporterId() {
                return tickets.read(change.ticketId()).reporterId();
            }
        };
    }

    private static boolean circular(PublishedRule rule, List<String> chain) {
        return chain.size() >= LONGEST_CHAIN
                || chain.contains(rule.cause()) && !rule.definition().mayTriggerItself();
    }

    /** The ticket's history says so, too: nobody else would know why nothing happens any more. */
    private void refuse(PublishedRule rule, Event event, Occasion occasion) {
        LocalizedText chain = words(event.chain(), rule);
        runs.refuse(rule, event.id(), occasion, event.chain(), chain, clock.instant());
        tickets.note(
                rule.runAsId(),
                event.ticketId(),
                Channel.AUTOMATION,
                RunHistory.FIELD,
                Map.of("rule", rule.id(), "chain", chain));
    }

    /** The rules that followed from each other, and the one that is not to, by their names. */
    private LocalizedText words(List<String> chain, PublishedRule last) {
        List<Long> ids = Stream.concat(chain.stream(), Stream.of(last.cause()))
                .filter(cause -> cause.startsWith(CAUSE))
                .map(cause -> Long.parseLong(cause.substring(CAUSE.length())))
                .toList();
        Map<Long, LocalizedText> names = store.names(ids);
        List<LocalizedText> named = new ArrayList<>();
        ids.forEach(id -> named.add(Objects.requireNonNullElse(names.get(id), LocalizedText.EMPTY)));
        return new LocalizedText(joined(named, Language.KO), joined(named, Language.EN));
    }

    private static String joined(List<LocalizedText> names, Language language) {
        return names.stream().map(name -> name.in(language)).collect(Collectors.joining(" → "));
    }
}
