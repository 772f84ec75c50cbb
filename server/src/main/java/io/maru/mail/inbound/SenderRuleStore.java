package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.SENDER_RULE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class SenderRuleStore {

    private final DSLContext database;

    SenderRuleStore(DSLContext database) {
        this.database = database;
    }

    record Row(long id, @Nullable Long deskId, String sender, boolean allowed, long createdBy, Instant createdAt) {}

    List<Row> list() {
        return database.selectFrom(SENDER_RULE)
                .orderBy(SENDER_RULE.SENDER, SENDER_RULE.ID)
                .fetch(row -> new Row(
                        row.getId(),
                        row.getDeskId(),
                        row.getSender(),
                        row.getAllowed(),
                        row.getCreatedBy(),
                        row.getCreatedAt()));
    }

    /** What a rule says about a sender; a rule for the address counts before one for its domain, one of the desk before one for all. */
    Optional<Boolean> allowed(long deskId, String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return database.select(SENDER_RULE.ALLOWED)
                .from(SENDER_RULE)
                .where(SENDER_RULE.SENDER.in(address, domain))
                .and(SENDER_RULE.DESK_ID.isNull().or(SENDER_RULE.DESK_ID.eq(deskId)))
                .orderBy(
                        SENDER_RULE.SENDER.eq(address).desc(),
                        SENDER_RULE.DESK_ID.isNotNull().desc())
                .limit(1)
                .fetchOptional(SENDER_RULE.ALLOWED);
    }

    /** @param deskId null for all desks */
    void set(@Nullable Long deskId, String sender, boolean allowed, long personId, Instant now) {
        database.insertInto(SENDER_RULE)
                .set(SENDER_RULE.DESK_ID, deskId)
                .set(SENDER_RULE.SENDER, sender)
                .set(SENDER_RULE.ALLOWED, allowed)
                .set(SENDER_RULE.CREATED_BY, personId)
                .set(SENDER_RULE.CREATED_AT, now)
                .onConflict(SENDER_RULE.DESK_ID, SENDER_RULE.SENDER)
                .doUpdate()
                .set(SENDER_RULE.ALLOWED, allowed)
                .set(SENDER_RULE.CREATED_BY, personId)
                .set(SENDER_RULE.CREATED_AT, now)
                .execute();
    }

    /** @return whether there was one */
    boolean delete(long id) {
        return database.deleteFrom(SENDER_RULE).where(SENDER_RULE.ID.eq(id)).execute() == 1;
    }
}
