package io.maru.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Change;
import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import io.maru.platform.Language;
import io.maru.platform.LocalizedText;
import io.maru.platform.RichText;
import io.maru.platform.Violation;
import io.maru.ticket.Tickets.TicketEdit;
import io.maru.ticket.Tickets.TransitionRequest;
import io.maru.workflow.ScreenField;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import io.maru.workflow.Transition;
import io.maru.workflow.Workflow;
import io.maru.workflow.Workflows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * Changes many tickets alike, each as it would be changed by hand: with the same rights, rules, history and news. What it
 * would do can be asked beforehand, and what a ticket held is put back as long as nobody has changed it since.
 */
@Service
public class TicketChanges {

    private final TicketStore store;
    private final HistoryStore history;
    private final TicketWriter writer;
    private final TicketRules rules;
    private final TicketTransitions transitions;
    private final TransitionRules transitionRules;
    private final Workflows workflows;
    private final Conversation conversation;
    private final Persons persons;

    TicketChanges(
            TicketStore store,
            HistoryStore history,
            TicketWriter writer,
            TicketRules rules,
            TicketTransitions transitions,
            TransitionRules transitionRules,
            Workflows workflows,
            Conversation conversation,
            Persons persons) {
        this.store = store;
        this.history = history;
        this.writer = writer;
        this.rules = rules;
        this.transitions = transitions;
        this.transitionRules = transitionRules;
        this.workflows = workflows;
        this.conversation = conversation;
        this.persons = persons;
    }

    /** What is said on each ticket. */
    public record Remark(String body, @Nullable Boolean internal) {}

    /**
     * What is to be changed; an absent member stays as it is.
     *
     * @param status the name, in either language, of the status into which a transition is to lead
     * @param resolution for transitions that ask for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Alike(
            @Nullable Change<Long> assigneeId,
            @Nullable Change<Long> teamId,
            @Nullable Integer priority,
            @Nullable List<String> addLabels,
            @Nullable List<String> removeLabels,
            @Nullable Change<LocalDate> dueDate,
            @Nullable String status,
            @Nullable String resolution,
            @Nullable Remark comment) {

        private boolean labels() {
            return addLabels != null && !addLabels.isEmpty() || removeLabels != null && !removeLabels.isEmpty();
        }
    }

    /** @throws Invalid for what could be changed on no ticket at all */
    public void check(Alike alike) {
        List<Violation> violations = new ArrayList<>();
        if (alike.assigneeId() == null
                && alike.teamId() == null
                && alike.priority() == null
                && !alike.labels()
                && alike.dueDate() == null
                && alike.status() == null
                && alike.comment() == null) {
            violations.add(Violation.of("", "nothing_to_change"));
        }
        if (alike.priority() != null && (alike.priority() < 1 || alike.priority() > 5)) {
            violations.add(Violation.of("/priority", "out_of_bounds", 1, 5));
        }
        TicketRules.cleanLabels(violations, Objects.requireNonNullElse(alike.addLabels(), List.of()));
        if (alike.resolution() != null && Resolution.of(alike.resolution()).isEmpty()) {
            violations.add(Violation.of("/resolution", "choice_unknown"));
        }
        if (alike.comment() != null
                && TicketRules.richText(
                                violations, "/comment/body", alike.comment().body())
                        .isEmpty()) {
            violations.add(Violation.of("/comment/body", "required"));
        }
        Invalid.throwIfAny(violations);
    }

    /**
     * What a ticket held before it was changed.
     *
     * @param version of the ticket afterwards
     * @param values as the history keeps them, by its names of fields
     */
    public record Before(long version, Map<String, @Nullable JsonNode> values) {

        /** Whether there is anything to put back. */
        public boolean restorable() {
            return !values.isEmpty();
        }
    }

    /**
     * Changes one of them.
     *
     * @return what it held before; null when it was so already
     * @throws Failure when the person may not, or the ticket cannot be changed so
     */
    @Transactional
    public @Nullable Before change(CurrentPerson current, long ticketId, Alike alike) {
        Ticket before = writer.lockReadable(current, ticketId);
        Channel channel = Channel.of(current, Channel.WORKSPACE);
        requireRights(current, before, alike);
        Ticket edited = save(current, before, edit(before, alike), channel);
        Step step = step(current, edited, Target.of(alike));
        if (step != null) {
            take(current, edited, step, channel);
        }
        Remark comment = alike.comment();
        if (comment != null) {
            conversation.say(current, edited, said(comment), "/comment", channel, false);
        }
        return difference(before);
    }

    private static Conversation.NewComment said(Remark remark) {
        return new Conversation.NewComment(remark.body(), remark.internal(), null);
    }

    private @Nullable Before difference(Ticket before) {
        Ticket after = store.require(before.id());
        if (after.version() == before.version()) {
            return null;
        }
        Map<String, @Nullable JsonNode> is = values(after);
        Map<String, @Nullable JsonNode> changed = new LinkedHashMap<>();
        values(before).forEach((field, was) -> {
            if (!Objects.equals(was, is.get(field))) {
                changed.put(field, was);
            }
        });
        return new Before(after.version(), changed);
    }

    private static Map<String, @Nullable JsonNode> values(Ticket ticket) {
        Map<String, @Nullable JsonNode> values = new LinkedHashMap<>();
        values.put("status", TicketDraft.json(ticket.statusId()));
        values.put(
                "resolution",
                TicketDraft.json(
                        ticket.resolution() == null ? null : ticket.resolution().key()));
        values.put("assignee", TicketDraft.json(ticket.assigneeId()));
        values.put("team", TicketDraft.json(ticket.teamId()));
        values.put("priority", TicketDraft.json(ticket.priority()));
        values.put("labels", TicketDraft.json(ticket.labels()));
        values.put(
                "due_date",
                TicketDraft.json(
                        ticket.dueDate() == null ? null : ticket.dueDate().toString()));
        return values;
    }

    /**
     * A ticket to which something was put back.
     *
     * @param changed whether anything was
     * @param kept what was not, and why
     */
    public record PutBack(boolean changed, List<Violation> kept) {}

    /**
     * Gives a ticket what it held before, except for what somebody has changed since and for a status to which no way leads.
     *
     * @throws Failure when the person may not change it any more
     */
    @Transactional
    public PutBack putBack(CurrentPerson current, long ticketId, Before before) {
        Ticket ticket = writer.lockReadable(current, ticketId);
        Channel channel = Channel.of(current, Channel.WORKSPACE);
        Map<String, @Nullable JsonNode> values = new LinkedHashMap<>(before.values());
        List<Violation> kept = new ArrayList<>();
        List<HistoryEntry> since = history.changedSince(ticketId, before.version(), values.keySet());
        Map<Long, PersonReference> by =
                persons.references(since.stream().map(HistoryEntry::personId).collect(Collectors.toSet()));
        for (HistoryEntry entry : since) {
            values.remove(entry.field());
            PersonReference person = by.get(entry.personId());
            kept.add(
                    Violation.of("/" + entry.field(), "changed_meanwhile", person == null ? "" : person.displayName()));
        }
        Ticket now = ticket;
        JsonNode status = values.remove("status");
        JsonNode resolution = values.remove("resolution");
        if (status != null && !status.isNull()) {
            try {
                Step step = step(current, now, Target.of(workflows.status(status.asLong()), text(resolution)));
                if (step != null) {
                    take(current, now, step, channel);
                    now = store.require(ticketId);
                }
            } catch (Invalid impossible) {
                kept.addAll(impossible.violations());
            }
        }
        if (!values.isEmpty()) {
            requireRights(current, now, values.keySet());
            now = save(current, now, edit(values), channel);
        }
        return new PutBack(now.version() != ticket.version(), kept);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.asString();
    }

    private static @Nullable Long number(@Nullable JsonNode value) {
        return value == null || value.isNull() ? null : value.asLong();
    }

    private static TicketEdit edit(Map<String, @Nullable JsonNode> values) {
        JsonNode labels = values.get("labels");
        String dueDate = text(values.get("due_date"));
        Long priority = number(values.get("priority"));
        return edit(
                values.containsKey("assignee") ? new Change<>(number(values.get("assignee"))) : null,
                values.containsKey("team") ? new Change<>(number(values.get("team"))) : null,
                priority == null ? null : priority.intValue(),
                labels == null
                        ? null
                        : labels.valueStream().map(JsonNode::asString).toList(),
                values.containsKey("due_date")
                        ? new Change<>(dueDate == null ? null : LocalDate.parse(dueDate))
                        : null);
    }

    private static TicketEdit edit(Ticket ticket, Alike alike) {
        Set<String> labels = new LinkedHashSet<>(ticket.labels());
        strip(alike.removeLabels()).forEach(labels::remove);
        strip(alike.addLabels()).forEach(labels::add);
        return edit(
                alike.assigneeId(),
                alike.teamId(),
                alike.priority(),
                alike.labels() ? List.copyOf(labels) : null,
                alike.dueDate());
    }

    private static Stream<String> strip(@Nullable List<String> labels) {
        return labels == null
                ? Stream.empty()
                : labels.stream().map(label -> RichText.withoutNul(label).strip());
    }

    private static TicketEdit edit(
            @Nullable Change<Long> assigneeId,
            @Nullable Change<Long> teamId,
            @Nullable Integer priority,
            @Nullable List<String> labels,
            @Nullable Change<LocalDate> dueDate) {
        return new TicketEdit(
                null,
                null,
                priority == null ? null : new Change<>(priority),
                assigneeId,
                teamId,
                labels == null ? null : new Change<>(labels),
                dueDate,
                null,
                null,
                null,
                null);
    }

    private static void requireRights(CurrentPerson current, Ticket ticket, Alike alike) {
        if (alike.assigneeId() != null || alike.teamId() != null) {
            current.requireOnDesk(Permission.TICKET_ASSIGN, ticket.deskId());
        }
        if (alike.priority() != null || alike.labels() || alike.dueDate() != null) {
            current.requireOnDesk(Permission.TICKET_EDIT, ticket.deskId());
        }
        if (alike.status() != null) {
            current.requireOnDesk(Permission.TICKET_TRANSITION, ticket.deskId());
        }
        Remark comment = alike.comment();
        if (comment != null) {
            current.requireOnDesk(
                    said(comment).isInternal() ? Permission.TICKET_COMMENT_INTERNAL : Permission.TICKET_COMMENT_PUBLIC,
                    ticket.deskId());
        }
    }

    private static void requireRights(CurrentPerson current, Ticket ticket, Set<String> fields) {
        for (String field : fields) {
            current.requireOnDesk(
                    field.equals("assignee") || field.equals("team")
                            ? Permission.TICKET_ASSIGN
                            : Permission.TICKET_EDIT,
                    ticket.deskId());
        }
    }

    private TicketDraft draft(CurrentPerson current, Ticket ticket, TicketEdit edit) {
        List<Violation> violations = new ArrayList<>();
        TicketDraft draft = new TicketDraft(ticket);
        rules.applyOwnFields(current, draft, edit, violations);
        Invalid.throwIfAny(violations);
        return draft;
    }

    private Ticket save(CurrentPerson current, Ticket ticket, TicketEdit edit, Channel channel) {
        TicketDraft draft = draft(current, ticket, edit);
        if (draft.changes().isEmpty()) {
            return ticket;
        }
        writer.save(current, draft, channel);
        return store.require(ticket.id());
    }

    // ------------------------------------------------------------------ steps

    /** Where a transition is to lead. */
    private record Target(
            Predicate<Status> is,
            LocalizedText name,
            @Nullable String resolution) {

        static @Nullable Target of(Alike alike) {
            String name = alike.status();
            return name == null
                    ? null
                    : new Target(
                            status -> named(status, name.strip()), new LocalizedText(name, name), alike.resolution());
        }

        static Target of(Status status, @Nullable String resolution) {
            return new Target(each -> each.id() == status.id(), status.name(), resolution);
        }

        private static boolean named(Status status, String name) {
            return name.equalsIgnoreCase(status.name().in(Language.KO))
                    || name.equalsIgnoreCase(status.name().in(Language.EN));
        }
    }

    private record Step(Transition transition, Map<String, JsonNode> fields) {}

    /**
     * The first transition that leads there and can be taken.
     *
     * @return null when the ticket is there already
     */
    private @Nullable Step step(CurrentPerson current, Ticket ticket, @Nullable Target target) {
        Workflow workflow = workflows.workflow(ticket.workflowId());
        Workflows.Standing standing = workflows.standing(workflow, ticket.statusId());
        if (target == null || target.is().test(standing.status())) {
            return null;
        }
        current.requireOnDesk(Permission.TICKET_TRANSITION, ticket.deskId());
        List<Violation> inTheWay = List.of(
                Violation.of("/status", "no_way_to_status", standing.status().name(), target.name()));
        boolean offered = false;
        for (Transition leading : workflow.from(standing.status())) {
            Transition transition = target.is().test(workflow.status(leading.to()))
                    ? transitionRules
                            .offered(current, ticket, workflow, standing.status(), false, leading.key())
                            .orElse(null)
                    : null;
            if (transition == null) {
                continue;
            }
            Map<String, JsonNode> fields = fields(transition, target, ticket);
            List<Violation> found = transitions.foresee(current, ticket, workflow, standing, transition, fields);
            if (found.isEmpty()) {
                return new Step(transition, fields);
            }
            inTheWay = offered ? inTheWay : found;
            offered = true;
        }
        throw new Invalid(inTheWay);
    }

    /** What is known of what its screen asks for. */
    private static Map<String, JsonNode> fields(Transition transition, Target target, Ticket ticket) {
        Map<String, JsonNode> fields = new HashMap<>();
        for (ScreenField asked : transition.screen()) {
            Object value = switch (asked.field()) {
                case "resolution" -> target.resolution();
                case "assignee" -> ticket.assigneeId();
                default -> null;
            };
            if (value != null) {
                fields.put(asked.field(), Objects.requireNonNull(TicketDraft.json(value)));
            }
        }
        return fields;
    }

    private void take(CurrentPerson current, Ticket ticket, Step step, Channel channel) {
        transitions.take(
                current,
                ticket,
                ticket.version(),
                new TransitionRequest(step.transition().key(), step.fields(), null),
                channel,
                false);
    }

    // ------------------------------------------------------------------ beforehand

    /**
     * What would become of a ticket.
     *
     * @param changed false when it is so already
     * @param refused why it cannot be changed; null when it can
     */
    public record Outlook(
            String key,
            long deskId,
            boolean changed,
            @Nullable Failure refused) {}

    /** What would become of these, of those that the person works on; keeps nothing. */
    @Transactional(readOnly = true)
    public List<Outlook> foresee(CurrentPerson current, Collection<Long> ids, Alike alike) {
        return store.workedOn(current, ids).stream()
                .map(ticket -> {
                    try {
                        return new Outlook(ticket.key(), ticket.deskId(), wouldChange(current, ticket, alike), null);
                    } catch (Failure refused) {
                        return new Outlook(ticket.key(), ticket.deskId(), false, refused);
                    }
                })
                .toList();
    }

    private boolean wouldChange(CurrentPerson current, Ticket ticket, Alike alike) {
        requireRights(current, ticket, alike);
        TicketDraft draft = draft(current, ticket, edit(ticket, alike));
        Step step = step(current, draft.copy(), Target.of(alike));
        return step != null || alike.comment() != null || !draft.changes().isEmpty();
    }

    /**
     * A status into which transitions lead.
     *
     * @param tickets how many of those looked at have one that the person may take
     * @param asksResolution whether one of these transitions asks for a resolution
     */
    public record ReachableStatus(String name, StatusCategory category, long tickets, boolean asksResolution) {}

    /** The statuses into which these tickets could be brought, those of the most tickets first. */
    @Transactional(readOnly = true)
    public List<ReachableStatus> reachable(CurrentPerson current, Collection<Long> ids) {
        Map<String, ReachableStatus> reachable = new LinkedHashMap<>();
        for (Ticket ticket : store.workedOn(current, ids)) {
            if (!current.mayOnDesk(Permission.TICKET_TRANSITION, ticket.deskId())) {
                continue;
            }
            Workflow workflow = workflows.workflow(ticket.workflowId());
            Map<String, ReachableStatus> here = new LinkedHashMap<>();
            for (Transition transition : transitionRules.offered(current, ticket, false)) {
                Status to = workflow.status(transition.to());
                String name = to.name().in(current.language());
                boolean asks = transition.screen().stream()
                        .anyMatch(asked -> asked.field().equals("resolution"));
                here.merge(
                        name,
                        new ReachableStatus(name, to.category(), 1, asks),
                        (one, other) -> new ReachableStatus(
                                name, one.category(), 1, one.asksResolution() || other.asksResolution()));
            }
            here.forEach((name, one) -> reachable.merge(
                    name,
                    one,
                    (sum, each) -> new ReachableStatus(
                            name, sum.category(), sum.tickets() + 1, sum.asksResolution() || each.asksResolution())));
        }
        return reachable.values().stream()
                .sorted(Comparator.comparingLong(ReachableStatus::tickets).reversed())
                .toList();
    }
}
