package io.maru.platform;

import java.util.List;
import org.springframework.http.HttpStatus;

/** The request's content breaks rules: all of them are told at once, each at its field. Answered with 400. */
public final class Invalid extends Failure {

    private final transient List<Violation> violations;

    public Invalid(List<Violation> violations) {
        super(HttpStatus.BAD_REQUEST, "invalid");
        this.violations = List.copyOf(violations);
    }

    public static Invalid at(String pointer, String code, Object... arguments) {
        return new Invalid(List.of(Violation.of(pointer, code, arguments)));
    }

    /** Throws when there is anything to tell. */
    public static void throwIfAny(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }

    @Override
    public List<Violation> violations() {
        return violations;
    }
}
