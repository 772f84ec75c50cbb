package io.maru.ticket;

import io.maru.field.FieldValues;
import io.maru.field.FormAnswers;
import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.ticket.Tickets.TransitionRequest;
import io.maru.workflow.ScreenField;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Moves tickets along their workflow. */
@Component
class TicketTransitions {

    /** The code of what is wrong with a field that is told together with the field's name. */
    private static final String NAMED = "transition_rule_on";

    private final TicketWriter writer;
    private final TicketRules rules;
    private final TicketViews views;
    private final FormAnswers formAnswers;
    private final TransitionRules transitionRules;
    private final Workflows workflows;
    private final Conversation conversation;
    private final LinkedTransitions linkedTransitions;
    private final MessageSource messages;
    private final Clock clock;

    TicketTransitions(
            TicketWriter writer,
            TicketRules rules,
            TicketViews views,
            FormAnswers formAnswers,
            TransitionRules transitionRules,
            Workflows workflows,
            Conversation conversation,
            LinkedTransitions linkedTransitions,
            MessageSource messages,
            Clock clock) {
        this.writer = writer;
        this.rules = rules;
        this.views = views;
        this.formAnswers = formAnswers;
        this.transitionRules = transitionRules;
        this.workflows = workflows;
        this.conversation = conversation;
        this.linkedTransitions = linkedTransitions;
        this.messages = messages;
        this.clock = clock;
    }

    void take(
            CurrentPerson current,
            Ticket ticket,
            long basedOn,
            TransitionRequest request,
            Channel channel,
            boolean asCustomer) {
        Workflow workflow = workflows.workflow(ticket.workflowId());
        Workflows.Standing standing = workflows.standing(workflow, ticket.statusId());
        Status status = standing.status();
        Transition transition = transitionRules
                .offered(current, ticket, workflow, status, asCustomer, request.transition())
                .orElse(null);
        if (transition == null) {
            if (basedOn != ticket.version()) {
                throw new StaleVersion(ticket.version());
            }
            throw new TransitionRefused((asCustomer ? status.customerName() : status.name()).in(current.language()));
        }
        take(current, ticket, basedOn, workflow, standing, transition, request, channel, asCustomer);
    }

    /**
     * Takes a transition that is offered, or that a module takes by itself.
     *
     * @param standing where the ticket stands in this workflow
     */
    void take(
            CurrentPerson current,
            Ticket ticket,
            long basedOn,
            Workflow workflow,
            Workflows.Standing standing,
            Transition transition,
            TransitionRequest request,
            Channel channel,
            boolean asCustomer) {
        TicketDraft draft = from(standing, ticket);
        Invalid.throwIfAny(enter(current, draft, workflow, transition, request.fields()));
        writer.refuseConflicts(ticket, basedOn, draft);
        TransitionRules.Beside beside = transitionRules.change(current, draft, workflow, transition);
        List<HistoryEntry.Change> changes =
                new ArrayList<>(writer.add(ticket, beside.watchers(), beside.participants()));
        changes.addAll(conversation.say(current, ticket, beside.comments()));
        for (TransitionEffects.NewLinkedTicket wanted : beside.created()) {
            changes.add(writer.insertLinked(current, ticket, wanted, channel));
        }
        writer.save(current, draft, changes, channel);
        beside.following().forEach(step -> linkedTransitions.plan(current, ticket, step));
        if (request.comment() != null) {
            conversation.say(current, ticket, request.comment(), "/comment", channel, asCustomer);
        }
    }

    private TicketDraft from(Workflows.Standing standing, Ticket ticket) {
        TicketDraft draft = new TicketDraft(ticket);
        if (standing.status().id() != ticket.statusId()) {
            draft.enter(standing.status(), clock.instant());
            if (standing.resolution() != null) {
                draft.resolution = Resolution.of(standing.resolution()).orElse(draft.resolution);
            }
        }
        return draft;
    }

    /** What would stand in the way of a transition that is offered, each with the name of its field; keeps nothing. */
    List<Violation> foresee(
            CurrentPerson current,
            Ticket ticket,
            Workflow workflow,
            Workflows.Standing standing,
            Transition transition,
            Map<String, JsonNode> fields) {
        TicketDraft draft = from(standing, ticket);
        return enter(current, draft, workflow, transition, fields).stream()
                .map(each -> each.code().equals(NAMED) ? each : named(current, draft, workflow, transition, each))
                .toList();
    }

    /**
     * Brings a draft into a transition's target with what was entered.
     *
     * @return everything that is wrong with it; the draft is in the target when that is nothing
     */
    List<Violation> enter(
            CurrentPerson current,
            TicketDraft draft,
            Workflow workflow,
            Transition transition,
            @Nullable Map<String, JsonNode> fields) {
        List<Violation> violations = new ArrayList<>();
        Resolution resolution = transition.set().containsKey("resolution")
                ? Resolution.of(Objects.requireNonNull(transition.set().get("resolution")))
                        .orElse(null)
                : null;
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Map<String, JsonNode> given = views.screen(draft, transition)
                .accept(current, formAnswers, fields == null ? Map.of() : fields, violations);
        for (ScreenField asked : transition.screen()) {
            JsonNode value = given.get(asked.field());
            boolean faulty = FieldValues.isFaulty(
                    violations.stream().map(Violation::pointer).toList(), "/fields/" + asked.field());
            if (faulty
                    || value == null
                    || value.isNull()
                    || value.isString() && value.asString().isBlank()) {
                continue;
            }
            switch (asked.field()) {
                case "resolution" -> {
                    resolution = Resolution.of(value.asString("")).orElse(null);
                    if (resolution == null) {
                        violations.add(Violation.of("/fields/resolution", "choice_unknown"));
                    }
                }
                case "assignee" -> {
                    if (value.isIntegralNumber()) {
                        draft.assigneeId = value.asLong();
                        rules.checkAssignee(
                                violations, "/fields/assignee", draft.before().deskId(), draft.assigneeId);
                    } else {
                        violations.add(Violation.of("/fields/assignee", "wrong_type"));
                    }
                }
                default -> {
                    if (!transitionRules.answerBesideForm(
                            current, draft, workflow, transition, asked.field(), value, violations)) {
                        values.put(asked.field(), value);
                    }
                }
            }
        }
        rules.applyValues(current, draft, values, "/fields", violations);
        if (resolution != null) {
            draft.resolution = resolution;
        }
        draft.taken = transition;
        Status target = workflow.status(transition.to());
        if (target.category() == StatusCategory.DONE && draft.resolution == null) {
            judge(violations, List.of(Violation.of("/fields/resolution", "required")));
        }
        judge(violations, named(current, workflow, transition, draft));
        if (violations.isEmpty()) {
            draft.enter(target, clock.instant());
        }
        return violations;
    }

    /** How a transition's screen stands for what somebody has entered so far. */
    FormAnswers.FormState screenState(
            CurrentPerson current, Ticket ticket, String key, Map<String, JsonNode> given, boolean asCustomer) {
        Workflow workflow = workflows.workflow(ticket.workflowId());
        Status status = workflows.standing(workflow, ticket.statusId()).status();
        Transition transition = transitionRules
                .allowed(current, ticket, workflow, status, asCustomer, key)
                .orElseThrow(NotFound::new);
        return screenState(current, ticket, transition, given);
    }

    FormAnswers.FormState screenState(
            CurrentPerson current, Ticket ticket, Transition transition, Map<String, JsonNode> given) {
        return views.screen(new TicketDraft(ticket), transition).state(current, formAnswers, given);
    }

    /** Adds what is wrong with fields that were not found wrong before: what was entered is corrected first. */
    private static void judge(List<Violation> violations, List<Violation> more) {
        Set<String> told = violations.stream().map(Violation::pointer).collect(Collectors.toSet());
        more.stream()
                .filter(each -> !FieldValues.isFaulty(told, each.pointer()))
                .forEach(violations::add);
    }

    /** What the validators say; of a field that the screen does not ask for, with its name. */
    private List<Violation> named(CurrentPerson current, Workflow workflow, Transition transition, TicketDraft draft) {
        Set<String> asked = transition.screen().stream()
                .map(field -> "/fields/" + field.field())
                .collect(Collectors.toSet());
        return transitionRules.violations(current, draft, workflow, transition).stream()
                .map(each -> asked.contains(each.pointer()) ? each : named(current, draft, workflow, transition, each))
                .toList();
    }

    private Violation named(
            CurrentPerson current, TicketDraft draft, Workflow workflow, Transition transition, Violation violation) {
        String field = violation.pointer().substring("/fields/".length());
        String said = messages.getMessage(
                "violation." + violation.code(),
                violation.argumentsIn(current.language()),
                current.language().locale());
        return Violation.of(
                violation.pointer(), NAMED, transitionRules.label(current, draft, workflow, transition, field), said);
    }
}
