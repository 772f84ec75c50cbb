package io.maru.template.web;

import io.maru.desk.Desk;
import io.maru.desk.NewDesk;
import io.maru.desk.RaiseAccess;
import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.platform.web.Version;
import io.maru.template.DeskTemplates;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Desks are made from templates. */
@RestController
class DeskTemplateController {

    /** @param template null for a desk that begins with its workflows only */
    record NewDeskBody(
            String key,
            @Nullable LocalizedText name,
            @Nullable LocalizedText description,
            @Nullable String icon,
            @Nullable RaiseAccess raiseAccess,
            @Nullable String template) {}

    record DeskTemplateSummary(String key, String name, String description, String icon) {}

    private final DeskTemplates templates;

    DeskTemplateController(DeskTemplates templates) {
        this.templates = templates;
    }

    @GetMapping("/api/desk-templates")
    List<DeskTemplateSummary> listDeskTemplates(CurrentPerson me) {
        return templates.all().stream()
                .map(template -> new DeskTemplateSummary(
                        template.key(),
                        template.name().in(me.language()),
                        template.description().in(me.language()),
                        template.icon()))
                .toList();
    }

    @PostMapping("/api/desks")
    ResponseEntity<Desk> createDesk(
            CurrentPerson me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody NewDeskBody body) {
        NewDesk wanted = new NewDesk(body.key(), body.name(), body.description(), body.icon(), body.raiseAccess());
        Desk desk = templates.create(me, wanted, body.template(), idempotencyKey);
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(Version.etag(desk.version()))
                .body(desk);
    }
}
