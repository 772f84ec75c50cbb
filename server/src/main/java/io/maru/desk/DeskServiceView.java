package io.maru.desk;

import io.maru.people.PersonReference;
import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A service in the eyes of who works on its desk.
 *
 * @param owner who answers for it
 * @param active whether it can be chosen; old answers keep it
 */
public record DeskServiceView(
        long id, String key, LocalizedText name, @Nullable PersonReference owner, boolean active, long version) {}
