package io.maru.people.web;

import io.maru.platform.Failure;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers a failure met in a filter just as one met in a controller. */
@Component
class FailureAnswers {

    private final HandlerExceptionResolver resolver;

    FailureAnswers(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver) {
        this.resolver = resolver;
    }

    void write(Failure failure, HttpServletRequest request, HttpServletResponse response) {
        resolver.resolveException(request, response, null, failure);
    }
}
