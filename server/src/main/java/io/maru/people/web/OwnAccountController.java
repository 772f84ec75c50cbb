package io.maru.people.web;

import io.maru.people.ApiToken;
import io.maru.people.ApiTokens;
import io.maru.people.CurrentPerson;
import io.maru.people.Person;
import io.maru.people.PersonChange;
import io.maru.people.Persons;
import io.maru.people.TokenScope;
import io.maru.platform.web.Version;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people set for themselves. */
@RestController
class OwnAccountController {

    record OwnChange(
            @Nullable String displayName,
            @Nullable String language,
            @Nullable String timeZone,
            @Nullable String theme) {}

    record PasswordChange(
            @Nullable String currentPassword, @Nullable String newPassword) {}

    record NewToken(
            @Nullable String name,
            @Nullable String scope,
            @Nullable Instant expiresAt) {}

    record TokenList(List<ApiToken> items) {}

    /** @param token the text, told this once */
    record CreatedToken(
            long id,
            String name,
            TokenScope scope,
            String hint,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            String token) {}

    private final Persons persons;
    private final ApiTokens tokens;

    OwnAccountController(Persons persons, ApiTokens tokens) {
        this.persons = persons;
        this.tokens = tokens;
    }

    @GetMapping("/api/me")
    ResponseEntity<PersonResource.Self> self(CurrentPerson person) {
        return answer(persons.self(person));
    }

    /** Without If-Match the last change wins: nobody else edits these. */
    @PatchMapping("/api/me")
    ResponseEntity<PersonResource.Self> change(
            CurrentPerson person,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody OwnChange change) {
        PersonChange wanted = new PersonChange(
                change.displayName(), null, change.language(), change.timeZone(), change.theme(), null, null, null);
        return answer(persons.changeSelf(person, wanted, ifMatch == null ? null : Version.required(ifMatch)));
    }

    @PutMapping("/api/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void changePassword(CurrentPerson person, @RequestBody PasswordChange change, HttpServletRequest request) {
        persons.changePassword(
                person,
                SignedIn.of(request).requiredSessionId(),
                change.currentPassword(),
                change.newPassword(),
                SessionCookie.client(request));
    }

    @GetMapping("/api/me/tokens")
    TokenList tokens(CurrentPerson person) {
        return new TokenList(tokens.list(person));
    }

    @PostMapping("/api/me/tokens")
    @ResponseStatus(HttpStatus.CREATED)
    CreatedToken createToken(CurrentPerson person, @RequestBody NewToken wanted, HttpServletRequest request) {
        SignedIn.of(request).requireSession();
        ApiTokens.Created created = tokens.create(person, wanted.name(), wanted.scope(), wanted.expiresAt());
        ApiToken token = created.token();
        return new CreatedToken(
                token.id(),
                token.name(),
                token.scope(),
                token.hint(),
                token.createdAt(),
                token.expiresAt(),
                token.lastUsedAt(),
                created.text());
    }

    @DeleteMapping("/api/me/tokens/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeToken(CurrentPerson person, @PathVariable long id) {
        tokens.revoke(person, id);
    }

    private static ResponseEntity<PersonResource.Self> answer(Person person) {
        return ResponseEntity.ok().eTag(Version.etag(person.version())).body(PersonResource.Self.of(person));
    }
}
