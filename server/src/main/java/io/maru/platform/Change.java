package io.maru.platform;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A member of a PATCH body: present with a value, present with null (clear it), or absent. Absent is the component
 * itself being null.
 */
@JsonDeserialize(using = Change.Deserializer.class)
public record Change<T>(@JsonValue @Nullable T to) {

    static final class Deserializer extends ValueDeserializer<Change<?>> {

        private final @Nullable JavaType type;

        @SuppressWarnings("unused") // called by Jackson
        Deserializer() {
            this(null);
        }

        private Deserializer(@Nullable JavaType type) {
            this.type = type;
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, BeanProperty property) {
            JavaType whole = property == null ? context.getContextualType() : property.getType();
            return new Deserializer(whole.containedType(0));
        }

        @Override
        public Change<?> deserialize(JsonParser parser, DeserializationContext context) {
            return new Change<>(context.readValue(parser, type));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new Change<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
