package io.maru.ticket;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypes;
import io.maru.field.FormAnswers;
import io.maru.people.CurrentPerson;
import io.maru.platform.Cursor;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.Page;
import io.maru.ticket.Conversation.NewComment;
import io.maru.ticket.Tickets.TransitionRequest;
import io.maru.workflow.Transition;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What customers do with their requests. The reporter and the participants may; nobody needs a role. */
@Service
public class Requests {

    private final TicketStore store;
    private final TicketViews views;
    private final TicketWriter writer;
    private final TicketTransitions transitions;
    private final Conversation conversation;
    private final Desks desks;
    private final RequestTypes requestTypes;
    private final TransitionRules transitionRules;
    private final Idempotency idempotency;
    private final TextSearch texts;

    Requests(
            TicketStore store,
            TicketViews views,
            TicketWriter writer,
            TicketTransitions transitions,
            Conversation conversation,
            Desks desks,
            RequestTypes requestTypes,
            TransitionRules transitionRules,
            Idempotency idempotency,
            TextSearch texts) {
        this.store = store;
        this.views = views;
        this.writer = writer;
        this.transitions = transitions;
        this.conversation = conversation;
        this.desks = desks;
        this.requestTypes = requestTypes;
        this.transitionRules = transitionRules;
        this.idempotency = idempotency;
        this.texts = texts;
    }

    /** @param values by field key of the request type's form */
    public record NewRequest(
            long requestTypeId,
            @Nullable Map<String, JsonNode> values,
            @Nullable List<Long> participantIds) {}

    /** Sends a request; answers its key. */
    @Transactional
    public String create(CurrentPerson current, @Nullable String idempotencyKey, NewRequest request) {
        RequestType requestType;
        Desk desk;
        try {
            requestType = requestTypes.require(request.requestTypeId());
            desk = desks.require(requestType.deskId());
        } catch (NotFound absent) {
            throw Invalid.at("/requestTypeId", "unknown");
        }
        if (!requestType.offered() || !desks.mayRaise(current, desk)) {
            throw Invalid.at("/requestTypeId", "unknown");
        }
        return idempotency.once(
                current.id(),
                idempotencyKey,
                "request",
                request,
                () -> writer.insert(
                        current,
                        desk,
                        requestType,
                        requestType.ticketType(),
                        request.values() == null ? Map.of() : request.values(),
                        current.id(),
                        null,
                        null,
                        List.of(),
                        request.participantIds() == null ? List.of() : request.participantIds(),
                        Channel.of(current, Channel.PORTAL)));
    }

    /** @throws NotFound when this person may not see it */
    @Transactional(readOnly = true)
    public RequestView view(CurrentPerson current, String key) {
        return views.request(current, store.visible(current, key).orElseThrow(NotFound::new));
    }

    /** The requests that concern a person, newest change first. */
    @Transactional(readOnly = true)
    public Page<RequestView.Summary> page(
            CurrentPerson current,
            TicketList.RequestScope scope,
            TicketList.State state,
            @Nullable String query,
            @Nullable String after,
            @Nullable Integer limit) {
        Condition wanted = query == null || query.isBlank()
                ? DSL.noCondition()
                : TicketStore.keyBeginsWith(query).or(TicketStore.found(texts, query));
        return views.summaries(
                current, store.requests(current, scope, state, wanted, Cursor.decode(after, 2), Page.limit(limit)));
    }

    /** Those of these requests that concern a person, in this order, for whoever found them by what is written on them. */
    @Transactional(readOnly = true)
    public List<RequestView.Summary> found(CurrentPerson current, List<Long> ids) {
        Map<Long, RequestView.Summary> found = views.summariesById(current, store.visibleRows(current, ids));
        return ids.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /**
     * Says something to those who work on it. Where the workflow has a transition for that, it is taken: the request no
     * longer waits for its customer.
     */
    @Transactional
    public RequestView comment(CurrentPerson current, String key, @Nullable String idempotencyKey, NewComment comment) {
        Ticket ticket = lockConcerned(current, key);
        idempotency.once(current.id(), idempotencyKey, "comment:" + ticket.id(), comment, () -> {
            Channel channel = Channel.of(current, Channel.PORTAL);
            NewComment shown = new NewComment(comment.body(), false, comment.attachmentIds());
            long commentId = conversation.say(current, ticket, shown, "", channel, true);
            answered(current, key, channel);
            return Long.toString(commentId);
        });
        return view(current, key);
    }

    /** The customer has answered: the transition that the workflow has for that is taken. */
    void answered(CurrentPerson current, String key, Channel channel) {
        Ticket ticket = store.visibleForUpdate(current, key).orElseThrow(NotFound::new);
        transitionRules.offered(current, ticket, false).stream()
                .filter(Transition::onCustomerComment)
                .findFirst()
                .ifPresent(transition -> transitions.take(
                        current,
                        ticket,
                        ticket.version(),
                        new TransitionRequest(transition.key(), null, null),
                        channel,
                        false));
    }

    /** Corrects one's own comment. */
    @Transactional
    public RequestView editComment(CurrentPerson current, String key, long commentId, long basedOn, String body) {
        Ticket ticket = lockConcerned(current, key);
        conversation.edit(current, ticket, commentId, basedOn, body, Channel.of(current, Channel.PORTAL));
        return view(current, key);
    }

    /** Takes one's own comment back. */
    @Transactional
    public RequestView deleteComment(CurrentPerson current, String key, long commentId, long basedOn) {
        Ticket ticket = lockConcerned(current, key);
        conversation.delete(current, ticket, commentId, basedOn, Channel.of(current, Channel.PORTAL));
        return view(current, key);
    }

    /** Takes a transition that the workflow offers to customers. */
    @Transactional
    public RequestView transition(CurrentPerson current, String key, long basedOn, TransitionRequest request) {
        Ticket ticket = lockConcerned(current, key);
        transitions.take(current, ticket, basedOn, request, Channel.of(current, Channel.PORTAL), true);
        return view(current, key);
    }

    /** How a transition's screen stands for what somebody has entered so far; keeps nothing. */
    @Transactional(readOnly = true)
    public FormAnswers.FormState screenState(
            CurrentPerson current, String key, String transition, Map<String, JsonNode> given) {
        Ticket ticket = store.visible(current, key).orElseThrow(NotFound::new);
        if (!ticket.customerIds().contains(current.id())) {
            throw new NotPermitted();
        }
        return transitions.screenState(current, ticket, transition, given, true);
    }

    /** Shares a request with a colleague, or no longer. Only its reporter decides; a participant may leave. */
    @Transactional
    public RequestView share(CurrentPerson current, String key, long personId, boolean participating) {
        Ticket ticket = lockConcerned(current, key);
        boolean leaving = !participating && personId == current.id();
        boolean visitor = current.visitedDeskId() != null;
        if ((ticket.reporterId() != current.id() || visitor) && !leaving) {
            throw new NotPermitted();
        }
        RequestView left = leaving ? view(current, key) : null;
        writer.setParticipant(current, ticket, personId, participating, Channel.PORTAL);
        return left != null ? left : view(current, key);
    }

    private Ticket lockConcerned(CurrentPerson current, String key) {
        Ticket ticket = store.visibleForUpdate(current, key).orElseThrow(NotFound::new);
        if (!ticket.customerIds().contains(current.id())) {
            throw new NotPermitted();
        }
        return ticket;
    }
}
