package io.maru.sla;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.query.Queries;
import io.maru.ticket.TicketFacts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** By which policies the tickets of each desk are measured, and what is asked of a ticket to know which of their goals count. */
@Component
class PoliciesInUse {

    private static final int MOST_QUESTIONS = 1_000;

    private final Queries queries;
    private final ReferenceCaches caches;
    private final ReferenceCache<Long, List<Policy>> ofDesks;
    private final ReferenceCache<Long, Policy> published;
    private final Cache<List<Policy>, Asked> questions = Caffeine.newBuilder()
            .maximumSize(MOST_QUESTIONS)
            .expireAfterWrite(ReferenceCaches.LONGEST_KEPT)
            .build();

    /** @param changes of all that queries name, from before it was written */
    private record Asked(long changes, TicketFacts.Question question) {}

    PoliciesInUse(PolicyStore store, Queries queries, ReferenceCaches caches) {
        this.queries = queries;
        this.caches = caches;
        this.ofDesks = caches.create("sla policies of desks", store::inUse);
        this.published = caches.create("sla policies", store::published);
    }

    List<Policy> of(long deskId) {
        return ofDesks.get(deskId).orElse(List.of());
    }

    /** What policies say now, by id, also those that measure nothing any more. */
    Map<Long, Policy> published(Collection<Long> ids) {
        return published.getAll(ids);
    }

    /** Asks of tickets, beside their facts, for the place of the goal that counts under each of these policies. */
    TicketFacts.Question question(List<Policy> policies) {
        Asked known = questions.getIfPresent(policies);
        long changes = caches.changes();
        if (known != null && known.changes() == changes) {
            return known.question();
        }
        List<Field<?>> goals = policies.stream()
                .<Field<?>>map(policy -> queries.firstFinding(policy.definition().goals().stream()
                        .<@Nullable String>map(Goal::query)
                        .toList()))
                .toList();
        TicketFacts.Question question = new TicketFacts.Question(goals);
        questions.put(policies, new Asked(changes, question));
        return question;
    }

    void forgetAfterCommit(long policyId, Set<Long> deskIds) {
        published.forgetAfterCommit(policyId);
        deskIds.forEach(ofDesks::forgetAfterCommit);
    }
}
