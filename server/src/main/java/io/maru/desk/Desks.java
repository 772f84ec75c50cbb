package io.maru.desk;

import io.maru.people.CurrentPerson;
import io.maru.people.DeskKeys;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The service desks. */
@Service
public class Desks implements DeskKeys {

    private static final String ALL = "all";

    private final DeskStore store;
    private final ReferenceCache<String, DeskDirectory> directory;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Desks(DeskStore store, ReferenceCaches caches, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.directory = caches.create("desks", all -> Map.of(ALL, DeskDirectory.of(store.desks())));
        this.events = events;
        this.clock = clock;
    }

    /**
     * A desk that something already seen belongs to; asks nobody's permission.
     *
     * @throws NotFound when there is none
     */
    public Desk require(long id) {
        return Optional.ofNullable(all().byId().get(id)).orElseThrow(NotFound::new);
    }

    /** A desk by its key; asks nobody's permission. */
    public Optional<Desk> byKey(String key) {
        return Optional.ofNullable(all().byKey().get(key));
    }

    @Override
    public Map<Long, String> keys(Collection<Long> deskIds) {
        Map<Long, String> keys = new HashMap<>();
        for (long id : deskIds) {
            Desk desk = all().byId().get(id);
            if (desk != null) {
                keys.put(id, desk.key());
            }
        }
        return keys;
    }

    /** @throws NotFound when there is none, or none that this person may know of */
    public Desk visible(CurrentPerson me, String deskKey) {
        return byKey(deskKey).filter(desk -> maySee(me, desk)).orElseThrow(NotFound::new);
    }

    /** Every desk that this person may know of, by key. */
    public List<Desk> visibleTo(CurrentPerson me) {
        return all().desks().stream().filter(desk -> maySee(me, desk)).toList();
    }

    /** The desks whose portal is open to this person, by key. */
    public List<Desk> raisableBy(CurrentPerson me) {
        return all().desks().stream().filter(desk -> mayRaise(me, desk)).toList();
    }

    public boolean mayRaise(CurrentPerson me, Desk desk) {
        return !desk.archived()
                && me.reaches(desk.id())
                && (desk.raiseAccess() == RaiseAccess.EVERYONE || me.mayOnDesk(Permission.DESK_RAISE, desk.id()));
    }

    private boolean maySee(CurrentPerson me, Desk desk) {
        return mayRaise(me, desk)
                || me.mayOnDesk(Permission.TICKET_VIEW, desk.id())
                || me.mayOnDesk(Permission.DESK_CONFIGURE, desk.id());
    }

    /**
     * Makes a desk with nothing in it. Work can be done there only once it has workflows; templates bring them.
     *
     * @throws Invalid also when the key is taken
     */
    @Transactional
    public Desk create(CurrentPerson me, NewDesk given) {
        me.require(Permission.DESK_CREATE);
        List<Violation> violations = new ArrayList<>();
        String key = DeskRules.key(given.key(), violations);
        LocalizedText name = DeskRules.name(given.name(), violations);
        LocalizedText description = DeskRules.description(given.description(), violations);
        String icon = DeskRules.icon(given.icon(), "headset", violations);
        if (byKey(key).isPresent()) {
            violations.add(Violation.of("/key", "duplicate"));
        }
        Invalid.throwIfAny(violations);
        long id;
        try {
            id = store.insertDesk(
                    key,
                    name,
                    description,
                    icon,
                    Objects.requireNonNullElse(given.raiseAccess(), RaiseAccess.EVERYONE),
                    clock.instant());
        } catch (DuplicateKeyException takenMeanwhile) {
            throw Invalid.at("/key", "duplicate");
        }
        directory.forgetAllAfterCommit();
        events.publishEvent(new DeskCreated(id));
        return require(id);
    }

    /** @throws StaleVersion when somebody changed it since */
    @Transactional
    public Desk change(CurrentPerson me, String deskKey, long version, DeskChange change) {
        Desk desk = visible(me, deskKey);
        me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        List<Violation> violations = new ArrayList<>();
        Desk changed = new Desk(
                desk.id(),
                desk.key(),
                change.name() == null ? desk.name() : DeskRules.name(change.name(), violations),
                change.description() == null
                        ? desk.description()
                        : DeskRules.description(change.description(), violations),
                DeskRules.icon(change.icon(), desk.icon(), violations),
                Objects.requireNonNullElse(change.raiseAccess(), desk.raiseAccess()),
                Objects.requireNonNullElse(change.archived(), desk.archived()),
                version);
        Invalid.throwIfAny(violations);
        if (!store.updateDesk(changed, clock.instant())) {
            throw new StaleVersion(store.deskVersion(desk.id()));
        }
        directory.forgetAllAfterCommit();
        return require(desk.id());
    }

    private DeskDirectory all() {
        return directory.get(ALL).orElseThrow();
    }
}
