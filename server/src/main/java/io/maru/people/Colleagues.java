package io.maru.people;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom somebody may bring into a conversation. The directory is not open to customers, who may know nothing of each
 * other: they find by name those with whom they share a group, and anybody whose whole address they know.
 */
@Service
public class Colleagues {

    private static final int SHOWN = 20;

    private final ColleagueStore store;

    Colleagues(ColleagueStore store) {
        this.store = store;
    }

    /** Active persons other than the one who asks, by name, without their addresses. */
    @Transactional(readOnly = true)
    public List<PersonReference> find(CurrentPerson current, String query) {
        String wanted = query.strip();
        if (wanted.isEmpty()) {
            return List.of();
        }
        boolean everybody = current.may(Permission.PERSON_ADMINISTER) || current.mayOnAnyDesk(Permission.TICKET_VIEW);
        return store.find(current.id(), wanted, everybody, SHOWN);
    }
}
