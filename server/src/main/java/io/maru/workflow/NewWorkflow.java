package io.maru.workflow;

import io.maru.desk.TicketType;
import io.maru.platform.LocalizedText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A workflow to be published for the first time.
 *
 * @param initial key of the status in which a ticket begins
 * @param ticketTypes the kinds of work that follow it
 */
public record NewWorkflow(
        LocalizedText name,
        String initial,
        List<NewStatus> statuses,
        List<Transition> transitions,
        Set<TicketType> ticketTypes) {

    /**
     * @param customerName null when customers may read the same name
     * @param position null to leave its place in the diagram to whoever draws it
     * @param approval who decides in this status; null when nobody does
     */
    public record NewStatus(
            String key,
            LocalizedText name,
            @Nullable LocalizedText customerName,
            StatusCategory category,
            @Nullable Position position,
            @Nullable StatusApproval approval) {

        /** One without a place of its own, in which nobody decides. */
        public NewStatus(
                String key, LocalizedText name, @Nullable LocalizedText customerName, StatusCategory category) {
            this(key, name, customerName, category, null, null);
        }
    }

    public NewWorkflow {
        statuses = List.copyOf(statuses);
        transitions = List.copyOf(transitions);
        ticketTypes = Set.copyOf(ticketTypes);
    }
}
