package io.maru.field;

import io.maru.people.CurrentPerson;
import io.maru.people.DeskKeys;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.people.Persons;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.NotPermitted;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * The administration of fields and forms. A field belongs to a desk, or to the installation, and then is every desk's. The
 * caller has made sure that the desk is visible.
 */
@Service
public class Fields {

    /** More than this is no form that a person fills in. */
    static final int FORM_FIELDS_MAXIMUM = 100;

    static final int FORM_SECTIONS_MAXIMUM = 30;

    /** What is each person's own to say, or nobody's. */
    private static final Set<FieldType> NEVER_GIVEN_BY_FORMS = EnumSet.of(
            FieldType.FILE,
            FieldType.PERSON,
            FieldType.PERSONS,
            FieldType.CONSENT,
            FieldType.COMPUTED,
            FieldType.TABLE);

    // More would only repeat the same mistake in a longer answer.
    private static final int TOLD_LINES = 20;

    private static final int TOLD_DESKS = 5;

    /** The id of a form that is not kept. */
    private static final long DRAFT = 0;

    private final FieldStore store;
    private final Forms forms;
    private final FieldValues values;
    private final FormConditions conditions;
    private final Persons persons;
    private final DeskKeys deskKeys;
    private final Idempotency idempotency;
    private final Clock clock;

    Fields(
            FieldStore store,
            Forms forms,
            FieldValues values,
            FormConditions conditions,
            Persons persons,
            DeskKeys deskKeys,
            Idempotency idempotency,
            Clock clock) {
        this.store = store;
        this.forms = forms;
        this.values = values;
        this.conditions = conditions;
        this.persons = persons;
        this.deskKeys = deskKeys;
        this.idempotency = idempotency;
        this.clock = clock;
    }

    /** What every desk's forms can be made of beside the system's fields. */
    @Transactional(readOnly = true)
    public List<FieldDefinition> ofInstallation(CurrentPerson me) {
        me.require(Permission.FIELD_ADMINISTER);
        return store.fieldsOfInstallation().stream()
                .filter(FieldDefinition::ofInstallation)
                .toList();
    }

    /** The system's fields, the installation's and the desk's own. */
    @Transactional(readOnly = true)
    public List<FieldDefinition> ofDesk(CurrentPerson me, long deskId) {
        me.requireOnDesk(Permission.TICKET_VIEW, deskId);
        return forms.fieldsOfDesk(deskId);
    }

    /**
     * @param deskId null to find one of the installation, for those who administer these
     * @throws NotFound when the desk's forms cannot be made of it
     */
    @Transactional(readOnly = true)
    public FieldDefinition field(CurrentPerson me, @Nullable Long deskId, long fieldId) {
        return (deskId == null ? ofInstallation(me) : ofDesk(me, deskId))
                .stream().filter(field -> field.id() == fieldId).findFirst().orElseThrow(NotFound::new);
    }

    /** @param deskId null for a field of the installation */
    @Transactional
    public FieldDefinition create(
            CurrentPerson me, @Nullable Long deskId, NewField field, @Nullable String idempotencyKey) {
        requireMayShape(me, deskId);
        String id = idempotency.once(
                me.id(),
                idempotencyKey,
                "field.create",
                Map.of("desk", deskId == null ? "" : deskId, "field", field),
                () -> Long.toString(insert(deskId, field)));
        return field(me, deskId, Long.parseLong(id));
    }

    private static void requireMayShape(CurrentPerson me, @Nullable Long deskId) {
        if (deskId == null) {
            me.require(Permission.FIELD_ADMINISTER);
        } else {
            me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        }
    }

    private List<FieldDefinition> nameable(@Nullable Long deskId) {
        return deskId == null ? store.fieldsOfInstallation() : forms.fieldsOfDesk(deskId);
    }

    /** Nobody else gives a field a key until this one has its own: that of a desk's field is none of the installation's. */
    private void checkKeyIsFree(@Nullable Long deskId, String key, List<Violation> violations) {
        store.holdKeys();
        List<FieldDefinition> taken = store.fieldsWithKey(key);
        List<Long> desks = taken.stream()
                .map(FieldDefinition::deskId)
                .filter(Objects::nonNull)
                .toList();
        if (taken.stream().anyMatch(field -> field.system() || Objects.equals(field.deskId(), deskId))) {
            violations.add(Violation.of("/key", "duplicate"));
        } else if (taken.stream().anyMatch(FieldDefinition::ofInstallation)) {
            violations.add(Violation.of("/key", "key_of_installation"));
        } else if (deskId == null && !desks.isEmpty()) {
            String where = deskKeys.keys(desks).values().stream()
                    .sorted()
                    .limit(TOLD_DESKS)
                    .collect(Collectors.joining(", "));
            violations.add(Violation.of("/key", "key_of_desks", where, Math.max(0, desks.size() - TOLD_DESKS)));
        }
    }

    private long insert(@Nullable Long deskId, NewField given) {
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
        checkKeyIsFree(deskId, key, violations);
        if (type != null && violations.isEmpty()) {
            conditions.checkField(
                    new FieldDefinition(0, deskId, key, type, name, help, settings, options, false, 1),
                    nameable(deskId),
                    "/settings",
                    violations);
        }
        Invalid.throwIfAny(violations);
        long id = store.insertField(
                deskId, key, Objects.requireNonNull(type), name, help, settings, options, clock.instant());
        forms.forgetFields(deskId);
        return id;
    }

    /**
     * Changes a field of the desk's own, or of the installation; what kind of field it is and its key stay as they are.
     *
     * @param deskId null for one of the installation
     * @throws NotPermitted for a field that belongs to all desks, where one desk's is changed
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public FieldDefinition change(
            CurrentPerson me, @Nullable Long deskId, long fieldId, long version, FieldChange change) {
        FieldDefinition field = field(me, deskId, fieldId);
        requireMayShape(me, deskId);
        if (!Objects.equals(field.deskId(), deskId)) {
            throw new NotPermitted();
        }
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = change.name() == null
                ? field.name()
                : LocalizedText.name(change.name(), FieldRules.NAME_LENGTH, "/name", violations);
        LocalizedText help = change.help() == null
                ? field.help()
                : LocalizedText.text(change.help(), FieldRules.HELP_LENGTH, "/help", violations);
        FieldSettings settings = change.settings() == null
                ? field.settings()
                : FieldRules.withoutLoss(field.settings(), change.settings(), violations);
        FieldRules.settings(field.type(), settings, violations);
        List<FieldOption> options = change.options() == null
                ? field.options()
                : FieldRules.withoutLoss(
                        field.options(), FieldRules.options(field.type(), orEmpty(change.options()), violations));
        conditions.checkField(
                new FieldDefinition(
                        fieldId, deskId, field.key(), field.type(), name, help, settings, options, false, version),
                nameable(deskId),
                "/settings",
                violations);
        boolean marks = marks(field, change.indexed(), violations);
        Invalid.throwIfAny(violations);
        boolean active = Objects.requireNonNullElse(change.active(), field.active());
        if (!store.updateField(fieldId, version, name, help, settings, active, clock.instant())) {
            throw new StaleVersion(store.fieldVersion(fieldId));
        }
        if (marks) {
            store.markIndex(fieldId, new FieldIndex(FieldIndex.State.WAITING, null));
        } else if (Boolean.FALSE.equals(change.indexed())) {
            store.markIndex(fieldId, null);
        }
        if (change.options() != null) {
            Set<FieldOption> before = new HashSet<>(field.options());
            boolean sameOrder = field.options().stream()
                    .map(FieldOption::key)
                    .toList()
                    .equals(options.stream()
                            .map(FieldOption::key)
                            .limit(field.options().size())
                            .toList());
            store.saveOptions(fieldId, options, option -> sameOrder && before.contains(option));
        }
        forms.forgetFields(deskId);
        return field(me, deskId, fieldId);
    }

    /** Whether the field is marked to be indexed by this; one whose index failed is marked anew. */
    private boolean marks(FieldDefinition field, @Nullable Boolean indexed, List<Violation> violations) {
        FieldIndex index = field.index();
        if (!Boolean.TRUE.equals(indexed) || index != null && index.state() != FieldIndex.State.FAILED) {
            return false;
        }
        store.holdKeys();
        if (AnswerKind.of(field).isEmpty()) {
            violations.add(Violation.of("/indexed", "not_applicable"));
        } else if (index == null && store.indexedFields().size() >= FieldIndex.MAXIMUM) {
            violations.add(Violation.of("/indexed", "too_many_indexed", FieldIndex.MAXIMUM));
        }
        return true;
    }

    /** The options of a field that are offered, as lines; see {@link #changeOptions}. */
    @Transactional(readOnly = true)
    public String optionLines(CurrentPerson me, @Nullable Long deskId, long fieldId) {
        return OptionLines.write(field(me, deskId, fieldId).options());
    }

    /**
     * Gives a field other options, one a line: key, Korean and English name, separated by tabs; what stands under another
     * one is indented. Those that are left out can no longer be chosen.
     */
    @Transactional
    public FieldDefinition changeOptions(
            CurrentPerson me, @Nullable Long deskId, long fieldId, long version, String text) {
        FieldDefinition field = field(me, deskId, fieldId);
        requireMayShape(me, deskId);
        if (text.length() > OptionLines.LENGTH_MAXIMUM) {
            throw Invalid.at("/text", "too_long", OptionLines.LENGTH_MAXIMUM);
        }
        List<Violation> violations = new ArrayList<>();
        List<FieldOption> options = OptionLines.read(text, field.options(), violations);
        Invalid.throwIfAny(violations.stream().limit(TOLD_LINES).toList());
        return change(
                me, deskId, fieldId, version, new FieldChange(null, null, null, List.copyOf(options), null, null));
    }

    /** Makes a form. It must ask for the summary, which every ticket has. */
    @Transactional
    public Form makeForm(CurrentPerson me, long deskId, NewForm given) {
        return forms.form(store.insertForm(deskId, judgedForm(me, deskId, given), me.id(), clock.instant()));
    }

    /**
     * A form as it would be, for trying it.
     *
     * @throws Invalid when it could not be made
     */
    @Transactional(readOnly = true)
    public Form draftForm(CurrentPerson me, long deskId, NewForm given) {
        List<FormSection> sections = judgedForm(me, deskId, given).stream()
                .map(section -> new FormSection(
                        section.title(),
                        section.help(),
                        section.columns(),
                        section.conditions(),
                        section.fields().stream().map(Fields::worded).toList()))
                .toList();
        return new Form(DRAFT, sections);
    }

    private static FormField worded(FormField field) {
        return new FormField(
                field.field(),
                field.required(),
                field.label().or(field.field().name()),
                field.help().or(field.field().help()),
                field.defaultValue(),
                field.conditions(),
                field.preset());
    }

    /** The form as it is kept: with its own wording only. */
    private List<FormSection> judgedForm(CurrentPerson me, long deskId, NewForm given) {
        me.requireOnDesk(Permission.DESK_CONFIGURE, deskId);
        String whole = given.plain() ? "/fields" : "/sections";
        int count = given.sections().stream()
                .mapToInt(section -> section == null ? 0 : section.fields().size())
                .sum();
        if (count > FORM_FIELDS_MAXIMUM) {
            throw Invalid.at(whole, "too_many_fields", FORM_FIELDS_MAXIMUM);
        }
        if (given.sections().size() > FORM_SECTIONS_MAXIMUM) {
            throw Invalid.at(whole, "too_many_sections", FORM_SECTIONS_MAXIMUM);
        }
        List<Violation> violations = new ArrayList<>();
        FormJudge judge = new FormJudge(me, forms.fieldsOfDesk(deskId), violations);
        List<FormSection> sections = new ArrayList<>();
        for (int i = 0; i < given.sections().size(); i++) {
            NewForm.Section section = given.sections().get(i);
            if (section == null) {
                violations.add(Violation.of(given.pointer(i), "required"));
            } else {
                sections.add(judge.section(section, given.pointer(i)));
            }
        }
        judge.checkWhole(sections, whole);
        Invalid.throwIfAny(violations);
        return sections;
    }

    /** A form being judged before it is kept. */
    private final class FormJudge {

        private final CurrentPerson me;
        private final List<Violation> violations;
        private final Map<Long, FieldDefinition> known = new HashMap<>();
        private final Set<Long> asked = new HashSet<>();
        private final List<FormConditions.Part> parts = new ArrayList<>();

        FormJudge(CurrentPerson me, List<FieldDefinition> known, List<Violation> violations) {
            this.me = me;
            this.violations = violations;
            known.forEach(field -> this.known.put(field.id(), field));
        }

        FormSection section(NewForm.Section given, String at) {
            if (given.columns() < 1 || given.columns() > 2) {
                violations.add(Violation.of(at + "/columns", "out_of_bounds", 1, 2));
            }
            List<FormField> fields = new ArrayList<>();
            for (int i = 0; i < given.fields().size(); i++) {
                NewFormField field = given.fields().get(i);
                FieldDefinition definition = field == null ? null : known.get(field.fieldId());
                String pointer = at + "/fields/" + i;
                if (field == null || definition == null) {
                    violations.add(Violation.of(pointer + "/fieldId", "unknown"));
                } else {
                    fields.add(field(field, definition, pointer));
                }
            }
            parts.add(new FormConditions.Part(
                    at, fields.stream().map(field -> field.field().key()).toList(), given.conditions()));
            return new FormSection(
                    LocalizedText.text(given.title(), FieldRules.NAME_LENGTH, at + "/title", violations),
                    LocalizedText.text(given.help(), FieldRules.HELP_LENGTH, at + "/help", violations),
                    given.columns(),
                    given.conditions(),
                    fields);
        }

        private FormField field(NewFormField given, FieldDefinition field, String at) {
            if (!asked.add(field.id())) {
                violations.add(Violation.of(at + "/fieldId", "duplicate"));
            }
            if (!field.active()) {
                violations.add(Violation.of(at + "/fieldId", "field_disabled"));
            }
            parts.add(new FormConditions.Part(
                    at, List.of(field.key()), given.conditions(), field.type() == FieldType.COMPUTED ? field : null));
            JsonNode preset = value(field, given.preset(), at + "/preset");
            if (given.preset() != null && preset == null) {
                violations.add(Violation.of(at + "/preset", "required"));
            }
            return new FormField(
                    field,
                    given.required(),
                    LocalizedText.text(given.label(), FieldRules.NAME_LENGTH, at + "/label", violations),
                    LocalizedText.text(given.help(), FieldRules.HELP_LENGTH, at + "/help", violations),
                    value(field, given.defaultValue(), at + "/defaultValue"),
                    given.conditions(),
                    preset);
        }

        /** An answer that the form gives by itself. */
        private @Nullable JsonNode value(FieldDefinition field, @Nullable JsonNode given, String at) {
            if (given == null || given.isNull()) {
                return null;
            }
            if (NEVER_GIVEN_BY_FORMS.contains(field.type())) {
                violations.add(Violation.of(at, "not_applicable"));
                return null;
            }
            return values.accept(field, given, at, violations, me.language(), me.timeZone());
        }

        void checkWhole(List<FormSection> sections, String at) {
            List<FieldDefinition> fields = sections.stream()
                    .flatMap(section -> section.fields().stream())
                    .map(FormField::field)
                    .toList();
            conditions.check(fields, parts, violations);
            // A ticket without a summary could not be made, whatever was answered.
            boolean summaryAlways = sections.stream()
                    .filter(section -> section.conditions().visibleWhen() == null
                            && section.conditions().readOnlyWhen() == null)
                    .flatMap(section -> section.fields().stream())
                    .anyMatch(field -> field.field().key().equals("summary")
                            && (field.required() || field.hidden())
                            && field.conditions().visibleWhen() == null
                            && field.conditions().readOnlyWhen() == null);
            if (!summaryAlways) {
                violations.add(Violation.of(at, "summary_missing"));
            }
        }
    }

    /** Who made a form, and when. */
    public record FormMaking(@Nullable PersonReference createdBy, Instant createdAt) {}

    /** By form id. */
    @Transactional(readOnly = true)
    public Map<Long, FormMaking> formMakings(Collection<Long> formIds) {
        Map<Long, FieldStore.FormMaking> makings = store.formMakings(formIds);
        Map<Long, PersonReference> names = persons.references(makings.values().stream()
                .map(FieldStore.FormMaking::createdBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        Map<Long, FormMaking> found = new HashMap<>();
        makings.forEach((id, making) -> found.put(
                id,
                new FormMaking(making.createdBy() == null ? null : names.get(making.createdBy()), making.createdAt())));
        return found;
    }

    private static List<@Nullable FieldOption> orEmpty(@Nullable List<@Nullable FieldOption> list) {
        return list == null ? List.of() : list;
    }
}
