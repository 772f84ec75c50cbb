package io.maru.reply;

import static io.maru.db.reply.Tables.CANNED_REPLY;

import io.maru.db.reply.tables.records.CannedReplyRecord;
import io.maru.platform.Json;
import io.maru.platform.LocalizedText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** All SQL of the module. */
@Repository
class CannedReplyStore {

    private final DSLContext database;

    CannedReplyStore(DSLContext database) {
        this.database = database;
    }

    /** Whose they are: a desk's or a person's, and never both. */
    record Keeper(@Nullable Long deskId, @Nullable Long ownerId) {

        static Keeper desk(long id) {
            return new Keeper(id, null);
        }

        static Keeper person(long id) {
            return new Keeper(null, id);
        }

        private Condition keeps() {
            return deskId == null ? CANNED_REPLY.OWNER_ID.eq(ownerId) : CANNED_REPLY.DESK_ID.eq(deskId);
        }
    }

    List<CannedReply> of(Keeper keeper) {
        return database.selectFrom(CANNED_REPLY)
                .where(keeper.keeps())
                .orderBy(CANNED_REPLY.ID)
                .fetch(CannedReplyStore::reply);
    }

    Optional<CannedReply> find(Keeper keeper, long id) {
        return database.selectFrom(CANNED_REPLY)
                .where(keeper.keeps(), CANNED_REPLY.ID.eq(id))
                .fetchOptional(CannedReplyStore::reply);
    }

    int count(Keeper keeper) {
        return database.fetchCount(CANNED_REPLY, keeper.keeps());
    }

    long insert(Keeper keeper, LocalizedText name, LocalizedText body, Instant now) {
        return database.insertInto(CANNED_REPLY)
                .set(CANNED_REPLY.DESK_ID, keeper.deskId())
                .set(CANNED_REPLY.OWNER_ID, keeper.ownerId())
                .set(CANNED_REPLY.NAME, Json.of(name))
                .set(CANNED_REPLY.BODY, Json.of(body))
                .set(CANNED_REPLY.CREATED_AT, now)
                .set(CANNED_REPLY.UPDATED_AT, now)
                .returning(CANNED_REPLY.ID)
                .fetchSingle(CANNED_REPLY.ID);
    }

    /** Answers whether it still had its version. */
    boolean update(Keeper keeper, CannedReply reply, Instant now) {
        return database.update(CANNED_REPLY)
                        .set(CANNED_REPLY.NAME, Json.of(reply.name()))
                        .set(CANNED_REPLY.BODY, Json.of(reply.body()))
                        .set(CANNED_REPLY.VERSION, CANNED_REPLY.VERSION.plus(1))
                        .set(CANNED_REPLY.UPDATED_AT, now)
                        .where(keeper.keeps(), CANNED_REPLY.ID.eq(reply.id()))
                        .and(CANNED_REPLY.VERSION.eq(reply.version()))
                        .execute()
                == 1;
    }

    boolean delete(Keeper keeper, long id) {
        return database.deleteFrom(CANNED_REPLY)
                        .where(keeper.keeps(), CANNED_REPLY.ID.eq(id))
                        .execute()
                == 1;
    }

    private static CannedReply reply(CannedReplyRecord row) {
        return new CannedReply(row.getId(), Json.text(row.getName()), Json.text(row.getBody()), row.getVersion());
    }
}
