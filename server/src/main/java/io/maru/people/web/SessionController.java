package io.maru.people.web;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.Person;
import io.maru.people.Persons;
import io.maru.people.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in and out. */
@RestController
class SessionController {

    record SignIn(String email, String password) {}

    record SessionResource(Person person, boolean administrator, Set<Permission> permissions) {}

    private final Sessions sessions;
    private final Persons persons;
    private final SessionCookie cookie;

    SessionController(Sessions sessions, Persons persons, SessionCookie cookie) {
        this.sessions = sessions;
        this.persons = persons;
        this.cookie = cookie;
    }

    @GetMapping("/api/session")
    SessionResource current(CurrentPerson person) {
        return new SessionResource(persons.self(person), person.may(Permission.PERSON_ADMINISTER), person.everywhere());
    }

    @PostMapping("/api/session")
    SessionResource signIn(@RequestBody SignIn signIn, HttpServletRequest request, HttpServletResponse response) {
        Sessions.Opened opened = sessions.signIn(signIn.email(), signIn.password(), SessionCookie.client(request));
        cookie.write(opened, request, response);
        return current(sessions.resume(opened.token()).orElseThrow().person());
    }

    @DeleteMapping("/api/session")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        if (signedIn.sessionId() != null) {
            sessions.end(signedIn.getPrincipal(), signedIn.sessionId());
            cookie.clear(request, response);
        }
    }
}
