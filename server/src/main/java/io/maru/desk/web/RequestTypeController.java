package io.maru.desk.web;

import io.maru.desk.NewRequestType;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypeChange;
import io.maru.desk.RequestTypes;
import io.maru.desk.TicketType;
import io.maru.field.Conditions;
import io.maru.field.FieldType;
import io.maru.field.Form;
import io.maru.field.FormAnswers;
import io.maru.field.FormField;
import io.maru.field.Forms;
import io.maru.field.NewForm;
import io.maru.field.NewFormField;
import io.maru.people.CurrentPerson;
import io.maru.platform.LocalizedText;
import io.maru.platform.web.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import tools.jackson.databind.JsonNode;

/** A desk's request types and their forms, as administrators see them: with all languages. */
@RestController
@RequestMapping("/api/desks/{deskKey}/request-types")
class RequestTypeController {

    /**
     * @param name the field's own
     * @param label the form's wording; empty where it is the field's name
     * @param help the form's wording; empty where it is the field's help
     * @param preset what is written without asking the person, who does not see the field
     * @param visibleWhen an expression, as {@code requiredWhen} and {@code readOnlyWhen}
     */
    record FormFieldResource(
            long fieldId,
            String key,
            FieldType type,
            LocalizedText name,
            boolean required,
            LocalizedText label,
            LocalizedText help,
            @Nullable JsonNode defaultValue,
            @Nullable JsonNode preset,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen) {}

    record FormSectionResource(
            LocalizedText title,
            LocalizedText help,
            int columns,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen,
            List<FormFieldResource> fields) {}

    record FormResource(long id, List<FormSectionResource> sections) {}

    record RequestTypeResource(
            long id,
            @Nullable Long groupId,
            TicketType ticketType,
            LocalizedText name,
            LocalizedText description,
            LocalizedText help,
            String icon,
            boolean portal,
            boolean active,
            int position,
            long version,
            FormResource form) {}

    record FormFieldBody(
            long fieldId,
            @Nullable Boolean required,
            @Nullable LocalizedText label,
            @Nullable LocalizedText help,
            @Nullable JsonNode defaultValue,
            @Nullable JsonNode preset,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen) {

        NewFormField field() {
            return new NewFormField(
                    fieldId,
                    Objects.requireNonNullElse(required, false),
                    label,
                    help,
                    defaultValue,
                    new Conditions(visibleWhen, requiredWhen, readOnlyWhen),
                    preset == null || preset.isNull() ? null : preset);
        }
    }

    record FormSectionBody(
            @Nullable LocalizedText title,
            @Nullable LocalizedText help,
            @Nullable Integer columns,
            @Nullable String visibleWhen,
            @Nullable String requiredWhen,
            @Nullable String readOnlyWhen,
            List<@Nullable FormFieldBody> fields) {

        NewForm.Section section() {
            return new NewForm.Section(
                    title,
                    help,
                    Objects.requireNonNullElse(columns, 1),
                    new Conditions(visibleWhen, requiredWhen, readOnlyWhen),
                    RequestTypeController.fields(fields));
        }
    }

    /**
     * @param fields its form, when that has one section only
     * @param sections its form; without both, the form asks for a summary, a description and files
     */
    record RequestTypeBody(
            @Nullable Long groupId,
            TicketType ticketType,
            LocalizedText name,
            @Nullable LocalizedText description,
            @Nullable LocalizedText help,
            @Nullable String icon,
            @Nullable Boolean portal,
            @Nullable Boolean active,
            @Nullable List<@Nullable FormFieldBody> fields,
            @Nullable List<@Nullable FormSectionBody> sections) {}

    /** @param fields instead of {@code sections}, for a form of one section */
    record FormBody(
            @Nullable List<@Nullable FormFieldBody> fields,
            @Nullable List<@Nullable FormSectionBody> sections) {

        NewForm form() {
            return Objects.requireNonNullElseGet(
                    RequestTypeController.form(fields, sections), () -> NewForm.of(List.of()));
        }
    }

    record FormTrial(List<@Nullable FormSectionBody> sections, Map<String, JsonNode> values) {}

    private final RequestTypes requestTypes;
    private final Forms forms;

    RequestTypeController(RequestTypes requestTypes, Forms forms) {
        this.requestTypes = requestTypes;
        this.forms = forms;
    }

    @GetMapping
    List<RequestTypeResource> listRequestTypes(CurrentPerson me, @PathVariable String deskKey) {
        return requestTypes.ofDesk(me, deskKey).stream().map(this::resource).toList();
    }

    @PostMapping
    ResponseEntity<RequestTypeResource> createRequestType(
            CurrentPerson me,
            @PathVariable String deskKey,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey,
            @RequestBody RequestTypeBody body) {
        NewRequestType given = new NewRequestType(
                body.groupId(),
                body.ticketType(),
                body.name(),
                body.description(),
                body.help(),
                body.icon(),
                body.portal(),
                body.active(),
                form(body.fields(), body.sections()));
        return versioned(HttpStatus.CREATED, requestTypes.create(me, deskKey, given, idempotencyKey));
    }

    @GetMapping("/{id}")
    ResponseEntity<RequestTypeResource> readRequestType(
            CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return versioned(HttpStatus.OK, requestTypes.requestType(me, deskKey, id));
    }

    @PatchMapping("/{id}")
    ResponseEntity<RequestTypeResource> changeRequestType(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody RequestTypeChange change) {
        return versioned(HttpStatus.OK, requestTypes.change(me, deskKey, id, Version.required(ifMatch), change));
    }

    @PutMapping("/{id}/form")
    ResponseEntity<RequestTypeResource> saveForm(
            CurrentPerson me,
            @PathVariable String deskKey,
            @PathVariable long id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody FormBody form) {
        return versioned(HttpStatus.OK, requestTypes.saveForm(me, deskKey, id, Version.required(ifMatch), form.form()));
    }

    @GetMapping("/{id}/forms")
    List<RequestTypes.FormVersion> listForms(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return requestTypes.formVersions(me, deskKey, id);
    }

    @GetMapping("/{id}/forms/{number}")
    FormResource readForm(
            CurrentPerson me, @PathVariable String deskKey, @PathVariable long id, @PathVariable int number) {
        return resource(requestTypes.formVersion(me, deskKey, id, number));
    }

    @GetMapping(path = "/{id}/form.yaml", produces = "application/yaml;charset=UTF-8")
    String exportForm(CurrentPerson me, @PathVariable String deskKey, @PathVariable long id) {
        return requestTypes.exportForm(me, deskKey, id);
    }

    /** @param text a form as it was exported */
    record FormTextBody(String text) {}

    /** Reads a form for the editor; the fields that the desk lacks are made. */
    @PostMapping("/form-imports")
    FormResource importForm(CurrentPerson me, @PathVariable String deskKey, @RequestBody FormTextBody body) {
        return resource(requestTypes.importForm(me, deskKey, body.text()));
    }

    /** How a form that is being edited stands for some answers; keeps nothing. */
    @PostMapping("/form-trials")
    FormAnswers.FormState tryForm(CurrentPerson me, @PathVariable String deskKey, @RequestBody FormTrial trial) {
        return requestTypes.tryForm(me, deskKey, form(trial.sections()), trial.values());
    }

    private static @Nullable NewForm form(
            @Nullable List<@Nullable FormFieldBody> fields, @Nullable List<@Nullable FormSectionBody> sections) {
        return sections != null ? form(sections) : fields != null ? NewForm.of(fields(fields)) : null;
    }

    private static NewForm form(List<@Nullable FormSectionBody> bodies) {
        List<NewForm.@Nullable Section> sections = new ArrayList<>();
        bodies.forEach(body -> sections.add(body == null ? null : body.section()));
        return new NewForm(sections, false);
    }

    private static List<@Nullable NewFormField> fields(List<@Nullable FormFieldBody> bodies) {
        List<@Nullable NewFormField> fields = new ArrayList<>();
        bodies.forEach(body -> fields.add(body == null ? null : body.field()));
        return fields;
    }

    private ResponseEntity<RequestTypeResource> versioned(HttpStatus status, RequestType type) {
        return ResponseEntity.status(status).eTag(Version.etag(type.version())).body(resource(type));
    }

    private RequestTypeResource resource(RequestType type) {
        return new RequestTypeResource(
                type.id(),
                type.groupId(),
                type.ticketType(),
                type.name(),
                type.description(),
                type.help(),
                type.icon(),
                type.portal(),
                type.active(),
                type.position(),
                type.version(),
                resource(forms.form(type.formId())));
    }

    private static FormResource resource(Form form) {
        return new FormResource(
                form.id(),
                form.sections().stream()
                        .map(section -> new FormSectionResource(
                                section.title(),
                                section.help(),
                                section.columns(),
                                section.conditions().visibleWhen(),
                                section.conditions().requiredWhen(),
                                section.conditions().readOnlyWhen(),
                                section.fields().stream()
                                        .map(RequestTypeController::question)
                                        .toList()))
                        .toList());
    }

    /** Without the words that are the field's, so that saving a form unchanged keeps following the field. */
    private static FormFieldResource question(FormField asked) {
        return new FormFieldResource(
                asked.field().id(),
                asked.field().key(),
                asked.field().type(),
                asked.field().name(),
                asked.required(),
                asked.label().without(asked.field().name()),
                asked.help().without(asked.field().help()),
                asked.defaultValue(),
                asked.preset(),
                asked.conditions().visibleWhen(),
                asked.conditions().requiredWhen(),
                asked.conditions().readOnlyWhen());
    }
}
