package io.maru.openapi;

import io.maru.people.CurrentPerson;
import io.swagger.v3.oas.models.Operation;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Leaves with each operation what only its controller knows, for {@link ApiDescriptionWriter} to use. */
final class OperationNotes implements GlobalOperationCustomizer {

    /** Present when nobody needs to be signed in. */
    static final String OPEN = "x-open";

    /** Present when the body is bytes and not JSON. */
    static final String RAW = "x-raw";

    static final String METHOD = "x-method";
    static final String CONTROLLER = "x-controller";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Class<?> controller = handler.getBeanType();
        operation.addExtension(METHOD, handler.getMethod().getName());
        operation.addExtension(CONTROLLER, controller.getSimpleName().replaceAll("Controller$", ""));
        List<Class<?>> parameters = Arrays.asList(handler.getMethod().getParameterTypes());
        if (!parameters.contains(CurrentPerson.class)) {
            operation.addExtension(OPEN, true);
        }
        if (parameters.contains(InputStream.class)) {
            operation.addExtension(RAW, true);
        }
        operation.setTags(List.of(controller.getPackageName().split("\\.")[2]));
        return operation;
    }
}
