package io.maru.platform;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sort keys of the last row of a page, opaque to callers. */
public record Cursor(List<String> keys) {

    private static final String SEPARATOR = "\u001f";

    public Cursor {
        keys = List.copyOf(keys);
    }

    public static Cursor of(Object... keys) {
        return new Cursor(Stream.of(keys).map(Object::toString).toList());
    }

    /** As it is given to callers. */
    public String encoded() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(SEPARATOR, keys).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what an earlier page gave as {@code next}; null for the first page.
     *
     * @throws Invalid when it is not one of ours
     */
    public static @Nullable Cursor decode(@Nullable String encoded, int numberOfKeys) {
        if (encoded == null || encoded.isEmpty()) {
            return null;
        }
        String joined;
        try {
            joined = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        List<String> keys = Arrays.asList(joined.split(SEPARATOR, -1));
        if (keys.size() != numberOfKeys) {
            throw invalid();
        }
        return new Cursor(keys);
    }

    public String text(int index) {
        return keys.get(index);
    }

    public long number(int index) {
        try {
            return Long.parseLong(keys.get(index));
        } catch (NumberFormatException notANumber) {
            throw invalid();
        }
    }

    public Instant instant(int index) {
        try {
            return Instant.parse(keys.get(index));
        } catch (DateTimeException notAnInstant) {
            throw invalid();
        }
    }

    private static Invalid invalid() {
        return Invalid.at("/after", "cursor_invalid");
    }
}
