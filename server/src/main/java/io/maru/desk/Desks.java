package io.maru.desk;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.NotFound;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service desks. */
@Service
public class Desks {

    private final DeskStore store;

    Desks(DeskStore store) {
        this.store = store;
    }

    /**
     * A desk that something already seen belongs to; asks nobody's permission.
     *
     * @throws NotFound when there is none
     */
    @Transactional(readOnly = true)
    public Desk require(long id) {
        return all().stream().filter(desk -> desk.id() == id).findFirst().orElseThrow(NotFound::new);
    }

    /** A desk by its key; asks nobody's permission. */
    @Transactional(readOnly = true)
    public Optional<Desk> byKey(String key) {
        return all().stream().filter(desk -> desk.key().equals(key)).findFirst();
    }

    /** @throws NotFound when there is none, or none that this person may know of */
    @Transactional(readOnly = true)
    public Desk visible(CurrentPerson me, String deskKey) {
        return byKey(deskKey).filter(desk -> maySee(me, desk)).orElseThrow(NotFound::new);
    }

    /** Every desk that this person may know of, by key. */
    @Transactional(readOnly = true)
    public List<Desk> visibleTo(CurrentPerson me) {
        return all().stream().filter(desk -> maySee(me, desk)).toList();
    }

    /** The desks whose portal is open to this person, by key. */
    @Transactional(readOnly = true)
    public List<Desk> raisableBy(CurrentPerson me) {
        return all().stream().filter(desk -> mayRaise(me, desk)).toList();
    }

    public boolean mayRaise(CurrentPerson me, Desk desk) {
        return !desk.archived()
                && (desk.raiseAccess() == RaiseAccess.EVERYONE || me.mayOnDesk(Permission.DESK_RAISE, desk.id()));
    }

    private boolean maySee(CurrentPerson me, Desk desk) {
        return mayRaise(me, desk)
                || me.mayOnDesk(Permission.TICKET_VIEW, desk.id())
                || me.mayOnDesk(Permission.DESK_CONFIGURE, desk.id());
    }

    private List<Desk> all() {
        return store.desks();
    }
}
