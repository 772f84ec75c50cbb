package io.maru.desk.web;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Groups;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.people.Role;
import io.maru.people.RoleAssignment;
import io.maru.people.RoleAssignments;
import io.maru.platform.Invalid;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who holds which role on a desk. */
@RestController
@RequestMapping("/api/desks/{deskKey}/members")
class DeskMemberController {

    /** Exactly one of the two is given. */
    record NewMember(
            Role role, @Nullable Long personId, @Nullable Long groupId) {}

    record GroupReference(long id, String name) {}

    record DeskMember(
            long id,
            Role role,
            @Nullable PersonReference person,
            @Nullable GroupReference group) {}

    private final Desks desks;
    private final RoleAssignments roles;
    private final Persons persons;
    private final Groups groups;

    DeskMemberController(Desks desks, RoleAssignments roles, Persons persons, Groups groups) {
        this.desks = desks;
        this.roles = roles;
        this.persons = persons;
        this.groups = groups;
    }

    @GetMapping
    List<DeskMember> listDeskMembers(CurrentPerson me, @PathVariable String deskKey) {
        return members(roles.ofDesk(me, desks.visible(me, deskKey).id()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    DeskMember addDeskMember(CurrentPerson me, @PathVariable String deskKey, @RequestBody NewMember member) {
        Desk desk = desks.visible(me, deskKey);
        RoleAssignment assignment;
        if (member.personId() != null && member.groupId() == null) {
            assignment = roles.assignToPerson(me, desk.id(), member.role(), member.personId());
        } else if (member.groupId() != null && member.personId() == null) {
            assignment = roles.assignToGroup(me, desk.id(), member.role(), member.groupId());
        } else {
            throw Invalid.at("/personId", "person_or_group");
        }
        return members(List.of(assignment)).getFirst();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeDeskMember(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        roles.remove(me, desks.visible(me, deskKey).id(), id);
    }

    private List<DeskMember> members(List<RoleAssignment> assignments) {
        Map<Long, PersonReference> people = persons.references(assignments.stream()
                .map(RoleAssignment::personId)
                .filter(Objects::nonNull)
                .toList());
        Map<Long, String> names = groups.names(assignments.stream()
                .map(RoleAssignment::groupId)
                .filter(Objects::nonNull)
                .toList());
        return assignments.stream()
                .map(assignment -> new DeskMember(
                        assignment.id(),
                        assignment.role(),
                        assignment.personId() == null ? null : people.get(assignment.personId()),
                        assignment.groupId() == null
                                ? null
                                : new GroupReference(
                                        assignment.groupId(), names.getOrDefault(assignment.groupId(), ""))))
                .toList();
    }
}
