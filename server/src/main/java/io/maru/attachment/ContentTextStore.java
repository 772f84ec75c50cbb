package io.maru.attachment;

import static io.maru.db.attachment.Tables.ATTACHMENT_;
import static io.maru.db.attachment.Tables.CONTENT_TEXT;
import static org.jooq.impl.DSL.select;

import io.maru.attachment.ReaderProcess.Answer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** What is written in files, once per content, and which files wait to be read. */
@Repository
class ContentTextStore {

    private static final HexFormat HEX = HexFormat.of();

    private final DSLContext database;

    ContentTextStore(DSLContext database) {
        this.database = database;
    }

    /**
     * A content to be read now.
     *
     * @param fileName of one of the attachments that have it
     * @param attempts this one included
     */
    record Claimed(String sha256, String fileName, String contentType, long size, int attempts) {}

    /** @return false when it is known already */
    boolean add(String sha256) {
        return database.insertInto(CONTENT_TEXT)
                        .set(CONTENT_TEXT.SHA256, HEX.parseHex(sha256))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    /** Takes the next one that nobody reads; others leave it alone until an instant. */
    Optional<Claimed> claim(Instant now, Instant until) {
        byte[] next = database.update(CONTENT_TEXT)
                .set(CONTENT_TEXT.CLAIMED_UNTIL, until)
                .set(CONTENT_TEXT.ATTEMPTS, CONTENT_TEXT.ATTEMPTS.plus(1))
                .where(CONTENT_TEXT.SHA256.eq(select(CONTENT_TEXT.SHA256)
                        .from(CONTENT_TEXT)
                        .where(CONTENT_TEXT.STATE.eq(DSL.inline("waiting")))
                        .and(CONTENT_TEXT.CLAIMED_UNTIL.isNull().or(CONTENT_TEXT.CLAIMED_UNTIL.lt(now)))
                        .orderBy(CONTENT_TEXT.ADDED)
                        .limit(1)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(CONTENT_TEXT.SHA256)
                .fetchOne(CONTENT_TEXT.SHA256);
        if (next == null) {
            return Optional.empty();
        }
        Optional<Claimed> claimed = database.select(
                        ATTACHMENT_.FILE_NAME, ATTACHMENT_.CONTENT_TYPE, ATTACHMENT_.SIZE, CONTENT_TEXT.ATTEMPTS)
                .from(ATTACHMENT_)
                .join(CONTENT_TEXT)
                .on(CONTENT_TEXT.SHA256.eq(ATTACHMENT_.SHA256))
                .where(ATTACHMENT_.SHA256.eq(next))
                .orderBy(ATTACHMENT_.UPLOADED_AT)
                .limit(1)
                .fetchOptional(row ->
                        new Claimed(HEX.formatHex(next), row.value1(), row.value2(), row.value3(), row.value4()));
        if (claimed.isEmpty()) {
            // Nobody has such a file any more.
            database.deleteFrom(CONTENT_TEXT)
                    .where(CONTENT_TEXT.SHA256.eq(next))
                    .execute();
            return claim(now, until);
        }
        return claimed;
    }

    void answered(String sha256, Answer answer) {
        database.update(CONTENT_TEXT)
                .set(CONTENT_TEXT.STATE, answer.reason() == null ? "read" : "unreadable")
                .set(CONTENT_TEXT.TEXT, answer.text())
                .set(CONTENT_TEXT.CUT_SHORT, answer.cutShort())
                .set(
                        CONTENT_TEXT.REASON,
                        answer.reason() == null ? null : answer.reason().name().toLowerCase(Locale.ROOT))
                .setNull(CONTENT_TEXT.CLAIMED_UNTIL)
                .where(CONTENT_TEXT.SHA256.eq(HEX.parseHex(sha256)))
                .execute();
    }

    /** What is written in these attachments; those in which nothing was found, or not yet, are missing. */
    Map<UUID, String> texts(Collection<UUID> attachmentIds) {
        return database
                .select(ATTACHMENT_.ID, CONTENT_TEXT.TEXT)
                .from(ATTACHMENT_)
                .join(CONTENT_TEXT)
                .on(CONTENT_TEXT.SHA256.eq(ATTACHMENT_.SHA256))
                .where(ATTACHMENT_.ID.eq(DSL.any(attachmentIds.toArray(UUID[]::new))))
                .and(CONTENT_TEXT.TEXT.ne(DSL.inline("")))
                .fetch()
                .stream()
                .collect(Collectors.toMap(row -> row.value1(), row -> row.value2()));
    }

    long waiting() {
        return database.fetchCount(CONTENT_TEXT, CONTENT_TEXT.STATE.eq(DSL.inline("waiting")));
    }

    long unreadable() {
        return database.fetchCount(CONTENT_TEXT, CONTENT_TEXT.STATE.eq(DSL.inline("unreadable")));
    }

    /** How many are longer than what is read of them. */
    long cutShort() {
        return database.fetchCount(CONTENT_TEXT, CONTENT_TEXT.CUT_SHORT.isTrue());
    }

    /** Forgets what was written in files that were all deleted before an instant. */
    void removeUnused(Instant deletedBefore) {
        database.deleteFrom(CONTENT_TEXT)
                .where(DSL.notExists(DSL.selectOne()
                        .from(ATTACHMENT_)
                        .where(ATTACHMENT_.SHA256.eq(CONTENT_TEXT.SHA256))
                        .and(ATTACHMENT_.DELETED_AT.isNull().or(ATTACHMENT_.DELETED_AT.ge(deletedBefore)))))
                .execute();
    }
}
