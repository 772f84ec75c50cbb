package io.maru.approval;

import io.maru.approval.ApprovalStore.LinkRow;
import io.maru.approval.ApprovalStore.RoundRow;
import io.maru.approval.ApprovalStore.StepRow;
import io.maru.approval.ApprovalStore.VoteRow;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.people.SecretToken;
import io.maru.platform.Failure;
import io.maru.platform.NotFound;
import io.maru.platform.Refused;
import io.maru.ticket.Channel;
import io.maru.ticket.RequestView;
import io.maru.ticket.Requests;
import io.maru.ticket.TicketProcess;
import io.maru.workflow.StatusApproval;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Links with which an approver decides once, without signing in. Opening one shows what is to be decided and decides nothing,
 * however often a scanner of mail does it.
 */
@Service
public class ApprovalLinks {

    private static final Duration VALID_FOR = Duration.ofDays(7);

    /** A link just made; {@code token} is known here and to whom it is handed, and nowhere else. */
    public record Link(String token, Instant expiresAt) {

        /** The page at which it is used, of the web app at this address. */
        public URI at(URI webApp) {
            String address = webApp.toString();
            return URI.create((address.endsWith("/") ? address : address + "/") + "approve/" + token);
        }
    }

    /** How a link stands. */
    public enum LinkState {
        OPEN,
        DECIDED,
        EXPIRED,
        /** The round was withdrawn or ended, the step decided, or the approver replaced. */
        OVER;

        @com.fasterxml.jackson.annotation.JsonValue
        public String key() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * What its page shows.
     *
     * @param ticketKey null, like what follows it, once there is nothing to decide any more
     * @param decision what was decided with it, or otherwise
     */
    public record LinkPage(
            LinkState state,
            @Nullable Decision decision,
            @Nullable Instant decidedAt,
            @Nullable PersonReference person,
            @Nullable PersonReference decider,
            @Nullable Instant expiresAt,
            StatusApproval.@Nullable Kind kind,
            StatusApproval.@Nullable Comment comment,
            @Nullable RequestView request,
            ApprovalView.@Nullable RoundView round) {}

    private final ApprovalStore store;
    private final Approvals approvals;
    private final ApprovalViews views;
    private final Rounds rounds;
    private final TicketProcess tickets;
    private final Requests requests;
    private final Persons persons;
    private final Clock clock;

    ApprovalLinks(
            ApprovalStore store,
            Approvals approvals,
            ApprovalViews views,
            Rounds rounds,
            TicketProcess tickets,
            Requests requests,
            Persons persons,
            Clock clock) {
        this.store = store;
        this.approvals = approvals;
        this.views = views;
        this.rounds = rounds;
        this.tickets = tickets;
        this.requests = requests;
        this.persons = persons;
        this.clock = clock;
    }

    /** Makes a link for somebody who administers approvals to hand on. It is recorded, since who holds it decides. */
    @Transactional
    public Link create(CurrentPerson current, long voteId) {
        VoteRow vote = approvals.administered(current, voteId).orElseThrow(NotFound::new);
        if (!vote.waiting()) {
            throw new Refused("approval_over");
        }
        Link link = insert(vote.id(), vote.personId(), current.id());
        StepRow step = store.step(vote.stepId()).orElseThrow();
        RoundRow round = store.requireRound(vote.roundId());
        rounds.note(
                round,
                current.id(),
                views.channel(current, tickets.lock(round.ticketId())),
                Rounds.entry("linked").with("step", step.position() + 1).with("persons", List.of(vote.personId())));
        return link;
    }

    /**
     * Makes a link for a message to an approver or who stands in for them.
     *
     * @return null when their turn is over
     */
    @Transactional
    public @Nullable Link createForMessage(long voteId, long personId) {
        return store.vote(voteId)
                .filter(VoteRow::waiting)
                .map(vote -> insert(vote.id(), personId, null))
                .orElse(null);
    }

    private Link insert(long voteId, long personId, @Nullable Long createdBy) {
        String token = SecretToken.text();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(VALID_FOR);
        store.insertLink(SecretToken.hash(token), voteId, personId, createdBy, now, expiresAt);
        return new Link(token, expiresAt);
    }

    /**
     * Decides nothing.
     *
     * @throws Failure {@code approval_link_unknown} when there never was such a link, or it is long over
     */
    @Transactional(readOnly = true)
    public LinkPage page(String token) {
        LinkRow link = store.link(SecretToken.hash(token)).orElseThrow(LinkUnknown::new);
        VoteRow vote = store.vote(link.voteId()).orElseThrow(LinkUnknown::new);
        LinkState state = state(link, vote);
        if (state != LinkState.OPEN) {
            return new LinkPage(state, vote.decision(), vote.decidedAt(), null, null, null, null, null, null, null);
        }
        CurrentPerson person = acting(link);
        RoundRow round = store.requireRound(vote.roundId());
        StepRow step = store.step(vote.stepId()).orElseThrow();
        TicketProcess.Facts ticket = tickets.read(round.ticketId());
        return new LinkPage(
                state,
                null,
                null,
                views.person(vote.personId()),
                new PersonReference(person.id(), person.displayName(), null),
                link.expiresAt(),
                step.definition().kind(),
                step.definition().comment(),
                requests.view(person, ticket.key()),
                views.rounds(person, ticket, List.of(round)).getFirst());
    }

    /** Decides once. A decision that is refused, because it lacks a comment for one, leaves the link as it was. */
    @Transactional
    public LinkPage decide(String token, Approvals.NewDecision decision) {
        byte[] tokenHash = SecretToken.hash(token);
        LinkRow link = store.link(tokenHash).orElseThrow(LinkUnknown::new);
        VoteRow vote = store.vote(link.voteId()).orElseThrow(LinkUnknown::new);
        LinkState state = state(link, vote);
        if (state != LinkState.OPEN || !store.useLink(tokenHash, clock.instant())) {
            throw new Refused(
                    switch (state) {
                        case EXPIRED -> "approval_link_expired";
                        case OVER -> "approval_over";
                        default -> "approval_decided";
                    });
        }
        approvals.decide(acting(link), vote.id(), decision, Channel.LINK);
        return page(token);
    }

    private CurrentPerson acting(LinkRow link) {
        try {
            return persons.acting(link.personId());
        } catch (NotFound left) {
            throw new LinkUnknown();
        }
    }

    private LinkState state(LinkRow link, VoteRow vote) {
        if (vote.decision() != null || link.usedAt() != null) {
            return LinkState.DECIDED;
        }
        if (!vote.waiting()) {
            return LinkState.OVER;
        }
        return link.expiresAt().isAfter(clock.instant()) ? LinkState.OPEN : LinkState.EXPIRED;
    }

    private static final class LinkUnknown extends Failure {
        LinkUnknown() {
            super(HttpStatus.NOT_FOUND, "approval_link_unknown");
        }
    }
}
