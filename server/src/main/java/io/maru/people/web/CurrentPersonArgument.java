package io.maru.people.web;

import io.maru.people.Access;
import io.maru.people.CurrentPerson;
import io.maru.people.CurrentSession;
import io.maru.people.Persons;
import io.maru.people.Sessions;
import io.maru.people.SignInRequired;
import io.maru.platform.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Gives controllers who is calling: a {@link CurrentPerson}, their {@link CurrentSession}, or their {@link Access} where an answer goes
 * on for long.
 */
class CurrentPersonArgument implements HandlerMethodArgumentResolver {

    private static final Set<Class<?>> TYPES = Set.of(CurrentPerson.class, CurrentSession.class, Access.class);

    private final Sessions sessions;
    private final Persons persons;

    CurrentPersonArgument(Sessions sessions, Persons persons) {
        this.sessions = sessions;
        this.persons = persons;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return TYPES.contains(parameter.getParameterType());
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        if (servletRequest == null) {
            throw new SignInRequired();
        }
        SignedIn signedIn = SignedIn.of(servletRequest);
        if (parameter.getParameterType() == CurrentSession.class) {
            return new CurrentSession(
                    signedIn.requiredSessionId(),
                    SessionCookie.client(servletRequest).userAgent());
        }
        return parameter.getParameterType() == Access.class ? access(signedIn) : signedIn.getPrincipal();
    }

    /** Looking does not count as use: a page that is only open does not keep its session from ending. */
    private Access access(SignedIn signedIn) {
        UUID sessionId = signedIn.sessionId();
        CurrentPerson person = signedIn.getPrincipal();
        return () -> {
            boolean ended = sessionId != null
                    && sessions.list(person).stream()
                            .noneMatch(open -> open.id().equals(sessionId));
            try {
                if (ended) {
                    return Optional.empty();
                }
                CurrentPerson now = persons.acting(person.id());
                @Nullable Long visited = person.visitedDeskId();
                return Optional.of(visited == null ? now : now.visiting(visited));
            } catch (NotFound noLongerActive) {
                return Optional.empty();
            }
        };
    }
}
