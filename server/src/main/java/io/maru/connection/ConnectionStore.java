package io.maru.connection;

import static io.maru.db.connection.Tables.MESSAGE;
import static io.maru.db.connection.Tables.REQUEST;
import static io.maru.db.connection.Tables.SYSTEM;

import io.maru.connection.ConnectedSystem.Mapping;
import io.maru.db.connection.tables.records.SystemRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

@Repository
class ConnectionStore {

    private final DSLContext database;

    ConnectionStore(DSLContext database) {
        this.database = database;
    }

    List<ConnectedSystem> all() {
        return database.selectFrom(SYSTEM).orderBy(SYSTEM.NAME, SYSTEM.ID).fetch(ConnectionStore::system);
    }

    Optional<ConnectedSystem> find(UUID id) {
        return database.selectFrom(SYSTEM).where(SYSTEM.ID.eq(id)).fetchOptional(ConnectionStore::system);
    }

    void insert(ConnectedSystem system, Instant now) {
        SystemRecord row = row(system, 1);
        row.setId(system.id());
        row.setCreatedAt(now);
        database.insertInto(SYSTEM).set(row).execute();
    }

    /** @return whether it was still that version */
    boolean update(ConnectedSystem system, long version) {
        return database.update(SYSTEM)
                        .set(row(system, version + 1))
                        .where(SYSTEM.ID.eq(system.id()), SYSTEM.VERSION.eq(version))
                        .execute()
                == 1;
    }

    void setSecret(UUID id, String secret) {
        database.update(SYSTEM)
                .set(SYSTEM.SECRET, secret)
                .where(SYSTEM.ID.eq(id))
                .execute();
    }

    boolean delete(UUID id) {
        return database.deleteFrom(SYSTEM).where(SYSTEM.ID.eq(id)).execute() == 1;
    }

    private SystemRecord row(ConnectedSystem system, long version) {
        SystemRecord row = database.newRecord(SYSTEM);
        row.setName(system.name());
        row.setActive(system.active());
        row.setRequestTypeId(system.requestTypeId());
        row.setPersonId(system.personId());
        row.setSecret(system.secret());
        row.setExternalId(system.mapping().externalId());
        row.setReporter(system.mapping().reporter());
        row.setComment(system.mapping().comment());
        row.setFields(Json.of(system.mapping().fields()));
        row.setCallbackAddress(system.callbackAddress());
        row.setVersion(version);
        return row;
    }

    private static ConnectedSystem system(SystemRecord row) {
        return new ConnectedSystem(
                row.getId(),
                row.getName(),
                row.getActive(),
                row.getRequestTypeId(),
                row.getPersonId(),
                row.getSecret(),
                new Mapping(
                        row.getExternalId(),
                        row.getReporter(),
                        row.getComment(),
                        Json.read(row.getFields(), new TypeReference<>() {})),
                row.getCallbackAddress(),
                row.getVersion());
    }

    // ------------------------------------------------------------------ requests

    /**
     * The ticket that a request of the other system is; whoever makes one meanwhile is waited for.
     *
     * @return null when it is not known yet: it is noted for the caller, who makes it in this transaction
     */
    @Nullable
    Long ticketOf(UUID systemId, String externalId) {
        database.insertInto(REQUEST)
                .set(REQUEST.SYSTEM_ID, systemId)
                .set(REQUEST.EXTERNAL_ID, externalId)
                .onConflictDoNothing()
                .execute();
        return database.select(REQUEST.TICKET_ID)
                .from(REQUEST)
                .where(REQUEST.SYSTEM_ID.eq(systemId), REQUEST.EXTERNAL_ID.eq(externalId))
                .forUpdate()
                .fetchSingle(REQUEST.TICKET_ID);
    }

    /** Whether a request of the other system is a ticket already. */
    boolean isKnown(UUID systemId, String externalId) {
        return database.fetchExists(
                REQUEST,
                REQUEST.SYSTEM_ID.eq(systemId),
                REQUEST.EXTERNAL_ID.eq(externalId),
                REQUEST.TICKET_ID.isNotNull());
    }

    void setTicket(UUID systemId, String externalId, long ticketId) {
        database.update(REQUEST)
                .set(REQUEST.TICKET_ID, ticketId)
                .where(REQUEST.SYSTEM_ID.eq(systemId), REQUEST.EXTERNAL_ID.eq(externalId))
                .execute();
    }

    /** @param externalId what the system calls it */
    record Known(UUID systemId, String externalId) {}

    /** As what systems know a ticket. */
    List<Known> knownAs(long ticketId) {
        return database.select(REQUEST.SYSTEM_ID, REQUEST.EXTERNAL_ID)
                .from(REQUEST)
                .where(REQUEST.TICKET_ID.eq(ticketId))
                .fetch(Records.mapping(Known::new));
    }

    // ------------------------------------------------------------------ messages

    /** @param reason null for one that was understood */
    record Message(
            long id,
            UUID systemId,
            String messageId,
            String body,
            Instant receivedAt,
            boolean refused,
            @Nullable LocalizedText reason,
            @Nullable Long ticketId) {}

    /** What became of a message, in place of what became of it before. */
    void note(
            UUID systemId,
            String messageId,
            String body,
            Instant at,
            @Nullable LocalizedText reason,
            @Nullable Long ticketId) {
        String state = reason == null ? "done" : "refused";
        database.insertInto(MESSAGE)
                .set(MESSAGE.SYSTEM_ID, systemId)
                .set(MESSAGE.MESSAGE_ID, messageId)
                .set(MESSAGE.BODY, body)
                .set(MESSAGE.RECEIVED_AT, at)
                .set(MESSAGE.STATE, state)
                .set(MESSAGE.REASON, Json.ofNullable(reason))
                .set(MESSAGE.TICKET_ID, ticketId)
                .onConflict(MESSAGE.SYSTEM_ID, MESSAGE.MESSAGE_ID)
                .doUpdate()
                .set(MESSAGE.BODY, body)
                .set(MESSAGE.STATE, state)
                .set(MESSAGE.REASON, Json.ofNullable(reason))
                .set(MESSAGE.TICKET_ID, ticketId)
                .execute();
    }

    Optional<Message> message(UUID systemId, String messageId) {
        return one(MESSAGE.SYSTEM_ID.eq(systemId).and(MESSAGE.MESSAGE_ID.eq(messageId)));
    }

    Optional<Message> message(long id) {
        return one(MESSAGE.ID.eq(id));
    }

    private Optional<Message> one(Condition which) {
        return messages(which, 1).stream().findFirst();
    }

    /** The latest first. */
    List<Message> messages(UUID systemId, boolean refusedOnly, @Nullable Long before, int most) {
        return messages(
                MESSAGE.SYSTEM_ID
                        .eq(systemId)
                        .and(refusedOnly ? MESSAGE.STATE.eq("refused") : DSL.noCondition())
                        .and(before == null ? DSL.noCondition() : MESSAGE.ID.lt(before)),
                most);
    }

    private List<Message> messages(Condition which, int most) {
        return database.select(
                        MESSAGE.ID,
                        MESSAGE.SYSTEM_ID,
                        MESSAGE.MESSAGE_ID,
                        MESSAGE.BODY,
                        MESSAGE.RECEIVED_AT,
                        MESSAGE.STATE,
                        MESSAGE.REASON,
                        MESSAGE.TICKET_ID)
                .from(MESSAGE)
                .where(which)
                .orderBy(MESSAGE.ID.desc())
                .limit(most)
                .fetch(row -> new Message(
                        row.get(MESSAGE.ID),
                        row.get(MESSAGE.SYSTEM_ID),
                        row.get(MESSAGE.MESSAGE_ID),
                        row.get(MESSAGE.BODY),
                        row.get(MESSAGE.RECEIVED_AT),
                        row.get(MESSAGE.STATE).equals("refused"),
                        row.get(MESSAGE.REASON) == null ? null : Json.text(row.get(MESSAGE.REASON)),
                        row.get(MESSAGE.TICKET_ID)));
    }

    int countSince(UUID systemId, Instant since) {
        return database.fetchCount(MESSAGE, MESSAGE.SYSTEM_ID.eq(systemId), MESSAGE.RECEIVED_AT.gt(since));
    }

    int deleteMessagesBefore(Instant instant) {
        return database.deleteFrom(MESSAGE)
                .where(MESSAGE.RECEIVED_AT.lt(instant))
                .execute();
    }
}
