package io.maru.automation;

import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which rules run on each desk, by what they wait for: two hundred of them cost a change that none waits for nothing. */
@Component
class RulesInUse {

    private final ReferenceCache<Long, Map<String, List<PublishedRule>>> ofDesks;

    RulesInUse(RuleStore store, ReferenceCaches caches) {
        this.ofDesks = caches.create(
                "automation rules of desks",
                desks -> store.inUse(desks).entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> entry.getValue().stream()
                                        .collect(Collectors.groupingBy(
                                                rule -> rule.definition()
                                                        .trigger()
                                                        .waitsFor(),
                                                LinkedHashMap::new,
                                                Collectors.toList())))));
    }

    /** Those of a desk that wait for a change of a field, in their order. */
    Stream<PublishedRule> waitingFor(String field, long deskId) {
        return ofDesks.get(deskId).orElse(Map.of()).getOrDefault(field, List.of()).stream();
    }

    /** @param everywhere whether it runs, or ran, on all desks */
    void forgetAfterCommit(boolean everywhere, Set<Long> deskIds) {
        if (everywhere) {
            ofDesks.forgetAllAfterCommit();
        } else {
            deskIds.forEach(ofDesks::forgetAfterCommit);
        }
    }
}
