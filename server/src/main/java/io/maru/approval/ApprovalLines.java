package io.maru.approval;

import io.maru.approval.ApprovalLineView.LineStepView;
import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.PlainText;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import io.maru.workflow.StatusApproval.Rule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lines of approval kept to be used again: a person's own, and a desk's for all who raise requests there. */
@Service
public class ApprovalLines {

    private static final int LONGEST_NAME = 100;
    private static final int MOST = 50;

    /** @param deskKey for a desk's; null for one's own */
    public record NewLine(@Nullable String deskKey, String name, List<LineStep> steps) {}

    public record LineChange(String name, List<LineStep> steps) {}

    private final LineStore store;
    private final LineSteps lineSteps;
    private final Desks desks;
    private final Persons persons;
    private final Clock clock;

    ApprovalLines(LineStore store, LineSteps lineSteps, Desks desks, Persons persons, Clock clock) {
        this.store = store;
        this.lineSteps = lineSteps;
        this.desks = desks;
        this.persons = persons;
        this.clock = clock;
    }

    /** One's own, and those of a desk that one may see, if one is named. */
    @Transactional(readOnly = true)
    public List<ApprovalLineView> list(CurrentPerson current, @Nullable String deskKey) {
        Long deskId = deskKey == null ? null : desks.visible(current, deskKey).id();
        List<LineStore.Row> rows = store.of(current.id(), deskId);
        Set<Long> named = new HashSet<>();
        rows.forEach(row -> row.steps().forEach(step -> named.addAll(step.personIds())));
        Map<Long, PersonReference> names = persons.references(named);
        Set<Long> active = persons.active(named);
        return rows.stream()
                .map(row -> new ApprovalLineView(
                        row.id(),
                        row.name(),
                        row.deskId() == null ? null : deskKey,
                        row.steps().stream()
                                .map(step -> new LineStepView(
                                        step.kind(),
                                        step.personIds().stream()
                                                .filter(active::contains)
                                                .map(id -> Objects.requireNonNull(names.get(id))
                                                        .withoutEmail())
                                                .toList(),
                                        step.rule() == null ? Rule.ALL : step.rule(),
                                        step.needed()))
                                .toList(),
                        mayChange(current, row),
                        row.version()))
                .toList();
    }

    @Transactional
    public ApprovalLineView create(CurrentPerson current, NewLine line) {
        Long deskId = null;
        if (line.deskKey() != null) {
            Desk desk = desks.visible(current, line.deskKey());
            current.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
            deskId = desk.id();
        }
        Long personId = deskId == null ? current.id() : null;
        String name = checked(line.name(), line.steps());
        if (store.countOf(personId, deskId) >= MOST) {
            throw Invalid.at("", "too_many", MOST);
        }
        long id = store.insert(personId, deskId, name, line.steps(), clock.instant());
        return view(current, id, line.deskKey());
    }

    @Transactional
    public ApprovalLineView change(CurrentPerson current, long id, long version, LineChange change) {
        LineStore.Row row = changeable(current, id);
        String name = checked(change.name(), change.steps());
        if (!store.update(id, version, name, change.steps(), clock.instant())) {
            throw new StaleVersion(row.version());
        }
        return view(
                current,
                id,
                row.deskId() == null ? null : desks.require(row.deskId()).key());
    }

    @Transactional
    public void delete(CurrentPerson current, long id) {
        store.delete(changeable(current, id).id());
    }

    private ApprovalLineView view(CurrentPerson current, long id, @Nullable String deskKey) {
        return list(current, deskKey).stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Another's line is as if it were not there; a desk's is changed by those who configure it. */
    private LineStore.Row changeable(CurrentPerson current, long id) {
        LineStore.Row row = store.find(id)
                .filter(each -> each.deskId() != null || Objects.equals(each.personId(), current.id()))
                .orElseThrow(NotFound::new);
        if (row.deskId() != null) {
            desks.visible(current, desks.require(row.deskId()).key());
        }
        if (!mayChange(current, row)) {
            throw new NotPermitted();
        }
        return row;
    }

    private static boolean mayChange(CurrentPerson current, LineStore.Row row) {
        return row.deskId() == null
                ? Objects.equals(row.personId(), current.id())
                : current.mayOnDesk(Permission.DESK_CONFIGURE, row.deskId());
    }

    private String checked(String name, List<LineStep> steps) {
        List<Violation> violations = new ArrayList<>();
        String line = PlainText.line(name);
        if (line.isEmpty()) {
            violations.add(Violation.of("/name", "required"));
        } else if (PlainText.length(line) > LONGEST_NAME) {
            violations.add(Violation.of("/name", "too_long", LONGEST_NAME));
        }
        lineSteps.checked(steps, "/steps", violations);
        Invalid.throwIfAny(violations);
        return line;
    }
}
