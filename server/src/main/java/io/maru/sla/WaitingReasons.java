package io.maru.sla;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.sla.Standing.Kind;
import io.maru.workflow.Status;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    /** What a clock keeps for reasons of this name. */
    List<String> of(CurrentPerson current, String name) {
        String wanted = folded(name);
        List<String> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (kind.key().equals(wanted)) {
                found.add(kind.key());
            }
        }
        workflows
                .statusesEver(desks.visibleTo(current).stream()
                        .map(Desk::id)
                        .filter(desk -> current.mayOnDesk(Permission.TICKET_VIEW, desk))
                        .toList())
                .stream()
                .filter(status -> Stream.of(status.name().ko(), status.name().en())
                        .anyMatch(each -> each != null && folded(each).equals(wanted)))
                .map(WaitingReasons::key)
                .forEach(found::add);
        return found;
    }

    private static String key(Status status) {
        return Kind.IN_STATUS.key() + ":" + status.id();
    }

    /** The name of one of them: of a status in this person's language, of all else its word. */
    String name(CurrentPerson current, String reason) {
        int status = reason.indexOf(':');
        return status < 0
                ? reason
                : workflows
                        .status(Long.parseLong(reason.substring(status + 1)))
                        .name()
                        .in(current.language());
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
