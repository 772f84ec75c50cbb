package io.maru.field;

import static io.maru.db.field.Tables.FIELD_;
import static io.maru.db.field.Tables.FIELD_OPTION;
import static io.maru.db.field.Tables.FORM;
import static io.maru.db.field.Tables.FORM_FIELD;

import io.maru.db.field.tables.records.FieldRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** All SQL of the module. */
@Repository
class FieldStore {

    private final DSLContext database;

    FieldStore(DSLContext database) {
        this.database = database;
    }

    Map<Long, List<FieldDefinition>> fieldsOfDesks(Collection<Long> deskIds) {
        List<FieldDefinition> fields = fields(FIELD_.DESK_ID.in(deskIds).or(FIELD_.SYSTEM));
        Map<Long, List<FieldDefinition>> byDesk = new HashMap<>();
        for (Long deskId : deskIds) {
            byDesk.put(
                    deskId,
                    fields.stream()
                            .filter(field -> field.system() || deskId.equals(field.deskId()))
                            .toList());
        }
        return byDesk;
    }

    Map<Long, Form> forms(Collection<Long> formIds) {
        Map<Long, List<FormField>> byForm = new HashMap<>();
        database.select(FORM.ID)
                .from(FORM)
                .where(FORM.ID.in(formIds))
                .forEach(form -> byForm.put(form.value1(), new ArrayList<>()));
        Map<Long, FieldDefinition> fields = new HashMap<>();
        fields(FIELD_.ID.in(
                        database.select(FORM_FIELD.FIELD_ID).from(FORM_FIELD).where(FORM_FIELD.FORM_ID.in(formIds))))
                .forEach(field -> fields.put(field.id(), field));
        database.selectFrom(FORM_FIELD)
                .where(FORM_FIELD.FORM_ID.in(formIds))
                .orderBy(FORM_FIELD.FORM_ID, FORM_FIELD.POSITION)
                .forEach(row -> {
                    FieldDefinition field = fields.get(row.getFieldId());
                    List<FormField> of = byForm.get(row.getFormId());
                    if (field != null && of != null) {
                        JSONB defaultValue = row.getDefaultValue();
                        of.add(new FormField(
                                field,
                                row.getRequired(),
                                overlay(Json.text(row.getLabel()), field.name()),
                                overlay(Json.text(row.getHelp()), field.help()),
                                defaultValue == null ? null : Json.tree(defaultValue)));
                    }
                });
        Map<Long, Form> forms = new HashMap<>();
        byForm.forEach((id, of) -> forms.put(id, new Form(id, of)));
        return forms;
    }

    private List<FieldDefinition> fields(Condition which) {
        Map<Long, List<FieldOption>> options = database.select(
                        FIELD_OPTION.FIELD_ID, FIELD_OPTION.KEY, FIELD_OPTION.NAME, FIELD_OPTION.ACTIVE)
                .from(FIELD_OPTION)
                .join(FIELD_)
                .on(FIELD_.ID.eq(FIELD_OPTION.FIELD_ID))
                .where(which)
                .orderBy(FIELD_OPTION.FIELD_ID, FIELD_OPTION.POSITION, FIELD_OPTION.ID)
                .fetchGroups(FIELD_OPTION.FIELD_ID, FieldStore::option);
        return database.selectFrom(FIELD_)
                .where(which)
                .orderBy(FIELD_.SYSTEM.desc(), FIELD_.ID)
                .fetch(row -> field(row, options.getOrDefault(row.getId(), List.of())));
    }

    private static FieldOption option(Record row) {
        return new FieldOption(
                row.get(FIELD_OPTION.KEY), Json.text(row.get(FIELD_OPTION.NAME)), row.get(FIELD_OPTION.ACTIVE));
    }

    private static FieldDefinition field(FieldRecord row, List<FieldOption> options) {
        return new FieldDefinition(
                row.getId(),
                row.getDeskId(),
                row.getKey(),
                FieldType.of(row.getType()),
                Json.text(row.getName()),
                Json.text(row.getHelp()),
                Json.read(row.getSettings(), FieldSettings.class),
                options,
                row.getSystem(),
                row.getVersion());
    }

    /** The form's own wording, and the field's in a language in which the form has none. */
    private static LocalizedText overlay(LocalizedText own, LocalizedText fallback) {
        return new LocalizedText(
                own.ko() != null ? own.ko() : fallback.ko(), own.en() != null ? own.en() : fallback.en());
    }
}
