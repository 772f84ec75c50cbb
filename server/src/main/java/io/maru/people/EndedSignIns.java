package io.maru.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is left of ways in that no longer work: sessions, attempts, reset links, API tokens. */
@Service
class EndedSignIns {

    /** Long enough for its owner to see in their list that a token has expired. */
    private static final Duration TOKENS_KEPT = Duration.ofDays(90);

    private final SessionStore sessions;
    private final SignInAttemptStore attempts;
    private final PasswordResetStore resets;
    private final ApiTokenStore tokens;
    private final PeopleProperties.Session settings;
    private final Clock clock;

    EndedSignIns(
            SessionStore sessions,
            SignInAttemptStore attempts,
            PasswordResetStore resets,
            ApiTokenStore tokens,
            PeopleProperties properties,
            Clock clock) {
        this.sessions = sessions;
        this.attempts = attempts;
        this.resets = resets;
        this.tokens = tokens;
        this.settings = properties.session();
        this.clock = clock;
    }

    @Transactional
    public void forget() {
        Instant now = clock.instant();
        sessions.deleteEnded(now, now.minus(settings.idleTimeout()));
        attempts.deleteBefore(now.minus(SignInAttempts.MEMORY), now.minus(SignInAttempts.KNOWN_FOR));
        resets.deleteExpired(now);
        tokens.deleteEnded(now.minus(TOKENS_KEPT));
    }
}
