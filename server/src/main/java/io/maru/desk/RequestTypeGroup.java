package io.maru.desk;

import io.maru.platform.LocalizedText;

/** A heading under which request types stand on the portal. */
public record RequestTypeGroup(long id, long deskId, LocalizedText name, int position, long version) {}
