package io.maru.people;

import java.util.Collection;
import java.util.Map;

/** What desks are called in addresses. Implemented where desks live, since people know them by id alone. */
public interface DeskKeys {

    /** The keys of these desks; a desk that is unknown is absent. */
    Map<Long, String> keys(Collection<Long> deskIds);
}
