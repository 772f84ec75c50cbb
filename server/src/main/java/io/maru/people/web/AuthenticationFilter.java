package io.maru.people.web;

import io.maru.people.ApiTokens;
import io.maru.people.Sessions;
import io.maru.people.SignInRequired;
import io.maru.people.TokenScope;
import io.maru.platform.Failure;
import io.maru.platform.NotPermitted;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.slf4j.MDC;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who stands behind a request, in one query whichever way they come: the session's cookie, or an API token as
 * {@code Authorization: Bearer} or as the password beside the e-mail address in {@code Basic}, or a visit inside another
 * web page as {@code Authorization: Visit}. Whoever sends an Authorization header is judged by it alone.
 */
class AuthenticationFilter extends OncePerRequestFilter {

    static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final String PERSON = "person";

    /** Where other systems prove themselves in ways of their own. */
    private static final String HOOKS = "/api/hooks/";

    /** How a page inside another one sends its token: it has no cookie there that is ours alone. */
    private static final String VISIT = "Visit ";

    /** What customers need to ask and to follow what they asked; the rest of the API is not for pages inside others. */
    private static final Set<String> OPEN_TO_VISITORS =
            Set.of("/api/widgets/", "/api/portal/", "/api/requests/", "/api/attachments");

    private static final Set<String> READ_BY_VISITORS =
            Set.of("/api/session", "/api/portal", "/api/live", "/api/notifications/unread");

    private final Sessions sessions;
    private final ApiTokens tokens;
    private final FailureAnswers answers;

    AuthenticationFilter(Sessions sessions, ApiTokens tokens, FailureAnswers answers) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/actuator/") || path.startsWith(HOOKS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignedIn> signedIn;
        try {
            signedIn = authenticate(request);
        } catch (Failure refused) {
            answers.write(refused, request, response);
            return;
        }
        if (signedIn.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(signedIn.get());
        SecurityContextHolder.setContext(context);
        request.setAttribute(SignedIn.class.getName(), signedIn.get());
        LocaleContextHolder.setLocale(signedIn.get().getPrincipal().language().locale());
        try (var person = MDC.putCloseable(PERSON, signedIn.get().getName())) {
            chain.doFilter(request, response);
        }
    }

    private Optional<SignedIn> authenticate(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return Optional.of(
                    authorization.startsWith(VISIT)
                            ? visitor(authorization.substring(VISIT.length()).strip(), request)
                            : byToken(authorization, request.getMethod()));
        }
        return SessionCookie.read(request)
                .flatMap(sessions::resume)
                .map(resumed -> new SignedIn(resumed.person(), resumed.sessionId()));
    }

    private SignedIn visitor(String token, HttpServletRequest request) {
        Sessions.Resumed resumed = sessions.resumeVisit(token).orElseThrow(SignInRequired::new);
        if (!isOpenToVisitors(request)) {
            throw new NotPermitted();
        }
        return new SignedIn(resumed.person(), resumed.sessionId());
    }

    private static boolean isOpenToVisitors(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean reading = SAFE_METHODS.contains(request.getMethod());
        return OPEN_TO_VISITORS.stream().anyMatch(path::startsWith)
                || reading && READ_BY_VISITORS.contains(path)
                || path.equals("/api/requests");
    }

    private SignedIn byToken(String authorization, String method) {
        int space = authorization.indexOf(' ');
        String scheme = space < 0 ? authorization : authorization.substring(0, space);
        String credentials = authorization.substring(scheme.length()).strip();
        ApiTokens.Used used;
        if (scheme.equalsIgnoreCase("Bearer")) {
            used = tokens.use(credentials, null);
        } else if (scheme.equalsIgnoreCase("Basic")) {
            String decoded = decoded(credentials);
            int colon = decoded.indexOf(':');
            if (colon < 0) {
                throw new SignInRequired();
            }
            used = tokens.use(decoded.substring(colon + 1), decoded.substring(0, colon));
        } else {
            throw new SignInRequired();
        }
        if (used.scope() == TokenScope.READ && !SAFE_METHODS.contains(method)) {
            throw new TokenScopeTooNarrow();
        }
        return new SignedIn(used.person(), null);
    }

    private static String decoded(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw new SignInRequired();
        }
    }
}
