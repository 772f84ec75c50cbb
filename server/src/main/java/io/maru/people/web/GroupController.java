package io.maru.people.web;

import io.maru.people.CurrentPerson;
import io.maru.people.Group;
import io.maru.people.Groups;
import io.maru.people.PersonReference;
import io.maru.platform.Page;
import io.maru.platform.web.Version;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Groups of persons, some of them teams. */
@RestController
@RequestMapping("/api/groups")
class GroupController {

    record GroupContent(
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean team) {}

    private final Groups groups;

    GroupController(Groups groups) {
        this.groups = groups;
    }

    @GetMapping
    Page<Group> list(
            CurrentPerson person,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return groups.list(person, query, after, limit);
    }

    @PostMapping
    ResponseEntity<Group> create(CurrentPerson person, @RequestBody GroupContent wanted) {
        Group created = groups.create(person, wanted.name(), wanted.description(), wanted.team());
        return ResponseEntity.created(URI.create("/api/groups/" + created.id()))
                .eTag(Version.etag(created.version()))
                .body(created);
    }

    @GetMapping("/{id}")
    ResponseEntity<Group> find(CurrentPerson person, @PathVariable long id) {
        return answer(groups.find(person, id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Group> change(
            CurrentPerson person,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody GroupContent change) {
        return answer(groups.change(
                person, id, change.name(), change.description(), change.team(), Version.required(ifMatch)));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            CurrentPerson person,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        groups.delete(person, id, Version.required(ifMatch));
    }

    @GetMapping("/{id}/members")
    Page<PersonReference> members(
            CurrentPerson person,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return groups.members(person, id, after, limit);
    }

    @PutMapping("/{id}/members/{personId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void addMember(CurrentPerson person, @PathVariable long id, @PathVariable long personId) {
        groups.addMember(person, id, personId);
    }

    @DeleteMapping("/{id}/members/{personId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeMember(CurrentPerson person, @PathVariable long id, @PathVariable long personId) {
        groups.removeMember(person, id, personId);
    }

    private static ResponseEntity<Group> answer(Group group) {
        return ResponseEntity.ok().eTag(Version.etag(group.version())).body(group);
    }
}
