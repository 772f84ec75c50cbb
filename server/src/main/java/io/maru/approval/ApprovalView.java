package io.maru.approval;

import io.maru.people.PersonReference;
import io.maru.ticket.Channel;
import io.maru.ticket.RequestView;
import io.maru.workflow.StatusApproval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Approvals as their readers see them, in the reader's language and without e-mail addresses. */
public final class ApprovalView {

    private ApprovalView() {}

    /**
     * What has been and is decided on a ticket.
     *
     * @param rounds the newest first
     */
    public record TicketApprovals(List<RoundView> rounds, Possibilities may) {}

    /**
     * What this reader may do.
     *
     * @param ask begin a round where none is under way
     * @param compose choose its first approvers
     * @param changeApprovers of steps that have not ended, and make links for them
     */
    public record Possibilities(boolean ask, boolean compose, boolean withdraw, boolean changeApprovers) {}

    /**
     * @param statusName the status in which it is held
     * @param fixedSteps that follow those which are composed
     * @param hindrances why the ticket could not follow the decision
     */
    public record RoundView(
            long id,
            int number,
            RoundState state,
            String statusName,
            PersonReference openedBy,
            Instant openedAt,
            @Nullable PersonReference endedBy,
            @Nullable Instant endedAt,
            List<StepView> steps,
            int fixedSteps,
            List<String> hindrances) {}

    /**
     * @param name empty when its kind says enough
     * @param required how many must approve, of those who count now
     * @param threshold whether it may decide all
     * @param decidedAll whether it did
     * @param unattended nobody is left who could decide it
     */
    public record StepView(
            long id,
            StatusApproval.Kind kind,
            String name,
            StatusApproval.Rule rule,
            long required,
            StatusApproval.Comment comment,
            boolean refusalEnds,
            StepState state,
            boolean threshold,
            boolean decidedAll,
            boolean unattended,
            @Nullable Instant openedAt,
            @Nullable Instant endedAt,
            @Nullable Instant remindedAt,
            @Nullable Instant escalatedAt,
            List<VoteView> votes) {}

    /**
     * @param active whether the person still is
     * @param waiting whether it is their turn
     * @param mine whether this reader may decide it now
     * @param substitutes who may decide in their place now
     * @param decidedBy null when nobody has
     */
    public record VoteView(
            long id,
            PersonReference person,
            boolean active,
            boolean waiting,
            boolean mine,
            List<PersonReference> substitutes,
            @Nullable Decision decision,
            @Nullable PersonReference decidedBy,
            @Nullable Instant decidedAt,
            @Nullable Channel channel,
            String comment,
            boolean added) {}

    /**
     * A vote in a list of one's own.
     *
     * @param person whose vote it is: one's own, or one's for whom one stands in
     * @param step counts from 1
     */
    public record ApprovalItem(
            long id,
            RequestView.Summary ticket,
            PersonReference person,
            StatusApproval.Kind kind,
            String stepName,
            int step,
            int steps,
            StatusApproval.Comment comment,
            boolean waiting,
            @Nullable Instant askedAt,
            @Nullable Decision decision,
            @Nullable Instant decidedAt,
            RoundState roundState) {}

    /** @param message why not, when it was not decided */
    public record DecisionResult(
            long id, boolean decided, @Nullable String message) {}
}
