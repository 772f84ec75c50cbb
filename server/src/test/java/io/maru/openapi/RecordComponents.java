package io.maru.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.maru.platform.Change;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Notes which components of a record may be null, by the name of its schema: the generator does not know JSpecify. */
final class RecordComponents implements ModelConverter {

    /** What a record's type says of one of its components. */
    record Component(String name, boolean nullable) {}

    private final Map<String, List<Component>> bySchema = new TreeMap<>();

    Map<String, List<Component>> bySchema() {
        return bySchema;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null && java.getRawClass() == Change.class) {
            // On the wire it is its content.
            return context.resolve(new AnnotatedType(java.containedType(0)).resolveAsRef(true));
        }
        Schema schema = chain.next().resolve(type, context, chain);
        if (schema != null
                && schema.get$ref() != null
                && java != null
                && java.getRawClass().isRecord()) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            bySchema.put(
                    name,
                    Arrays.stream(java.getRawClass().getRecordComponents())
                            .map(RecordComponents::component)
                            .toList());
        }
        return schema;
    }

    private static Component component(RecordComponent component) {
        return new Component(component.getName(), component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
}
