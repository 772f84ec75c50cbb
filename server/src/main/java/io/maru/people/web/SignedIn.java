package io.maru.people.web;

import io.maru.people.CurrentPerson;
import io.maru.people.SignInRequired;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What Spring Security is told of a request that somebody stands behind. */
final class SignedIn extends AbstractAuthenticationToken {

    private final transient CurrentPerson person;
    private final @Nullable UUID sessionId;

    /** @param sessionId also of a visit; null when the request came with an API token */
    SignedIn(CurrentPerson person, @Nullable UUID sessionId) {
        super(List.<SimpleGrantedAuthority>of());
        this.person = person;
        this.sessionId = sessionId;
        setAuthenticated(true);
    }

    /**
     * Who stands behind this request, for those to whom the way of signing in matters.
     *
     * @throws SignInRequired when nobody does
     */
    static SignedIn of(HttpServletRequest request) {
        if (!(request.getAttribute(SignedIn.class.getName()) instanceof SignedIn signedIn)) {
            throw new SignInRequired();
        }
        return signedIn;
    }

    @Override
    public CurrentPerson getPrincipal() {
        return person;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return Long.toString(person.id());
    }

    @Nullable
    UUID sessionId() {
        return sessionId;
    }

    /** Whether the browser would have let it in by itself, whoever asked it to. */
    boolean byCookie() {
        return sessionId != null && person.visitedDeskId() == null;
    }

    /** @throws SessionRequired when the request came with an API token, or on a visit */
    UUID requiredSessionId() {
        if (sessionId == null || !byCookie()) {
            throw new SessionRequired();
        }
        return sessionId;
    }

    /** @throws SessionRequired as {@link #requiredSessionId} */
    void requireSession() {
        requiredSessionId();
    }
}
