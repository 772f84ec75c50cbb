package io.maru.ticket.web;

import io.maru.field.FormAnswers;
import io.maru.people.CurrentPerson;
import io.maru.people.PersonReference;
import io.maru.platform.Page;
import io.maru.platform.web.Version;
import io.maru.ticket.Conversation;
import io.maru.ticket.TicketRelations;
import io.maru.ticket.TicketView;
import io.maru.ticket.TicketWay;
import io.maru.ticket.Tickets;
import io.maru.ticket.ViewedTickets;
import io.maru.workflow.web.WorkflowResource;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The agents' face of tickets over HTTP. */
@RestController
class TicketController {

    private final Tickets tickets;
    private final Conversation conversation;
    private final TicketRelations relations;
    private final ViewedTickets viewed;

    TicketController(Tickets tickets, Conversation conversation, TicketRelations relations, ViewedTickets viewed) {
        this.tickets = tickets;
        this.conversation = conversation;
        this.relations = relations;
        this.viewed = viewed;
    }

    @PostMapping("/api/tickets")
    ResponseEntity<TicketView> createTicket(
            CurrentPerson current,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody Tickets.NewTicket request) {
        TicketView created = tickets.view(current, tickets.create(current, idempotencyKey, request));
        return ResponseEntity.created(URI.create("/api/tickets/" + created.key()))
                .eTag(Version.etag(created.version()))
                .body(created);
    }

    @GetMapping("/api/tickets/{key}")
    ResponseEntity<TicketView> getTicket(CurrentPerson current, @PathVariable String key) {
        return versioned(tickets.view(current, key));
    }

    /** What the caller looked at, the latest first. */
    @GetMapping("/api/tickets/viewed")
    List<TicketView.LinkedTicket> listViewedTickets(CurrentPerson current) {
        return viewed.latest(current);
    }

    /** Said by the page that shows a ticket, when it does. */
    @PutMapping("/api/tickets/{key}/viewed")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void viewTicket(CurrentPerson current, @PathVariable String key) {
        viewed.view(current, key);
    }

    /**
     * Where a ticket stands in its workflow.
     *
     * @param status key of the status it is in
     * @param visits how it came there, oldest first
     */
    record TicketWorkflow(WorkflowResource workflow, String status, List<TicketWay.Visit> visits) {}

    @GetMapping("/api/tickets/{key}/workflow")
    TicketWorkflow getTicketWorkflow(CurrentPerson current, @PathVariable String key) {
        TicketWay way = tickets.way(current, key);
        return new TicketWorkflow(
                WorkflowResource.of(way.workflow(), way.deskKey(), Set.of(), current.language(), false),
                way.status(),
                way.visits());
    }

    @PatchMapping("/api/tickets/{key}")
    ResponseEntity<TicketView> editTicket(
            CurrentPerson current,
            @PathVariable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Tickets.TicketEdit edit) {
        return versioned(tickets.edit(current, key, Version.required(ifMatch), edit));
    }

    @PostMapping("/api/tickets/{key}/transitions")
    ResponseEntity<TicketView> transitionTicket(
            CurrentPerson current,
            @PathVariable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Tickets.TransitionRequest request) {
        return versioned(tickets.transition(current, key, Version.required(ifMatch), request));
    }

    record ScreenAnswersSoFar(Map<String, JsonNode> fields) {}

    @PostMapping("/api/tickets/{key}/transitions/{transition}/form-state")
    FormAnswers.FormState getTicketScreenState(
            CurrentPerson current,
            @PathVariable String key,
            @PathVariable String transition,
            @RequestBody ScreenAnswersSoFar body) {
        return tickets.screenState(current, key, transition, body.fields());
    }

    @GetMapping("/api/tickets/{key}/history")
    Page<TicketView.HistoryView> listTicketHistory(
            CurrentPerson current,
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return tickets.history(current, key, after, limit);
    }

    /** @param mentionedInVain who is mentioned and may not read it */
    record CommentCreated(long id, TicketView ticket, List<PersonReference> mentionedInVain) {}

    @PostMapping("/api/tickets/{key}/comments")
    ResponseEntity<CommentCreated> commentOnTicket(
            CurrentPerson current,
            @PathVariable String key,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody Conversation.NewComment comment) {
        long id = conversation.comment(current, key, idempotencyKey, comment);
        TicketView ticket = tickets.view(current, key);
        return ResponseEntity.created(URI.create("/api/tickets/" + ticket.key() + "/comments/" + id))
                .body(new CommentCreated(id, ticket, conversation.mentionedInVain(current, key, id)));
    }

    record CommentEdit(String body) {}

    @PatchMapping("/api/tickets/{key}/comments/{commentId}")
    ResponseEntity<TicketView> editTicketComment(
            CurrentPerson current,
            @PathVariable String key,
            @PathVariable long commentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody CommentEdit edit) {
        conversation.editComment(current, key, commentId, Version.required(ifMatch), edit.body());
        return versioned(tickets.view(current, key));
    }

    @DeleteMapping("/api/tickets/{key}/comments/{commentId}")
    ResponseEntity<TicketView> deleteTicketComment(
            CurrentPerson current,
            @PathVariable String key,
            @PathVariable long commentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        conversation.deleteComment(current, key, commentId, Version.required(ifMatch));
        return versioned(tickets.view(current, key));
    }

    @GetMapping("/api/tickets/{key}/comments/{commentId}/revisions")
    List<TicketView.Revision> listCommentRevisions(
            CurrentPerson current, @PathVariable String key, @PathVariable long commentId) {
        return conversation.revisions(current, key, commentId);
    }

    @GetMapping("/api/tickets/{key}/comments/{commentId}/quoted")
    TicketView.QuotedText getCommentQuotes(
            CurrentPerson current, @PathVariable String key, @PathVariable long commentId) {
        return conversation.quoted(current, key, commentId);
    }

    record AttachRequest(List<UUID> attachmentIds) {}

    @PostMapping("/api/tickets/{key}/attachments")
    ResponseEntity<TicketView> attachToTicket(
            CurrentPerson current, @PathVariable String key, @RequestBody AttachRequest request) {
        return versioned(tickets.attach(current, key, request.attachmentIds()));
    }

    @PutMapping("/api/tickets/{key}/watchers/{personId}")
    ResponseEntity<TicketView> addTicketWatcher(
            CurrentPerson current, @PathVariable String key, @PathVariable long personId) {
        return versioned(relations.watch(current, key, personId, true));
    }

    @DeleteMapping("/api/tickets/{key}/watchers/{personId}")
    ResponseEntity<TicketView> removeTicketWatcher(
            CurrentPerson current, @PathVariable String key, @PathVariable long personId) {
        return versioned(relations.watch(current, key, personId, false));
    }

    @PutMapping("/api/tickets/{key}/participants/{personId}")
    ResponseEntity<TicketView> addTicketParticipant(
            CurrentPerson current, @PathVariable String key, @PathVariable long personId) {
        return versioned(relations.participate(current, key, personId, true));
    }

    @DeleteMapping("/api/tickets/{key}/participants/{personId}")
    ResponseEntity<TicketView> removeTicketParticipant(
            CurrentPerson current, @PathVariable String key, @PathVariable long personId) {
        return versioned(relations.participate(current, key, personId, false));
    }

    @PostMapping("/api/tickets/{key}/links")
    ResponseEntity<TicketView> linkTicket(
            CurrentPerson current, @PathVariable String key, @RequestBody TicketRelations.NewLink link) {
        return versioned(relations.link(current, key, link));
    }

    @DeleteMapping("/api/tickets/{key}/links/{linkId}")
    ResponseEntity<TicketView> unlinkTicket(
            CurrentPerson current, @PathVariable String key, @PathVariable long linkId) {
        return versioned(relations.unlink(current, key, linkId));
    }

    @GetMapping("/api/desks/{deskKey}/assignees")
    List<PersonReference> listAssignees(
            CurrentPerson current,
            @PathVariable String deskKey,
            @RequestParam(required = false, defaultValue = "") String query) {
        return tickets.assignees(current, deskKey, query);
    }

    private static ResponseEntity<TicketView> versioned(TicketView ticket) {
        return ResponseEntity.ok().eTag(Version.etag(ticket.version())).body(ticket);
    }
}
