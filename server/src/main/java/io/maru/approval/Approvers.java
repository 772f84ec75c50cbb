package io.maru.approval;

import io.maru.people.Groups;
import io.maru.people.Persons;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.StatusApproval.Approver;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Finds the persons whom a step names, when a round begins. */
@Component
class Approvers {

    private final Persons persons;
    private final Groups groups;

    Approvers(Persons persons, Groups groups) {
        this.persons = persons;
        this.groups = groups;
    }

    /** Active persons, each once, in the order in which they are named. */
    Set<Long> of(List<Approver> approvers, TicketProcess.Facts ticket) {
        Set<Long> found = new LinkedHashSet<>();
        for (Approver approver : approvers) {
            found.addAll(
                    switch (approver.type()) {
                        case PERSON -> Set.of(Objects.requireNonNull(approver.id()));
                        case GROUP -> members(Set.of(Objects.requireNonNull(approver.id())));
                        case FIELD -> named(ticket.answers().get(Objects.requireNonNull(approver.field())));
                        case REPORTERS_MANAGER -> manager(ticket.reporterId());
                        case ASSIGNEES_MANAGER -> manager(ticket.assigneeId());
                    });
        }
        found.retainAll(persons.active(found));
        return found;
    }

    private Collection<Long> members(Set<Long> groupIds) {
        return groups.activeMembers(groupIds).values().stream()
                .flatMap(Set::stream)
                .toList();
    }

    /** The persons of an answer: the id of one, or an array of ids. */
    private static Collection<Long> named(@Nullable JsonNode answer) {
        if (answer == null) {
            return List.of();
        }
        return (answer.isArray() ? answer.valueStream() : java.util.stream.Stream.of(answer))
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
