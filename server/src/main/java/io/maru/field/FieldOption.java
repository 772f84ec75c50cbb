package io.maru.field;

import io.maru.platform.LocalizedText;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a choice field.
 *
 * @param parent key of the option under which it stands
 * @param active a disabled option cannot be chosen any more; old answers keep it and show its name
 */
public record FieldOption(
        String key,
        LocalizedText name,
        boolean active,
        @Nullable String parent) {

    /** Whether this is its name in one of the languages, however it is capitalised. */
    public boolean isCalled(String text) {
        return Stream.of(name.ko(), name.en())
                .filter(Objects::nonNull)
                .anyMatch(each -> each.strip().equalsIgnoreCase(text));
    }

    /** One that stands under no other. */
    public FieldOption(String key, LocalizedText name, boolean active) {
        this(key, name, active, null);
    }
}
