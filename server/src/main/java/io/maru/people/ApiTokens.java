package io.maru.people;

import io.maru.platform.Failure;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Personal keys for programs: shown once, kept as a hash, never wider than the person and always expiring. */
@Service
public class ApiTokens {

    private static final Duration LONGEST_VALIDITY = Duration.ofDays(366);
    private static final Duration USED_PRECISION = Duration.ofMinutes(1);
    private static final int LONGEST_NAME = 100;
    private static final int MOST = 50;

    /** A token just made, with its text, which is never shown again. */
    public record Created(ApiToken token, String text) {}

    /** Whom a token stands for. */
    public record Used(CurrentPerson person, TokenScope scope) {}

    private final ApiTokenStore store;
    private final IdentityStore identities;
    private final Rights rights;
    private final Clock clock;

    ApiTokens(ApiTokenStore store, IdentityStore identities, Rights rights, Clock clock) {
        this.store = store;
        this.identities = identities;
        this.rights = rights;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<ApiToken> list(CurrentPerson person) {
        return store.of(person.id());
    }

    @Transactional
    public Created create(
            CurrentPerson person, @Nullable String name, @Nullable String scope, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        List<Violation> violations = new ArrayList<>();
        String kept = PersonRules.name(name, "/name", LONGEST_NAME, violations);
        TokenScope wanted = scope(scope, violations);
        if (expiresAt == null) {
            violations.add(Violation.of("/expiresAt", "required"));
        } else if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_VALIDITY))) {
            violations.add(Violation.of("/expiresAt", "token_validity"));
        }
        if (expiresAt == null || !violations.isEmpty()) {
            throw new Invalid(violations);
        }
        if (store.of(person.id()).size() >= MOST) {
            throw Invalid.at("/name", "too_many_tokens", MOST);
        }
        String text = ApiTokenText.random();
        String hint = ApiTokenText.hint(text);
        long id = store.insert(person.id(), kept, SecretToken.hash(text), hint, wanted, now, expiresAt);
        return new Created(new ApiToken(id, kept, wanted, hint, now, expiresAt, null), text);
    }

    /** @throws NotFound when it is not a token of this person */
    @Transactional
    public void revoke(CurrentPerson person, long tokenId) {
        if (!store.revoke(person.id(), tokenId, clock.instant())) {
            throw new NotFound();
        }
    }

    /**
     * Who sends this token.
     *
     * @param email what was sent beside it, when it came as Basic credentials; must be the person's own
     * @throws Failure {@code token_invalid} when it is unknown, has expired or was revoked, or the person is not active
     */
    public Used use(String text, @Nullable String email) {
        if (!ApiTokenText.isWellFormed(text)) {
            throw new TokenInvalid();
        }
        Instant now = clock.instant();
        var found = identities.byToken(SecretToken.hash(text), now).orElseThrow(TokenInvalid::new);
        if (email != null && !email.equalsIgnoreCase(found.email())) {
            throw new TokenInvalid();
        }
        Instant precise = now.minus(USED_PRECISION);
        if (found.lastUsedAt() == null || found.lastUsedAt().isBefore(precise)) {
            store.used(found.tokenId(), now, precise);
        }
        TokenScope scope = found.scope();
        return new Used(rights.of(found.identity(), CurrentPerson.Channel.API, scope.permissions()), scope);
    }

    private static TokenScope scope(@Nullable String key, List<Violation> violations) {
        return Arrays.stream(TokenScope.values())
                .filter(scope -> scope.key().equals(key))
                .findFirst()
                .orElseGet(() -> {
                    violations.add(Violation.of("/scope", key == null ? "required" : "choice_unknown"));
                    return TokenScope.READ;
                });
    }

    private static final class TokenInvalid extends Failure {
        TokenInvalid() {
            super(HttpStatus.UNAUTHORIZED, "token_invalid");
        }
    }
}
