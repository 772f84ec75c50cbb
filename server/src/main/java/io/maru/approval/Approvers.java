package io.maru.approval;

import io.maru.desk.Services;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.Forms;
import io.maru.people.Groups;
import io.maru.people.Persons;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.StatusApproval;
import io.maru.workflow.StatusApproval.Approver;
import io.maru.workflow.StatusApproval.Kind;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds the persons whom a step names, when a round begins. */
@Component
class Approvers {

    /** What a field must hold so that it can name who decides. */
    static final Set<FieldType> NAMING_PERSONS = Set.of(FieldType.PERSON, FieldType.PERSONS, FieldType.GROUP);

    private final Persons persons;
    private final Groups groups;
    private final Services services;
    private final Forms forms;

    Approvers(Persons persons, Groups groups, Services services, Forms forms) {
        this.persons = persons;
        this.groups = groups;
        this.services = services;
        this.forms = forms;
    }

    /** Who is asked in a step: the reporter decides on their own request only where the approval says so. */
    Set<Long> asked(StatusApproval approval, StatusApproval.Step step, TicketProcess.Facts ticket) {
        Set<Long> asked = of(step.approvers(), ticket);
        if (step.kind() != Kind.REFERENCE && !approval.ownRequest()) {
            asked.remove(ticket.reporterId());
        }
        return asked;
    }

    /** Active persons, each once, in the order in which they are named. */
    Set<Long> of(List<Approver> approvers, TicketProcess.Facts ticket) {
        Set<Long> found = new LinkedHashSet<>();
        for (Approver approver : approvers) {
            found.addAll(
                    switch (approver.type()) {
                        case PERSON -> Set.of(Objects.requireNonNull(approver.id()));
                        case GROUP -> members(Set.of(Objects.requireNonNull(approver.id())));
                        case FIELD -> named(Objects.requireNonNull(approver.field()), ticket);
                        case REPORTERS_MANAGER -> manager(ticket.reporterId());
                        case ASSIGNEES_MANAGER -> manager(ticket.assigneeId());
                        case SERVICE_OWNER -> owners(Objects.requireNonNull(approver.field()), ticket);
                    });
        }
        found.retainAll(persons.active(found));
        return found;
    }

    private Collection<Long> members(Collection<Long> groupIds) {
        return groups.activeMembers(Set.copyOf(groupIds)).values().stream()
                .flatMap(Set::stream)
                .toList();
    }

    private Collection<Long> named(String field, TicketProcess.Facts ticket) {
        List<Long> ids = ids(ticket.answers().get(field));
        boolean group = forms.fieldsOfDesk(ticket.deskId()).stream()
                .filter(each -> each.key().equals(field))
                .map(FieldDefinition::type)
                .anyMatch(FieldType.GROUP::equals);
        return group ? members(ids) : ids;
    }

    private Collection<Long> owners(String field, TicketProcess.Facts ticket) {
        return ids(ticket.answers().get(field)).stream()
                .map(services::owner)
                .flatMap(Optional::stream)
                .toList();
    }

    /** The ids of an answer: one, or an array of them. */
    private static List<Long> ids(@Nullable JsonNode answer) {
        if (answer == null) {
            return List.of();
        }
        return (answer.isArray() ? answer.valueStream() : Stream.of(answer))
                .filter(JsonNode::isIntegralNumber)
                .map(JsonNode::asLong)
                .toList();
    }

    private Collection<Long> manager(@Nullable Long personId) {
        return personId == null
                ? List.of()
                : Map.copyOf(persons.managers(Set.of(personId))).values();
    }
}
