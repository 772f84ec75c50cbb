package io.maru.desk.web;

import io.maru.desk.DeskServiceChange;
import io.maru.desk.DeskServiceView;
import io.maru.desk.NewDeskService;
import io.maru.desk.Services;
import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a desk looks after. */
@RestController
@RequestMapping("/api/desks/{deskKey}/services")
class DeskServiceController {

    private final Services services;

    DeskServiceController(Services services) {
        this.services = services;
    }

    @GetMapping
    List<DeskServiceView> listServices(CurrentPerson me, @PathVariable String deskKey) {
        return services.ofDesk(me, deskKey);
    }

    @PostMapping
    ResponseEntity<DeskServiceView> createService(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody NewDeskService service) {
        return versioned(HttpStatus.CREATED, services.create(me, deskKey, service, idempotencyKey));
    }

    @PatchMapping("/{id}")
    ResponseEntity<DeskServiceView> changeService(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody DeskServiceChange change) {
        return versioned(HttpStatus.OK, services.change(me, deskKey, id, Version.required(ifMatch), change));
    }

    private static ResponseEntity<DeskServiceView> versioned(HttpStatus status, DeskServiceView service) {
        return ResponseEntity.status(status)
                .eTag(Version.etag(service.version()))
                .body(service);
    }
}
