package io.maru.mail.inbound;

import static io.maru.db.mail.Tables.MAILBOX;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

@Repository
class MailboxStore {

    private final DSLContext database;

    MailboxStore(DSLContext database) {
        this.database = database;
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another one has this address */
    long insert(Mailbox mailbox, Instant now) {
        return database.insertInto(MAILBOX)
                .set(MAILBOX.DESK_ID, mailbox.deskId())
                .set(MAILBOX.REQUEST_TYPE_ID, mailbox.requestTypeId())
                .set(MAILBOX.ADDRESS, mailbox.address())
                .set(MAILBOX.ALIASES, mailbox.aliases().toArray(String[]::new))
                .set(MAILBOX.WAY, mailbox.way().key())
                .set(MAILBOX.NEWCOMERS, mailbox.newcomers().key())
                .set(MAILBOX.COPIES_JOIN, mailbox.copiesJoin())
                .set(MAILBOX.CLOSED_REPLIES, mailbox.closedReplies().key())
                .set(MAILBOX.SIZE_LIMIT, mailbox.sizeLimit())
                .set(MAILBOX.ACTIVE, mailbox.active())
                .set(MAILBOX.CREATED_AT, now)
                .set(MAILBOX.UPDATED_AT, now)
                .returningResult(MAILBOX.ID)
                .fetchSingle(MAILBOX.ID);
    }

    Mailbox require(long id) {
        return database.selectFrom(MAILBOX).where(MAILBOX.ID.eq(id)).fetchSingle(MailboxStore::mailbox);
    }

    Optional<Mailbox> find(long id) {
        return database.selectFrom(MAILBOX).where(MAILBOX.ID.eq(id)).fetchOptional(MailboxStore::mailbox);
    }

    List<Mailbox> ofDesk(long deskId) {
        return database.selectFrom(MAILBOX)
                .where(MAILBOX.DESK_ID.eq(deskId))
                .orderBy(MAILBOX.ADDRESS)
                .fetch(MailboxStore::mailbox);
    }

    /** Of these addresses, in lower case, those of any mailbox. */
    Set<String> own(Collection<String> addresses) {
        if (addresses.isEmpty()) {
            return Set.of();
        }
        Set<String> own = new HashSet<>();
        database.select(DSL.lower(MAILBOX.ADDRESS), MAILBOX.ALIASES)
                .from(MAILBOX)
                .forEach(row -> {
                    own.add(row.value1());
                    own.addAll(List.of(row.value2()));
                });
        own.retainAll(addresses);
        return own;
    }

    private static Mailbox mailbox(Record row) {
        return new Mailbox(
                row.get(MAILBOX.ID),
                row.get(MAILBOX.DESK_ID),
                row.get(MAILBOX.REQUEST_TYPE_ID),
                row.get(MAILBOX.ADDRESS),
                List.of(row.get(MAILBOX.ALIASES)),
                Mailbox.Way.of(row.get(MAILBOX.WAY)),
                Mailbox.Newcomers.of(row.get(MAILBOX.NEWCOMERS)),
                row.get(MAILBOX.COPIES_JOIN),
                Mailbox.ClosedReplies.of(row.get(MAILBOX.CLOSED_REPLIES)),
                row.get(MAILBOX.SIZE_LIMIT),
                row.get(MAILBOX.ACTIVE),
                row.get(MAILBOX.VERSION));
    }
}
