package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Something that a desk looks after for others, such as mail.
 *
 * @param key names it on the desk; never changed
 * @param ownerId who answers for it
 * @param active whether it can be chosen; old answers keep it
 */
public record DeskService(
        long id,
        long deskId,
        String key,
        LocalizedText name,
        @Nullable Long ownerId,
        boolean active,
        long version) {}
