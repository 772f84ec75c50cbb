package io.maru.ticket;

import io.maru.people.PersonReference;
import io.maru.platform.Failure;
import io.maru.platform.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/** Somebody changed the same field since the version this write was based on. Carries both values. */
final class ConflictingChange extends Failure {

    /**
     * @param field a JSON pointer without its slash, as in the request
     * @param theirs the value that stands now
     */
    record Conflict(
            String field,
            @Nullable JsonNode yours,
            @Nullable JsonNode theirs,
            PersonReference changedBy,
            Instant changedAt) {}

    private final transient List<Conflict> conflicts;
    private final long currentVersion;

    ConflictingChange(List<Conflict> conflicts, long currentVersion) {
        super(HttpStatus.CONFLICT, "conflicting_change");
        this.conflicts = List.copyOf(conflicts);
        this.currentVersion = currentVersion;
    }

    @Override
    public List<Violation> violations() {
        return conflicts.stream()
                .map(conflict -> Violation.of(
                        "/" + conflict.field(),
                        "changed_meanwhile",
                        conflict.changedBy().displayName()))
                .toList();
    }

    @Override
    public Map<String, Object> extensions() {
        return Map.of("conflicts", conflicts, "currentVersion", currentVersion);
    }
}
