package io.maru.desk;

import static io.maru.db.desk.Tables.DESK_;
import static io.maru.db.desk.Tables.REQUEST_TYPE;
import static io.maru.db.desk.Tables.REQUEST_TYPE_GROUP;

import io.maru.db.desk.tables.records.DeskRecord;
import io.maru.db.desk.tables.records.RequestTypeGroupRecord;
import io.maru.db.desk.tables.records.RequestTypeRecord;
import io.maru.platform.Json;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
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
        return new RequestTypeGroup(row.getId(), row.getDeskId(), Json.text(row.getName()), row.getPosition());
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
