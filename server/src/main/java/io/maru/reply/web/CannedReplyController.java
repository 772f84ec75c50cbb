package io.maru.reply.web;

import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import io.maru.reply.CannedReplies;
import io.maru.reply.CannedReply;
import io.maru.reply.CannedReplyContent;
import io.maru.reply.FilledReply;
import io.maru.reply.OfferedReply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What agents answer often. */
@RestController
class CannedReplyController {

    private final CannedReplies replies;

    CannedReplyController(CannedReplies replies) {
        this.replies = replies;
    }

    @GetMapping("/api/desks/{deskKey}/canned-replies")
    List<CannedReply> listCannedReplies(CurrentPerson me, @PathVariable String deskKey) {
        return replies.list(me, deskKey);
    }

    @PostMapping("/api/desks/{deskKey}/canned-replies")
    ResponseEntity<CannedReply> createCannedReply(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody CannedReplyContent reply) {
        return versioned(HttpStatus.CREATED, replies.create(me, deskKey, reply, idempotencyKey));
    }

    @PatchMapping("/api/desks/{deskKey}/canned-replies/{id}")
    ResponseEntity<CannedReply> changeCannedReply(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody CannedReplyContent change) {
        return versioned(HttpStatus.OK, replies.change(me, deskKey, id, Version.required(ifMatch), change));
    }

    @DeleteMapping("/api/desks/{deskKey}/canned-replies/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteCannedReply(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        replies.delete(me, deskKey, id);
    }

    @GetMapping("/api/me/canned-replies")
    List<CannedReply> listOwnCannedReplies(CurrentPerson me) {
        return replies.list(me, null);
    }

    @PostMapping("/api/me/canned-replies")
    ResponseEntity<CannedReply> createOwnCannedReply(
            CurrentPerson me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody CannedReplyContent reply) {
        return versioned(HttpStatus.CREATED, replies.create(me, null, reply, idempotencyKey));
    }

    @PatchMapping("/api/me/canned-replies/{id}")
    ResponseEntity<CannedReply> changeOwnCannedReply(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody CannedReplyContent change) {
        return versioned(HttpStatus.OK, replies.change(me, null, id, Version.required(ifMatch), change));
    }

    @DeleteMapping("/api/me/canned-replies/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteOwnCannedReply(CurrentPerson me, @PathVariable long id) {
        replies.delete(me, null, id);
    }

    @GetMapping("/api/tickets/{key}/canned-replies")
    List<OfferedReply> listOfferedReplies(CurrentPerson me, @PathVariable String key) {
        return replies.offered(me, key);
    }

    /** One with its places filled, to be said on the ticket. */
    @GetMapping("/api/tickets/{key}/canned-replies/{id}")
    FilledReply fillCannedReply(
            CurrentPerson me,
            @PathVariable String key,
            @PathVariable long id,
            @RequestParam(required = false, defaultValue = "false") boolean internal) {
        return replies.fill(me, key, id, internal);
    }

    private static ResponseEntity<CannedReply> versioned(HttpStatus status, CannedReply reply) {
        return ResponseEntity.status(status).eTag(Version.etag(reply.version())).body(reply);
    }
}
