package io.maru.automation;

import io.maru.automation.Trigger.ManualInput;
import io.maru.automation.Trigger.ManualTrigger;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.PlainText;
import io.maru.platform.Violation;
import io.maru.ticket.TicketProcess;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Rules that those who work on a ticket let run by hand. */
@Service
public class ManualRules {

    private static final int LONGEST = 2_000;

    private final RulesInUse rules;
    private final RunStore runs;
    private final TicketProcess tickets;
    private final Idempotency idempotency;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ManualRules(
            RulesInUse rules,
            RunStore runs,
            TicketProcess tickets,
            Idempotency idempotency,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rules = rules;
        this.runs = runs;
        this.tickets = tickets;
        this.idempotency = idempotency;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A rule that somebody may let run on a ticket.
     *
     * @param inputs asked before
     */
    public record ManualRule(long id, String name, List<ManualInput> inputs) {}

    /** Those that this person may let run, in their order. */
    @Transactional(readOnly = true)
    public List<ManualRule> of(CurrentPerson me, String ticketKey) {
        TicketProcess.Facts ticket = tickets.visible(me, ticketKey);
        if (!me.mayOnDesk(Permission.TICKET_EDIT, ticket.deskId())) {
            return List.of();
        }
        return mine(me, ticket.deskId())
                .map(rule -> new ManualRule(
                        rule.id(), rule.name().in(me.language()), trigger(rule).inputs()))
                .toList();
    }

    private Stream<PublishedRule> mine(CurrentPerson me, long deskId) {
        return rules.waitingFor(ManualTrigger.WAITS_FOR, deskId).filter(rule -> {
            Set<Long> groups = trigger(rule).groupIds();
            return groups == null || groups.isEmpty() || !Collections.disjoint(groups, me.groupIds());
        });
    }

    private static ManualTrigger trigger(PublishedRule rule) {
        return (ManualTrigger) rule.definition().trigger();
    }

    /**
     * Lets one run, in a moment.
     *
     * @param inputs what was asked, by key
     * @throws Invalid when something that is asked is missing or does not fit
     */
    @Transactional
    public void run(
            CurrentPerson me,
            @Nullable String idempotencyKey,
            String ticketKey,
            long ruleId,
            Map<String, @Nullable String> inputs) {
        TicketProcess.Facts ticket = tickets.visible(me, ticketKey);
        me.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
        PublishedRule rule = mine(me, ticket.deskId())
                .filter(each -> each.id() == ruleId)
                .findFirst()
                .orElseThrow(NotFound::new);
        Map<String, String> values = judged(trigger(rule).inputs(), inputs);
        idempotency.once(me.id(), idempotencyKey, "automation-run", List.of(ticketKey, ruleId, values), () -> {
            runs.plan(rule, null, Occasion.with(ticket, clock.instant(), me.id(), values), List.of(), clock.instant());
            events.publishEvent(new RuleTriggers.RunsPlanned());
            return "";
        });
    }

    private static Map<String, String> judged(List<ManualInput> asked, Map<String, @Nullable String> given) {
        List<Violation> violations = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        for (ManualInput input : asked) {
            String text = PlainText.lines(Objects.requireNonNullElse(given.get(input.key()), ""))
                    .strip();
            String wrong = text.isEmpty() ? input.required() ? "required" : null : unfit(input, text);
            if (wrong != null) {
                violations.add(Violation.of("/inputs/" + input.key(), wrong, LONGEST));
            }
            values.put(ManualTrigger.INPUT + input.key(), text);
        }
        Invalid.throwIfAny(violations);
        return values;
    }

    /** @return the code of what is wrong; null for nothing */
    private static @Nullable String unfit(ManualInput input, String text) {
        try {
            return switch (input.type()) {
                case TEXT -> text.length() > LONGEST ? "too_long" : null;
                case NUMBER -> new BigDecimal(text).precision() > 30 ? "wrong_type" : null;
                case DATE -> LocalDate.parse(text).getYear() > 9999 ? "wrong_type" : null;
                case CHOICE ->
                    Objects.requireNonNullElse(input.choices(), List.<String>of())
                                    .contains(text)
                            ? null
                            : "choice_unknown";
            };
        } catch (NumberFormatException | DateTimeParseException wrong) {
            return "wrong_type";
        }
    }
}
