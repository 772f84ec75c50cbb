package io.maru.platform.web;

import io.maru.platform.Failure;
import io.maru.platform.Language;
import io.maru.platform.RequiredMembers;
import io.maru.platform.Violation;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Answers every failure as problem+json in the caller's language; the one place that knows how. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

    /** One entry of a problem's {@code errors}. */
    record ProblemEntry(String pointer, String code, String message) {}

    private final MessageSource messages;

    ProblemAdvice(MessageSource messages) {
        this.messages = messages;
    }

    @ExceptionHandler
    ResponseEntity<Object> failure(Failure failure) {
        ProblemDetail problem = problem(failure.status(), failure.code(), failure.violations(), failure.arguments());
        failure.extensions().forEach(problem::setProperty);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        failure.headers().forEach(headers::set);
        return new ResponseEntity<>(problem, headers, failure.status());
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongType(MethodArgumentTypeMismatchException mismatch) {
        // An id in the path that cannot be an id names nothing.
        boolean inPath = mismatch.getParameter()
                .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        return inPath
                ? answer(HttpStatus.NOT_FOUND, "not_found", List.of())
                : answer(
                        HttpStatus.BAD_REQUEST,
                        "invalid",
                        List.of(Violation.of("/" + mismatch.getName(), "wrong_type")));
    }

    @ExceptionHandler
    ResponseEntity<Object> undecodable(InvalidParameterException exception) {
        return answer(HttpStatus.BAD_REQUEST, "address_unreadable", List.of());
    }

    /** An answer that has begun cannot become another one: it is cut off, so that nobody takes it for whole. */
    @ExceptionHandler
    ResponseEntity<Object> unexpected(Exception exception, HttpServletResponse response) throws Exception {
        if (response.isCommitted()) {
            throw exception;
        }
        return unexpected(exception);
    }

    private ResponseEntity<Object> unexpected(Exception exception) {
        if (isTextNoDatabaseKeeps(exception)) {
            return answer(HttpStatus.BAD_REQUEST, "unreadable", List.of());
        }
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("Unexpected failure, reference {}", reference, exception);
        ProblemDetail problem = problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal_error", List.of(), reference);
        problem.setProperty("reference", reference);
        return ResponseEntity.internalServerError()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException exception, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (exception.getCause() instanceof DatabindException wrong) {
            String code = wrong instanceof RequiredMembers.Missing ? "required" : "wrong_type";
            return answer(HttpStatus.BAD_REQUEST, "invalid", List.of(Violation.of(pointer(wrong), code)));
        }
        return answer(HttpStatus.BAD_REQUEST, "unreadable", List.of());
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception exception,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String code = switch (HttpStatus.resolve(status.value())) {
            case NOT_FOUND -> "not_found";
            case METHOD_NOT_ALLOWED -> "method_not_allowed";
            case UNSUPPORTED_MEDIA_TYPE -> "unsupported_media_type";
            case NOT_ACCEPTABLE -> "not_acceptable";
            case CONTENT_TOO_LARGE -> "content_too_large";
            case null, default -> "invalid";
        };
        if (status.is5xxServerError()) {
            return unexpected(exception);
        }
        return answer(status, code, List.of());
    }

    /** A NUL or half a character, which JSON can carry and PostgreSQL does not keep. */
    private static boolean isTextNoDatabaseKeeps(Exception exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && ("22021".equals(sql.getSQLState()) || "22P05".equals(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    private static String pointer(JacksonException exception) {
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference reference : exception.getPath()) {
            pointer.append('/')
                    .append(reference.getPropertyName() != null ? reference.getPropertyName() : reference.getIndex());
        }
        return pointer.toString();
    }

    private ResponseEntity<Object> answer(HttpStatusCode status, String code, List<Violation> violations) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem(status, code, violations));
    }

    private ProblemDetail problem(HttpStatusCode status, String code, List<Violation> violations, Object... arguments) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(URI.create("urn:maru:problem:" + code));
        problem.setTitle(text("problem." + code + ".title", arguments));
        problem.setDetail(text("problem." + code + ".detail", arguments));
        problem.setProperty("code", code);
        problem.setProperty(
                "errors",
                violations.stream()
                        .map(violation -> new ProblemEntry(
                                violation.pointer(),
                                violation.code(),
                                text(
                                        "violation." + violation.code(),
                                        violation.argumentsIn(Language.of(LocaleContextHolder.getLocale())))))
                        .toList());
        return problem;
    }

    private String text(String key, Object[] arguments) {
        return messages.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
