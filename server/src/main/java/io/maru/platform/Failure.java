package io.maru.platform;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * Something a caller did that cannot be done, in domain words and with its data. Answered once, in
 * {@code ProblemAdvice}, as problem+json: the texts are the messages {@code problem.<code>.title} and
 * {@code problem.<code>.detail} in the caller's language.
 *
 * <p>Modules add their own failures by extending this class.
 */
public abstract class Failure extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final transient Object[] arguments;

    /**
     * @param code stable, lower snake case; part of the API
     * @param arguments what the message texts name, by position
     */
    protected Failure(HttpStatus status, String code, Object... arguments) {
        super(code, null, false, true);
        this.status = status;
        this.code = code;
        this.arguments = arguments;
    }

    public final HttpStatus status() {
        return status;
    }

    public final String code() {
        return code;
    }

    public final Object[] arguments() {
        return arguments.clone();
    }

    /** What is wrong with which part of the request; empty when the request as a whole is refused. */
    public List<Violation> violations() {
        return List.of();
    }

    /** Further members of the problem document. */
    public Map<String, Object> extensions() {
        return Map.of();
    }

    /** Further headers of the answer, such as Retry-After. */
    public Map<String, String> headers() {
        return Map.of();
    }
}
