package io.maru.desk;

import io.maru.platform.LocalizedText;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be asked of a desk.
 *
 * @param groupId null when it stands under no heading
 * @param description one line beside the name
 * @param help what a person should know before filling in the form
 * @param icon the name of a Tabler icon
 * @param formId the form as it is now; a request keeps the one it was sent with
 * @param portal offered to customers; otherwise to agents only
 * @param active whether new requests of it can be made
 */
public record RequestType(
        long id,
        long deskId,
        @Nullable Long groupId,
        TicketType ticketType,
        LocalizedText name,
        LocalizedText description,
        LocalizedText help,
        String icon,
        long formId,
        boolean portal,
        boolean active,
        int position,
        long version) {

    /** Whether a customer can choose it. */
    public boolean offered() {
        return portal && active;
    }
}
