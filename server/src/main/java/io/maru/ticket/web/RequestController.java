package io.maru.ticket.web;

import io.maru.field.FormAnswers;
import io.maru.people.CurrentPerson;
import io.maru.platform.Page;
import io.maru.platform.web.Version;
import io.maru.ticket.Conversation;
import io.maru.ticket.RequestView;
import io.maru.ticket.Requests;
import io.maru.ticket.TicketList;
import io.maru.ticket.Tickets;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The customers' face of tickets over HTTP. */
@RestController
@RequestMapping("/api/requests")
class RequestController {

    private final Requests requests;

    RequestController(Requests requests) {
        this.requests = requests;
    }

    @GetMapping
    Page<RequestView.Summary> listRequests(
            CurrentPerson current,
            @RequestParam(required = false, defaultValue = "all") TicketList.RequestScope scope,
            @RequestParam(required = false, defaultValue = "any") TicketList.State state,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        return requests.page(current, scope, state, query, after, limit);
    }

    @PostMapping
    ResponseEntity<RequestView> createRequest(
            CurrentPerson current,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody Requests.NewRequest request) {
        RequestView created = requests.view(current, requests.create(current, idempotencyKey, request));
        return ResponseEntity.created(URI.create("/api/requests/" + created.key()))
                .eTag(Version.etag(created.version()))
                .body(created);
    }

    @GetMapping("/{key}")
    ResponseEntity<RequestView> getRequest(CurrentPerson current, @PathVariable String key) {
        return versioned(requests.view(current, key));
    }

    @PostMapping("/{key}/comments")
    ResponseEntity<RequestView> commentOnRequest(
            CurrentPerson current,
            @PathVariable String key,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody Conversation.NewComment comment) {
        RequestView request = requests.comment(current, key, idempotencyKey, comment);
        return ResponseEntity.created(URI.create("/api/requests/" + request.key()))
                .eTag(Version.etag(request.version()))
                .body(request);
    }

    record OwnCommentEdit(String body) {}

    @PatchMapping("/{key}/comments/{commentId}")
    ResponseEntity<RequestView> editRequestComment(
            CurrentPerson current,
            @PathVariable String key,
            @PathVariable long commentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody OwnCommentEdit edit) {
        return versioned(requests.editComment(current, key, commentId, Version.required(ifMatch), edit.body()));
    }

    @DeleteMapping("/{key}/comments/{commentId}")
    ResponseEntity<RequestView> deleteRequestComment(
            CurrentPerson current,
            @PathVariable String key,
            @PathVariable long commentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return versioned(requests.deleteComment(current, key, commentId, Version.required(ifMatch)));
    }

    @PostMapping("/{key}/transitions")
    ResponseEntity<RequestView> transitionRequest(
            CurrentPerson current,
            @PathVariable String key,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Tickets.TransitionRequest request) {
        return versioned(requests.transition(current, key, Version.required(ifMatch), request));
    }

    record AnswersSoFar(Map<String, JsonNode> fields) {}

    @PostMapping("/{key}/transitions/{transition}/form-state")
    FormAnswers.FormState getRequestScreenState(
            CurrentPerson current,
            @PathVariable String key,
            @PathVariable String transition,
            @RequestBody AnswersSoFar body) {
        return requests.screenState(current, key, transition, body.fields());
    }

    @PutMapping("/{key}/participants/{personId}")
    ResponseEntity<RequestView> addRequestParticipant(
            CurrentPerson current, @PathVariable String key, @PathVariable long personId) {
        return versioned(requests.share(current, key, personId, true));
    }

    @DeleteMapping("/{key}/participants/{personId}")
    ResponseEntity<RequestView> removeRequestParticipant(
            CurrentPerson current, @PathVariable String key, @PathVariable long personId) {
        return versioned(requests.share(current, key, personId, false));
    }

    private static ResponseEntity<RequestView> versioned(RequestView request) {
        return ResponseEntity.ok().eTag(Version.etag(request.version())).body(request);
    }
}
