package io.maru.openapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notes which components of a record may be null, by the name of its schema: the generator does not know JSpecify. */
final class RecordComponents implements ModelConverter {

    /** What a record's type says of one of its components. */
    record Component(String name, boolean nullable) {}

    private final Map<String, List<Component>> bySchema = new TreeMap<>();
    private final Map<String, Map<String, String>> kinds = new TreeMap<>();

    /** The kinds of each sealed type: by the names of their schemas, the word by which each is told from the others. */
    Map<String, Map<String, String>> kinds() {
        return kinds;
    }

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
        if (java != null && java.getRawClass().isAnnotationPresent(JsonSubTypes.class)) {
            noteKinds(java.getRawClass());
        }
        Schema schema = chain.next().resolve(type, context, chain);
        if (schema != null
                && schema.get$ref() != null
                && java != null
                && java.getRawClass().isRecord()) {
            String name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            bySchema.putIfAbsent(name, components(java.getRawClass()).toList());
        }
        return schema;
    }

    private void noteKinds(Class<?> sealed) {
        Map<String, String> words = new LinkedHashMap<>();
        String property = sealed.getAnnotation(JsonTypeInfo.class).property();
        for (JsonSubTypes.Type kind : sealed.getAnnotation(JsonSubTypes.class).value()) {
            words.put(kind.value().getCanonicalName(), kind.name());
            bySchema.put(
                    kind.value().getCanonicalName(),
                    Stream.concat(Stream.of(new Component(property, false)), components(kind.value()))
                            .toList());
        }
        kinds.put(sealed.getCanonicalName(), words);
    }

    private static Stream<Component> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents()).map(RecordComponents::component);
    }

    private static Component component(RecordComponent component) {
        return new Component(component.getName(), component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
}
