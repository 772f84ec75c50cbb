package io.maru.sla;

import io.maru.sla.Mark.Mode;
import io.maru.sla.Mark.Reason;
import io.maru.ticket.Channel;
import io.maru.ticket.HistoryEntry;
import io.maru.workflow.Status;
import io.maru.workflow.StatusCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Decides what a moment in a ticket's life does to its clock under a policy. */
final class Clockwork {

    private static final Set<String> DECIDED = Set.of("approved", "rejected");

    private final PolicyDefinition policy;
    private final LongFunction<Status> statuses;

    /** @param statuses by id, also those that no workflow has any more */
    Clockwork(PolicyDefinition policy, LongFunction<Status> statuses) {
        this.policy = policy;
        this.statuses = statuses;
    }

    /**
     * What became of a ticket's clock.
     *
     * @param ended the cycle that ran until then, stopped; null when none was stopped
     * @param ongoing the cycle that runs or is paused from then on; null when none does. One that begins has counted nothing yet,
     *     even if it is to go on with what the last came to
     */
    record Outcome(@Nullable Timeline ended, @Nullable Timeline ongoing) {}

    /**
     * Stop is stronger than pause, and pause than start: of what one moment means the strongest holds.
     *
     * @param ongoing null when none is
     * @param cycles how many there were before it
     */
    Outcome after(@Nullable Timeline ongoing, int cycles, Moment moment) {
        Optional<Reason> stop = first(policy.stop(), moment);
        if (ongoing != null && stop.isPresent()) {
            Timeline ended = with(ongoing, new Mark(moment.at(), Mode.STOPPED, stop.get()));
            return new Outcome(ended, repeats(moment) ? started(moment, stop.get()) : null);
        }
        if (ongoing != null) {
            return new Outcome(null, paused(ongoing, moment));
        }
        if (stop.isPresent() || cycles > 0 && policy.cycles() == PolicyDefinition.Cycles.ONCE) {
            return new Outcome(null, null);
        }
        return new Outcome(
                null,
                first(policy.start(), moment)
                        .map(start -> started(moment, start))
                        .orElse(null));
    }

    private Timeline started(Moment moment, Reason reason) {
        return paused(new Timeline(0, List.of(new Mark(moment.at(), Mode.RUNNING, reason))), moment);
    }

    /** Whether the next cycle begins with the end of this one: what is due again and again is, until the work is done. */
    private boolean repeats(Moment moment) {
        JsonNode status = moment.after().get("status");
        return policy.cycles() == PolicyDefinition.Cycles.REPEATING
                && (status == null || statuses.apply(status.asLong()).category() != StatusCategory.DONE);
    }

    private Timeline paused(Timeline ongoing, Moment moment) {
        Optional<Standing> pause =
                policy.pause().stream().filter(each -> holds(each, moment)).findFirst();
        Mode mode = pause.isPresent() ? Mode.PAUSED : Mode.RUNNING;
        if (mode == ongoing.mode()) {
            return ongoing;
        }
        String what = pause.map(each -> each.kind().key()).orElse("resumed");
        boolean moved =
                moment.changes().stream().anyMatch(change -> change.field().equals("status"));
        JsonNode status = moment.after().get("status");
        return with(
                ongoing,
                new Mark(
                        moment.at(),
                        mode,
                        new Reason(
                                what,
                                moment.personId(),
                                moved && status != null ? status.asLong() : null,
                                moment.ticketVersion())));
    }

    private static Timeline with(Timeline timeline, Mark mark) {
        List<Mark> marks = new ArrayList<>(timeline.marks());
        marks.add(mark);
        return new Timeline(timeline.carried(), marks);
    }

    private boolean holds(Standing standing, Moment moment) {
        Map<String, JsonNode> now = moment.after();
        return switch (standing.kind()) {
            case IN_STATUS -> among(now.get("status"), standing.statuses(), standing.categories());
            case UNASSIGNED -> !now.containsKey("assignee");
            case RESOLVED -> now.containsKey("resolution");
            case FIELD_HOLDS -> {
                JsonNode value = now.get(Objects.requireNonNullElse(standing.field(), ""));
                yield value != null
                        && (standing.value() == null || standing.value().equals(value));
            }
        };
    }

    /** The first of these that a moment is. */
    private Optional<Reason> first(List<Happening> happenings, Moment moment) {
        for (Happening happening : happenings) {
            for (HistoryEntry.Change change : moment.changes()) {
                if (is(happening, change, moment)) {
                    JsonNode status =
                            happening.kind() == Happening.Kind.STATUS_LEFT ? change.oldValue() : change.newValue();
                    return Optional.of(new Reason(
                            happening.kind().key(),
                            moment.personId(),
                            change.field().equals("status") && status != null ? status.asLong() : null,
                            moment.ticketVersion()));
                }
            }
        }
        return Optional.empty();
    }

    private boolean is(Happening happening, HistoryEntry.Change change, Moment moment) {
        return switch (happening.kind()) {
            case CREATED -> change.field().equals("created");
            case STATUS_ENTERED ->
                change.field().equals("status")
                        && among(change.newValue(), happening.statuses(), happening.categories())
                        && (anyStatus(happening)
                                || !among(change.oldValue(), happening.statuses(), happening.categories()));
            case STATUS_LEFT ->
                change.field().equals("status")
                        && change.oldValue() != null
                        && among(change.oldValue(), happening.statuses(), happening.categories())
                        && (anyStatus(happening)
                                || !among(change.newValue(), happening.statuses(), happening.categories()));
            case ASSIGNEE_SET -> change.field().equals("assignee") && change.oldValue() == null;
            case ASSIGNEE_CLEARED -> change.field().equals("assignee") && change.newValue() == null;
            case ASSIGNEE_CHANGED -> change.field().equals("assignee") && !created(moment);
            case TEAM_CHANGED -> change.field().equals("team") && !created(moment);
            case AGENT_COMMENTED -> publicComment(change) && !byCustomer(moment);
            case CUSTOMER_COMMENTED -> publicComment(change) && byCustomer(moment);
            case RESOLUTION_SET -> change.field().equals("resolution") && change.newValue() != null;
            case RESOLUTION_CLEARED -> change.field().equals("resolution") && change.newValue() == null;
            case DUE_DATE_SET -> change.field().equals("due_date") && change.oldValue() == null;
            case DUE_DATE_CHANGED -> change.field().equals("due_date");
            case APPROVAL_ASKED -> event(change).equals("asked");
            case APPROVAL_DECIDED -> DECIDED.contains(event(change));
            case FIELD_CHANGED ->
                change.field().equals(happening.field())
                        && (happening.value() == null || happening.value().equals(change.newValue()));
        };
    }

    private static boolean created(Moment moment) {
        return moment.changes().stream().anyMatch(change -> change.field().equals("created"));
    }

    private static boolean anyStatus(Happening happening) {
        return happening.statuses() == null && happening.categories() == null;
    }

    private boolean among(
            @Nullable JsonNode statusId, @Nullable Set<String> keys, @Nullable Set<StatusCategory> categories) {
        if (statusId == null) {
            return false;
        }
        if (keys == null && categories == null) {
            return true;
        }
        Status status = statuses.apply(statusId.asLong());
        return keys != null && keys.contains(status.key())
                || categories != null && categories.contains(status.category());
    }

    private static boolean publicComment(HistoryEntry.Change change) {
        JsonNode comment = change.newValue();
        return change.field().equals("comment")
                && comment != null
                && !comment.path("internal").asBoolean(false);
    }

    /** Who asked for help, or whoever speaks at the customers' face, speaks as a customer whatever else they are. */
    private static boolean byCustomer(Moment moment) {
        return moment.personId() == moment.reporterId() || moment.channel() == Channel.PORTAL;
    }

    private static String event(HistoryEntry.Change change) {
        return change.field().equals("approval") && change.newValue() != null
                ? change.newValue().path("event").asString("")
                : "";
    }
}
