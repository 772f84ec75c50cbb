package io.maru.field;

import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The administration of a desk's fields and forms. The caller has made sure that the desk is visible. */
@Service
public class Fields {

    /** More than this is no form that a person fills in. */
    static final int FORM_FIELDS_MAXIMUM = 100;

    private final FieldStore store;
    private final Forms forms;
    private final FieldValues values;
    private final Idempotency idempotency;
    private final Clock clock;

    Fields(FieldStore store, Forms forms, FieldValues values, Idempotency idempotency, Clock clock) {
        this.store = store;
        this.forms = forms;
        this.values = values;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** The system's fields and the desk's own. */
    @Transactional(readOnly = true)
    public List<FieldDefinition> ofDesk(CurrentPerson me, long deskId) {
        me.requireOnDesk(Permission.TICKET_VIEW, deskId);
        return forms.fieldsOfDesk(deskId);
    }

    /** @throws NotFound when the desk's forms cannot be made of it */
    @Transactional(readOnly = true)
    public FieldDefinition field(CurrentPerson me, long deskId, long fieldId) {
        return ofDesk(me, deskId).stream()
                .filter(field -> field.id() == fieldId)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    @Transactional
    public FieldDefinition create(CurrentPerson me, long deskId, NewField field, @Nullable String idempotencyKey) {
        me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        String id = idempotency.once(
                me.id(),
                idempotencyKey,
                "field.create",
                Map.of("desk", deskId, "field", field),
                () -> Long.toString(insert(deskId, field)));
        return field(me, deskId, Long.parseLong(id));
    }

    private long insert(long deskId, NewField given) {
        List<Violation> violations = new ArrayList<>();
        String key = FieldRules.key(given.key(), violations);
        LocalizedText name = LocalizedText.name(given.name(), FieldRules.NAME_LENGTH, "/name", violations);
        LocalizedText help = LocalizedText.text(given.help(), FieldRules.HELP_LENGTH, "/help", violations);
        FieldSettings settings = Objects.requireNonNullElse(given.settings(), FieldSettings.NONE);
        List<FieldOption> options = List.of();
        FieldType type = given.type();
        if (type == null) {
            violations.add(Violation.of("/type", "required"));
        } else if (type == FieldType.PRIORITY) {
            violations.add(Violation.of("/type", "choice_unknown"));
        } else {
            FieldRules.settings(type, settings, violations);
            options = FieldRules.options(type, orEmpty(given.options()), violations);
        }
        boolean taken = forms.fieldsOfDesk(deskId).stream()
                .anyMatch(field -> field.key().equals(key));
        if (taken) {
            violations.add(Violation.of("/key", "duplicate"));
        }
        Invalid.throwIfAny(violations);
        try {
            long id = store.insertField(
                    deskId, key, Objects.requireNonNull(type), name, help, settings, options, clock.instant());
            forms.forgetFields(deskId);
            return id;
        } catch (DuplicateKeyException takenMeanwhile) {
            throw Invalid.at("/key", "duplicate");
        }
    }

    /**
     * Changes a field of the desk's own; what kind of field it is and its key stay as they are.
     *
     * @throws NotPermitted for a system field, which belongs to all desks
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public FieldDefinition change(CurrentPerson me, long deskId, long fieldId, long version, FieldChange change) {
        FieldDefinition field = field(me, deskId, fieldId);
        me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        if (field.system()) {
            throw new NotPermitted();
        }
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = change.name() == null
                ? field.name()
                : LocalizedText.name(change.name(), FieldRules.NAME_LENGTH, "/name", violations);
        LocalizedText help = change.help() == null
                ? field.help()
                : LocalizedText.text(change.help(), FieldRules.HELP_LENGTH, "/help", violations);
        FieldSettings settings = Objects.requireNonNullElse(change.settings(), field.settings());
        FieldRules.settings(field.type(), settings, violations);
        List<FieldOption> options = change.options() == null
                ? field.options()
                : withoutLoss(field, FieldRules.options(field.type(), orEmpty(change.options()), violations));
        Invalid.throwIfAny(violations);
        if (!store.updateField(fieldId, version, name, help, settings, clock.instant())) {
            throw new StaleVersion(store.fieldVersion(fieldId));
        }
        store.saveOptions(fieldId, options);
        forms.forgetFields(deskId);
        return field(me, deskId, fieldId);
    }

    /** An option that was left out has been chosen by somebody: it stays, and cannot be chosen any more. */
    private static List<FieldOption> withoutLoss(FieldDefinition field, List<FieldOption> given) {
        Map<String, FieldOption> kept = new LinkedHashMap<>();
        given.forEach(option -> kept.put(option.key(), option));
        field.options()
                .forEach(option -> kept.putIfAbsent(option.key(), new FieldOption(option.key(), option.name(), false)));
        return List.copyOf(kept.values());
    }

    /**
     * Makes a form. It must ask for the summary, which every ticket has.
     *
     * @param pointer where the fields stand in the request, such as {@code /fields}
     */
    @Transactional
    public Form makeForm(CurrentPerson me, long deskId, List<@Nullable NewFormField> given, String pointer) {
        me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        Map<Long, FieldDefinition> known = new HashMap<>();
        forms.fieldsOfDesk(deskId).forEach(field -> known.put(field.id(), field));
        List<Violation> violations = new ArrayList<>();
        if (given.size() > FORM_FIELDS_MAXIMUM) {
            throw Invalid.at(pointer, "too_many_fields", FORM_FIELDS_MAXIMUM);
        }
        List<FormField> fields = new ArrayList<>();
        Map<Long, LocalizedText> labels = new HashMap<>();
        Map<Long, LocalizedText> helps = new HashMap<>();
        for (int i = 0; i < given.size(); i++) {
            String at = pointer + "/" + i;
            NewFormField asked = given.get(i);
            FieldDefinition field = asked == null ? null : known.get(asked.fieldId());
            if (asked == null || field == null) {
                violations.add(Violation.of(at + "/fieldId", "unknown"));
                continue;
            }
            LocalizedText label = LocalizedText.text(asked.label(), FieldRules.NAME_LENGTH, at + "/label", violations);
            LocalizedText help = LocalizedText.text(asked.help(), FieldRules.HELP_LENGTH, at + "/help", violations);
            if (labels.put(field.id(), label) != null) {
                violations.add(Violation.of(at + "/fieldId", "duplicate"));
            }
            helps.put(field.id(), help);
            fields.add(new FormField(
                    field, asked.required(), label, help, defaultValue(me, field, asked, at, violations)));
        }
        if (fields.stream()
                .noneMatch(asked -> asked.required() && asked.field().key().equals("summary"))) {
            violations.add(Violation.of(pointer, "summary_missing"));
        }
        Invalid.throwIfAny(violations);
        return forms.form(store.insertForm(deskId, fields, me.id(), clock.instant()));
    }

    private tools.jackson.databind.@Nullable JsonNode defaultValue(
            CurrentPerson me, FieldDefinition field, NewFormField asked, String at, List<Violation> violations) {
        var given = asked.defaultValue();
        if (given == null || given.isNull()) {
            return null;
        }
        if (field.type() == FieldType.FILE || field.type() == FieldType.PERSON) {
            violations.add(Violation.of(at + "/defaultValue", "not_applicable"));
            return null;
        }
        FormField optional = new FormField(field, false, field.name(), field.help(), null);
        List<Violation> found = new ArrayList<>();
        var accepted =
                values.accept(List.of(optional), Map.of(field.key(), given), "", found, me.language(), me.timeZone());
        found.forEach(violation ->
                violations.add(new Violation(at + "/defaultValue", violation.code(), violation.arguments())));
        return accepted.get(field.key());
    }

    private static List<@Nullable FieldOption> orEmpty(@Nullable List<@Nullable FieldOption> list) {
        return list == null ? List.of() : list;
    }
}
