package io.maru.field;

import io.maru.platform.LocalizedText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What fields need to know of the services of desks. */
public interface ServiceDirectory {

    /** Of one that can no longer be chosen, too. */
    Optional<LocalizedText> name(long serviceId);

    /**
     * Whether a service can be chosen.
     *
     * @param deskId of the field; null for a field of all desks, with which every desk's services can be chosen
     */
    boolean offered(long serviceId, @Nullable Long deskId);
}
