package io.maru.desk;

import io.maru.field.NewFormField;
import io.maru.platform.LocalizedText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request type to be made, the last one of its group; see {@link RequestType}.
 *
 * @param fields its form; null for one that asks for a summary and a description
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
        @Nullable List<@Nullable NewFormField> fields) {}
