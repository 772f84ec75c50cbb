package io.maru.widget;

import io.maru.platform.LocalizedText;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A desk as it is shown inside other web pages.
 *
 * @param name for those who administer it
 * @param title what visitors read above it; empty for the desk's name
 * @param origins of the pages that may show it, as scheme, host and port
 * @param colour of its button, {@code #rrggbb}
 * @param newcomers whether somebody without an account may confirm an address and ask
 * @param chatRequestTypeId what a chat is as a ticket; null where there are none
 */
record Widget(
        UUID id,
        long deskId,
        String name,
        LocalizedText title,
        LocalizedText greeting,
        List<String> origins,
        String colour,
        boolean newcomers,
        @Nullable Long chatRequestTypeId,
        boolean active,
        long version) {}
