package io.maru.desk;

import static io.maru.db.desk.Tables.DESK_;
import static io.maru.db.desk.Tables.REQUEST_TYPE;
import static io.maru.db.desk.Tables.REQUEST_TYPE_FORM;
import static io.maru.db.desk.Tables.REQUEST_TYPE_GROUP;
import static io.maru.db.desk.Tables.SERVICE;

import io.maru.db.desk.tables.records.DeskRecord;
import io.maru.db.desk.tables.records.RequestTypeGroupRecord;
import io.maru.db.desk.tables.records.RequestTypeRecord;
import io.maru.db.desk.tables.records.ServiceRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import io.maru.platform.NotFound;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** All SQL of the module. */
@Repository
class DeskStore {

    private final DSLContext database;

    DeskStore(DSLContext database) {
        this.database = database;
    }

    List<Desk> desks() {
        return database.selectFrom(DESK_).orderBy(DESK_.KEY).fetch(DeskStore::desk);
    }

    Map<Long, RequestType> requestTypes(Collection<Long> ids) {
        return database.selectFrom(REQUEST_TYPE)
                .where(REQUEST_TYPE.ID.in(ids))
                .fetchMap(REQUEST_TYPE.ID, DeskStore::requestType);
    }

    Map<Long, List<RequestType>> requestTypesOfDesks(Collection<Long> deskIds) {
        return database.selectFrom(REQUEST_TYPE)
                .where(REQUEST_TYPE.DESK_ID.in(deskIds))
                .orderBy(REQUEST_TYPE.DESK_ID, REQUEST_TYPE.POSITION, REQUEST_TYPE.ID)
                .fetchGroups(REQUEST_TYPE.DESK_ID, DeskStore::requestType);
    }

    Map<Long, List<RequestTypeGroup>> groupsOfDesks(Collection<Long> deskIds) {
        return database.selectFrom(REQUEST_TYPE_GROUP)
                .where(REQUEST_TYPE_GROUP.DESK_ID.in(deskIds))
                .orderBy(REQUEST_TYPE_GROUP.DESK_ID, REQUEST_TYPE_GROUP.POSITION, REQUEST_TYPE_GROUP.ID)
                .fetchGroups(REQUEST_TYPE_GROUP.DESK_ID, DeskStore::group);
    }

    long insertDesk(
            String key,
            LocalizedText name,
            LocalizedText description,
            String icon,
            RaiseAccess raiseAccess,
            Instant now) {
        return database.insertInto(DESK_)
                .set(DESK_.KEY, key)
                .set(DESK_.NAME, Json.of(name))
                .set(DESK_.DESCRIPTION, Json.of(description))
                .set(DESK_.ICON, icon)
                .set(DESK_.RAISE_ACCESS, raiseAccess.key())
                .set(DESK_.CREATED_AT, now)
                .set(DESK_.UPDATED_AT, now)
                .returning(DESK_.ID)
                .fetchSingle(DESK_.ID);
    }

    /** Answers whether the desk still had the version that is given with it. */
    boolean updateDesk(Desk desk, Instant now) {
        return database.update(DESK_)
                        .set(DESK_.NAME, Json.of(desk.name()))
                        .set(DESK_.DESCRIPTION, Json.of(desk.description()))
                        .set(DESK_.ICON, desk.icon())
                        .set(DESK_.RAISE_ACCESS, desk.raiseAccess().key())
                        .set(DESK_.ARCHIVED, desk.archived())
                        .set(DESK_.UPDATED_AT, now)
                        .set(DESK_.VERSION, DESK_.VERSION.plus(1))
                        .where(DESK_.ID.eq(desk.id()))
                        .and(DESK_.VERSION.eq(desk.version()))
                        .execute()
                == 1;
    }

    long deskVersion(long id) {
        return database.select(DESK_.VERSION).from(DESK_).where(DESK_.ID.eq(id)).fetchSingle(DESK_.VERSION);
    }

    List<RequestTypeGroup> groupsOfDesk(long deskId) {
        return groupsOfDesks(List.of(deskId)).getOrDefault(deskId, List.of());
    }

    long insertGroup(long deskId, LocalizedText name, int position) {
        return database.insertInto(REQUEST_TYPE_GROUP)
                .set(REQUEST_TYPE_GROUP.DESK_ID, deskId)
                .set(REQUEST_TYPE_GROUP.NAME, Json.of(name))
                .set(REQUEST_TYPE_GROUP.POSITION, position)
                .returning(REQUEST_TYPE_GROUP.ID)
                .fetchSingle(REQUEST_TYPE_GROUP.ID);
    }

    boolean updateGroup(long id, long version, LocalizedText name) {
        return database.update(REQUEST_TYPE_GROUP)
                        .set(REQUEST_TYPE_GROUP.NAME, Json.of(name))
                        .set(REQUEST_TYPE_GROUP.VERSION, REQUEST_TYPE_GROUP.VERSION.plus(1))
                        .where(REQUEST_TYPE_GROUP.ID.eq(id))
                        .and(REQUEST_TYPE_GROUP.VERSION.eq(version))
                        .execute()
                == 1;
    }

    boolean deleteGroup(long id, long version) {
        return database.deleteFrom(REQUEST_TYPE_GROUP)
                        .where(REQUEST_TYPE_GROUP.ID.eq(id))
                        .and(REQUEST_TYPE_GROUP.VERSION.eq(version))
                        .execute()
                == 1;
    }

    /** @throws NotFound when it is gone */
    long groupVersion(long id) {
        return database.select(REQUEST_TYPE_GROUP.VERSION)
                .from(REQUEST_TYPE_GROUP)
                .where(REQUEST_TYPE_GROUP.ID.eq(id))
                .fetchOptional(REQUEST_TYPE_GROUP.VERSION)
                .orElseThrow(NotFound::new);
    }

    /** Numbers the groups as they stand in the list. */
    void saveGroupOrder(List<Long> ids) {
        List<Query> updates = new ArrayList<>();
        for (int position = 0; position < ids.size(); position++) {
            updates.add(database.update(REQUEST_TYPE_GROUP)
                    .set(REQUEST_TYPE_GROUP.POSITION, position)
                    .where(REQUEST_TYPE_GROUP.ID.eq(ids.get(position))));
        }
        database.batch(updates).execute();
    }

    /** In their order. */
    List<Long> requestTypeIdsOfGroup(long deskId, @Nullable Long groupId) {
        return database.select(REQUEST_TYPE.ID)
                .from(REQUEST_TYPE)
                .where(REQUEST_TYPE.DESK_ID.eq(deskId))
                .and(groupId == null ? REQUEST_TYPE.GROUP_ID.isNull() : REQUEST_TYPE.GROUP_ID.eq(groupId))
                .orderBy(REQUEST_TYPE.POSITION, REQUEST_TYPE.ID)
                .fetch(REQUEST_TYPE.ID);
    }

    void ungroup(Collection<Long> requestTypeIds) {
        database.update(REQUEST_TYPE)
                .setNull(REQUEST_TYPE.GROUP_ID)
                .where(REQUEST_TYPE.ID.in(requestTypeIds))
                .execute();
    }

    /** Numbers the request types of one group as they stand in the list. */
    void saveRequestTypeOrder(List<Long> ids) {
        List<Query> updates = new ArrayList<>();
        for (int position = 0; position < ids.size(); position++) {
            updates.add(database.update(REQUEST_TYPE)
                    .set(REQUEST_TYPE.POSITION, position)
                    .where(REQUEST_TYPE.ID.eq(ids.get(position))));
        }
        database.batch(updates).execute();
    }

    long insertRequestType(RequestType type, Instant now) {
        return database.insertInto(REQUEST_TYPE)
                .set(REQUEST_TYPE.DESK_ID, type.deskId())
                .set(REQUEST_TYPE.TICKET_TYPE, type.ticketType().key())
                .set(content(type))
                .set(REQUEST_TYPE.POSITION, type.position())
                .set(REQUEST_TYPE.CREATED_AT, now)
                .set(REQUEST_TYPE.UPDATED_AT, now)
                .returning(REQUEST_TYPE.ID)
                .fetchSingle(REQUEST_TYPE.ID);
    }

    /** Answers whether it still had the version that is given with it. Leaves its position as it is. */
    boolean updateRequestType(RequestType type, Instant now) {
        return database.update(REQUEST_TYPE)
                        .set(content(type))
                        .set(REQUEST_TYPE.UPDATED_AT, now)
                        .set(REQUEST_TYPE.VERSION, REQUEST_TYPE.VERSION.plus(1))
                        .where(REQUEST_TYPE.ID.eq(type.id()))
                        .and(REQUEST_TYPE.VERSION.eq(type.version()))
                        .execute()
                == 1;
    }

    long requestTypeVersion(long id) {
        return database.select(REQUEST_TYPE.VERSION)
                .from(REQUEST_TYPE)
                .where(REQUEST_TYPE.ID.eq(id))
                .fetchSingle(REQUEST_TYPE.VERSION);
    }

    /** Counts a form as the newest of a request type; the caller holds the request type's row. */
    void addForm(long requestTypeId, long formId) {
        database.insertInto(REQUEST_TYPE_FORM)
                .columns(REQUEST_TYPE_FORM.REQUEST_TYPE_ID, REQUEST_TYPE_FORM.NUMBER, REQUEST_TYPE_FORM.FORM_ID)
                .select(database.select(
                                DSL.val(requestTypeId),
                                DSL.coalesce(DSL.max(REQUEST_TYPE_FORM.NUMBER), DSL.inline(0))
                                        .plus(1),
                                DSL.val(formId))
                        .from(REQUEST_TYPE_FORM)
                        .where(REQUEST_TYPE_FORM.REQUEST_TYPE_ID.eq(requestTypeId)))
                .execute();
    }

    /** Form ids by number. */
    SortedMap<Integer, Long> formsOf(long requestTypeId) {
        return new TreeMap<>(database.select(REQUEST_TYPE_FORM.NUMBER, REQUEST_TYPE_FORM.FORM_ID)
                .from(REQUEST_TYPE_FORM)
                .where(REQUEST_TYPE_FORM.REQUEST_TYPE_ID.eq(requestTypeId))
                .fetchMap(REQUEST_TYPE_FORM.NUMBER, REQUEST_TYPE_FORM.FORM_ID));
    }

    Map<Long, DeskService> services(Collection<Long> ids) {
        return database.selectFrom(SERVICE).where(SERVICE.ID.in(ids)).fetchMap(SERVICE.ID, DeskStore::service);
    }

    /** In the order of their keys. */
    Map<Long, List<DeskService>> servicesOfDesks(Collection<Long> deskIds) {
        return database.selectFrom(SERVICE)
                .where(SERVICE.DESK_ID.in(deskIds))
                .orderBy(SERVICE.DESK_ID, SERVICE.KEY)
                .fetchGroups(SERVICE.DESK_ID, DeskStore::service);
    }

    long insertService(long deskId, String key, LocalizedText name, @Nullable Long ownerId, Instant now) {
        return database.insertInto(SERVICE)
                .set(SERVICE.DESK_ID, deskId)
                .set(SERVICE.KEY, key)
                .set(SERVICE.NAME, Json.of(name))
                .set(SERVICE.OWNER_ID, ownerId)
                .set(SERVICE.CREATED_AT, now)
                .set(SERVICE.UPDATED_AT, now)
                .returning(SERVICE.ID)
                .fetchSingle(SERVICE.ID);
    }

    /** Answers whether it still had the version that is given with it. */
    boolean updateService(DeskService service, Instant now) {
        return database.update(SERVICE)
                        .set(SERVICE.NAME, Json.of(service.name()))
                        .set(SERVICE.OWNER_ID, service.ownerId())
                        .set(SERVICE.ACTIVE, service.active())
                        .set(SERVICE.UPDATED_AT, now)
                        .set(SERVICE.VERSION, SERVICE.VERSION.plus(1))
                        .where(SERVICE.ID.eq(service.id()))
                        .and(SERVICE.VERSION.eq(service.version()))
                        .execute()
                == 1;
    }

    long serviceVersion(long id) {
        return database.select(SERVICE.VERSION)
                .from(SERVICE)
                .where(SERVICE.ID.eq(id))
                .fetchSingle(SERVICE.VERSION);
    }

    private static DeskService service(ServiceRecord row) {
        return new DeskService(
                row.getId(),
                row.getDeskId(),
                row.getKey(),
                Json.text(row.getName()),
                row.getOwnerId(),
                row.getActive(),
                row.getVersion());
    }

    private static Map<Field<?>, @Nullable Object> content(RequestType type) {
        Map<Field<?>, @Nullable Object> content = new HashMap<>();
        content.put(REQUEST_TYPE.GROUP_ID, type.groupId());
        content.put(REQUEST_TYPE.NAME, Json.of(type.name()));
        content.put(REQUEST_TYPE.DESCRIPTION, Json.of(type.description()));
        content.put(REQUEST_TYPE.HELP, Json.of(type.help()));
        content.put(REQUEST_TYPE.ICON, type.icon());
        content.put(REQUEST_TYPE.FORM_ID, type.formId());
        content.put(REQUEST_TYPE.PORTAL, type.portal());
        content.put(REQUEST_TYPE.ACTIVE, type.active());
        return content;
    }

    private static Desk desk(DeskRecord row) {
        return new Desk(
                row.getId(),
                row.getKey(),
                Json.text(row.getName()),
                Json.text(row.getDescription()),
                row.getIcon(),
                RaiseAccess.of(row.getRaiseAccess()),
                row.getArchived(),
                row.getVersion());
    }

    private static RequestTypeGroup group(RequestTypeGroupRecord row) {
        return new RequestTypeGroup(
                row.getId(), row.getDeskId(), Json.text(row.getName()), row.getPosition(), row.getVersion());
    }

    private static RequestType requestType(RequestTypeRecord row) {
        return new RequestType(
                row.getId(),
                row.getDeskId(),
                row.getGroupId(),
                TicketType.of(row.getTicketType()),
                Json.text(row.getName()),
                Json.text(row.getDescription()),
                Json.text(row.getHelp()),
                row.getIcon(),
                row.getFormId(),
                row.getPortal(),
                row.getActive(),
                row.getPosition(),
                row.getVersion());
    }
}
