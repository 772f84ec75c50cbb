package io.maru.platform;

import java.util.regex.Pattern;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as it is kept in {@code jsonb} columns. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** NUL as JSON writes it, and not a backslash before such letters. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

    private Json() {}

    /** Whether a {@code jsonb} column can hold it: PostgreSQL has no place for the character NUL. */
    public static boolean keepable(Object value) {
        return !NUL.matcher(MAPPER.writeValueAsString(value)).find();
    }

    public static JSONB of(Object value) {
        return JSONB.valueOf(MAPPER.writeValueAsString(value));
    }

    public static @Nullable JSONB ofNullable(@Nullable Object value) {
        return value == null ? null : of(value);
    }

    public static <T> T read(JSONB json, Class<T> type) {
        return MAPPER.readValue(json.data(), type);
    }

    public static <T> T read(JSONB json, TypeReference<T> type) {
        return MAPPER.readValue(json.data(), type);
    }

    public static JsonNode tree(JSONB json) {
        return MAPPER.readTree(json.data());
    }

    public static LocalizedText text(JSONB json) {
        return read(json, LocalizedText.class);
    }
}
