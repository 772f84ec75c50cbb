package io.maru.people;

import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Groups of persons. */
@Service
public class Groups {

    private final ReferenceCache<Long, String> names;

    Groups(GroupStore store, ReferenceCaches caches) {
        this.names = caches.create("group", store::names);
    }

    /** The names of these groups; an unknown id is absent. */
    public Map<Long, String> names(Collection<Long> ids) {
        return ids.isEmpty() ? Map.of() : names.getAll(ids);
    }
}
