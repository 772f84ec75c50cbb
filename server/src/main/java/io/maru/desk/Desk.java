package io.maru.desk;

import io.maru.platform.LocalizedText;

/**
 * A service desk.
 *
 * @param key the prefix of its tickets' keys; never changed
 * @param icon the name of a Tabler icon
 * @param archived takes no new requests and is shown to its members only
 */
public record Desk(
        long id,
        String key,
        LocalizedText name,
        LocalizedText description,
        String icon,
        RaiseAccess raiseAccess,
        boolean archived,
        long version) {}
