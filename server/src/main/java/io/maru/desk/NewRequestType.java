package io.maru.desk;

import io.maru.field.NewForm;
import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * A request type to be made, the last one of its group; see {@link RequestType}.
 *
 * @param form null for one that asks for a summary, a description and files
 */
public record NewRequestType(
        @Nullable Long groupId,
        @Nullable TicketType ticketType,
        @Nullable LocalizedText name,
        @Nullable LocalizedText description,
        @Nullable LocalizedText help,
        @Nullable String icon,
        @Nullable Boolean portal,
        @Nullable Boolean active,
        @Nullable NewForm form) {}
