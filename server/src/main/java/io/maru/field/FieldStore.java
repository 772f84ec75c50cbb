package io.maru.field;

import static io.maru.db.field.Tables.FIELD_;
import static io.maru.db.field.Tables.FIELD_OPTION;
import static io.maru.db.field.Tables.FORM;
import static io.maru.db.field.Tables.FORM_FIELD;
import static io.maru.db.field.Tables.FORM_SECTION;

import io.maru.db.field.tables.records.FieldRecord;
import io.maru.db.field.tables.records.FormFieldRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** All SQL of the module. */
@Repository
class FieldStore {

    private final DSLContext database;

    FieldStore(DSLContext database) {
        this.database = database;
    }

    Map<Long, List<FieldDefinition>> fieldsOfDesks(Collection<Long> deskIds) {
        List<FieldDefinition> fields = fields(FIELD_.DESK_ID.in(deskIds).or(FIELD_.DESK_ID.isNull()));
        Map<Long, List<FieldDefinition>> byDesk = new HashMap<>();
        for (Long deskId : deskIds) {
            byDesk.put(
                    deskId,
                    fields.stream()
                            .filter(field -> field.deskId() == null || deskId.equals(field.deskId()))
                            .toList());
        }
        return byDesk;
    }

    /** The system's fields, then the installation's. */
    List<FieldDefinition> fieldsOfInstallation() {
        return fields(FIELD_.DESK_ID.isNull());
    }

    /** Makes others wait who want to give a field a key, until the transaction ends. */
    void holdKeys() {
        database.fetch("select pg_advisory_xact_lock(hashtext('field.key'))");
    }

    /** The fields of any desk, of the installation and of the system that have this key. */
    List<FieldDefinition> fieldsWithKey(String key) {
        return fields(FIELD_.KEY.eq(key));
    }

    Map<Long, Form> forms(Collection<Long> formIds) {
        Map<Long, FieldDefinition> fields = new HashMap<>();
        fields(FIELD_.ID.in(
                        database.select(FORM_FIELD.FIELD_ID).from(FORM_FIELD).where(FORM_FIELD.FORM_ID.in(formIds))))
                .forEach(field -> fields.put(field.id(), field));
        Map<Long, Map<Integer, List<FormField>>> asked = new HashMap<>();
        database.selectFrom(FORM_FIELD)
                .where(FORM_FIELD.FORM_ID.in(formIds))
                .orderBy(FORM_FIELD.FORM_ID, FORM_FIELD.POSITION)
                .forEach(row -> asked.computeIfAbsent(row.getFormId(), id -> new HashMap<>())
                        .computeIfAbsent(row.getSection(), section -> new ArrayList<>())
                        .add(formField(row, Objects.requireNonNull(fields.get(row.getFieldId())))));
        Map<Long, List<FormSection>> sections = new HashMap<>();
        database.selectFrom(FORM_SECTION)
                .where(FORM_SECTION.FORM_ID.in(formIds))
                .orderBy(FORM_SECTION.FORM_ID, FORM_SECTION.POSITION)
                .forEach(row -> sections.computeIfAbsent(row.getFormId(), id -> new ArrayList<>())
                        .add(new FormSection(
                                Json.text(row.getTitle()),
                                Json.text(row.getHelp()),
                                row.getColumns(),
                                new Conditions(row.getVisibleWhen(), row.getRequiredWhen(), row.getReadOnlyWhen()),
                                asked.getOrDefault(row.getFormId(), Map.of())
                                        .getOrDefault(row.getPosition(), List.of()))));
        Map<Long, Form> forms = new HashMap<>();
        sections.forEach((id, of) -> forms.put(id, new Form(id, of)));
        return forms;
    }

    private static FormField formField(FormFieldRecord row, FieldDefinition field) {
        return new FormField(
                field,
                row.getRequired(),
                Json.text(row.getLabel()).or(field.name()),
                Json.text(row.getHelp()).or(field.help()),
                tree(row.getDefaultValue()),
                new Conditions(row.getVisibleWhen(), row.getRequiredWhen(), row.getReadOnlyWhen()),
                tree(row.getPresetValue()));
    }

    private static @Nullable JsonNode tree(@Nullable JSONB json) {
        return json == null ? null : Json.tree(json);
    }

    /** Who made a form, and when. */
    record FormMaking(@Nullable Long createdBy, Instant createdAt) {}

    Map<Long, FormMaking> formMakings(Collection<Long> formIds) {
        return database.select(FORM.ID, FORM.CREATED_BY, FORM.CREATED_AT)
                .from(FORM)
                .where(FORM.ID.in(formIds))
                .fetchMap(FORM.ID, row -> new FormMaking(row.get(FORM.CREATED_BY), row.get(FORM.CREATED_AT)));
    }

    /** @param deskId null for one of the installation */
    long insertField(
            @Nullable Long deskId,
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
        saveOptions(id, options, option -> false);
        return id;
    }

    /** Answers whether the field still had this version. */
    boolean updateField(
            long id,
            long version,
            LocalizedText name,
            LocalizedText help,
            FieldSettings settings,
            boolean active,
            Instant now) {
        return database.update(FIELD_)
                        .set(FIELD_.NAME, Json.of(name))
                        .set(FIELD_.HELP, Json.of(help))
                        .set(FIELD_.SETTINGS, Json.of(settings))
                        .set(FIELD_.ACTIVE, active)
                        .set(FIELD_.UPDATED_AT, now)
                        .set(FIELD_.VERSION, FIELD_.VERSION.plus(1))
                        .where(FIELD_.ID.eq(id))
                        .and(FIELD_.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** Fields whose answers are to be indexed. */
    List<FieldDefinition> indexedFields() {
        return fields(FIELD_.INDEX_STATE.isNotNull());
    }

    /** @param index null when the answers are not to be indexed any more */
    void markIndex(long id, @Nullable FieldIndex index) {
        database.update(FIELD_)
                .set(FIELD_.INDEX_STATE, index == null ? null : index.state().key())
                .set(FIELD_.INDEX_FAILURE, index == null ? null : index.failure())
                .where(FIELD_.ID.eq(id))
                .execute();
    }

    /** Answers whether the field is marked still. */
    boolean tellIndex(long id, FieldIndex index) {
        return database.update(FIELD_)
                        .set(FIELD_.INDEX_STATE, index.state().key())
                        .set(FIELD_.INDEX_FAILURE, index.failure())
                        .where(FIELD_.ID.eq(id), FIELD_.INDEX_STATE.isNotNull())
                        .execute()
                == 1;
    }

    long fieldVersion(long id) {
        return database.select(FIELD_.VERSION)
                .from(FIELD_)
                .where(FIELD_.ID.eq(id))
                .fetchSingle(FIELD_.VERSION);
    }

    /**
     * Adds and changes options; there is none among the kept ones that is not given.
     *
     * @param unchanged those that are kept already as they are, position and all
     */
    void saveOptions(long fieldId, List<FieldOption> options, Predicate<FieldOption> unchanged) {
        List<Query> upserts = new ArrayList<>();
        for (int position = 0; position < options.size(); position++) {
            FieldOption option = options.get(position);
            if (unchanged.test(option)) {
                continue;
            }
            upserts.add(database.insertInto(FIELD_OPTION)
                    .set(FIELD_OPTION.FIELD_ID, fieldId)
                    .set(FIELD_OPTION.KEY, option.key())
                    .set(FIELD_OPTION.NAME, Json.of(option.name()))
                    .set(FIELD_OPTION.POSITION, position)
                    .set(FIELD_OPTION.ACTIVE, option.active())
                    .set(FIELD_OPTION.PARENT_KEY, option.parent())
                    .onConflict(FIELD_OPTION.FIELD_ID, FIELD_OPTION.KEY)
                    .doUpdate()
                    .set(FIELD_OPTION.NAME, DSL.excluded(FIELD_OPTION.NAME))
                    .set(FIELD_OPTION.POSITION, DSL.excluded(FIELD_OPTION.POSITION))
                    .set(FIELD_OPTION.ACTIVE, DSL.excluded(FIELD_OPTION.ACTIVE))
                    .set(FIELD_OPTION.PARENT_KEY, DSL.excluded(FIELD_OPTION.PARENT_KEY)));
        }
        database.batch(upserts).execute();
    }

    long insertForm(long deskId, List<FormSection> sections, long createdBy, Instant now) {
        long id = database.insertInto(FORM)
                .set(FORM.DESK_ID, deskId)
                .set(FORM.CREATED_AT, now)
                .set(FORM.CREATED_BY, createdBy)
                .returning(FORM.ID)
                .fetchSingle(FORM.ID);
        List<Query> inserts = new ArrayList<>();
        int position = 0;
        for (int number = 0; number < sections.size(); number++) {
            FormSection section = sections.get(number);
            inserts.add(database.insertInto(FORM_SECTION)
                    .set(FORM_SECTION.FORM_ID, id)
                    .set(FORM_SECTION.POSITION, number)
                    .set(FORM_SECTION.TITLE, Json.of(section.title()))
                    .set(FORM_SECTION.HELP, Json.of(section.help()))
                    .set(FORM_SECTION.COLUMNS, (short) section.columns())
                    .set(FORM_SECTION.VISIBLE_WHEN, section.conditions().visibleWhen())
                    .set(FORM_SECTION.REQUIRED_WHEN, section.conditions().requiredWhen())
                    .set(FORM_SECTION.READ_ONLY_WHEN, section.conditions().readOnlyWhen()));
            for (FormField field : section.fields()) {
                inserts.add(database.insertInto(FORM_FIELD)
                        .set(FORM_FIELD.FORM_ID, id)
                        .set(FORM_FIELD.SECTION, number)
                        .set(FORM_FIELD.POSITION, position++)
                        .set(FORM_FIELD.FIELD_ID, field.field().id())
                        .set(FORM_FIELD.REQUIRED, field.required())
                        .set(FORM_FIELD.LABEL, Json.of(field.label()))
                        .set(FORM_FIELD.HELP, Json.of(field.help()))
                        .set(FORM_FIELD.DEFAULT_VALUE, Json.ofNullable(field.defaultValue()))
                        .set(FORM_FIELD.PRESET_VALUE, Json.ofNullable(field.preset()))
                        .set(FORM_FIELD.VISIBLE_WHEN, field.conditions().visibleWhen())
                        .set(FORM_FIELD.REQUIRED_WHEN, field.conditions().requiredWhen())
                        .set(FORM_FIELD.READ_ONLY_WHEN, field.conditions().readOnlyWhen()));
            }
        }
        database.batch(inserts).execute();
        return id;
    }

    private List<FieldDefinition> fields(Condition which) {
        Map<Long, List<FieldOption>> options = database.select(
                        FIELD_OPTION.FIELD_ID,
                        FIELD_OPTION.KEY,
                        FIELD_OPTION.NAME,
                        FIELD_OPTION.ACTIVE,
                        FIELD_OPTION.PARENT_KEY)
                .from(FIELD_OPTION)
                .join(FIELD_)
                .on(FIELD_.ID.eq(FIELD_OPTION.FIELD_ID))
                .where(which)
                .orderBy(FIELD_OPTION.FIELD_ID, FIELD_OPTION.POSITION, FIELD_OPTION.ID)
                .fetchGroups(FIELD_OPTION.FIELD_ID, FieldStore::option);
        return database.selectFrom(FIELD_)
                .where(which)
                .orderBy(FIELD_.SYSTEM.desc(), FIELD_.DESK_ID.asc().nullsFirst(), FIELD_.ID)
                .fetch(row -> field(row, options.getOrDefault(row.getId(), List.of())));
    }

    private static FieldOption option(Record row) {
        return new FieldOption(
                row.get(FIELD_OPTION.KEY),
                Json.text(row.get(FIELD_OPTION.NAME)),
                row.get(FIELD_OPTION.ACTIVE),
                row.get(FIELD_OPTION.PARENT_KEY));
    }

    private static @Nullable FieldIndex index(FieldRecord row) {
        return row.getIndexState() == null
                ? null
                : new FieldIndex(FieldIndex.State.of(row.getIndexState()), row.getIndexFailure());
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
                row.getActive(),
                index(row),
                row.getVersion());
    }
}
