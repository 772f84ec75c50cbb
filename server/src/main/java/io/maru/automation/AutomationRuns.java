package io.maru.automation;

import io.maru.automation.RunStore.Ended;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Cursor;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.Page;
import io.maru.ticket.HistoryEntry;
import io.maru.ticket.TicketList;
import io.maru.ticket.TicketProcess;
import io.maru.ticket.TicketView.LinkedTicket;
import io.maru.ticket.Tickets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** What became of the runs of rules, and what would become of one, for those who shape them. */
@Service
public class AutomationRuns {

    private final RunStore store;
    private final RuleCalls calls;
    private final AutomationRules rules;
    private final RuleRunner runner;
    private final Tickets tickets;
    private final TicketProcess process;
    private final Persons persons;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    AutomationRuns(
            RunStore store,
            RuleCalls calls,
            AutomationRules rules,
            RuleRunner runner,
            Tickets tickets,
            TicketProcess process,
            Persons persons,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.store = store;
        this.calls = calls;
        this.rules = rules;
        this.runner = runner;
        this.tickets = tickets;
        this.process = process;
        this.persons = persons;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * What became of a run.
     *
     * @param ticket with which it began; null when the reader may not see it, or there was none
     * @param withTicket whether there was one
     * @param person who did what let it run
     * @param took in milliseconds; null while it waits
     * @param reason why it failed, or the rules that would have gone round in a circle
     * @param againOf the run that was tried again with it
     */
    public record AutomationRun(
            long id,
            int ruleVersion,
            @Nullable LinkedTicket ticket,
            boolean withTicket,
            @Nullable PersonReference person,
            Instant happenedAt,
            RunState state,
            @Nullable Instant endedAt,
            @Nullable Long took,
            @Nullable String reason,
            @Nullable Long againOf) {}

    /**
     * @param steps in the order in which they were done; of tickets that the reader may not see, without what was said of them
     * @param calls what other systems are told, and what became of that
     */
    public record AutomationRecord(AutomationRun run, List<StepRecord> steps, List<RuleCall> calls) {}

    /** Those of a rule, the newest first. */
    @Transactional(readOnly = true)
    public Page<AutomationRun> of(
            CurrentPerson me, long ruleId, @Nullable RunState state, @Nullable String after, @Nullable Integer limit) {
        rules.shapeable(me, ruleId);
        Cursor cursor = Cursor.decode(after, 1);
        int most = Page.limit(limit);
        Page<Ended> page = Page.of(
                store.of(ruleId, state, cursor == null ? null : cursor.number(0), most + 1),
                most,
                run -> Cursor.of(run.id()));
        Map<Long, LinkedTicket> named = named(me, page.items());
        Map<Long, PersonReference> people = persons.references(
                page.items().stream().map(run -> run.occasion().personId()).collect(Collectors.toSet()));
        return page.map(run -> view(me, run, named, people));
    }

    private Map<Long, LinkedTicket> named(CurrentPerson me, List<Ended> runs) {
        List<TicketList.Row> visible = tickets.found(
                me,
                runs.stream()
                        .flatMap(run -> Stream.ofNullable(run.occasion().ticketId()))
                        .collect(Collectors.toSet()));
        List<LinkedTicket> inWords = tickets.named(me, visible);
        Map<Long, LinkedTicket> named = new HashMap<>();
        for (int index = 0; index < visible.size(); index++) {
            named.put(visible.get(index).id(), inWords.get(index));
        }
        return named;
    }

    /** One of them, step by step. */
    @Transactional(readOnly = true)
    public AutomationRecord record(CurrentPerson me, long ruleId, long runId) {
        rules.shapeable(me, ruleId);
        Ended run = run(ruleId, runId);
        Map<String, Boolean> seen = new HashMap<>();
        return new AutomationRecord(
                view(
                        me,
                        run,
                        named(me, List.of(run)),
                        persons.references(Set.of(run.occasion().personId()))),
                run.records().stream()
                        .map(each -> each.ticket().isEmpty()
                                        || seen.computeIfAbsent(
                                                each.ticket(),
                                                key -> tickets.foundByKey(me, key)
                                                        .isPresent())
                                ? each
                                : new StepRecord(each.pointer(), "", each.answer(), null, each.took()))
                        .toList(),
                calls.of(runId));
    }

    private Ended run(long ruleId, long runId) {
        return store.find(runId).filter(each -> each.ruleId() == ruleId).orElseThrow(NotFound::new);
    }

    private static AutomationRun view(
            CurrentPerson me, Ended run, Map<Long, LinkedTicket> named, Map<Long, PersonReference> people) {
        Occasion occasion = run.occasion();
        Long ticketId = occasion.ticketId();
        LocalizedText reason = run.reason();
        return new AutomationRun(
                run.id(),
                run.ruleVersion(),
                ticketId == null ? null : named.get(ticketId),
                ticketId != null,
                people.get(occasion.personId()),
                occasion.at(),
                run.state(),
                run.endedAt(),
                run.took(),
                reason == null ? null : reason.in(me.language()),
                run.againOf());
    }

    /**
     * Plans a run that failed once more, by what the rule says now. Answers nothing: it runs in a moment.
     *
     * @throws Invalid when it did not fail
     */
    @Transactional
    public void again(CurrentPerson me, long ruleId, long runId) {
        RuleStore.Row row = rules.shapeable(me, ruleId);
        Ended run = run(ruleId, runId);
        if (run.state() != RunState.FAILED) {
            throw Invalid.at("", "automation_not_failed");
        }
        store.planAgain(runId, Objects.requireNonNull(row.publishedVersion()), clock.instant());
        events.publishEvent(new RuleTriggers.RunsPlanned());
    }

    /**
     * What a rule would do.
     *
     * @param state {@link RunState#DONE}, {@link RunState#IDLE} or {@link RunState#FAILED}
     * @param took in milliseconds
     */
    public record AutomationTrial(
            RunState state,
            List<StepRecord> steps,
            @Nullable String reason,
            long took) {}

    /**
     * Does with a ticket what a rule's draft says, as if what it waits for had just happened, and undoes all of it.
     *
     * @param key null for a rule that runs without a ticket
     * @throws Invalid when the rule cannot run, or the person may not try it with this ticket
     */
    public AutomationTrial trial(CurrentPerson me, long ruleId, @Nullable String key) {
        AtomicReference<@Nullable AutomationTrial> came = new AtomicReference<>();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            came.set(tried(me, ruleId, key));
        });
        return Objects.requireNonNull(came.get());
    }

    private AutomationTrial tried(CurrentPerson me, long ruleId, @Nullable String key) {
        RuleStore.Row row = rules.shapeable(me, ruleId);
        TicketProcess.Facts ticket = key == null ? null : process.visible(me, key);
        RuleDefinition definition = rules.publishable(me, row);
        PublishedRule rule = new PublishedRule(
                row.id(), row.name(), Objects.requireNonNullElse(row.publishedVersion(), 0), row.runAsId(), definition);
        Course course = new Course(
                null,
                rule,
                persons.acting(row.runAsId(), CurrentPerson.Channel.AUTOMATION),
                occasion(me, ticket, definition));
        long started = System.nanoTime();
        LocalizedText reason = null;
        RunState state;
        try {
            runner.run(course);
            state = course.acted ? RunState.DONE : RunState.IDLE;
        } catch (RunFailed failed) {
            reason = failed.reason();
            state = RunState.FAILED;
        }
        return new AutomationTrial(
                state,
                course.records(),
                reason == null ? null : reason.in(me.language()),
                Duration.ofNanos(System.nanoTime() - started).toMillis());
    }

    /** As if this person had just done what the rule waits for, the last time that it was done. */
    private Occasion occasion(CurrentPerson me, TicketProcess.@Nullable Facts ticket, RuleDefinition definition) {
        if (!definition.trigger().withTicket()) {
            return Occasion.without(clock.instant(), me.id(), Map.of());
        }
        if (ticket == null) {
            throw Invalid.at("/ticketKey", "required");
        }
        String field = definition.trigger().waitsFor();
        List<HistoryEntry.Change> changes = tickets.history(me, ticket.key(), null, Page.MAXIMUM).items().stream()
                .filter(entry -> entry.field().equals(field))
                .findFirst()
                .map(entry -> new HistoryEntry.Change(entry.field(), entry.oldValue(), entry.newValue()))
                .stream()
                .toList();
        return new Occasion(ticket.id(), ticket.key(), ticket.deskId(), clock.instant(), me.id(), changes, Map.of());
    }
}
