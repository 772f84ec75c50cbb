package io.maru.desk;

import io.maru.field.ServiceDirectory;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the desks look after, and who answers for it. */
@Service
public class Services implements ServiceDirectory {

    private static final int MAXIMUM = 1_000;
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private final DeskStore store;
    private final Desks desks;
    private final Persons persons;
    private final Idempotency idempotency;
    private final Clock clock;
    private final ReferenceCache<Long, DeskService> services;
    private final ReferenceCache<Long, List<DeskService>> ofDesks;

    Services(
            DeskStore store,
            Desks desks,
            Persons persons,
            Idempotency idempotency,
            ReferenceCaches caches,
            Clock clock) {
        this.store = store;
        this.desks = desks;
        this.persons = persons;
        this.idempotency = idempotency;
        this.clock = clock;
        this.services = caches.create("services", store::services);
        this.ofDesks = caches.create("services of desks", store::servicesOfDesks);
    }

    /** Who answers for a service; empty when nobody does or there is no such service. */
    public Optional<Long> owner(long serviceId) {
        return services.get(serviceId).map(DeskService::ownerId);
    }

    @Override
    public Optional<LocalizedText> name(long serviceId) {
        return services.get(serviceId).map(DeskService::name);
    }

    @Override
    public boolean offered(long serviceId, @Nullable Long deskId) {
        return services.get(serviceId)
                .filter(service -> service.active() && (deskId == null || service.deskId() == deskId))
                .isPresent();
    }

    /** All of a desk's, those that cannot be chosen too, for somebody who works there. */
    @Transactional(readOnly = true)
    public List<DeskServiceView> ofDesk(CurrentPerson me, String deskKey) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return views(ofDesk(desk.id()));
    }

    private List<DeskServiceView> views(List<DeskService> services) {
        Map<Long, PersonReference> owners = persons.references(services.stream()
                .map(DeskService::ownerId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return services.stream()
                .map(service -> new DeskServiceView(
                        service.id(),
                        service.key(),
                        service.name(),
                        service.ownerId() == null ? null : owners.get(service.ownerId()),
                        service.active(),
                        service.version()))
                .toList();
    }

    private DeskServiceView view(long id) {
        return views(List.of(services.get(id).orElseThrow())).getFirst();
    }

    /** Those of a desk that can be chosen. */
    public List<DeskService> offeredOn(long deskId) {
        return ofDesk(deskId).stream().filter(DeskService::active).toList();
    }

    /** All of a desk's, those that cannot be chosen too, without asking who wants them. */
    public List<DeskService> ofDesk(long deskId) {
        return ofDesks.get(deskId).orElse(List.of());
    }

    @Transactional
    public DeskServiceView create(
            CurrentPerson me, String deskKey, NewDeskService given, @Nullable String idempotencyKey) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        String id = idempotency.once(
                me.id(),
                idempotencyKey,
                "service.create",
                Map.of("desk", desk.id(), "service", given),
                () -> Long.toString(insert(desk, given)));
        return view(Long.parseLong(id));
    }

    private long insert(Desk desk, NewDeskService given) {
        List<Violation> violations = new ArrayList<>();
        String key = Objects.requireNonNullElse(given.key(), "");
        if (!KEY.matcher(key).matches()) {
            violations.add(Violation.of("/key", key.isEmpty() ? "required" : "key_form"));
        }
        LocalizedText name = DeskRules.name(given.name(), violations);
        Long ownerId = owner(given.ownerId(), violations);
        if (ofDesk(desk.id()).size() >= MAXIMUM) {
            violations.add(Violation.of("", "too_many", MAXIMUM));
        }
        Invalid.throwIfAny(violations);
        try {
            long id = store.insertService(desk.id(), key, name, ownerId, clock.instant());
            forget(desk.id(), id);
            return id;
        } catch (DuplicateKeyException taken) {
            throw Invalid.at("/key", "duplicate");
        }
    }

    /** @throws StaleVersion when somebody changed it since */
    @Transactional
    public DeskServiceView change(CurrentPerson me, String deskKey, long id, long version, DeskServiceChange change) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        DeskService service =
                services.get(id).filter(each -> each.deskId() == desk.id()).orElseThrow(NotFound::new);
        List<Violation> violations = new ArrayList<>();
        DeskService changed = new DeskService(
                id,
                desk.id(),
                service.key(),
                change.name() == null ? service.name() : DeskRules.name(change.name(), violations),
                change.ownerId() == null ? service.ownerId() : owner(change.ownerId(), violations),
                Objects.requireNonNullElse(change.active(), service.active()),
                version);
        Invalid.throwIfAny(violations);
        if (!store.updateService(changed, clock.instant())) {
            throw new StaleVersion(store.serviceVersion(id));
        }
        forget(desk.id(), id);
        return view(id);
    }

    private @Nullable Long owner(@Nullable Long given, List<Violation> violations) {
        if (given == null || given == DeskServiceChange.NOBODY) {
            return null;
        }
        if (!persons.allExistAndActive(Set.of(given))) {
            violations.add(Violation.of("/ownerId", "unknown"));
        }
        return given;
    }

    private void forget(long deskId, long id) {
        services.forgetAfterCommit(id);
        ofDesks.forgetAfterCommit(deskId);
    }
}
