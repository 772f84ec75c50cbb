package io.maru.widget;

import static io.maru.db.widget.Tables.CODE;
import static io.maru.db.widget.Tables.WIDGET_;

import io.maru.db.widget.tables.records.CodeRecord;
import io.maru.db.widget.tables.records.WidgetRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

@Repository
class WidgetStore {

    private final DSLContext database;

    WidgetStore(DSLContext database) {
        this.database = database;
    }

    List<Widget> ofDesk(long deskId) {
        return database.selectFrom(WIDGET_)
                .where(WIDGET_.DESK_ID.eq(deskId))
                .orderBy(WIDGET_.NAME, WIDGET_.ID)
                .fetch(WidgetStore::widget);
    }

    Optional<Widget> find(UUID id) {
        return database.selectFrom(WIDGET_).where(WIDGET_.ID.eq(id)).fetchOptional(WidgetStore::widget);
    }

    /** Which desks take chats. */
    Set<Long> desksWithChats() {
        return database.selectDistinct(WIDGET_.DESK_ID)
                .from(WIDGET_)
                .where(WIDGET_.ACTIVE.isTrue(), WIDGET_.CHAT_REQUEST_TYPE_ID.isNotNull())
                .fetchSet(WIDGET_.DESK_ID);
    }

    void insert(Widget widget, Instant now) {
        WidgetRecord row = row(widget, 1);
        row.setId(widget.id());
        row.setDeskId(widget.deskId());
        row.setCreatedAt(now);
        database.insertInto(WIDGET_).set(row).execute();
    }

    /** @return whether it was still that version */
    boolean update(Widget widget, long version) {
        return database.update(WIDGET_)
                        .set(row(widget, version + 1))
                        .where(WIDGET_.ID.eq(widget.id()), WIDGET_.VERSION.eq(version))
                        .execute()
                == 1;
    }

    void delete(UUID id) {
        database.deleteFrom(WIDGET_).where(WIDGET_.ID.eq(id)).execute();
    }

    private WidgetRecord row(Widget widget, long version) {
        WidgetRecord row = database.newRecord(WIDGET_);
        row.setName(widget.name());
        row.setTitle(Json.of(widget.title()));
        row.setGreeting(Json.of(widget.greeting()));
        row.setOrigins(widget.origins().toArray(String[]::new));
        row.setColour(widget.colour());
        row.setNewcomers(widget.newcomers());
        row.setChatRequestTypeId(widget.chatRequestTypeId());
        row.setActive(widget.active());
        row.setVersion(version);
        return row;
    }

    private static Widget widget(WidgetRecord row) {
        return new Widget(
                row.getId(),
                row.getDeskId(),
                row.getName(),
                Json.read(row.getTitle(), LocalizedText.class),
                Json.read(row.getGreeting(), LocalizedText.class),
                List.of(row.getOrigins()),
                row.getColour(),
                row.getNewcomers(),
                row.getChatRequestTypeId(),
                row.getActive(),
                row.getVersion());
    }

    // ------------------------------------------------------------------ codes

    /** @param hash of the number, keyed */
    record Code(UUID id, UUID widgetId, String email, String displayName, String hash, int failures, Instant at) {}

    void insertCode(Code code, String address) {
        CodeRecord row = database.newRecord(CODE);
        row.setId(code.id());
        row.setWidgetId(code.widgetId());
        row.setEmail(code.email());
        row.setDisplayName(code.displayName());
        row.setCodeHash(code.hash());
        row.setAddress(address);
        row.setCreatedAt(code.at());
        database.insertInto(CODE).set(row).execute();
    }

    /** How many were asked for, for an address of mail or from one of the network. */
    int countCodes(String email, String address, Instant since) {
        int forMail = database.fetchCount(CODE, CODE.EMAIL.eq(email), CODE.CREATED_AT.gt(since));
        int fromNetwork = database.fetchCount(CODE, CODE.ADDRESS.eq(address), CODE.CREATED_AT.gt(since));
        return Math.max(forMail, fromNetwork / 4);
    }

    /** For a try, of which there is only one at a time. */
    Optional<Code> lockCode(UUID id, UUID widgetId) {
        return database.selectFrom(CODE)
                .where(CODE.ID.eq(id), CODE.WIDGET_ID.eq(widgetId))
                .forUpdate()
                .fetchOptional(row -> new Code(
                        row.getId(),
                        row.getWidgetId(),
                        row.getEmail(),
                        row.getDisplayName(),
                        row.getCodeHash(),
                        row.getFailures(),
                        row.getCreatedAt()));
    }

    void codeFailed(UUID id) {
        database.update(CODE)
                .set(CODE.FAILURES, CODE.FAILURES.plus(1))
                .where(CODE.ID.eq(id))
                .execute();
    }

    void deleteCode(UUID id) {
        database.deleteFrom(CODE).where(CODE.ID.eq(id)).execute();
    }

    int deleteCodesBefore(Instant instant) {
        return database.deleteFrom(CODE).where(CODE.CREATED_AT.lt(instant)).execute();
    }
}
