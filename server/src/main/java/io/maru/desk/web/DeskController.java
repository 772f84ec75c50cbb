package io.maru.desk.web;

import io.maru.desk.Desk;
import io.maru.desk.DeskChange;
import io.maru.desk.Desks;
import io.maru.desk.RaiseAccess;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.web.Version;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Desks over HTTP. Making one needs a template, and so is done there. */
@RestController
@RequestMapping("/api/desks")
class DeskController {

    /**
     * A desk in a list, in the caller's language.
     *
     * @param permissions what the caller may do on it
     */
    record DeskSummary(
            long id,
            String key,
            String name,
            String description,
            String icon,
            RaiseAccess raiseAccess,
            boolean archived,
            List<Permission> permissions) {}

    private final Desks desks;

    DeskController(Desks desks) {
        this.desks = desks;
    }

    @GetMapping
    List<DeskSummary> listDesks(CurrentPerson me) {
        return desks.visibleTo(me).stream().map(desk -> summary(me, desk)).toList();
    }

    @GetMapping("/{deskKey}")
    ResponseEntity<Desk> readDesk(CurrentPerson me, @PathVariable String deskKey) {
        return versioned(desks.visible(me, deskKey));
    }

    @PatchMapping("/{deskKey}")
    ResponseEntity<Desk> changeDesk(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody DeskChange change) {
        return versioned(desks.change(me, deskKey, Version.required(ifMatch), change));
    }

    private static ResponseEntity<Desk> versioned(Desk desk) {
        return ResponseEntity.ok().eTag(Version.etag(desk.version())).body(desk);
    }

    private static DeskSummary summary(CurrentPerson me, Desk desk) {
        return new DeskSummary(
                desk.id(),
                desk.key(),
                desk.name().in(me.language()),
                desk.description().in(me.language()),
                desk.icon(),
                desk.raiseAccess(),
                desk.archived(),
                Arrays.stream(Permission.values())
                        .filter(permission -> me.mayOnDesk(permission, desk.id()))
                        .toList());
    }
}
