package io.maru.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * Holds records that are read to their own nullness: a component that is not {@code @Nullable} must have been given, else
 * the text is refused at that member.
 */
public final class RequiredMembers extends ValueDeserializerModifier {

    /** A member that a record needs was missing or null. */
    public static final class Missing extends MismatchedInputException {

        Missing(JsonParser parser, Class<?> type, String member) {
            super(parser, "Missing " + member, type);
        }
    }

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier description, ValueDeserializer<?> deserializer) {
        Class<?> type = description.getBeanClass();
        if (!type.isRecord() || !type.getName().startsWith("io.maru.")) {
            return deserializer;
        }
        List<RecordComponent> required = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getType().isPrimitive())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .peek(component -> component.getAccessor().setAccessible(true))
                .toList();
        return required.isEmpty() ? deserializer : new Checked(deserializer, required);
    }

    private static final class Checked extends DelegatingDeserializer {

        private final List<RecordComponent> required;

        Checked(ValueDeserializer<?> delegate, List<RecordComponent> required) {
            super(delegate);
            this.required = required;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new Checked(delegate, required);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            Object value = super.deserialize(parser, context);
            for (RecordComponent component : required) {
                if (value != null && read(component, value) == null) {
                    Missing missing = new Missing(parser, value.getClass(), component.getName());
                    missing.prependPath(value, component.getName());
                    throw missing;
                }
            }
            return value;
        }

        private static @Nullable Object read(RecordComponent component, Object value) {
            try {
                return component.getAccessor().invoke(value);
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
