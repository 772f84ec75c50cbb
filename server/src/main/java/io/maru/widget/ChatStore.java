package io.maru.widget;

import static io.maru.db.widget.Tables.ATTENDANCE;
import static io.maru.db.widget.Tables.CHAT;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.selectOne;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.springframework.stereotype.Repository;

@Repository
class ChatStore {

    private final DSLContext database;

    ChatStore(DSLContext database) {
        this.database = database;
    }

    /** @param seenAt when its visitor last had it before their eyes */
    record OpenChat(long ticketId, Instant startedAt, Instant seenAt) {}

    void insert(long ticketId, Widget widget, long personId, Instant now) {
        database.insertInto(CHAT)
                .set(CHAT.TICKET_ID, ticketId)
                .set(CHAT.DESK_ID, widget.deskId())
                .set(CHAT.WIDGET_ID, widget.id())
                .set(CHAT.PERSON_ID, personId)
                .set(CHAT.STARTED_AT, now)
                .set(CHAT.SEEN_AT, now)
                .execute();
    }

    /** What a visitor has begun in a widget and not ended, the latest first. */
    List<OpenChat> of(long personId, UUID widgetId) {
        return database.select(CHAT.TICKET_ID, CHAT.STARTED_AT, CHAT.SEEN_AT)
                .from(CHAT)
                .where(CHAT.PERSON_ID.eq(personId), CHAT.WIDGET_ID.eq(widgetId), CHAT.ENDED_AT.isNull())
                .orderBy(CHAT.STARTED_AT.desc())
                .limit(5)
                .fetch(Records.mapping(OpenChat::new));
    }

    /** The open chats of desks whose visitors were there since then, the longest waiting first. */
    List<OpenChat> ofDesks(Collection<Long> deskIds, Instant seenAfter, int most) {
        return database.select(CHAT.TICKET_ID, CHAT.STARTED_AT, CHAT.SEEN_AT)
                .from(CHAT)
                .where(CHAT.DESK_ID.in(deskIds), CHAT.SEEN_AT.gt(seenAfter), CHAT.ENDED_AT.isNull())
                .orderBy(CHAT.STARTED_AT, CHAT.TICKET_ID)
                .limit(most)
                .fetch(Records.mapping(OpenChat::new));
    }

    /** @return whether it is their open chat */
    boolean seen(long ticketId, long personId, Instant now) {
        return database.update(CHAT)
                        .set(CHAT.SEEN_AT, now)
                        .where(CHAT.TICKET_ID.eq(ticketId), CHAT.PERSON_ID.eq(personId), CHAT.ENDED_AT.isNull())
                        .execute()
                == 1;
    }

    boolean isOpen(long ticketId, long personId) {
        return database.fetchExists(selectOne()
                .from(CHAT)
                .where(CHAT.TICKET_ID.eq(ticketId), CHAT.PERSON_ID.eq(personId), CHAT.ENDED_AT.isNull()));
    }

    Optional<Instant> seenAt(long ticketId, long personId) {
        return database.select(max(CHAT.SEEN_AT))
                .from(CHAT)
                .where(CHAT.TICKET_ID.eq(ticketId), CHAT.PERSON_ID.eq(personId))
                .fetchOptional(max(CHAT.SEEN_AT));
    }

    void end(long ticketId, Instant now) {
        database.update(CHAT)
                .set(CHAT.ENDED_AT, now)
                .where(CHAT.TICKET_ID.eq(ticketId), CHAT.ENDED_AT.isNull())
                .execute();
    }

    // ------------------------------------------------------------------ who is there

    void attend(long personId, Collection<Long> deskIds, Instant now) {
        database.deleteFrom(ATTENDANCE)
                .where(ATTENDANCE.PERSON_ID.eq(personId), ATTENDANCE.DESK_ID.notIn(deskIds))
                .execute();
        for (long deskId : deskIds) {
            database.insertInto(ATTENDANCE)
                    .set(ATTENDANCE.PERSON_ID, personId)
                    .set(ATTENDANCE.DESK_ID, deskId)
                    .set(ATTENDANCE.SEEN_AT, now)
                    .onConflict(ATTENDANCE.PERSON_ID, ATTENDANCE.DESK_ID)
                    .doUpdate()
                    .set(ATTENDANCE.SEEN_AT, now)
                    .execute();
        }
    }

    Set<Long> attendedBy(long personId, Instant since) {
        return database.select(ATTENDANCE.DESK_ID)
                .from(ATTENDANCE)
                .where(ATTENDANCE.PERSON_ID.eq(personId), ATTENDANCE.SEEN_AT.gt(since))
                .fetchSet(ATTENDANCE.DESK_ID);
    }

    boolean isAttended(long deskId, Instant since) {
        return database.fetchExists(
                selectOne().from(ATTENDANCE).where(ATTENDANCE.DESK_ID.eq(deskId), ATTENDANCE.SEEN_AT.gt(since)));
    }
}
