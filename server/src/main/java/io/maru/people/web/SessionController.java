package io.maru.people.web;

import io.maru.people.CurrentPerson;
import io.maru.people.DeskKeys;
import io.maru.people.Permission;
import io.maru.people.Person;
import io.maru.people.Persons;
import io.maru.people.Role;
import io.maru.people.Session;
import io.maru.people.Sessions;
import io.maru.platform.Installation;
import io.maru.platform.Installations;
import io.maru.platform.Invalid;
import io.maru.platform.Violation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
class SessionController {

    record SignIn(@Nullable String email, @Nullable String password) {}

    record DeskRolesResource(String deskKey, Set<Role> roles, Set<Permission> permissions) {}

    /** What the web app needs to know of who uses it. */
    record SessionResource(
            PersonResource.Self person,
            boolean administrator,
            List<DeskRolesResource> deskRoles,
            Set<Permission> permissions,
            @Nullable String organisationName) {}

    record SessionEntry(
            UUID id,
            Instant createdAt,
            Instant lastSeenAt,
            String address,
            String userAgent,
            boolean visit,
            boolean current) {}

    record SessionList(List<SessionEntry> items) {}

    private final Sessions sessions;
    private final Persons persons;
    private final Installations installations;
    private final ObjectProvider<DeskKeys> deskKeys;
    private final SessionCookie cookie;

    SessionController(
            Sessions sessions,
            Persons persons,
            Installations installations,
            ObjectProvider<DeskKeys> deskKeys,
            SessionCookie cookie) {
        this.sessions = sessions;
        this.persons = persons;
        this.installations = installations;
        this.deskKeys = deskKeys;
        this.cookie = cookie;
    }

    @GetMapping("/api/session")
    SessionResource current(CurrentPerson person) {
        Person self = persons.self(person);
        DeskKeys directory = deskKeys.getIfAvailable();
        Map<Long, String> keys =
                directory == null ? Map.of() : directory.keys(person.roles().keySet());
        return new SessionResource(
                PersonResource.Self.of(self),
                self.administrator() && person.may(Permission.PERSON_ADMINISTER),
                keys.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(desk -> new DeskRolesResource(
                                desk.getValue(),
                                person.rolesOn(desk.getKey()),
                                person.byDesk().getOrDefault(desk.getKey(), Set.of())))
                        .toList(),
                person.everywhere(),
                installations.find().map(Installation::organisationName).orElse(null));
    }

    @PostMapping("/api/session")
    SessionResource signIn(@RequestBody SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        List<Violation> violations = new ArrayList<>();
        if (signIn.email() == null || signIn.email().isBlank()) {
            violations.add(Violation.of("/email", "required"));
        }
        if (signIn.password() == null || signIn.password().isEmpty()) {
            violations.add(Violation.of("/password", "required"));
        }
        if (signIn.email() == null || signIn.password() == null || !violations.isEmpty()) {
            throw new Invalid(violations);
        }
        Sessions.Opened opened = sessions.signIn(signIn.email(), signIn.password(), SessionCookie.client(request));
        cookie.write(opened, request, response);
        return current(sessions.resume(opened.token()).orElseThrow().person());
    }

    /** Signs out here. */
    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(CurrentPerson person, HttpServletRequest request, HttpServletResponse response) {
        sessions.end(person, SignedIn.of(request).requiredSessionId());
        cookie.clear(request, response);
    }

    @GetMapping("/api/sessions")
    SessionList list(CurrentPerson person, HttpServletRequest request) {
        UUID current = SignedIn.of(request).sessionId();
        return new SessionList(sessions.list(person).stream()
                .map(session -> entry(session, current))
                .toList());
    }

    /** Signs out one browser, for example one that was left behind. */
    @DeleteMapping("/api/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(CurrentPerson person, @PathVariable UUID id, HttpServletRequest request) {
        SignedIn.of(request).requireSession();
        sessions.end(person, id);
    }

    /** Signs out everywhere, here included. */
    @DeleteMapping("/api/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(CurrentPerson person, HttpServletRequest request, HttpServletResponse response) {
        SignedIn.of(request).requireSession();
        sessions.endAll(person);
        cookie.clear(request, response);
    }

    private static SessionEntry entry(Session session, @Nullable UUID current) {
        return new SessionEntry(
                session.id(),
                session.createdAt(),
                session.lastSeenAt(),
                session.address(),
                session.userAgent(),
                session.visit(),
                session.id().equals(current));
    }
}
