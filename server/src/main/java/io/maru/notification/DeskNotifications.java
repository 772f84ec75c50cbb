package io.maru.notification;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Whom a desk tells of what happens to its tickets. */
@Service
public class DeskNotifications {

    private final Desks desks;
    private final NotificationRuleStore store;
    private final TicketNews news;
    private final ReferenceCache<Long, Rules> cache;

    DeskNotifications(Desks desks, NotificationRuleStore store, TicketNews news, ReferenceCaches caches) {
        this.desks = desks;
        this.store = store;
        this.news = news;
        this.cache = caches.create("notification-rules", store::rules);
    }

    /** @param told those who are told, by occasion; of one that is not among them those whom the product has it for */
    public record Rules(Map<TicketOccasion, Set<Audience>> told) {}

    /**
     * One occasion as a desk has it.
     *
     * @param possible who can be told of it at all
     */
    public record OccasionRule(
            TicketOccasion occasion, String label, Set<Audience> told, Set<Audience> possible, boolean forCustomers) {}

    /** @param version 0 for a desk that has never changed any */
    public record DeskRules(long version, List<OccasionRule> occasions) {}

    Set<Audience> of(long deskId, TicketOccasion occasion) {
        return cache.get(deskId)
                .map(rules -> rules.told().getOrDefault(occasion, occasion.byDefault()))
                .orElseGet(occasion::byDefault);
    }

    @Transactional(readOnly = true)
    public DeskRules view(CurrentPerson current, String deskKey) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        return view(
                current, store.rules(desk.id()).orElse(new NotificationRuleStore.Versioned(new Rules(Map.of()), 0)));
    }

    private DeskRules view(CurrentPerson current, NotificationRuleStore.Versioned rules) {
        Map<String, String> labels = new java.util.HashMap<>();
        news.kinds().forEach(kind -> labels.put(kind.key(), kind.label(current.language())));
        return new DeskRules(
                rules.version(),
                Arrays.stream(TicketOccasion.values())
                        .map(each -> new OccasionRule(
                                each,
                                labels.getOrDefault(each.key(), each.key()),
                                new TreeSet<>(rules.rules().told().getOrDefault(each, each.byDefault())),
                                new TreeSet<>(each.audiences()),
                                each.forCustomers()))
                        .toList());
    }

    /**
     * Sets whom a desk tells.
     *
     * @param basedOn the version that was seen
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public DeskRules change(CurrentPerson current, String deskKey, long basedOn, Rules wanted) {
        Desk desk = desks.visible(current, deskKey);
        current.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        List<Violation> violations = new ArrayList<>();
        Map<TicketOccasion, Set<Audience>> told = new EnumMap<>(TicketOccasion.class);
        wanted.told().forEach((occasion, audiences) -> {
            if (!occasion.audiences().containsAll(audiences)) {
                violations.add(Violation.of("/told/" + occasion.key(), "unknown"));
            }
            if (!audiences.equals(occasion.byDefault())) {
                told.put(occasion, audiences);
            }
        });
        Invalid.throwIfAny(violations);
        Rules rules = new Rules(told);
        if (!store.setRules(desk.id(), rules, basedOn)) {
            throw new StaleVersion(store.rules(desk.id())
                    .map(NotificationRuleStore.Versioned::version)
                    .orElse(0L));
        }
        cache.forgetAfterCommit(desk.id());
        return view(current, new NotificationRuleStore.Versioned(rules, basedOn + 1));
    }
}
