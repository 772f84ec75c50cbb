package io.maru.desk.web;

import io.maru.desk.NewRequestTypeGroup;
import io.maru.desk.RequestTypeGroup;
import io.maru.desk.RequestTypeGroupChange;
import io.maru.desk.RequestTypes;
import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The headings of a desk's request types. */
@RestController
@RequestMapping("/api/desks/{deskKey}/request-type-groups")
class RequestTypeGroupController {

    private final RequestTypes requestTypes;

    RequestTypeGroupController(RequestTypes requestTypes) {
        this.requestTypes = requestTypes;
    }

    @GetMapping
    List<RequestTypeGroup> listRequestTypeGroups(CurrentPerson me, @PathVariable String deskKey) {
        return requestTypes.groupsOfDesk(me, deskKey);
    }

    @PostMapping
    ResponseEntity<RequestTypeGroup> createRequestTypeGroup(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody NewRequestTypeGroup group) {
        return versioned(HttpStatus.CREATED, requestTypes.createGroup(me, deskKey, group, idempotencyKey));
    }

    @PatchMapping("/{id}")
    ResponseEntity<RequestTypeGroup> changeRequestTypeGroup(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RequestTypeGroupChange change) {
        return versioned(HttpStatus.OK, requestTypes.changeGroup(me, deskKey, id, Version.required(ifMatch), change));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteRequestTypeGroup(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        requestTypes.deleteGroup(me, deskKey, id, Version.required(ifMatch));
    }

    private static ResponseEntity<RequestTypeGroup> versioned(HttpStatus status, RequestTypeGroup group) {
        return ResponseEntity.status(status).eTag(Version.etag(group.version())).body(group);
    }
}
