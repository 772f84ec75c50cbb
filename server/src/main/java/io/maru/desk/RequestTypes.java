package io.maru.desk;

import io.maru.platform.NotFound;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What can be asked of the desks. */
@Service
public class RequestTypes {

    private final DeskStore store;

    RequestTypes(DeskStore store) {
        this.store = store;
    }

    /**
     * A request type, without asking who wants it.
     *
     * @throws NotFound when there is none
     */
    @Transactional(readOnly = true)
    public RequestType require(long id) {
        RequestType found = store.requestTypes(Set.of(id)).get(id);
        if (found == null) {
            throw new NotFound();
        }
        return found;
    }

    /** All of a desk's, those no longer offered too, in the order in which they are shown. */
    @Transactional(readOnly = true)
    public List<RequestType> ofDesk(long deskId) {
        return store.requestTypesOfDesks(Set.of(deskId)).getOrDefault(deskId, List.of());
    }

    /** In the order in which they are shown. */
    @Transactional(readOnly = true)
    public List<RequestTypeGroup> groupsOfDesk(long deskId) {
        return store.groupsOfDesks(Set.of(deskId)).getOrDefault(deskId, List.of());
    }
}
