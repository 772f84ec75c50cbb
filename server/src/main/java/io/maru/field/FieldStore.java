package io.maru.field;

import static io.maru.db.field.Tables.FIELD_;
import static io.maru.db.field.Tables.FIELD_OPTION;
import static io.maru.db.field.Tables.FORM;
import static io.maru.db.field.Tables.FORM_FIELD;

import io.maru.db.field.tables.records.FieldRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
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
                                Json.text(row.getLabel()).or(field.name()),
                                Json.text(row.getHelp()).or(field.help()),
                                defaultValue == null ? null : Json.tree(defaultValue)));
                    }
                });
        Map<Long, Form> forms = new HashMap<>();
        byForm.forEach((id, of) -> forms.put(id, new Form(id, of)));
        return forms;
    }

    long insertField(
            long deskId,
            String key,
            FieldType type,
            LocalizedText name,
            LocalizedText help,
            FieldSettings settings,
            List<FieldOption> options,
            Instant now) {
        long id = database.insertInto(FIELD_)
                .set(FIELD_.DESK_ID, deskId)
                .set(FIELD_.KEY, key)
                .set(FIELD_.TYPE, type.key())
                .set(FIELD_.NAME, Json.of(name))
                .set(FIELD_.HELP, Json.of(help))
                .set(FIELD_.SETTINGS, Json.of(settings))
                .set(FIELD_.CREATED_AT, now)
                .set(FIELD_.UPDATED_AT, now)
                .returning(FIELD_.ID)
                .fetchSingle(FIELD_.ID);
        saveOptions(id, options);
        return id;
    }

    /** Answers whether the field still had this version. */
    boolean updateField(
            long id, long version, LocalizedText name, LocalizedText help, FieldSettings settings, Instant now) {
        return database.update(FIELD_)
                        .set(FIELD_.NAME, Json.of(name))
                        .set(FIELD_.HELP, Json.of(help))
                        .set(FIELD_.SETTINGS, Json.of(settings))
                        .set(FIELD_.UPDATED_AT, now)
                        .set(FIELD_.VERSION, FIELD_.VERSION.plus(1))
                        .where(FIELD_.ID.eq(id))
                        .and(FIELD_.VERSION.eq(version))
                        .execute()
                == 1;
    }

    long fieldVersion(long id) {
        return database.select(FIELD_.VERSION)
                .from(FIELD_)
                .where(FIELD_.ID.eq(id))
                .fetchSingle(FIELD_.VERSION);
    }

    /** Adds and changes options; there is none among the kept ones that is not given. */
    void saveOptions(long fieldId, List<FieldOption> options) {
        List<Query> upserts = new ArrayList<>();
        for (int position = 0; position < options.size(); position++) {
            FieldOption option = options.get(position);
            upserts.add(database.insertInto(FIELD_OPTION)
                    .set(FIELD_OPTION.FIELD_ID, fieldId)
                    .set(FIELD_OPTION.KEY, option.key())
                    .set(FIELD_OPTION.NAME, Json.of(option.name()))
                    .set(FIELD_OPTION.POSITION, position)
                    .set(FIELD_OPTION.ACTIVE, option.active())
                    .onConflict(FIELD_OPTION.FIELD_ID, FIELD_OPTION.KEY)
                    .doUpdate()
                    .set(FIELD_OPTION.NAME, DSL.excluded(FIELD_OPTION.NAME))
                    .set(FIELD_OPTION.POSITION, DSL.excluded(FIELD_OPTION.POSITION))
                    .set(FIELD_OPTION.ACTIVE, DSL.excluded(FIELD_OPTION.ACTIVE)));
        }
        database.batch(upserts).execute();
    }

    long insertForm(long deskId, List<FormField> fields, long createdBy, Instant now) {
        long id = database.insertInto(FORM)
                .set(FORM.DESK_ID, deskId)
                .set(FORM.CREATED_AT, now)
                .set(FORM.CREATED_BY, createdBy)
                .returning(FORM.ID)
                .fetchSingle(FORM.ID);
        List<Query> inserts = new ArrayList<>();
        for (int position = 0; position < fields.size(); position++) {
            FormField field = fields.get(position);
            inserts.add(database.insertInto(FORM_FIELD)
                    .set(FORM_FIELD.FORM_ID, id)
                    .set(FORM_FIELD.POSITION, position)
                    .set(FORM_FIELD.FIELD_ID, field.field().id())
                    .set(FORM_FIELD.REQUIRED, field.required())
                    .set(FORM_FIELD.LABEL, Json.of(field.label()))
                    .set(FORM_FIELD.HELP, Json.of(field.help()))
                    .set(FORM_FIELD.DEFAULT_VALUE, Json.ofNullable(field.defaultValue())));
        }
        database.batch(inserts).execute();
        return id;
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
}
