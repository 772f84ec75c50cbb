package io.maru.sla;

import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** By which policies the tickets of each desk are measured. */
@Component
class PoliciesInUse {

    private static final String ALL = "all";

    private final ReferenceCache<Long, List<Policy>> ofDesks;
    private final ReferenceCache<Long, Policy> published;
    private final ReferenceCache<String, List<PolicyStore.Named>> named;

    PoliciesInUse(PolicyStore store, ReferenceCaches caches) {
        this.ofDesks = caches.create("sla policies of desks", store::inUse);
        this.published = caches.create("sla policies", store::published);
        this.named = caches.create("sla policy names", keys -> Map.of(ALL, store.named()));
    }

    List<Policy> of(long deskId) {
        return ofDesks.get(deskId).orElse(List.of());
    }

    /** What policies say now, by id, also those that measure nothing any more. */
    Map<Long, Policy> published(Collection<Long> ids) {
        return published.getAll(ids);
    }

    /** All policies that measure, or have measured, tickets. */
    List<PolicyStore.Named> named() {
        return named.get(ALL).orElse(List.of());
    }

    /** Whether no ticket can be measured by two of these policies: each is another desk's, and measures the tickets of that desk alone. */
    boolean apart(Collection<Long> ids) {
        List<PolicyStore.Named> meant =
                named().stream().filter(each -> ids.contains(each.id())).toList();
        return meant.stream().allMatch(each -> each.deskId() != null)
                && meant.stream().map(PolicyStore.Named::deskId).distinct().count() == ids.size();
    }

    void forgetAfterCommit(long policyId, Set<Long> deskIds) {
        published.forgetAfterCommit(policyId);
        named.forgetAfterCommit(ALL);
        deskIds.forEach(ofDesks::forgetAfterCommit);
    }
}
