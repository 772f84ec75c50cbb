package io.maru.desk.web;

import io.maru.desk.Desks;
import io.maru.field.FieldChange;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldOption;
import io.maru.field.FieldSettings;
import io.maru.field.FieldType;
import io.maru.field.Fields;
import io.maru.field.NewField;
import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.platform.web.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

/** The fields that a desk's forms can be made of. They belong to the desk, and so are found under it. */
@RestController
@RequestMapping("/api/desks/{deskKey}/fields")
class FieldController {

    /** @param active whether it can be chosen, unless it says otherwise */
    record OptionBody(
            String key, LocalizedText name, @Nullable Boolean active) {

        FieldOption option() {
            return new FieldOption(key, name, Objects.requireNonNullElse(active, true));
        }
    }

    record FieldBody(
            String key,
            FieldType type,
            LocalizedText name,
            @Nullable LocalizedText help,
            @Nullable FieldSettings settings,
            @Nullable List<@Nullable OptionBody> options) {}

    record FieldChangeBody(
            @Nullable LocalizedText name,
            @Nullable LocalizedText help,
            @Nullable FieldSettings settings,
            @Nullable List<@Nullable OptionBody> options) {}

    private final Desks desks;
    private final Fields fields;

    FieldController(Desks desks, Fields fields) {
        this.desks = desks;
        this.fields = fields;
    }

    @GetMapping
    List<FieldDefinition> listFields(CurrentPerson me, @PathVariable String deskKey) {
        return fields.ofDesk(me, desks.visible(me, deskKey).id());
    }

    @PostMapping
    ResponseEntity<FieldDefinition> createField(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody FieldBody body) {
        NewField given = new NewField(
                body.key(), body.type(), body.name(), body.help(), body.settings(), options(body.options()));
        return versioned(
                HttpStatus.CREATED, fields.create(me, desks.visible(me, deskKey).id(), given, idempotencyKey));
    }

    @GetMapping("/{id}")
    ResponseEntity<FieldDefinition> readField(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return versioned(
                HttpStatus.OK, fields.field(me, desks.visible(me, deskKey).id(), id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<FieldDefinition> changeField(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody FieldChangeBody body) {
        FieldChange change = new FieldChange(body.name(), body.help(), body.settings(), options(body.options()));
        return versioned(
                HttpStatus.OK,
                fields.change(me, desks.visible(me, deskKey).id(), id, Version.required(ifMatch), change));
    }

    private static @Nullable List<@Nullable FieldOption> options(@Nullable List<@Nullable OptionBody> bodies) {
        if (bodies == null) {
            return null;
        }
        List<@Nullable FieldOption> options = new ArrayList<>();
        bodies.forEach(body -> options.add(body == null ? null : body.option()));
        return options;
    }

    private static ResponseEntity<FieldDefinition> versioned(HttpStatus status, FieldDefinition field) {
        return ResponseEntity.status(status).eTag(Version.etag(field.version())).body(field);
    }
}
