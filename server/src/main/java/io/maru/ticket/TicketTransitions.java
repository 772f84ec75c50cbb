package io.maru.ticket;

import io.maru.people.CurrentPerson;
import io.maru.platform.Invalid;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Moves tickets along their workflow. */
@Component
class TicketTransitions {

    private final TicketWriter writer;
    private final TicketRules rules;
    private final Workflows workflows;
    private final Conversation conversation;
    private final Clock clock;

    TicketTransitions(
            TicketWriter writer, TicketRules rules, Workflows workflows, Conversation conversation, Clock clock) {
        this.writer = writer;
        this.rules = rules;
        this.workflows = workflows;
        this.conversation = conversation;
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
        TicketDraft draft = new TicketDraft(ticket);
        if (status.id() != ticket.statusId()) {
            draft.enter(status, clock.instant());
            if (standing.resolution() != null) {
                draft.resolution = Resolution.of(standing.resolution()).orElse(draft.resolution);
            }
        }
        Transition transition = workflow.from(status).stream()
                .filter(each -> each.key().equals(request.transition()))
                .filter(each -> !asCustomer || each.customer())
                .findFirst()
                .orElse(null);
        if (transition == null) {
            if (basedOn != ticket.version()) {
                throw new StaleVersion(ticket.version());
            }
            throw new TransitionRefused((asCustomer ? status.customerName() : status.name()).in(current.language()));
        }
        List<Violation> violations = new ArrayList<>();
        Map<String, JsonNode> given = new LinkedHashMap<>(request.fields() == null ? Map.of() : request.fields());
        Resolution resolution = transition.set().containsKey("resolution")
                ? Resolution.of(Objects.requireNonNull(transition.set().get("resolution")))
                        .orElse(null)
                : null;
        Map<String, JsonNode> values = new LinkedHashMap<>();
        for (ScreenField asked : transition.screen()) {
            JsonNode value = given.remove(asked.field());
            if (value == null
                    || value.isNull()
                    || value.isString() && value.asString().isBlank()) {
                if (asked.required()) {
                    violations.add(Violation.of("/fields/" + asked.field(), "required"));
                }
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
                        rules.checkAssignee(violations, "/fields/assignee", ticket.deskId(), draft.assigneeId);
                    } else {
                        violations.add(Violation.of("/fields/assignee", "wrong_type"));
                    }
                }
                default -> values.put(asked.field(), value);
            }
        }
        given.keySet().forEach(unasked -> violations.add(Violation.of("/fields/" + unasked, "unknown")));
        rules.applyValues(current, draft, values, "/fields", violations);
        Status target = workflow.status(transition.to());
        Instant now = clock.instant();
        draft.enter(target, now);
        if (target.category() == StatusCategory.DONE) {
            draft.resolution = resolution != null ? resolution : draft.resolution;
            if (draft.resolution == null && violations.isEmpty()) {
                violations.add(Violation.of("/fields/resolution", "required"));
            }
        }
        Invalid.throwIfAny(violations);
        writer.refuseConflicts(ticket, basedOn, draft);
        writer.save(current, draft, channel);
        if (request.comment() != null) {
            conversation.say(current, ticket, request.comment(), "/comment", channel, asCustomer);
        }
    }
}
