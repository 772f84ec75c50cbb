package io.maru.desk.web;

import io.maru.desk.Desks;
import io.maru.desk.FieldChoices;
import io.maru.desk.web.FieldResource.FieldBody;
import io.maru.desk.web.FieldResource.FieldChangeBody;
import io.maru.desk.web.FieldResource.OptionLines;
import io.maru.field.FieldDefinition;
import io.maru.field.Fields;
import io.maru.people.CurrentPerson;
import io.maru.platform.web.Version;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
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

/** The fields that a desk's forms can be made of, found under the desk. */
@RestController
@RequestMapping("/api/desks/{deskKey}/fields")
class FieldController {

    private final Desks desks;
    private final Fields fields;
    private final FieldChoices choices;

    FieldController(Desks desks, Fields fields, FieldChoices choices) {
        this.desks = desks;
        this.fields = fields;
        this.choices = choices;
    }

    @GetMapping
    List<FieldResource> listFields(CurrentPerson me, @PathVariable String deskKey) {
        return fields.ofDesk(me, desks.visible(me, deskKey).id()).stream()
                .map(field -> FieldResource.of(deskKey, field))
                .toList();
    }

    /** What can be chosen in a field, by a piece of the name or by key. */
    @GetMapping("/{id}/choices")
    List<FieldChoices.Choice> findChoices(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable Set<String> keys) {
        return choices.find(me, deskKey, id, query, keys);
    }

    @GetMapping("/{id}/option-lines")
    OptionLines readOptionLines(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return new OptionLines(fields.optionLines(me, desks.visible(me, deskKey).id(), id));
    }

    @PutMapping("/{id}/option-lines")
    ResponseEntity<FieldResource> saveOptionLines(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody OptionLines lines) {
        return versioned(
                HttpStatus.OK,
                deskKey,
                fields.changeOptions(me, desks.visible(me, deskKey).id(), id, Version.required(ifMatch), lines.text()));
    }

    @PostMapping
    ResponseEntity<FieldResource> createField(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody FieldBody body) {
        return versioned(
                HttpStatus.CREATED,
                deskKey,
                fields.create(me, desks.visible(me, deskKey).id(), body.field(), idempotencyKey));
    }

    @GetMapping("/{id}")
    ResponseEntity<FieldResource> readField(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return versioned(
                HttpStatus.OK,
                deskKey,
                fields.field(me, desks.visible(me, deskKey).id(), id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<FieldResource> changeField(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody FieldChangeBody body) {
        return versioned(
                HttpStatus.OK,
                deskKey,
                fields.change(me, desks.visible(me, deskKey).id(), id, Version.required(ifMatch), body.change()));
    }

    private static ResponseEntity<FieldResource> versioned(HttpStatus status, String deskKey, FieldDefinition field) {
        return ResponseEntity.status(status).eTag(Version.etag(field.version())).body(FieldResource.of(deskKey, field));
    }
}
