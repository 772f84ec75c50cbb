package io.maru.desk.web;

import io.maru.desk.NewRequestType;
import io.maru.desk.RequestType;
import io.maru.desk.RequestTypeChange;
import io.maru.desk.RequestTypes;
import io.maru.desk.TicketType;
import io.maru.field.FieldType;
import io.maru.field.Form;
import io.maru.field.FormField;
import io.maru.field.Forms;
import io.maru.field.NewFormField;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A desk's request types and their forms, as administrators see them: with all languages. */
@RestController
@RequestMapping("/api/desks/{deskKey}/request-types")
class RequestTypeController {

    /**
     * @param name the field's own
     * @param label the form's wording; empty where it is the field's name
     * @param help the form's wording; empty where it is the field's help
     */
    record FormFieldResource(
            long fieldId,
            String key,
            FieldType type,
            LocalizedText name,
            boolean required,
            LocalizedText label,
            LocalizedText help,
            tools.jackson.databind.@Nullable JsonNode defaultValue) {}

    record FormResource(long id, List<FormFieldResource> fields) {}

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
            tools.jackson.databind.@Nullable JsonNode defaultValue) {

        NewFormField field() {
            return new NewFormField(fieldId, Objects.requireNonNullElse(required, false), label, help, defaultValue);
        }
    }

    /** @param fields its form; without it, the form asks for a summary, a description and files */
    record RequestTypeBody(
            @Nullable Long groupId,
            TicketType ticketType,
            LocalizedText name,
            @Nullable LocalizedText description,
            @Nullable LocalizedText help,
            @Nullable String icon,
            @Nullable Boolean portal,
            @Nullable Boolean active,
            @Nullable List<@Nullable FormFieldBody> fields) {}

    record FormBody(List<@Nullable FormFieldBody> fields) {}

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
                body.fields() == null ? null : fields(body.fields()));
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
        return versioned(
                HttpStatus.OK,
                requestTypes.saveForm(me, deskKey, id, Version.required(ifMatch), fields(form.fields())));
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
        Form form = forms.form(type.formId());
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
                new FormResource(
                        form.id(),
                        form.fields().stream()
                                .map(RequestTypeController::question)
                                .toList()));
    }

    private static FormFieldResource question(FormField asked) {
        return new FormFieldResource(
                asked.field().id(),
                asked.field().key(),
                asked.field().type(),
                asked.field().name(),
                asked.required(),
                own(asked.label(), asked.field().name()),
                own(asked.help(), asked.field().help()),
                asked.defaultValue());
    }

    /** Without the words that are the field's, so that saving a form unchanged keeps following the field. */
    private static LocalizedText own(LocalizedText shown, LocalizedText fields) {
        return new LocalizedText(
                Objects.equals(shown.ko(), fields.ko()) ? null : shown.ko(),
                Objects.equals(shown.en(), fields.en()) ? null : shown.en());
    }
}
