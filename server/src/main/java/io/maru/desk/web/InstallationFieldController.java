package io.maru.desk.web;

import io.maru.desk.web.FieldResource.FieldBody;
import io.maru.desk.web.FieldResource.FieldChangeBody;
import io.maru.desk.web.FieldResource.OptionLines;
import io.maru.field.FieldDefinition;
import io.maru.field.Fields;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The fields that all desks have: those of the installation. A desk's own are found under the desk. */
@RestController
@RequestMapping("/api/fields")
class InstallationFieldController {

    private final Fields fields;

    InstallationFieldController(Fields fields) {
        this.fields = fields;
    }

    @GetMapping
    List<FieldResource> listInstallationFields(CurrentPerson me) {
        return fields.ofInstallation(me).stream()
                .map(field -> FieldResource.of(null, field))
                .toList();
    }

    @PostMapping
    ResponseEntity<FieldResource> createInstallationField(
            CurrentPerson me,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody FieldBody body) {
        return versioned(HttpStatus.CREATED, fields.create(me, null, body.field(), idempotencyKey));
    }

    @GetMapping("/{id}")
    ResponseEntity<FieldResource> readInstallationField(CurrentPerson me, @PathVariable long id) {
        return versioned(HttpStatus.OK, fields.field(me, null, id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<FieldResource> changeInstallationField(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody FieldChangeBody body) {
        return versioned(HttpStatus.OK, fields.change(me, null, id, Version.required(ifMatch), body.change()));
    }

    @GetMapping("/{id}/option-lines")
    OptionLines readInstallationOptionLines(CurrentPerson me, @PathVariable long id) {
        return new OptionLines(fields.optionLines(me, null, id));
    }

    @PutMapping("/{id}/option-lines")
    ResponseEntity<FieldResource> saveInstallationOptionLines(
            CurrentPerson me,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody OptionLines lines) {
        return versioned(HttpStatus.OK, fields.changeOptions(me, null, id, Version.required(ifMatch), lines.text()));
    }

    private static ResponseEntity<FieldResource> versioned(HttpStatus status, FieldDefinition field) {
        return ResponseEntity.status(status).eTag(Version.etag(field.version())).body(FieldResource.of(null, field));
    }
}
