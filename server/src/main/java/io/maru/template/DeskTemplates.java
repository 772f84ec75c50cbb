package io.maru.template;

import io.maru.desk.Desk;
import io.maru.desk.Desks;
import io.maru.desk.NewDesk;
import io.maru.desk.NewRequestType;
import io.maru.desk.NewRequestTypeGroup;
import io.maru.desk.RequestTypes;
import io.maru.field.FieldDefinition;
import io.maru.field.FieldType;
import io.maru.field.Fields;
import io.maru.field.Forms;
import io.maru.field.NewField;
import io.maru.field.NewForm;
import io.maru.field.NewFormField;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.Violation;
import io.maru.template.DeskTemplate.TemplateRequestType;
import io.maru.workflow.Workflows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes desks that can be worked on at once. */
@Service
public class DeskTemplates {

    private static final List<DeskTemplate> TEMPLATES = List.of(TemplateFiles.desk("it"));

    private final Desks desks;
    private final Fields fields;
    private final Forms forms;
    private final RequestTypes requestTypes;
    private final Workflows workflows;
    private final Idempotency idempotency;

    private record Creation(NewDesk desk, @Nullable String template) {}

    DeskTemplates(
            Desks desks,
            Fields fields,
            Forms forms,
            RequestTypes requestTypes,
            Workflows workflows,
            Idempotency idempotency) {
        this.desks = desks;
        this.fields = fields;
        this.forms = forms;
        this.requestTypes = requestTypes;
        this.workflows = workflows;
        this.idempotency = idempotency;
    }

    /** What a new desk can begin with. */
    public List<DeskTemplate> all() {
        return TEMPLATES;
    }

    /**
     * Makes a desk and everything that its template brings, or nothing at all.
     *
     * @param template null for a desk that has its workflows and nothing to ask for yet
     * @throws Invalid also when there is no such template, at {@code /template}
     */
    @Transactional
    public Desk create(CurrentPerson me, NewDesk desk, @Nullable String template, @Nullable String idempotencyKey) {
        me.require(Permission.DESK_CREATE);
        String key = idempotency.once(
                me.id(),
                idempotencyKey,
                "desk.create",
                new Creation(desk, template),
                () -> make(me, desk, template).key());
        return desks.byKey(key).orElseThrow();
    }

    private Desk make(CurrentPerson me, NewDesk wanted, @Nullable String templateKey) {
        Optional<DeskTemplate> template = template(templateKey);
        Desk desk = desks.create(me, template.map(from -> named(wanted, from)).orElse(wanted));
        WorkflowTemplates.OF_EVERY_DESK.forEach(workflow -> workflows.create(me, desk.id(), workflow.workflow()));
        template.ifPresent(from -> fill(me, desk, from));
        return desk;
    }

    private Optional<DeskTemplate> template(@Nullable String key) {
        if (key == null) {
            return Optional.empty();
        }
        return Optional.of(TEMPLATES.stream()
                .filter(template -> template.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Invalid(List.of(Violation.of("/template", "template_unknown")))));
    }

    private static NewDesk named(NewDesk wanted, DeskTemplate template) {
        return new NewDesk(
                wanted.key(),
                Objects.requireNonNullElse(wanted.name(), template.name()),
                Objects.requireNonNullElse(wanted.description(), template.description()),
                Objects.requireNonNullElse(wanted.icon(), template.icon()),
                wanted.raiseAccess());
    }

    private void fill(CurrentPerson me, Desk desk, DeskTemplate template) {
        Map<String, FieldType> known = forms.fieldsOfDesk(desk.id()).stream()
                .collect(Collectors.toMap(FieldDefinition::key, FieldDefinition::type));
        for (DeskTemplate.TemplateField field : template.fields()) {
            if (known.containsKey(field.key())) {
                if (known.get(field.key()) != field.type()) {
                    throw Invalid.at("/template", "field_of_another_type", field.key());
                }
                // The installation has it for all desks.
                continue;
            }
            List<DeskTemplate.Option> options = Objects.requireNonNullElse(field.options(), List.of());
            fields.create(
                    me,
                    desk.id(),
                    new NewField(
                            field.key(),
                            field.type(),
                            field.name(),
                            field.help(),
                            field.settings(),
                            List.copyOf(options.stream()
                                    .map(DeskTemplate.Option::active)
                                    .toList())),
                    null);
        }
        Map<String, Long> fieldIds = forms.fieldsOfDesk(desk.id()).stream()
                .collect(Collectors.toMap(FieldDefinition::key, FieldDefinition::id));
        for (DeskTemplate.Group group : template.groups()) {
            long groupId = requestTypes
                    .createGroup(me, desk.key(), new NewRequestTypeGroup(group.name()), null)
                    .id();
            group.requestTypes().forEach(type -> create(me, desk, type, groupId, fieldIds));
        }
        template.requestTypes().forEach(type -> create(me, desk, type, null, fieldIds));
    }

    private void create(
            CurrentPerson me, Desk desk, TemplateRequestType type, @Nullable Long groupId, Map<String, Long> fieldIds) {
        List<@Nullable NewFormField> form = new ArrayList<>();
        for (DeskTemplate.Question question : type.form()) {
            form.add(new NewFormField(
                    Objects.requireNonNull(fieldIds.get(question.field()), question.field()),
                    Objects.requireNonNullElse(question.required(), false),
                    question.label(),
                    question.help(),
                    question.defaultValue()));
        }
        requestTypes.create(
                me,
                desk.key(),
                new NewRequestType(
                        groupId,
                        type.ticketType(),
                        type.name(),
                        type.description(),
                        type.help(),
                        type.icon(),
                        type.portal(),
                        true,
                        NewForm.of(form)),
                null);
    }
}
