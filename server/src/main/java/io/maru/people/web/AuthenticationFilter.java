package io.maru.people.web;

import io.maru.people.Sessions;
import io.maru.platform.Failure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Finds out who stands behind a request: one query, whichever way they come. */
class AuthenticationFilter extends OncePerRequestFilter {

    private final Sessions sessions;
    private final FailureAnswers answers;

    AuthenticationFilter(Sessions sessions, FailureAnswers answers) {
        this.sessions = sessions;
        this.answers = answers;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/api/") && !path.startsWith("/actuator/");
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
        if (signedIn.isPresent()) {
            var context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(signedIn.get());
            SecurityContextHolder.setContext(context);
            request.setAttribute(SignedIn.class.getName(), signedIn.get());
            LocaleContextHolder.setLocale(
                    signedIn.get().getPrincipal().language().locale());
        }
        chain.doFilter(request, response);
    }

    private Optional<SignedIn> authenticate(HttpServletRequest request) {
        return SessionCookie.read(request)
                .flatMap(sessions::resume)
                .map(resumed -> new SignedIn(resumed.person(), resumed.sessionId()));
    }
}
