package io.maru.notification;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Invalid;
import io.maru.platform.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What somebody wants to hear, as they set it for themselves. */
@Service
public class OwnNotifications {

    private final NotificationRuleStore store;
    private final NotificationKinds kinds;

    OwnNotifications(NotificationRuleStore store, NotificationKinds kinds) {
        this.store = store;
        this.kinds = kinds;
    }

    /**
     * Something one may hear of.
     *
     * @param mandatory whether nobody can do without it
     * @param ways how this person hears of it
     */
    public record KindChoice(String kind, String label, boolean mandatory, Set<Way> ways) {}

    /** @param choices what was chosen, and only that */
    public record OwnChoices(List<KindChoice> kinds, NotificationChoices choices) {}

    @Transactional(readOnly = true)
    public OwnChoices view(CurrentPerson me) {
        return view(me, store.choices(Set.of(me.id())).getOrDefault(me.id(), NotificationChoices.NONE));
    }

    private OwnChoices view(CurrentPerson me, NotificationChoices choices) {
        boolean customer = !me.mayOnAnyDesk(Permission.TICKET_VIEW);
        return new OwnChoices(
                kinds.all().stream()
                        .filter(kind -> kind.aboutTicket() && (!customer || kind.forCustomers()))
                        .map(kind -> new KindChoice(
                                kind.key(),
                                kind.label(me.language()),
                                kind.mandatory(),
                                new TreeSet<>(choices.ways(kind, customer))))
                        .toList(),
                choices);
    }

    /** Sets all of it anew. */
    @Transactional
    public OwnChoices choose(CurrentPerson me, NotificationChoices wanted) {
        boolean customer = !me.mayOnAnyDesk(Permission.TICKET_VIEW);
        List<Violation> violations = new ArrayList<>();
        Map<String, Set<Way>> ways = new HashMap<>();
        wanted.ways()
                .forEach((key, chosen) -> kinds.find(key)
                        .ifPresentOrElse(
                                kind -> {
                                    if (kind.mandatory() && !chosen.containsAll(kind.ways(customer))) {
                                        violations.add(Violation.of("/ways/" + key, "notification_mandatory"));
                                    } else if (!chosen.equals(kind.ways(customer))) {
                                        ways.put(key, chosen);
                                    }
                                },
                                () -> violations.add(Violation.of("/ways", "unknown"))));
        if ((wanted.quietFrom() == null) != (wanted.quietTo() == null)) {
            violations.add(Violation.of(wanted.quietFrom() == null ? "/quietFrom" : "/quietTo", "required"));
        } else if (wanted.quietFrom() != null
                && wanted.quietTo() != null
                && quiet(wanted).compareTo(NotificationChoices.LONGEST_QUIET) > 0) {
            violations.add(Violation.of("/quietTo", "quiet_too_long"));
        }
        Invalid.throwIfAny(violations);
        NotificationChoices choices =
                new NotificationChoices(ways, wanted.quietFrom(), wanted.quietTo(), wanted.digestAt());
        store.setChoices(me.id(), choices);
        return view(me, choices);
    }

    private static Duration quiet(NotificationChoices choices) {
        Duration length = Duration.between(
                java.util.Objects.requireNonNull(choices.quietFrom()),
                java.util.Objects.requireNonNull(choices.quietTo()));
        return length.isPositive() ? length : length.plusDays(1);
    }
}
