package io.maru.people.web;

import io.maru.people.CurrentPerson;
import io.maru.people.NewPerson;
import io.maru.people.PasswordResets;
import io.maru.people.PeopleProperties;
import io.maru.people.Permission;
import io.maru.people.Person;
import io.maru.people.PersonChange;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Language;
import io.maru.platform.Page;
import io.maru.platform.web.Version;
import java.net.URI;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Persons: found by those who work on a desk, administered by administrators. */
@RestController
@RequestMapping("/api/people")
class PersonController {

    record Change(
            @Nullable String displayName,
            @Nullable String email,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable Boolean active,
            @Nullable Boolean administrator,
            io.maru.platform.@Nullable Change<Long> managerId) {}

    /** @param language null, like what follows it, for those who do not administer people */
    record PersonListEntry(
            long id,
            String displayName,
            @Nullable String email,
            @Nullable Language language,
            @Nullable String timeZone,
            @Nullable Boolean active,
            @Nullable Boolean administrator,
            @Nullable Long version) {

        static PersonListEntry of(Person person) {
            return new PersonListEntry(
                    person.id(),
                    person.displayName(),
                    person.email(),
                    person.language(),
                    person.timeZone().getId(),
                    person.active(),
                    person.administrator(),
                    person.version());
        }

        static PersonListEntry of(PersonReference person) {
            return new PersonListEntry(person.id(), person.displayName(), person.email(), null, null, null, null, null);
        }
    }

    record ResetLink(URI url, Instant expiresAt) {}

    private final Persons persons;
    private final PasswordResets resets;
    private final PeopleProperties properties;

    PersonController(Persons persons, PasswordResets resets, PeopleProperties properties) {
        this.persons = persons;
        this.resets = resets;
        this.properties = properties;
    }

    /** Whole persons for those who administer people; active ones by name and address for those who work on a desk. */
    @GetMapping
    Page<PersonListEntry> list(
            CurrentPerson person,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable Boolean active,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return person.may(Permission.PERSON_ADMINISTER)
                ? persons.list(person, query, active, after, limit).map(PersonListEntry::of)
                : persons.pick(person, query, after, limit).map(PersonListEntry::of);
    }

    @PostMapping
    ResponseEntity<PersonResource> create(CurrentPerson person, @RequestBody NewPerson wanted) {
        Person created = persons.create(person, wanted);
        return ResponseEntity.created(URI.create("/api/people/" + created.id()))
                .eTag(Version.etag(created.version()))
                .body(resource(created));
    }

    /** Who somebody is whom a rule or an approval names. */
    @GetMapping("/{id}/reference")
    PersonReference reference(CurrentPerson person, @PathVariable long id) {
        return persons.reference(person, id);
    }

    @GetMapping("/{id}")
    ResponseEntity<PersonResource> find(CurrentPerson person, @PathVariable long id) {
        return answer(persons.find(person, id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<PersonResource> change(
            CurrentPerson person,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Change change) {
        PersonChange wanted = new PersonChange(
                change.displayName(),
                change.email(),
                change.language(),
                change.timeZone(),
                null,
                change.active(),
                change.administrator(),
                change.managerId());
        return answer(persons.change(person, id, wanted, Version.required(ifMatch)));
    }

    /** Makes a link to hand to the person; an earlier one stops working. */
    @PostMapping("/{id}/password-reset")
    @ResponseStatus(HttpStatus.CREATED)
    ResetLink resetPassword(CurrentPerson person, @PathVariable long id) {
        PasswordResets.Link link = resets.create(person, id);
        return new ResetLink(link.at(properties.linkBase()), link.expiresAt());
    }

    /** Signs the person out everywhere. */
    @DeleteMapping("/{id}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSessions(CurrentPerson person, @PathVariable long id) {
        persons.endSessions(person, id);
    }

    private ResponseEntity<PersonResource> answer(Person person) {
        return ResponseEntity.ok().eTag(Version.etag(person.version())).body(resource(person));
    }

    private PersonResource resource(Person person) {
        Long managerId = person.managerId();
        return PersonResource.of(
                person,
                managerId == null ? null : persons.references(Set.of(managerId)).get(managerId));
    }
}
