package io.maru.setup.web;

import io.maru.platform.Refused;
import io.maru.setup.Setup;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Until the set-up is done, the API answers nothing else: 409 {@code setup_required}. Stands before sign-in, which would
 * otherwise ask for somebody who cannot exist yet.
 */
@Component
@Order(SetupGate.BEFORE_SECURITY)
class SetupGate extends OncePerRequestFilter {

    /** Spring Boot puts Spring Security at -100. */
    static final int BEFORE_SECURITY = -101;

    private static final Set<String> OPEN = Set.of("/api/setup", "/api/installation", "/api/openapi.json");

    private final ObjectProvider<Setup> setup;
    private final ObjectProvider<HandlerExceptionResolver> resolver;
    private volatile boolean passed;

    /** The web server makes its filters before all else; what this one asks is looked up when it is asked. */
    SetupGate(
            ObjectProvider<Setup> setup,
            @Qualifier("handlerExceptionResolver") ObjectProvider<HandlerExceptionResolver> resolver) {
        this.setup = setup;
        this.resolver = resolver;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return passed || !path.startsWith("/api/") || OPEN.contains(path) || path.startsWith("/api/docs");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (setup.getObject().required()) {
            resolver.getObject().resolveException(request, response, null, new Refused("setup_required"));
            return;
        }
        passed = true;
        chain.doFilter(request, response);
    }
}
