package io.maru.sla;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.sla.Standing.Kind;
import io.maru.workflow.Status;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What people call that which paused a clock: a status by its name, whatever workflow has it, and all else by a word. */
@Component
class WaitingReasons {

    private final Workflows workflows;
    private final Desks desks;

    WaitingReasons(Workflows workflows, Desks desks) {
        this.workflows = workflows;
        this.desks = desks;
    }

    /** What clocks keep, by the names that it has for this person: everything that can have paused a clock. */
    Map<String, List<String>> all(CurrentPerson current) {
        List<Status> statuses = statuses(current);
        Map<String, List<String>> kept = byName(statuses);
        Map<String, List<String>> all = new LinkedHashMap<>();
        Set<String> told = new HashSet<>();
        Stream.concat(
                        Arrays.stream(Kind.values()).map(Kind::key),
                        statuses.stream().map(status -> status.name().in(current.language())))
                .filter(name -> told.add(folded(name)))
                .forEach(name -> all.put(name, kept.getOrDefault(folded(name), List.of())));
        return all;
    }

    /** What a clock keeps for reasons of this name. */
    List<String> of(CurrentPerson current, String name) {
        return byName(statuses(current)).getOrDefault(folded(name), List.of());
    }

    /** Of two languages a status may have two names. */
    private static Map<String, List<String>> byName(List<Status> statuses) {
        Map<String, List<String>> kept = new HashMap<>();
        for (Kind kind : Kind.values()) {
            kept.computeIfAbsent(kind.key(), name -> new ArrayList<>()).add(kind.key());
        }
        for (Status status : statuses) {
            Stream.of(status.name().ko(), status.name().en())
                    .filter(Objects::nonNull)
                    .map(WaitingReasons::folded)
                    .distinct()
                    .forEach(name ->
                            kept.computeIfAbsent(name, any -> new ArrayList<>()).add(key(status)));
        }
        return kept;
    }

    private List<Status> statuses(CurrentPerson current) {
        return workflows.statusesEver(desks.visibleTo(current).stream()
                .map(Desk::id)
                .filter(desk -> current.mayOnDesk(Permission.TICKET_VIEW, desk))
                .toList());
    }

    private static String key(Status status) {
        return Kind.IN_STATUS.key() + ":" + status.id();
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
