package io.maru.people.web;

import io.maru.people.Client;
import io.maru.people.PeopleProperties;
import io.maru.people.Sessions;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** The cookie that carries a session's token. */
@Component
public class SessionCookie {

    public static final String NAME = "maru_session";

    private final Sessions sessions;
    private final PeopleProperties properties;

    SessionCookie(Sessions sessions, PeopleProperties properties) {
        this.sessions = sessions;
        this.properties = properties;
    }

    /** Opens a session for a person who has shown who they are, and hands its token to the browser. */
    public void open(long personId, HttpServletRequest request, HttpServletResponse response) {
        write(sessions.open(personId, client(request)), request, response);
    }

    void write(Sessions.Opened session, HttpServletRequest request, HttpServletResponse response) {
        set(session.token(), properties.session().lifetime(), request, response);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    static Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(NAME) && !cookie.getValue().isEmpty()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    static Client client(HttpServletRequest request) {
        return new Client(
                request.getRemoteAddr(), Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    }

    private void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                        .httpOnly(true)
                        .secure(request.isSecure() || properties.alwaysSecure())
                        .sameSite("Lax")
                        .path("/")
                        .maxAge(age)
                        .build()
                        .toString());
    }
}
