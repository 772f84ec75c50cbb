package io.maru.desk;

import io.maru.field.FieldDefinition;
import io.maru.field.Fields;
import io.maru.field.Form;
import io.maru.field.FormAnswers;
import io.maru.field.Forms;
import io.maru.field.NewForm;
import io.maru.field.NewFormField;
import io.maru.people.CurrentPerson;
import io.maru.people.Permission;
import io.maru.people.PersonReference;
import io.maru.platform.Idempotency;
import io.maru.platform.Invalid;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import io.maru.platform.ReferenceCache;
import io.maru.platform.ReferenceCaches;
import io.maru.platform.StaleVersion;
import io.maru.platform.Violation;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What can be asked of the desks, and under which headings. */
@Service
public class RequestTypes {

    private final DeskStore store;
    private final Desks desks;
    private final Forms forms;
    private final Fields fields;
    private final FormAnswers formAnswers;
    private final Idempotency idempotency;
    private final Clock clock;
    private final ReferenceCache<Long, RequestType> requestTypes;
    private final ReferenceCache<Long, Catalogue> catalogues;

    RequestTypes(
            DeskStore store,
            Desks desks,
            Forms forms,
            Fields fields,
            FormAnswers formAnswers,
            Idempotency idempotency,
            ReferenceCaches caches,
            Clock clock) {
        this.store = store;
        this.desks = desks;
        this.forms = forms;
        this.fields = fields;
        this.formAnswers = formAnswers;
        this.idempotency = idempotency;
        this.clock = clock;
        this.requestTypes = caches.create("request types", store::requestTypes);
        this.catalogues = caches.create("catalogues", this::catalogues);
    }

    /**
     * A request type, without asking who wants it.
     *
     * @throws NotFound when there is none
     */
    public RequestType require(long id) {
        return requestTypes.get(id).orElseThrow(NotFound::new);
    }

    /** All of a desk's, those no longer offered too, in the order in which they are shown. */
    public List<RequestType> ofDesk(long deskId) {
        return catalogues.get(deskId).orElse(Catalogue.EMPTY).requestTypes();
    }

    /** In the order in which they are shown. */
    public List<RequestTypeGroup> groupsOfDesk(long deskId) {
        return catalogues.get(deskId).orElse(Catalogue.EMPTY).groups();
    }

    /** As {@link #ofDesk}, for somebody who works on the desk. */
    public List<RequestType> ofDesk(CurrentPerson me, String deskKey) {
        return ofDesk(worked(me, deskKey).id());
    }

    /** As {@link #groupsOfDesk(long)}, for somebody who works on the desk. */
    public List<RequestTypeGroup> groupsOfDesk(CurrentPerson me, String deskKey) {
        return groupsOfDesk(worked(me, deskKey).id());
    }

    /** @throws NotFound when the desk has no such request type */
    public RequestType requestType(CurrentPerson me, String deskKey, long id) {
        Desk desk = worked(me, deskKey);
        return requestTypes.get(id).filter(type -> type.deskId() == desk.id()).orElseThrow(NotFound::new);
    }

    @Transactional
    public RequestTypeGroup createGroup(
            CurrentPerson me, String deskKey, NewRequestTypeGroup given, @Nullable String idempotencyKey) {
        Desk desk = configured(me, deskKey);
        String id = idempotency.once(
                me.id(), idempotencyKey, "request-type-group.create", Map.of("desk", desk.id(), "group", given), () -> {
                    List<Violation> violations = new ArrayList<>();
                    LocalizedText name = DeskRules.name(given.name(), violations);
                    Invalid.throwIfAny(violations);
                    long made = store.insertGroup(
                            desk.id(), name, store.groupsOfDesk(desk.id()).size());
                    forget(desk.id());
                    return Long.toString(made);
                });
        return group(desk.id(), Long.parseLong(id));
    }

    /** @throws StaleVersion when somebody changed it since */
    @Transactional
    public RequestTypeGroup changeGroup(
            CurrentPerson me, String deskKey, long id, long version, RequestTypeGroupChange change) {
        Desk desk = configured(me, deskKey);
        RequestTypeGroup group = group(desk.id(), id);
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = change.name() == null ? group.name() : DeskRules.name(change.name(), violations);
        Invalid.throwIfAny(violations);
        if (!store.updateGroup(id, version, name)) {
            throw new StaleVersion(store.groupVersion(id));
        }
        if (change.position() != null) {
            List<Long> order = store.groupsOfDesk(desk.id()).stream()
                    .map(RequestTypeGroup::id)
                    .toList();
            store.saveGroupOrder(moved(order, id, change.position()));
        }
        forget(desk.id());
        return group(desk.id(), id);
    }

    /** Its request types stay, under no heading. */
    @Transactional
    public void deleteGroup(CurrentPerson me, String deskKey, long id, long version) {
        Desk desk = configured(me, deskKey);
        group(desk.id(), id);
        List<Long> orphans = store.requestTypeIdsOfGroup(desk.id(), id);
        store.ungroup(orphans);
        if (!store.deleteGroup(id, version)) {
            throw new StaleVersion(store.groupVersion(id));
        }
        store.saveRequestTypeOrder(store.requestTypeIdsOfGroup(desk.id(), null));
        orphans.forEach(requestTypes::forgetAfterCommit);
        forget(desk.id());
    }

    @Transactional
    public RequestType create(CurrentPerson me, String deskKey, NewRequestType given, @Nullable String idempotencyKey) {
        Desk desk = configured(me, deskKey);
        String id = idempotency.once(
                me.id(),
                idempotencyKey,
                "request-type.create",
                Map.of("desk", desk.id(), "requestType", given),
                () -> Long.toString(insert(me, desk, given)));
        return require(Long.parseLong(id));
    }

    private long insert(CurrentPerson me, Desk desk, NewRequestType given) {
        List<Violation> violations = new ArrayList<>();
        LocalizedText name = DeskRules.name(given.name(), violations);
        LocalizedText description = DeskRules.description(given.description(), violations);
        LocalizedText help = DeskRules.help(given.help(), violations);
        String icon = DeskRules.icon(given.icon(), "help-circle", violations);
        Long groupId = groupId(desk, given.groupId(), violations);
        TicketType ticketType = given.ticketType();
        if (ticketType == null) {
            violations.add(Violation.of("/ticketType", "required"));
        }
        Long formId = null;
        try {
            formId = fields.makeForm(me, desk.id(), Objects.requireNonNullElseGet(given.form(), () -> plainForm(desk)))
                    .id();
        } catch (Invalid form) {
            violations.addAll(form.violations());
        }
        Invalid.throwIfAny(violations);
        long id = store.insertRequestType(
                new RequestType(
                        0,
                        desk.id(),
                        groupId,
                        Objects.requireNonNull(ticketType),
                        name,
                        description,
                        help,
                        icon,
                        Objects.requireNonNull(formId),
                        Objects.requireNonNullElse(given.portal(), true),
                        Objects.requireNonNullElse(given.active(), true),
                        store.requestTypeIdsOfGroup(desk.id(), groupId).size(),
                        1),
                clock.instant());
        store.addForm(id, formId);
        requestTypes.forgetAfterCommit(id);
        forget(desk.id());
        return id;
    }

    /**
     * Changes a request type; its kind of work stays as it is, since tickets of it are under way.
     *
     * @throws StaleVersion when somebody changed it since
     */
    @Transactional
    public RequestType change(CurrentPerson me, String deskKey, long id, long version, RequestTypeChange change) {
        Desk desk = configured(me, deskKey);
        RequestType type = requestType(me, deskKey, id);
        List<Violation> violations = new ArrayList<>();
        Long groupId = change.groupId() == null ? type.groupId() : groupId(desk, change.groupId(), violations);
        RequestType changed = new RequestType(
                id,
                desk.id(),
                groupId,
                type.ticketType(),
                change.name() == null ? type.name() : DeskRules.name(change.name(), violations),
                change.description() == null
                        ? type.description()
                        : DeskRules.description(change.description(), violations),
                change.help() == null ? type.help() : DeskRules.help(change.help(), violations),
                DeskRules.icon(change.icon(), type.icon(), violations),
                type.formId(),
                Objects.requireNonNullElse(change.portal(), type.portal()),
                Objects.requireNonNullElse(change.active(), type.active()),
                type.position(),
                version);
        Invalid.throwIfAny(violations);
        save(changed);
        boolean regrouped = !Objects.equals(type.groupId(), groupId);
        if (regrouped || change.position() != null) {
            List<Long> order = store.requestTypeIdsOfGroup(desk.id(), groupId);
            int position = Objects.requireNonNullElse(change.position(), order.size());
            order = moved(order, id, position);
            store.saveRequestTypeOrder(order);
            order.forEach(requestTypes::forgetAfterCommit);
        }
        return forgetting(changed);
    }

    /**
     * Gives a request type another form. Requests sent before keep theirs.
     *
     * @throws StaleVersion when somebody changed the request type since
     */
    @Transactional
    public RequestType saveForm(CurrentPerson me, String deskKey, long id, long version, NewForm form) {
        Desk desk = configured(me, deskKey);
        RequestType type = requestType(me, deskKey, id);
        long formId = fields.makeForm(me, desk.id(), form).id();
        RequestType changed = new RequestType(
                id,
                desk.id(),
                type.groupId(),
                type.ticketType(),
                type.name(),
                type.description(),
                type.help(),
                type.icon(),
                formId,
                type.portal(),
                type.active(),
                type.position(),
                version);
        save(changed);
        store.addForm(id, formId);
        return forgetting(changed);
    }

    /** @param number counts the forms of a request type, from 1 */
    public record FormVersion(int number, @Nullable PersonReference savedBy, Instant savedAt) {}

    /** The forms a request type has had, the newest first. */
    @Transactional(readOnly = true)
    public List<FormVersion> formVersions(CurrentPerson me, String deskKey, long id) {
        configured(me, deskKey);
        requestType(me, deskKey, id);
        SortedMap<Integer, Long> formIds = store.formsOf(id);
        Map<Long, Fields.FormMaking> makings = fields.formMakings(formIds.values());
        List<FormVersion> versions = new ArrayList<>();
        formIds.forEach((number, formId) -> {
            Fields.FormMaking making = Objects.requireNonNull(makings.get(formId));
            versions.add(new FormVersion(number, making.createdBy(), making.createdAt()));
        });
        return versions.reversed();
    }

    /** @throws NotFound when there was no such form */
    @Transactional(readOnly = true)
    public Form formVersion(CurrentPerson me, String deskKey, long id, int number) {
        configured(me, deskKey);
        requestType(me, deskKey, id);
        Long formId = store.formsOf(id).get(number);
        if (formId == null) {
            throw new NotFound();
        }
        return forms.form(formId);
    }

    /** The form as text, for another request type, desk or installation. */
    @Transactional(readOnly = true)
    public String exportForm(CurrentPerson me, String deskKey, long id) {
        return FormText.write(forms.form(requestType(me, deskKey, id).formId()));
    }

    /**
     * A form that was exported, for somebody who edits one. The fields that the desk lacks are made; the form is not kept.
     *
     * @throws Invalid also when it could not be kept
     */
    @Transactional
    public Form importForm(CurrentPerson me, String deskKey, String text) {
        Desk desk = configured(me, deskKey);
        FormText given = FormText.read(text);
        given.missing(fieldsByKey(desk)).forEach(field -> fields.create(me, desk.id(), field, null));
        return fields.draftForm(me, desk.id(), given.form(fieldsByKey(desk)));
    }

    private Map<String, FieldDefinition> fieldsByKey(Desk desk) {
        Map<String, FieldDefinition> byKey = new HashMap<>();
        forms.fieldsOfDesk(desk.id()).forEach(field -> byKey.put(field.key(), field));
        return byKey;
    }

    /** How a form that is being edited stands for some answers, for whoever edits it. */
    @Transactional(readOnly = true)
    public FormAnswers.FormState tryForm(
            CurrentPerson me, String deskKey, NewForm form, Map<String, JsonNode> answers) {
        Desk desk = configured(me, deskKey);
        return formAnswers.state(fields.draftForm(me, desk.id(), form).sections(), answers, me);
    }

    private void save(RequestType changed) {
        if (!store.updateRequestType(changed, clock.instant())) {
            throw new StaleVersion(store.requestTypeVersion(changed.id()));
        }
    }

    private RequestType forgetting(RequestType changed) {
        requestTypes.forgetAfterCommit(changed.id());
        forget(changed.deskId());
        return require(changed.id());
    }

    private NewForm plainForm(Desk desk) {
        return NewForm.of(List.copyOf(forms.fieldsOfDesk(desk.id()).stream()
                .filter(FieldDefinition::system)
                .filter(field ->
                        List.of("summary", "description", "attachments").contains(field.key()))
                .map(field -> new NewFormField(
                        field.id(), field.key().equals("summary"), LocalizedText.EMPTY, LocalizedText.EMPTY, null))
                .toList()));
    }

    private @Nullable Long groupId(Desk desk, @Nullable Long given, List<Violation> violations) {
        if (given == null || given == RequestTypeChange.NO_GROUP) {
            return null;
        }
        if (groupsOfDesk(desk.id()).stream().noneMatch(group -> group.id() == given)) {
            violations.add(Violation.of("/groupId", "unknown"));
            return null;
        }
        return given;
    }

    private RequestTypeGroup group(long deskId, long id) {
        return groupsOfDesk(deskId).stream()
                .filter(group -> group.id() == id)
                .findFirst()
                .orElseThrow(NotFound::new);
    }

    /** Beyond either end means that end. */
    private static List<Long> moved(List<Long> order, long id, int position) {
        List<Long> moved = new ArrayList<>(order);
        moved.remove(id);
        moved.add(Math.clamp(position, 0, moved.size()), id);
        return moved;
    }

    private Desk worked(CurrentPerson me, String deskKey) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.TICKET_VIEW, desk.id());
        return desk;
    }

    private Desk configured(CurrentPerson me, String deskKey) {
        Desk desk = desks.visible(me, deskKey);
        me.requireOnDesk(Permission.DESK_CONFIGURE, desk.id());
        return desk;
    }

    private void forget(long deskId) {
        catalogues.forgetAfterCommit(deskId);
    }

    private Map<Long, Catalogue> catalogues(Collection<Long> deskIds) {
        Map<Long, List<RequestType>> types = store.requestTypesOfDesks(deskIds);
        Map<Long, List<RequestTypeGroup>> groups = store.groupsOfDesks(deskIds);
        Map<Long, Catalogue> found = new HashMap<>();
        deskIds.forEach(id ->
                found.put(id, Catalogue.of(groups.getOrDefault(id, List.of()), types.getOrDefault(id, List.of()))));
        return found;
    }
}
