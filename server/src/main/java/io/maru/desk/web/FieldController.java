package io.maru.desk.web;

import io.maru.desk.Desks;
import io.maru.desk.FieldChoices;
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

/** The fields that a desk's forms can be made of. They belong to the desk, and so are found under it. */
@RestController
@RequestMapping("/api/desks/{deskKey}/fields")
class FieldController {

    /** @param active whether it can be chosen, unless it says otherwise */
    record OptionBody(
            String key,
            LocalizedText name,
            @Nullable Boolean active,
            @Nullable String parent) {

        FieldOption option() {
            return new FieldOption(key, name, Objects.requireNonNullElse(active, true), parent);
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

    /**
     * @param options the first of them when there are many
     * @param optionCount how many there are
     * @param choicesAt where the choices are found that are not sent along with forms
     */
    record FieldResource(
            long id,
            @Nullable Long deskId,
            String key,
            FieldType type,
            LocalizedText name,
            LocalizedText help,
            FieldSettings settings,
            List<FieldOption> options,
            int optionCount,
            @Nullable String choicesAt,
            boolean system,
            long version) {

        static FieldResource of(String deskKey, FieldDefinition field) {
            int count = field.options().size();
            return new FieldResource(
                    field.id(),
                    field.deskId(),
                    field.key(),
                    field.type(),
                    field.name(),
                    field.help(),
                    field.settings(),
                    field.options().subList(0, Math.min(count, FieldDefinition.FEW_OPTIONS)),
                    count,
                    field.choicesAt(deskKey),
                    field.system(),
                    field.version());
        }
    }

    /** @param text one option a line: key, Korean and English name, separated by tabs; indented under another one */
    record OptionLines(String text) {}

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
        NewField given = new NewField(
                body.key(), body.type(), body.name(), body.help(), body.settings(), options(body.options()));
        return versioned(
                HttpStatus.CREATED,
                deskKey,
                fields.create(me, desks.visible(me, deskKey).id(), given, idempotencyKey));
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
        FieldChange change = new FieldChange(body.name(), body.help(), body.settings(), options(body.options()));
        return versioned(
                HttpStatus.OK,
                deskKey,
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

    private static ResponseEntity<FieldResource> versioned(HttpStatus status, String deskKey, FieldDefinition field) {
        return ResponseEntity.status(status).eTag(Version.etag(field.version())).body(FieldResource.of(deskKey, field));
    }
}
