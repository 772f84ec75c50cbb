package io.maru.sla;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.maru.platform.ReferenceCaches;
import io.maru.query.Queries;
import io.maru.ticket.TicketFacts;
import java.util.List;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is asked of a ticket to know which goals count for it. */
@Component
class GoalQuestions {

    private static final int MOST = 1_000;

    private final Queries queries;
    private final ReferenceCaches caches;
    private final Cache<List<Policy>, Asked> questions = Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(ReferenceCaches.LONGEST_KEPT)
            .build();

    /** @param changes of all that queries name, from before it was written */
    private record Asked(long changes, TicketFacts.Question question) {}

    GoalQuestions(Queries queries, ReferenceCaches caches) {
        this.queries = queries;
        this.caches = caches;
    }

    /** Asks of tickets, beside their facts, for the place of the goal that counts under each of these policies. */
    TicketFacts.Question of(List<Policy> policies) {
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
}
